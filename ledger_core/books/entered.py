"""When an entry was written and by whom: what the command saw, beside the date of the event.

The date of an entry is the day of the meeting; `entered:` is the moment at which a command wrote
it, so that an entry dated back shows. Nothing is ever computed from it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, TypeAlias

from ledger_core.books.rendering import Custom, Renderable, Transaction
from ledger_core.books.text import clean_text
from ledger_core.messages import Message, N_

ENTERED_KEY: Final = "entered"

_FORM: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d) (\S.*)")
_CUSTOM_LINE: Final = re.compile(r'^\d{4}-\d\d-\d\d custom "[^\n]*\n', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entered:
    """When something was entered, and by whom.

    Attributes:
      at: The computer's time with its offset from UTC.
      by: Code of the member who typed it, or the name of the computer's user.
    """

    at: datetime
    by: str

    def __str__(self) -> str:
        """Return it as it stands in the books: `2026-03-21T19:42+07:00 M004`."""
        by = clean_text(self.by, Message(N_("Who enters it")))
        return f"{self.at.isoformat(timespec='minutes')} {by}"

    @classmethod
    def parse(cls, value: object) -> "Entered | None":
        """Read what stands in the books, None for anything that has not this form."""
        found = _FORM.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            return None
        try:
            return cls(datetime.fromisoformat(found[1]), found[2])
        except ValueError:
            return None


Stamp: TypeAlias = Callable[[date], Entered]
"""When and by whom an entry of a day is entered, for programs that play many days."""


def stamp_of(entered: Entered | Stamp | None, day: date) -> Entered | None:
    """Return when an entry of `day` is entered."""
    return entered(day) if callable(entered) else entered


def stamped(item: Renderable, entered: Entered | Stamp | None) -> Renderable:
    """Return a transaction or custom directive that says when it was entered; others as they are.

    The line comes last. What says so already keeps its own.
    """
    if not isinstance(item, Transaction | Custom) or ENTERED_KEY in item.metadata:
        return item
    stamp = stamp_of(entered, item.day)
    if stamp is None:
        return item
    return replace(item, metadata={**item.metadata, ENTERED_KEY: str(stamp)})


def stamped_text(text: str, entered: Entered | None) -> str:
    """Return the text of a template with the line under each of its custom directives."""
    if entered is None:
        return text
    line = f'  {ENTERED_KEY}: "{entered}"\n'
    return _CUSTOM_LINE.sub(lambda found: found[0] + line, text)
