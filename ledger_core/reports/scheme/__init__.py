"""Reports for the scheme and the association: targets, and the return without persons."""
