"""Books received from somebody else: found, read in a locked process, never trusted.

`find_received` finds clubs' folders and zips; `ReaderProcess` reads them, each in a process of its
own that may run nothing, write nothing and reach no network, and hands a task's answer back.

Each name is loaded when first used: whoever only looks for books needs no Beancount.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ledger_core.books.received.answers import Answer, NotRead, Read
    from ledger_core.books.received.limits import Limits
    from ledger_core.books.received.places import ReceivedBooks, find_received, shown_path
    from ledger_core.books.received.process import ReaderProcess
    from ledger_core.books.received.reading import load_received
    from ledger_core.books.received.refused import Refused

_HOME = {
    "Answer": "answers",
    "Limits": "limits",
    "NotRead": "answers",
    "Read": "answers",
    "ReaderProcess": "process",
    "ReceivedBooks": "places",
    "Refused": "refused",
    "find_received": "places",
    "load_received": "reading",
    "shown_path": "places",
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
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
