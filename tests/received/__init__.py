"""A corpus of received books, hostile and good, and what runs it; the books are data."""
