"""Reports on loans: lists over a period, who owes what, and the portfolio by kinds of people."""
