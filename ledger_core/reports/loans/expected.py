"""What members are expected to pay in a period, as the books knew it before the period began."""

from dataclasses import dataclass
from datetime import date, timedelta

from ledger_core.loans import LoanState
from ledger_core.loans.outline import LoanOutline
from ledger_core.messages import Message, N_
from ledger_core.portfolio import is_settled
from ledger_core.reports.columns import (
    INTEREST,
    LOAN,
    MEMBER,
    NAME,
    PRINCIPAL,
    TOTAL,
    TOTAL_UNDER_DATE,
)
from ledger_core.reports.heading import report_over
from ledger_core.reports.loans.moves import who
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import BLANK, Cell, Column, Kind, Report, Row, Table

_FEE = Column("fee", Message(N_("Fees")), Kind.AMOUNT)
_LATE = Column("late_interest", Message(N_("Late interest")), Kind.AMOUNT)
_SUM = Column("total", Message(N_("Total")), Kind.AMOUNT)


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: what it is about, and its amounts in đồng."""

    about: tuple[Cell, ...]
    amounts: tuple[int, ...]

    @property
    def row(self) -> Row:
        """The row with the sum of its amounts."""
        return (*self.about, *self.amounts, sum(self.amounts))


def expected_payments(request: ReportRequest) -> Report:
    """Return the instalments that fall due in a period, and what is overdue when it begins.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book, period = request.club.book, request.period
    before = period.start - timedelta(days=1)
    due: list[tuple[date, _Line]] = []
    overdue: list[_Line] = []
    for record in book.loans.values():
        account = record.account_on(before)
        if account is None or _nothing_left(account.outline(before)):
            continue
        position = account.position(before)
        for line in position.instalments:
            parts = (line.unpaid_principal, line.unpaid_interest, line.unpaid_fee)
            if line.due in period and any(parts):
                due.append((line.due, _Line((line.due, *who(book, record), line.number), parts)))
        owed = (
            position.principal_due,
            position.interest_due,
            position.late_interest,
            position.fee_due,
        )
        if any(owed):
            overdue.append(_Line((*who(book, record), position.days_past_due), owed))
    due.sort(key=lambda found: found[0])  # loans of one day stay in their order
    return report_over(
        request,
        "expected-payments",
        Message(N_("Expected payments")),
        (_due([line for _, line in due]), _overdue(overdue)),
        notes=(
            Message(
                N_("As known at the end of {day:date}; later payments and decisions are ignored."),
                day=before,
            ),
        ),
    )


def _nothing_left(outline: LoanOutline) -> bool:
    """Whether all was asked for and is settled, late interest and fees too."""
    return outline.state is LoanState.CLOSED and is_settled(outline)


def _due(lines: list[_Line]) -> Table:
    return Table(
        "due",
        Message(N_("Instalments of the period (đồng)")),
        (
            Column("due", Message(N_("Due")), Kind.DATE),
            *(LOAN, MEMBER, NAME),
            Column("number", Message(N_("Instalment")), Kind.COUNT),
            *(PRINCIPAL, INTEREST, _FEE, _SUM),
        ),
        tuple(line.row for line in lines),
        total=(TOTAL_UNDER_DATE, *[BLANK] * 4, *_sums(lines, 3)),
    )


def _overdue(lines: list[_Line]) -> Table:
    return Table(
        "overdue",
        Message(N_("Owed when the period begins (đồng)")),
        (
            *(LOAN, MEMBER, NAME),
            Column("days_past_due", Message(N_("Days late")), Kind.DAYS),
            *(PRINCIPAL, INTEREST, _LATE, _FEE, _SUM),
        ),
        tuple(line.row for line in lines),
        total=(TOTAL, *[BLANK] * 3, *_sums(lines, 4)),
        notes=(Message(N_("Late interest grows until it is paid.")),),
    )


def _sums(lines: list[_Line], parts: int) -> tuple[int, ...]:
    """Return the sum of each amount over the lines, and of all of them."""
    sums = tuple(sum(line.amounts[part] for line in lines) for part in range(parts))
    return (*sums, sum(sums))
