"""Whether a club still shows the history that it showed before.

A seal's code stands for everything up to its month. So a month that once had a code must keep it:
another code is another history, and a sealed month that is gone is a shorter one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ledger_core.books.seals.codes import same_code
from ledger_core.consolidation.snapshot import ClubIdentity, SealMark
from ledger_core.consolidation.store import SeenSeal
from ledger_core.messages import Message, N_


@dataclass(frozen=True, slots=True)
class HistoryFlag:
    """A club that shows another history than before.

    Attributes:
        club: The club.
        path: Where it stands.
        reason: `history-shorter` or `history-differs`.
        month: The first month concerned.
        was: The code it had.
        now: The code it shows now, "" for none.
    """

    club: ClubIdentity
    path: str
    reason: str
    month: str
    was: str
    now: str

    @property
    def message(self) -> Message:
        """What is wrong, in words."""
        if self.reason == "history-shorter":
            text = N_("Month {month} was sealed with code {was} before; it is not sealed now.")
            return Message(text, month=self.month, was=self.was)
        text = N_("Month {month} was sealed with code {was} before; it shows {now} now.")
        return Message(text, month=self.month, was=self.was, now=self.now)


def history_flag(
    club: ClubIdentity, path: str, shown: Iterable[SealMark], seen: Iterable[SeenSeal]
) -> HistoryFlag | None:
    """Return the first month at which a club's history is not the one seen before, if any.

    Args:
        club: The club.
        path: Where it stands.
        shown: The seals that it shows now.
        seen: Every seal that it ever showed.
    """
    now = {mark.month: mark.code for mark in shown}
    for seal in sorted(seen, key=lambda seal: (seal.month, seal.order)):
        code = now.get(seal.month, "")
        if not code:
            return HistoryFlag(club, path, "history-shorter", seal.month, seal.code, "")
        if not same_code(code, seal.code):
            return HistoryFlag(club, path, "history-differs", seal.month, seal.code, code)
    return None
