"""Decides which clubs a consolidated report counts on a day, and from what.

The rules: books are counted before a return; of returns the newest one up to the day, if it is not
too old; a club that came twice by the rule of `doubles`; a club that was seen before and sends
nothing now is missed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from ledger_core.consolidation.counted import Counted, CountedClub, NotCounted, Source
from ledger_core.consolidation.doubles import SealsOf, settle
from ledger_core.consolidation.keeping import NotReadBooks
from ledger_core.consolidation.memory import KnownClub
from ledger_core.consolidation.returns.finding import ReceivedReturn
from ledger_core.consolidation.returns.form import ClubReturn
from ledger_core.consolidation.store import StoredClub
from ledger_core.messages import Message, N_, current_language

RETURN_AGE_DAYS: Final = 45
"""How many days before the report the last day of a return may lie, if nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Received:
    """Everything that was found, before it is decided what counts.

    Attributes:
        books: Books that were read.
        not_read: Books that were not.
        returns: Returns that were read.
        bad_returns: Returns that were not.
        known: Clubs seen in this or an earlier run.
        seals_of: Reads the sealed months of books.
        return_age_days: How many days old a return may be.
    """

    books: tuple[StoredClub, ...]
    not_read: tuple[NotReadBooks, ...]
    returns: tuple[ReceivedReturn, ...]
    bad_returns: tuple[NotCounted, ...]
    known: tuple[KnownClub, ...]
    seals_of: SealsOf
    return_age_days: int = RETURN_AGE_DAYS
    _settled: dict[str, tuple[StoredClub | None, tuple[NotCounted, ...]]] = field(
        default_factory=dict
    )

    def settled(self) -> Mapping[str, tuple[StoredClub | None, tuple[NotCounted, ...]]]:
        """Return for each club with books which of them count, if any, and which do not."""
        if not self._settled:
            copies: dict[str, list[StoredClub]] = {}
            for books in self.books:
                copies.setdefault(books.club.key, []).append(books)
            for key, found in copies.items():
                self._settled[key] = settle(found, self.seals_of)
        return self._settled

    def counted_on(self, day: date) -> Counted:
        """Return who is counted at the end of a day, and who is not."""
        clubs: dict[str, CountedClub] = {}
        left_out = [_not_read(books) for books in self.not_read]
        left_out += self.bad_returns
        for key, (books, others) in self.settled().items():
            left_out += others
            if books is None:
                continue
            if books.club.founded > day:
                left_out.append(_begins_later(books.path, books.club.founded))
                continue
            clubs[key] = CountedClub(
                books.club, books.path, Source.BOOKS, day, books.last_day, number=books.number
            )
        by_club: dict[str, list[ReceivedReturn]] = {}
        for received in self.returns:
            by_club.setdefault(received.club.key, []).append(received)
        for key, returns in by_club.items():
            if key not in clubs:
                chosen, others = _choose(returns, day, self.return_age_days)
                left_out += others
                if chosen is not None:
                    clubs[key] = chosen
        left_out += self._missing(by_club)
        return Counted(
            day,
            tuple(sorted(clubs.values(), key=_order)),
            tuple(sorted(left_out, key=lambda each: (each.path, each.reason))),
        )

    def _missing(self, by_club: Mapping[str, object]) -> Iterable[NotCounted]:
        here = self.settled().keys() | by_club.keys()
        # A club whose books or return were found and not read is listed with its reason already.
        paths = {found.path for found in self.not_read} | {found.path for found in self.bad_returns}
        text = N_("Seen in an earlier run as {club}; neither books nor a return are there now.")
        for club in self.known:
            if club.key not in here and club.path not in paths:
                yield NotCounted(club.path, "missing", Message(text, club=club.key))


def _order(club: CountedClub) -> tuple[str, str, str]:
    return club.club.province or "", club.club.commune or "", club.club.code


def _not_read(books: NotReadBooks) -> NotCounted:
    words = books.messages.get(current_language()) or next(iter(books.messages.values()), "")
    return NotCounted(books.path, books.reason, words, books.file, books.line)


def _begins_later(path: str, day: date) -> NotCounted:
    return NotCounted(
        path, "begins-later", Message(N_("The books begin later, on {day:date}."), day=day)
    )


def _choose(
    returns: Sequence[ReceivedReturn], day: date, most_days: int
) -> tuple[CountedClub | None, tuple[NotCounted, ...]]:
    """Return the return of one club that is counted on a day, or why none is."""
    until = [found for found in returns if found.content.day <= day]
    if not until:
        first = min(returns, key=lambda found: (found.content.day, found.path))
        text = N_("The return is of {last:date}, after the day of this report.")
        reason = Message(text, last=first.content.day)
        return None, (NotCounted(first.path, "return-later", reason),)
    last = max(found.content.day for found in until)
    newest = sorted((f for f in until if f.content.day == last), key=lambda found: found.path)
    chosen = newest[0]
    if chosen.content.day < day - timedelta(most_days):
        text = N_("The newest return is of {last:date}, more than {days} days before.")
        reason = Message(text, last=last, days=most_days)
        return None, (NotCounted(chosen.path, "return-too-old", reason),)
    if _contradict(newest):
        text = N_("The club sent several returns of {last:date} with different figures.")
        reason = Message(text, last=last)
        return None, tuple(NotCounted(found.path, "return-twice", reason) for found in newest)
    content = chosen.content
    return CountedClub(
        content.club,
        chosen.path,
        Source.RETURN,
        content.day,
        content.last_entry,
        returned=content,
    ), ()


def _contradict(returns: Sequence[ReceivedReturn]) -> bool:
    """Whether returns with the same last day say different things of it, or of the same days."""
    contents = [received.content for received in returns]
    of_the_day = [_stands(each) for each in contents]
    moved = {each.period.start: _moved(each) for each in contents}
    return any(said != of_the_day[0] for said in of_the_day) or any(
        _moved(each) != moved[each.period.start] for each in contents
    )


def _stands(content: ClubReturn) -> tuple[object, ...]:
    """Return what a return says of its last day, whatever day its period begins on."""
    people = (content.measures, content.sexes, content.ages, content.hardships)
    return content.portfolio, content.year, content.month, content.balances, content.seals, people


def _moved(content: ClubReturn) -> tuple[object, ...]:
    """Return what a return says of the days of its period alone."""
    return content.opening, content.receipts, content.payments
