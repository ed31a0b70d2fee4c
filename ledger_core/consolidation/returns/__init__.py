"""Returns: what a club sends whose books do not come. Aggregates only, and no person."""
