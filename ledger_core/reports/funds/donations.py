"""The golden-heart donation book (*Sổ Tấm lòng vàng*): who gave what, in money or in kind."""

from ledger_core.books.posted import Posted
from ledger_core.club import Fund, Role
from ledger_core.messages import Message, N_
from ledger_core.reports.columns import CONTENT, DATE, TOTAL_UNDER_DATE, VOUCHER, about
from ledger_core.reports.funds.balances import MONEY
from ledger_core.reports.heading import report_over
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import BLANK, Column, Kind, Report, Row, Table

_KEY = (Fund.ACTIVITY, Role.DONATIONS)
_MONEY = Message(N_("money"))
_IN_KIND = Message(N_("in kind"))


def donation_book(request: ReportRequest) -> Report:
    """Return every donation to the Activity fund over a period.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    return report_over(
        request,
        "donations",
        Message(N_("Golden-heart donation book")),
        (_donations(request),),
    )


def _donations(request: ReportRequest) -> Table:
    given = [
        posted
        for posted in request.club.book.transactions
        if posted.amounts.get(_KEY) and posted.date in request.period
    ]
    return Table(
        "donations",
        Message(N_("Donations (đồng)")),
        (
            DATE,
            VOUCHER,
            Column("person", Message(N_("Donor"))),
            CONTENT,
            Column("form", Message(N_("Given in"))),
            Column("amount", Message(N_("Amount or agreed value")), Kind.AMOUNT),
        ),
        tuple(_row(posted) for posted in given),
        total=(
            TOTAL_UNDER_DATE,
            BLANK,
            BLANK,
            BLANK,
            BLANK,
            -sum(posted.amounts[_KEY] for posted in given),
        ),
        notes=(
            Message(N_("A donation that was entered by mistake and taken back stands below zero.")),
        ),
    )


def _row(posted: Posted) -> Row:
    in_money = any((Fund.ACTIVITY, role) in posted.amounts for role in MONEY)
    return (*about(posted), _MONEY if in_money else _IN_KIND, -posted.amounts[_KEY])
