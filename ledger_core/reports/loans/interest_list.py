"""The list of interest due and received (*Bảng kê lãi phải thu – lãi thực thu*)."""

from datetime import timedelta

from ledger_core.books.loan_record import LoanRecord
from ledger_core.loans import LoanAccount
from ledger_core.messages import Message, N_
from ledger_core.reports.columns import LOAN, MEMBER, NAME, TOTAL
from ledger_core.reports.heading import report_over
from ledger_core.reports.loans.moves import who
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.tables import BLANK, Column, Kind, Report, Table

_Figures = tuple[int, int, int, int, int, int]


def interest_list(request: ReportRequest) -> Report:
    """Return for each loan the interest owed before, fallen due, received, let go and still owed.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book = request.club.book
    found: list[tuple[LoanRecord, _Figures]] = []
    for record in book.loans.values():
        account = record.account_on(request.as_of)
        if account is not None:
            figures = _figures(record, account, request.period)
            if any(figures):
                found.append((record, figures))
    sums = [sum(column) for column in zip(*(f for _, f in found), strict=True)] or [0] * 6
    table = Table(
        "interest",
        Message(N_("Interest due and received (đồng)")),
        (
            *(LOAN, MEMBER, NAME),
            Column("owed_before", Message(N_("Owed before")), Kind.AMOUNT),
            Column("due", Message(N_("Due in the period")), Kind.AMOUNT),
            Column("received", Message(N_("Interest received")), Kind.AMOUNT),
            Column("waived", Message(N_("Waived")), Kind.AMOUNT),
            Column("owed_after", Message(N_("Still owed")), Kind.AMOUNT),
            Column("late_interest_received", Message(N_("Late interest received")), Kind.AMOUNT),
        ),
        tuple((*who(book, record), *figures) for record, figures in found),
        total=(TOTAL, BLANK, BLANK, *sums),
        notes=(
            Message(
                N_(
                    "Owed before + due − received − waived = still owed. Interest paid before its "
                    "due date counts as due when it was paid."
                )
            ),
            Message(N_("Late interest is received besides, and is not in what was due.")),
        ),
    )
    return report_over(
        request, "interest", Message(N_("List of interest due and received")), (table,)
    )


def _figures(record: LoanRecord, account: LoanAccount, period: Period) -> _Figures:
    before = period.start - timedelta(days=1)
    earlier = record.account_on(before)
    owed_before = 0 if earlier is None else earlier.outline(before).interest_due
    owed_after = account.outline(period.end).interest_due
    received = account.interest_received(before, period.end)
    waived = account.interest_waived(before, period.end)
    late = sum(day.posted.late_interest for day in account.days if day.date in period)
    due = owed_after - owed_before + received + waived
    return owed_before, due, received, waived, owed_after, late
