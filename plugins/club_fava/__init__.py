"""Fava pages of clubledger: a club's books shown to its members and auditors."""
