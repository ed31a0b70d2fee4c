"""Fava pages of clubledger: a club's books shown to its members and auditors.

Fava looks here for the class of the extension when a book names `club_fava`.
"""

from club_fava.pages import ClubPages

__all__ = ["ClubPages"]
