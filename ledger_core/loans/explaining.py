"""How each figure of a loan came about, line by line.

A borrower who asks "why is it more this month?" gets an answer that adds up: the lines of a figure
sum exactly to it. They are records, not sentences; what shows them words them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ledger_core.loans.allocation import payoff_fees, payoff_interest
from ledger_core.loans.allocation_rules import Component
from ledger_core.loans.charges import DatedCharge
from ledger_core.loans.explanation import ExplainedLine, Figure, Reason
from ledger_core.loans.fold import LoanFold
from ledger_core.loans.history import How, Settlement
from ledger_core.loans.position import LoanPosition
from ledger_core.loans.positioning import position_of
from ledger_core.loans.rows import Row
from ledger_core.loans.running_interest import InterestPiece

if TYPE_CHECKING:
    from ledger_core.loans.account import LoanAccount


def explain(account: "LoanAccount", day: dt.date) -> tuple[ExplainedLine, ...]:
    """Explain the figures of a loan at the end of a day.

    For each `Figure` the amounts of its lines sum to what `account.position(day)` gives.

    Raises:
      DateBeforeLastEvent: an event later than `day` is folded already.
    """
    return account.explain(day)


def explain_fold(fold: LoanFold) -> tuple[ExplainedLine, ...]:
    """Explain the figures on the fold's day."""
    position = position_of(fold)
    lines = list(_outstanding(fold))
    if not fold.off_the_books:
        fallen = fold.schedule.rows[: fold.schedule.fallen]
        lines += _principal_due(fold, fallen)
        lines += _interest_due(fold, fallen)
        lines += _fee_due(fold, fallen)
        lines += _late_interest(fold)
        lines += _accrued(fold)
        lines += _payoff(fold)
    return tuple(_balanced(lines, position))


def figure_of(position: LoanPosition, figure: Figure) -> int:
    """Return a figure of a position by its name."""
    return {
        Figure.OUTSTANDING_PRINCIPAL: position.outstanding_principal,
        Figure.PRINCIPAL_DUE: position.principal_due,
        Figure.INTEREST_DUE: position.interest_due,
        Figure.FEE_DUE: position.fee_due,
        Figure.LATE_INTEREST: position.late_interest,
        Figure.ACCRUED_INTEREST: position.accrued_interest,
        Figure.PAYOFF_AMOUNT: position.payoff_amount,
    }[figure]


def _balanced(lines: list[ExplainedLine], position: LoanPosition) -> Iterator[ExplainedLine]:
    """Yield the lines by figure; what was settled beyond what was asked for makes up the rest."""
    for figure in Figure:
        of_figure = [line for line in lines if line.figure is figure]
        yield from of_figure
        rest = figure_of(position, figure) - sum(line.amount for line in of_figure)
        if rest:
            yield ExplainedLine(figure, Reason.NOT_ASKED_FOR, rest, position.date)


def _outstanding(fold: LoanFold) -> Iterator[ExplainedLine]:
    for day, word, amount in fold.principal_log:
        yield ExplainedLine(Figure.OUTSTANDING_PRINCIPAL, Reason(word), amount, day)


def _principal_due(fold: LoanFold, fallen: list[Row]) -> Iterator[ExplainedLine]:
    for row in fallen:
        entries = _entries(fold, Component.PRINCIPAL, row)
        asked = row.principal + sum(e.amount for e in entries if e.how in _CHANGES_WHAT_IS_ASKED)
        if asked:
            yield _line(Figure.PRINCIPAL_DUE, Reason.FELL_DUE, asked, row)
        yield from _settled(Figure.PRINCIPAL_DUE, entries)


def _interest_due(fold: LoanFold, fallen: list[Row]) -> Iterator[ExplainedLine]:
    figure = Figure.INTEREST_DUE
    for row in fallen:
        entries = _entries(fold, Component.INTEREST, row)
        moved = sum(e.amount for e in entries if e.how in _CHANGES_WHAT_IS_ASKED)
        asked = row.interest + moved - row.moved_interest
        if asked:
            pieces = fold.schedule.pieces.get(row.number, ())
            yield _line(figure, Reason.FELL_DUE, asked, row, pieces)
        if row.moved_interest:
            yield _line(figure, Reason.MOVED_HERE, row.moved_interest, row)
        yield from _settled(figure, entries)


