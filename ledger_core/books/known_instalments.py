"""The instalments of a schedule that is taken over as it stands, as one text.

`2026-05-21 500,000 45,000; 2026-06-21 500,000 40,000`: due date, principal, interest and, where one
is asked for, a fee; parted by semicolons.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from ledger_core.books.metadata import continued
from ledger_core.books.text import LONGEST_TEXT
from ledger_core.loans import KnownInstalment
from ledger_core.messages import Message, N_

INSTALMENTS_EXPECTED: Final = Message(
    N_("instalments such as 2026-05-21 500,000 45,000; 2026-06-21 500,000 40,000")
)
_AMOUNT: Final = re.compile(r"\d{1,3}(,\d{3}){0,4}|\d{1,15}")
_LEAST_WORDS, _MOST_WORDS = 3, 4
_PARTING: Final = "; "


def parse_instalments(text: str) -> tuple[KnownInstalment, ...]:
    """Read instalments.

    Raises:
      ValueError: the text has another form, or the dates are not in order.
    """
    found = tuple(_instalment(part.split()) for part in text.split(";"))
    if any(one.due >= after.due for one, after in pairwise(found)):
        raise ValueError(text)
    return found


def _instalment(words: Sequence[str]) -> KnownInstalment:
    if not _LEAST_WORDS <= len(words) <= _MOST_WORDS:
        raise ValueError(words)
    if not all(map(_AMOUNT.fullmatch, words[1:])):
        raise ValueError(words)
    principal, interest, *fee = (int(word.replace(",", "")) for word in words[1:])
    return KnownInstalment(date.fromisoformat(words[0]), principal, interest, sum(fee))


def instalments_metadata(
    instalments: Sequence[KnownInstalment], key: str = "schedule"
) -> dict[str, str]:
    """Return instalments as the lines that `parse_instalments` reads, none longer than allowed."""
    lines: list[str] = []
    for text in map(_text, instalments):
        if lines and len(lines[-1]) + len(_PARTING) + len(text) <= LONGEST_TEXT:
            lines[-1] += _PARTING + text
        else:
            lines.append(text)
    return {continued(key, number): line for number, line in enumerate(lines, start=1)}


def _text(one: KnownInstalment) -> str:
    fee = f" {one.fee:,}" if one.fee else ""
    return f"{one.due} {one.principal:,} {one.interest:,}{fee}"
