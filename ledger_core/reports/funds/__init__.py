"""Reports on the two funds: cash books, statements, donations, expenses and capital."""
