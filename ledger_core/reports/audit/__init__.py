"""Questions that an auditor should ask about a club's books, each with its basis and its rates.

A question is no accusation: honest books raise some too, and how many is measured.
"""
