"""The lines of an explanation as rows of a table: date, what, from – to, base, rate, amount."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from ledger_core.loans import Component, ExplainedLine, InterestPiece, Reason
from ledger_core.loans.rates import DAYS_PER_YEAR, MONTHS_PER_YEAR, RatePeriod
from ledger_core.messages import Message, N_
from ledger_core.reports.explained_loan import ExplainedCharge, ExplainedFigure
from ledger_core.reports.tables import BLANK, Cell, Column, Figure, Kind, Row, Table

COMPONENT_LABELS = {
    "principal": Message(N_("principal")),
    "interest": Message(N_("interest")),
    "late-interest": Message(N_("late-payment interest")),
    "fee": Message(N_("fee")),
    "overpayment": Message(N_("paid too much, kept for the borrower")),
}

_REASONS = {
    Reason.PAID_OUT: Message(N_("paid out")),
    Reason.TAKEN_OVER: Message(N_("taken over")),
    Reason.FELL_DUE: Message(N_("fell due")),
    Reason.MOVED_HERE: Message(N_("moved here by rescheduling")),
    Reason.CHARGED: Message(N_("charged")),
    Reason.BY_DAYS: Message(N_("late-payment interest")),
    Reason.ONCE: Message(N_("penalty, charged once")),
    Reason.ACCRUED: Message(N_("interest so far")),
    Reason.OWED_NOW: Message(N_("owed on this day")),
    Reason.PAID: Message(N_("paid")),
    Reason.FROM_ADVANCE: Message(N_("settled by an earlier payment in advance")),
    Reason.WAIVED: Message(N_("waived")),
    Reason.TAKEN_BACK: Message(N_("payment taken back by an adjusting entry")),
    Reason.MOVED: Message(N_("moved to other instalments by rescheduling")),
    Reason.WRITTEN_OFF: Message(N_("written off")),
    Reason.RELIEVED: Message(N_("forgiven by the members' meeting")),
    Reason.PASSED_ON: Message(N_("passed to another borrower")),
    Reason.NOT_ASKED_FOR: Message(N_("settled beyond what was asked for")),
}

_LATE_ON = {
    Component.PRINCIPAL: Message(N_("late-payment interest on principal")),
    Component.INTEREST: Message(N_("late-payment interest on interest")),
}
_WHOLE_MONTH = range(28, 32)  # days that a month may have
_YEARS = (360, 364, 365, 366)  # days that a year of interest may have


@dataclass(frozen=True, slots=True)
class Sources:
    """What the entries behind the lines say.

    Attributes:
      vouchers: The vouchers of the payments of each day.
      charges: The fees and penalties of fixed sums, with their reasons.
    """

    vouchers: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    charges: tuple[ExplainedCharge, ...] = ()

    def charge_of(self, line: ExplainedLine) -> ExplainedCharge | None:
        """Return the decision behind a line, None where it tells nothing more."""
        asked = (line.due, line.component, line.amount)
        found = [one for one in self.charges if (one.due, one.component, one.amount) == asked]
        return found[0] if len(found) == 1 and found[0].reason else None


NO_SOURCES = Sources()


def line_columns() -> tuple[Column, ...]:
    """Return the columns of a table of lines."""
    return (
        Column("date", Message(N_("Date")), Kind.DATE),
        Column("what", Message(N_("What"))),
        Column("instalment", Message(N_("Instalment")), Kind.COUNT),
        Column("from", Message(N_("From")), Kind.DATE),
        Column("to", Message(N_("To")), Kind.DATE),
        Column("base", Message(N_("Base")), Kind.AMOUNT),
        Column("rate", Message(N_("Rate"))),
        Column("time", Message(N_("Time"))),
        Column("amount", Message(N_("Amount")), Kind.AMOUNT),
    )


def figure_table(explained: ExplainedFigure, title: Message, sources: Sources) -> Table:
    """Return the table of one figure, without columns in which nothing stands."""
    columns = line_columns()
    rows = line_rows(_unsettled(explained.lines), sources)
    kept = [i for i in range(len(columns)) if any(row[i] not in (BLANK, "") for row in rows)]
    total: list[Cell] = [BLANK] * len(columns)
    total[0] = Figure(Message(N_("Total")), Kind.TEXT)
    total[-1] = explained.amount
    return Table(
        key=explained.figure.value.replace("-", "_"),
        title=title,
        columns=tuple(columns[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in rows),
        total=tuple(total[i] for i in kept),
    )


def line_rows(lines: Iterable[ExplainedLine], sources: Sources) -> tuple[Row, ...]:
    """Return a row for each line; below one of several stretches, a row for each of these."""
    rows: list[Row] = []
    for line in lines:
        rows.append(_row(line, sources))
        if len(line.pieces) > 1:
            rows += [_piece_row(piece) for piece in line.pieces]
    return tuple(rows)


def _unsettled(lines: Iterable[ExplainedLine]) -> list[ExplainedLine]:
    """Leave out the lines of instalments and charges settled in full: they sum to nothing."""
    lines = list(lines)
    left: dict[int | date | None, int] = defaultdict(int)
    for line in lines:
        left[line.number or line.due] += line.amount
    # What belongs to no instalment and no charge stays.
    keys = ((line, line.number or line.due) for line in lines)
    return [line for line, key in keys if key is None or left[key]]


def _row(line: ExplainedLine, sources: Sources) -> Row:
    rate: Cell = BLANK
    time: Cell = BLANK
    if len(line.pieces) == 1:
        rate, time = _rate_and_time(line.pieces[0])
    elif line.rate_per_year is not None:
        once = line.reason is Reason.ONCE
        rate = Message(
            N_("{rate:percent}") if once else N_("{rate:percent} a year"), rate=line.rate_per_year
        )
        if not once:
            time = Message(N_("{days}/{year} of a year"), days=line.days, year=DAYS_PER_YEAR)
    return (
        line.date,
        _what(line, sources),
        _or_blank(line.number),
        _or_blank(line.start),
        _or_blank(line.end),
        _or_blank(line.base),
        rate,
        time,
        line.amount,
    )


def _piece_row(piece: InterestPiece) -> Row:
    rate: Cell
    time: Cell
    rate, time = _rate_and_time(piece)
    what = Message(N_("of which"))
    if piece.free:
        what, rate = Message(N_("of which free of interest: moratorium")), BLANK
        time = _time(Stated(RatePeriod.DAY, Fraction(0), piece.days, 1))
    return (BLANK, what, BLANK, piece.start, piece.end, piece.base, rate, time, BLANK)


def _what(line: ExplainedLine, sources: Sources) -> Message:
    what = _REASONS[line.reason]
    if line.reason is Reason.BY_DAYS and line.component in _LATE_ON:
        what = _LATE_ON[line.component]
    elif line.reason is Reason.OWED_NOW and line.component is not None:
        what = COMPONENT_LABELS[line.component.value]
    elif line.reason is Reason.CHARGED and (charge := sources.charge_of(line)) is not None:
        text = N_("{reason} (decided on {day:date})")
        what = Message(text, reason=charge.reason, day=charge.decided)
    numbers = sources.vouchers.get(line.date, ())
    if numbers and line.reason in (Reason.PAID, Reason.TAKEN_BACK):
        what = Message(N_("{what}, {vouchers}"), what=what, vouchers=", ".join(numbers))
    return what


@dataclass(frozen=True, slots=True)
class Stated:
    """With which rate and time a base is multiplied: interest = base × rate × count / parts.

    Attributes:
      per: The period of the rate.
      rate: The rate for that period.
      count: How many parts of the period: 9 of 30.
      parts: Parts of a period: the days of the month or year, 1 for whole periods.
    """

    per: RatePeriod
    rate: Fraction
    count: int
    parts: int


def stated(piece: InterestPiece) -> Stated:
    """Say how the interest of a stretch comes out, unrounded, in the words of its terms.

    Whole months are months; days are a part of their month where the terms count by months, and a
    part of a year where they count by days.
    """
    monthly = piece.rate.per_month
    if not monthly or not piece.per_day:
        return Stated(RatePeriod.DAY, Fraction(0), piece.days, 1)
    by_year = piece.rate.per is RatePeriod.YEAR
    months = piece.days * piece.per_day / monthly
    if months.denominator == 1:
        if by_year:
            return Stated(RatePeriod.YEAR, monthly * MONTHS_PER_YEAR, int(months), MONTHS_PER_YEAR)
        return Stated(RatePeriod.MONTH, monthly, int(months), 1)
    month, year = piece.days / months, piece.days / (months / MONTHS_PER_YEAR)
    if month.denominator == 1 and int(month) in _WHOLE_MONTH:
        return Stated(RatePeriod.MONTH, monthly, piece.days, int(month))
    if year.denominator == 1 and int(year) in _YEARS:
        return Stated(RatePeriod.YEAR, monthly * MONTHS_PER_YEAR, piece.days, int(year))
    return Stated(RatePeriod.MONTH, monthly, months.numerator, months.denominator)


def _rate_and_time(piece: InterestPiece) -> tuple[Message, Message]:
    told = stated(piece)
    return Message(_PER[told.per], rate=told.rate), _time(told)


_PER = {
    RatePeriod.DAY: N_("{rate:percent} a day"),
    RatePeriod.MONTH: N_("{rate:percent} a month"),
    RatePeriod.YEAR: N_("{rate:percent} a year"),
}


def _time(told: Stated) -> Message:
    if told.per is RatePeriod.DAY:
        return Message(N_("{days} days"), days=told.count)
    if told.parts == 1:
        return _months(told.count)
    of_year = told.per is RatePeriod.YEAR
    text = N_("{days}/{year} of a year") if of_year else N_("{days}/{month} of a month")
    return Message(text, days=told.count, **{"year" if of_year else "month": told.parts})


def _months(count: int) -> Message:
    return Message(N_("1 month")) if count == 1 else Message(N_("{count} months"), count=count)


def _or_blank(value: int | date | None) -> Cell:
    return BLANK if value is None else value
