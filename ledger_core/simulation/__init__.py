"""Invented clubs that live for years and keep their books by the calls of the commands.

Everything is decided by a seed: the same arguments give the same bytes, on every computer.
"""

from ledger_core.simulation.association import (
    MOST_CLUBS,
    TRUTH_FILE,
    Association,
    Progress,
    write_association,
)
from ledger_core.simulation.profile import MOST_YEARS

__all__ = [
    "MOST_CLUBS",
    "MOST_YEARS",
    "TRUTH_FILE",
    "Association",
    "Progress",
    "write_association",
]
