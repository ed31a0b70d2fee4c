"""Books received from somebody else: found, read in a locked process, never trusted.

`find_received` finds clubs' folders and zips; `ReaderProcess` reads them, each in a process of its
own that may run nothing, write nothing and reach no network, and hands a task's answer back.
"""

from ledger_core.books.received.answers import Answer, NotRead, Read
from ledger_core.books.received.limits import Limits
from ledger_core.books.received.places import ReceivedBooks, find_received
from ledger_core.books.received.process import ReaderProcess
from ledger_core.books.received.reading import load_received
from ledger_core.books.received.refused import Refused

__all__ = [
    "Answer",
    "Limits",
    "NotRead",
    "Read",
    "ReaderProcess",
    "ReceivedBooks",
    "Refused",
    "find_received",
    "load_received",
]