def _fee_due(fold: LoanFold, fallen: list[Row]) -> Iterator[ExplainedLine]:
    for row in fallen:
        if row.fee:
            yield _line(Figure.FEE_DUE, Reason.FELL_DUE, row.fee, row)
        yield from _settled(Figure.FEE_DUE, _entries(fold, Component.FEE, row))
    yield from _charges(fold, Component.FEE, Figure.FEE_DUE)


def _late_interest(fold: LoanFold) -> Iterator[ExplainedLine]:
    figure = Figure.LATE_INTEREST
    for charge in fold.charges():
        yield ExplainedLine(
            figure,
            Reason.ONCE if charge.once else Reason.BY_DAYS,
            charge.amount,
            charge.end,
            component=charge.component,
            number=charge.number,
            base=charge.base,
            start=charge.start,
            end=charge.end,
            rate_per_year=charge.rate_per_year,
        )
    late = Component.LATE_INTEREST
    by_days = [e for e in fold.history if e.component is late and e.charge is None]
    yield from _settled(figure, by_days)
    yield from _charges(fold, late, figure)


def _charges(fold: LoanFold, component: Component, figure: Figure) -> Iterator[ExplainedLine]:
    for charge in fold.dated_charges:
        if charge.component is component and charge.due <= fold.day:
            yield ExplainedLine(
                figure, Reason.CHARGED, charge.amount, charge.due, component, due=charge.due
            )
            yield from _settled(figure, _entries(fold, component, charge))


def _accrued(fold: LoanFold) -> Iterator[ExplainedLine]:
    row, figure = fold.schedule.running, Figure.ACCRUED_INTEREST
    if row is None:
        return
    accrued = fold.schedule.accrued_interest()
    if accrued:
        pieces = fold.schedule.pieces_on(fold.day)
        yield _line(figure, Reason.ACCRUED, accrued, row, pieces, day=fold.day)
        for asking in fold.schedule.asking:
            yield from _settled(figure, _entries(fold, Component.INTEREST, asking))
        if fold.interest_in_advance:
            amount = -fold.interest_in_advance
            yield ExplainedLine(figure, Reason.FROM_ADVANCE, amount, fold.day)


def _payoff(fold: LoanFold) -> Iterator[ExplainedLine]:
    called = fold.schedule.called
    charges = fold.dated_charges
    parts = {
        Component.PRINCIPAL: fold.future_principal + sum(row.unpaid_principal for row in called),
        Component.INTEREST: payoff_interest(fold) + sum(row.unpaid_interest for row in called),
        Component.FEE: payoff_fees(fold)
        + sum(row.unpaid_fee for row in called)
        + sum(c.unpaid for c in charges if c.component is Component.FEE),
        Component.LATE_INTEREST: fold.late_interest_due()
        + sum(c.unpaid for c in charges if c.component is Component.LATE_INTEREST),
    }
    for component, amount in parts.items():
        if amount:
            yield ExplainedLine(Figure.PAYOFF_AMOUNT, Reason.OWED_NOW, amount, fold.day, component)


_CHANGES_WHAT_IS_ASKED = {How.MOVED, How.WRITTEN_OFF, How.RELIEVED, How.PASSED_ON}


def _entries(fold: LoanFold, component: Component, what: Row | DatedCharge) -> list[Settlement]:
    if isinstance(what, DatedCharge):
        return [entry for entry in fold.history if entry.charge is what]
    return [
        entry
        for entry in fold.history
        if entry.component is component and entry.charge is None and entry.number == what.number
    ]


def _settled(figure: Figure, entries: Iterable[Settlement]) -> Iterator[ExplainedLine]:
    for entry in entries:
        if entry.amount:
            yield ExplainedLine(
                figure,
                Reason(entry.how.value),
                -entry.amount,
                entry.date,
                entry.component,
                number=entry.number,
                due=entry.due,
            )


def _line(
    figure: Figure,
    reason: Reason,
    amount: int,
    row: Row,
    pieces: tuple[InterestPiece, ...] = (),
    *,
    day: dt.date | None = None,
) -> ExplainedLine:
    """Return a line of an instalment; one piece is told in the line itself."""
    one = pieces[0] if len(pieces) == 1 else None
    return ExplainedLine(
        figure,
        reason,
        amount,
        row.due if day is None else day,
        number=row.number,
        due=row.due,
        base=None if one is None else one.base,
        start=None if one is None else one.start,
        end=None if one is None else one.end,
        rate_per_year=None if one is None else one.rate.per_year,
        pieces=pieces,
    )
