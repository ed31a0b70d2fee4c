"""Books received from somebody else: found, read in a locked process, never trusted.

`find_received` finds clubs' folders and zips; `ReaderProcess` reads them, each in a process of its
own that may run nothing, write nothing and reach no network, and hands a task's answer back.

Each name is loaded when first used: whoever only looks for books needs no Beancount.
"""

from typing import TYPE_CHECKING, Any

from ledger_core.lazy_names import loaded

if TYPE_CHECKING:
    from ledger_core.books.received.answers import Answer, NotRead, Read
    from ledger_core.books.received.limits import Limits
    from ledger_core.books.received.places import ReceivedBooks, find_received, shown_path
    from ledger_core.books.received.process import ReaderProcess
    from ledger_core.books.received.reading import load_received
    from ledger_core.books.received.refused import Refused

_HOME = {
    "Answer": "ledger_core.books.received.answers",
    "Limits": "ledger_core.books.received.limits",
    "NotRead": "ledger_core.books.received.answers",
    "Read": "ledger_core.books.received.answers",
    "ReaderProcess": "ledger_core.books.received.process",
    "ReceivedBooks": "ledger_core.books.received.places",
    "Refused": "ledger_core.books.received.refused",
    "find_received": "ledger_core.books.received.places",
    "load_received": "ledger_core.books.received.reading",
    "shown_path": "ledger_core.books.received.places",
}

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
    "shown_path",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (any name of the table)
    return loaded(__name__, _HOME, name)
