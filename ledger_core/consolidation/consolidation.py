"""Many clubs at once, as reports ask about them: the figures of each club that is counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ledger_core.club import Fund
from ledger_core.consolidation.counted import Counted, CountedClub
from ledger_core.consolidation.figures import NOTHING, Row
from ledger_core.consolidation.gathering import Received
from ledger_core.consolidation.money_sums import by_role, flows_between
from ledger_core.consolidation.returns.comparing import ReturnDiffers, compare_returns
from ledger_core.consolidation.returns.finding import ReceivedReturn
from ledger_core.consolidation.returns.form import ClubReturn
from ledger_core.consolidation.returns.reading import measured
from ledger_core.consolidation.seal_history import HistoryFlag, history_flag
from ledger_core.consolidation.snapshot import ClubIdentity, Money, MoneySums, MonthFacts
from ledger_core.consolidation.store import SeenSeal, SnapshotStore
from ledger_core.portfolio import Period
from ledger_core.reports.funds.receipts_and_payments import Flows


@dataclass(frozen=True, slots=True)
class _OfClub:
    """Something of a counted club."""

    counted: CountedClub

    @property
    def club(self) -> ClubIdentity:
        """Which club."""
        return self.counted.club


@dataclass(frozen=True, slots=True)
class ClubRow(_OfClub):
    """A counted club with the figures of its portfolio."""

    row: Row


@dataclass(frozen=True, slots=True)
class ClubMonth(_OfClub):
    """A counted club with its facts at the end of a month."""

    facts: MonthFacts


@dataclass(frozen=True, slots=True)
class ClubBalances(_OfClub):
    """A counted club with the balance of every fund and role, debits positive."""

    sums: MoneySums


@dataclass(slots=True)
class Consolidation:
    """What was received of many clubs, and the figures of those that count.

    Attributes:
        store: The snapshots of books.
        received: Everything that was found.
        return_seals: Every seal that a return ever showed, by the key of its club.
    """

    store: SnapshotStore
    received: Received
    return_seals: dict[str, tuple[SeenSeal, ...]] = field(default_factory=dict)
    _counted: dict[date, Counted] = field(default_factory=dict)
    _histories: tuple[HistoryFlag, ...] | None = None
    _differing: tuple[ReturnDiffers, ...] | None = None

    def counted(self, day: date) -> Counted:
        """Return who is counted at the end of a day, and who is not."""
        if day not in self._counted:
            self._counted[day] = self.received.counted_on(day)
        return self._counted[day]

    def portfolios(self, day: date) -> tuple[ClubRow, ...]:
        """Return the portfolio of every club that is counted on a day."""
        rows = self.store.portfolios(day)
        return tuple(
            ClubRow(club, club.returned.row if club.returned else _row(rows, club.number))
            for club in self.counted(day).clubs
        )

    def months(self, end: date) -> tuple[ClubMonth, ...]:
        """Return the facts at the end of a month of every club counted then that has them.

        A return has those of its own last month alone.
        """
        found = self.store.months(end)
        return tuple(
            ClubMonth(club, facts)
            for club in self.counted(end).clubs
            if (facts := _month(club, found, end)) is not None
        )

    def balances(self, day: date) -> tuple[ClubBalances, ...]:
        """Return the balance of every fund and role of every club that is counted on a day."""
        money = self.store.money(day)
        return tuple(ClubBalances(club, _balances(club, money)) for club in self.counted(day).clubs)

    def flows(self, period: Period) -> tuple[int, Flows]:
        """Return money received and paid in a period by all clubs, and of how many clubs.

        A return is counted where it covers the very same days.
        """
        opening, closing = self.store.money(period.opening), self.store.money(period.end)
        count, total = 0, Flows()
        for club in self.counted(period.end).clubs:
            found = _flows(club, period, opening, closing)
            if found is None:
                continue
            count += 1
            total.opening.update(found.opening)
            total.received.update(found.received)
            total.paid.update(found.paid)
        return count, total

    def history_flags(self) -> tuple[HistoryFlag, ...]:
        """Return the clubs that show another history than they showed before, by path."""
        if self._histories is None:
            flags = [flag for flag in self._flags() if flag is not None]
            self._histories = tuple(sorted(flags, key=lambda flag: flag.path))
        return self._histories

    def _flags(self) -> Iterator[HistoryFlag | None]:
        others = self.store.with_other_seals() | self.return_seals.keys()
        for key, (books, _) in self.received.settled().items():
            if books is not None and key in others:
                shown = self.received.seals_of(books)
                yield history_flag(books.club, books.path, shown, self._seen(key))
        for found in self._newest_returns():
            if (key := found.club.key) not in self.received.settled():
                yield history_flag(found.club, found.path, found.content.seals, self._seen(key))

    def _seen(self, key: str) -> tuple[SeenSeal, ...]:
        return (*self.store.seen_seals(key), *self.return_seals.get(key, ()))

    def _newest_returns(self) -> Iterable[ReceivedReturn]:
        newest: dict[str, ReceivedReturn] = {}
        for found in self.received.returns:
            known = newest.get(found.club.key)
            if known is None or known.content.day < found.content.day:
                newest[found.club.key] = found
        return newest.values()

    def last_seals(self) -> dict[str, SeenSeal]:
        """Return the last seal that each club ever showed, by its key."""
        keys = {*self.received.settled(), *(found.club.key for found in self.received.returns)}
        last = {}
        for key in keys:
            if seen := self._seen(key):
                last[key] = max(seen, key=lambda seal: (seal.month, seal.order))
        return last

    def differing_returns(self) -> tuple[ReturnDiffers, ...]:
        """Return the returns of clubs whose books came too, and every figure that differs."""
        if self._differing is None:
            settled = self.received.settled()
            books = {key: counted for key, (counted, _) in settled.items() if counted is not None}
            self._differing = compare_returns(self.received.returns, books, self.store)
        return self._differing


def _row(rows: Mapping[int, Row], number: int | None) -> Row:
    return NOTHING if number is None else rows.get(number, NOTHING)


def _month(club: CountedClub, found: Mapping[int, MonthFacts], end: date) -> MonthFacts | None:
    if club.returned is not None:
        return measured(club.returned) if club.returned.day == end else None
    return None if club.number is None else found.get(club.number)


def _balances(club: CountedClub, money: Mapping[int, Money]) -> MoneySums:
    if club.returned is not None:
        return by_role(club.returned.balances)
    found = None if club.number is None else money.get(club.number)
    return {} if found is None else found.balances


def _flows(
    club: CountedClub,
    period: Period,
    opening: Mapping[int, Money],
    closing: Mapping[int, Money],
) -> Flows | None:
    if club.returned is not None:
        return flows_of_return(club.returned) if club.returned.period == period else None
    if club.number is None or club.number not in closing:
        return Flows()
    return flows_between(opening.get(club.number), closing[club.number])


def flows_of_return(said: ClubReturn) -> Flows:
    """Return money received and paid as a return says it."""
    return Flows(
        opening=Counter({Fund(fund): amount for fund, amount in said.opening.items()}),
        received=Counter(by_role(said.receipts)),
        paid=Counter(by_role(said.payments)),
    )
