"""Seals of closed months: what the books said, so that a later change is seen and named."""
