"""Checks on cash: that it is counted, banked, lent and passed on."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from ledger_core.books.interest_received import distributed_interest, interest_received
from ledger_core.books.posted import Posted
from ledger_core.club import Fund, Month, Role
from ledger_core.messages import Message, N_
from ledger_core.reports.audit.evidence import Evidence, vouchers_of
from ledger_core.reports.audit.model import Question

_COUNT_EVERY = 45  # days
_COUNTERS = 2
_IDLE_SHARE = 2, 5  # of the lending capital
_IDLE_MONTHS = 2
_IDLE_ACTIVITY = 10_000_000
_BANKED_FROM = 500_000
_BANKED_WITHIN = timedelta(days=14)
_PASSED_ON_WITHIN = timedelta(days=62)
_WORTH_PASSING_ON = 50_000


def count_missing(evidence: Evidence) -> Iterator[Question]:
    """Ask why a box was not counted for over six weeks."""
    for fund in Fund:
        counted = {count.day for count in evidence.book.counts if count.fund is fund}
        known = [evidence.founded, *sorted(d for d in counted if d <= evidence.end), evidence.end]
        for last, following in pairwise(known):
            days = (following - last).days
            empty = not evidence.cash_on(fund, last) and not evidence.cash_on(fund, following)
            if days <= _COUNT_EVERY or empty or following < evidence.period.start:
                continue
            months = _between(last, following)
            yield Question(
                following,
                Message(
                    N_("The cash of the {fund} was not counted for {days} days: {months}."),
                    fund=fund.label,
                    days=days,
                    months=", ".join(months),
                ),
                fund=fund,
                months=months,
            )


def _between(last: date, following: date) -> tuple[str, ...]:
    """Return the months between two counts, the later one where there is none between."""
    months = []
    month = Month.of(last).following
    while month < Month.of(following):
        months.append(str(month))
        month = month.following
    return tuple(months) or (str(Month.of(following)),)


def count_by_one(evidence: Evidence) -> Iterator[Question]:
    """Ask about a count by one person."""
    for count in evidence.book.counts:
        if count.day in evidence.period and len(set(count.counted_by)) < _COUNTERS:
            yield _alone(count.fund, count.day)


def _alone(fund: Fund, day: date) -> Question:
    return Question(
        day,
        Message(N_("The cash of the {fund} was counted by one person."), fund=fund.label),
        fund=fund,
        months=(day.isoformat(),),
    )


def idle_cash(evidence: Evidence) -> Iterator[Question]:
    """Ask to see cash that lies in a box for months although nobody needs so much."""
    for fund in Fund:
        run: list[date] = []
        ends = dict.fromkeys([*evidence.month_ends, evidence.end])
        for end in [*ends, None]:
            if end is not None and _idle(evidence, fund, end):
                run.append(end)
                continue
            inside = [day for day in run if day in evidence.period]
            if len(run) >= _IDLE_MONTHS and inside:
                yield _idle_question(evidence, fund, run)
            run = []


def _idle(evidence: Evidence, fund: Fund, day: date) -> bool:
    cash = evidence.cash_on(fund, day)
    if fund is Fund.ACTIVITY:
        return cash > _IDLE_ACTIVITY
    part, whole = _IDLE_SHARE
    return cash * whole > evidence.book.lending_capital(day) * part


def _idle_question(evidence: Evidence, fund: Fund, run: list[date]) -> Question:
    return Question(
        max(day for day in run if day in evidence.period),
        Message(
            N_("{amount:money} đồng lay in the box of the {fund} over {count} month-ends."),
            amount=min(evidence.cash_on(fund, day) for day in run),
            fund=fund.label,
            count=len(run),
        ),
        fund=fund,
        months=tuple(str(Month.of(day)) for day in run),
    )


def late_banking(evidence: Evidence) -> Iterator[Question]:
    """Ask where money was that came to the bank after it had lain in the box for two weeks."""
    for posted in evidence.audited:
        for fund in posted.funds:
            banked = posted.amounts.get((fund, Role.BANK), 0)
            taken = -posted.amounts.get((fund, Role.CASH), 0)
            if banked < _BANKED_FROM or taken < _BANKED_FROM:
                continue
            before = posted.date - timedelta(days=1)
            since = max(before - _BANKED_WITHIN, evidence.founded)
            if evidence.least_cash(fund, since, before) >= taken:
                yield Question(
                    posted.date,
                    Message(
                        N_(
                            "{amount:money} đồng were taken to the bank after more than {days} "
                            "days in the box."
                        ),
                        amount=taken,
                        days=_BANKED_WITHIN.days,
                    ),
                    vouchers_of(posted),
                    fund=fund,
                )


def interest_late(evidence: Evidence) -> Iterator[Question]:
    """Ask where interest was that was passed to the Activity fund over two months late."""
    received: list[tuple[date, int]] = []
    # What is received on the day of a distribution is in it.
    for posted in sorted(
        evidence.transactions, key=lambda one: (one.date, distributed_interest(one) > 0)
    ):
        distributed = distributed_interest(posted)
        if distributed > 0:
            oldest = _take(received, distributed)
            late = oldest is not None and posted.date - oldest > _PASSED_ON_WITHIN
            if oldest is not None and late and posted.date in evidence.period:
                yield _late_interest(posted, oldest)
        if amount := interest_received(posted):
            received.append((posted.date, amount))
    waiting = sum(amount for _, amount in received)
    oldest = next((day for day, amount in received if amount > 0), None)
    shares = evidence.book.register.rules_on(evidence.end).interest_shares
    if oldest is None or waiting < _WORTH_PASSING_ON or not shares.activity:
        return
    if evidence.end - oldest > _PASSED_ON_WITHIN:
        yield Question(
            evidence.end,
            Message(
                N_("{amount:money} đồng of interest, the oldest of {day:date}, is not passed on."),
                amount=waiting,
                day=oldest,
            ),
            fund=Fund.INCOME,
            months=tuple(dict.fromkeys(str(Month.of(day)) for day, _ in received)),
        )


def _take(received: list[tuple[date, int]], amount: int) -> date | None:
    """Take an amount off the oldest interest; return the day of the oldest worth speaking of."""
    oldest = None
    while received and amount > 0:
        day, left = received.pop(0)
        taken = min(left, amount)
        amount -= taken
        if oldest is None:
            oldest = day
        if left > taken:
            received.insert(0, (day, left - taken))
    return oldest


def _late_interest(posted: Posted, oldest: date) -> Question:
    return Question(
        posted.date,
        Message(
            N_("Interest received since {oldest:date} was passed on only on {day:date}."),
            oldest=oldest,
            day=posted.date,
        ),
        vouchers_of(posted),
        fund=Fund.INCOME,
    )
