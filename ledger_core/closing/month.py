"""A month is closed in one write, at the next meeting.

What belongs to the month's last day comes first: accrual for clubs that keep their books so, and
the allowance of those that keep one. What moves cash belongs to the day of the meeting: interest is
distributed, then two people count each box. Last comes the seal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ledger_core.books.actions.accruals import LoanAccrual, accrue_interest
from ledger_core.books.actions.counting import (
    Counted,
    CountRequest,
    cash_in_books,
    count_cash,
    count_on,
)
from ledger_core.books.actions.distribution import distribute_interest, undistributed_interest
from ledger_core.books.actions.errors import NothingToDistribute
from ledger_core.books.actions.provisions import Provisioned, ProvisionRequest, set_allowance
from ledger_core.books.actions.sealing import check_may_close, seal_month
from ledger_core.books.book import Book
from ledger_core.books.counts import CashCount
from ledger_core.books.receivables import last_accrual
from ledger_core.books.seals.seal import Seal
from ledger_core.books.session import WritingSession
from ledger_core.closing.errors import CashNotCounted
from ledger_core.club import Accounting, Distribution, Fund, Month, MonthSealed, Role
from ledger_core.reports.accounting import provisioning, standard_loans


@dataclass(frozen=True, slots=True)
class CountedCash:
    """What two people found in a fund's box.

    Attributes:
      amount: What was found, in đồng.
      counted_by: Codes of those who counted.
      difference: How a difference is entered, as `CountRequest.difference`.
    """

    amount: int
    counted_by: tuple[str, ...]
    difference: Role | None = None


@dataclass(frozen=True, slots=True)
class CloseRequest:
    """A month to close.

    Attributes:
      month: The month; months are closed in order.
      day: The day of the meeting that closes it, after its end.
      minutes: The minutes into which the code is written.
      counts: What was found in each fund's box on that day; not needed for a fund whose cash was
        counted since the month ended.
      allowance: Whether the allowance is set; None where the club keeps one already.
      distribute: Whether interest that is not distributed yet is.
    """

    month: Month
    day: date
    minutes: str
    counts: Mapping[Fund, CountedCash] = field(default_factory=dict)
    allowance: bool | None = None
    distribute: bool = True


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing a month brought.

    Attributes:
      request: What was asked for.
      seal: The seal, with its code.
      accruals: Accrued interest by loan, for clubs on accrual.
      allowance: What became of the allowance, None where the club keeps none.
      distribution: How interest was distributed, None where there was none.
      undistributed: Interest that waits for the next distribution, in đồng.
      counts: The cash count of each fund that the close rests on.
      taken: The counts that were entered now.
    """

    request: CloseRequest
    seal: Seal
    accruals: tuple[LoanAccrual, ...]
    allowance: Provisioned | None
    distribution: Distribution | None
    undistributed: int
    counts: tuple[CashCount, ...]
    taken: tuple[Counted, ...]


def keeps_allowance(book: Book) -> bool:
    """Whether the club ever set an allowance for loan losses."""
    return any(posted.touches(Role.ALLOWANCE) for posted in book.transactions)


def is_counted(book: Book, fund: Fund, month: Month) -> bool:
    """Whether a fund's cash was counted since a month ended."""
    return any(c.fund is fund and c.day > month.last_day for c in book.counts)


def closed_before(session: WritingSession, request: CloseRequest) -> MonthSealed | None:
    """Return the close that stands in the books exactly as it is asked for, None if none does."""
    for sealed in session.book.register.sealed:
        same = (sealed.month, sealed.since, sealed.minutes) == (
            request.month,
            request.day,
            request.minutes.strip(),
        )
        if same and all(_counted_so(session, request, fund) for fund in request.counts):
            return sealed
    return None


def _counted_so(session: WritingSession, request: CloseRequest, fund: Fund) -> bool:
    said, found = request.counts[fund], count_on(session, fund, request.day)
    people = {code.strip().upper() for code in said.counted_by}
    return found is not None and (found.amount, set(found.counted_by)) == (said.amount, people)


def close_month(session: WritingSession, request: CloseRequest) -> Closed:
    """Enter everything that closes a month, and seal it; the session commits all of it at once.

    Raises:
      CashNotCounted: nobody counted a fund's cash since the month ended.
      ClubledgerError: as `check_may_close`, `count_cash` and the other actions.
    """
    check_may_close(session, request.month, request.day)
    accruals = _accrue(session, request)
    allowance = _set_allowance(session, request)
    distribution = distribute_unless_counted(session, request.day) if request.distribute else None
    taken = count_boxes(session, request.day, request.minutes, request.counts)
    counts = tuple(_count(session, fund, request) for fund in Fund)
    seal = seal_month(session, request.month, day=request.day, minutes=request.minutes)
    return Closed(
        request,
        seal,
        accruals,
        allowance,
        distribution,
        undistributed_interest(session, request.day),
        counts,
        taken,
    )


def _accrue(session: WritingSession, request: CloseRequest) -> tuple[LoanAccrual, ...]:
    day = request.month.last_day
    on_accrual = session.book.register.rules_on(day).accounting is Accounting.ACCRUAL
    last = last_accrual(session.book)
    if not on_accrual or (last is not None and last > day):
        return ()
    return accrue_interest(session, day=day, standard=standard_loans(session.book, day))


def _set_allowance(session: WritingSession, request: CloseRequest) -> Provisioned | None:
    wanted = request.allowance
    if wanted is None:
        wanted = keeps_allowance(session.book)
    if not wanted:
        return None
    day = request.month.last_day
    asked = provisioning(session.book, day)
    return set_allowance(
        session, ProvisionRequest(day, asked.required, asked.table.name, request.minutes)
    )


def distribute_unless_counted(session: WritingSession, day: date) -> Distribution | None:
    """Distribute interest on the day of the meeting, unless the cash was counted before that."""
    if any(count_on(session, fund, day) for fund in Fund):
        return None
    try:
        return distribute_interest(session, day=day)[1]
    except NothingToDistribute:
        return None


def count_boxes(
    session: WritingSession, day: date, minutes: str, counts: Mapping[Fund, CountedCash]
) -> tuple[Counted, ...]:
    """Enter what was found in each box at the end of a day; raises as `count_cash`."""
    return tuple(
        count_cash(
            session,
            CountRequest(
                fund, day, counted.amount, counted.counted_by, minutes, counted.difference
            ),
        )
        for fund, counted in counts.items()
    )


def _count(session: WritingSession, fund: Fund, request: CloseRequest) -> CashCount:
    since = request.month.last_day
    found = [
        count
        for count in session.book.counts
        if count.fund is fund and since < count.day <= request.day
    ]
    if not found:
        raise CashNotCounted(fund, request.day, cash_in_books(session, fund, request.day))
    return max(found, key=lambda count: count.day)
