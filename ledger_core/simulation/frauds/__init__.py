"""Mistakes and frauds that are put into the books of some invented clubs, and told in the truth.

Each passes the rules of the books: nothing stops, nothing is in error. That is why an audit is
needed.
"""
