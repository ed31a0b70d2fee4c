"""The cash book of each fund with its running balance (*Sổ quỹ tiền mặt*), and its bank book."""

from itertools import accumulate

from ledger_core.books.posted import Posted
from ledger_core.club import Fund, Role
from ledger_core.messages import Message, N_
from ledger_core.reports.columns import CONTENT, DATE, PERSON, VOUCHER, about
from ledger_core.reports.funds.balances import Side
from ledger_core.reports.heading import report_over
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import BLANK, Column, Figure, Kind, Report, Row, Table

_TITLES = {
    (Fund.INCOME, Role.CASH): Message(N_("Cash book of the Income-generation fund")),
    (Fund.INCOME, Role.BANK): Message(N_("Bank book of the Income-generation fund")),
    (Fund.ACTIVITY, Role.CASH): Message(N_("Cash book of the Activity fund")),
    (Fund.ACTIVITY, Role.BANK): Message(N_("Bank book of the Activity fund")),
}
_COLUMNS = (
    DATE,
    VOUCHER,
    PERSON,
    CONTENT,
    Column("received", Message(N_("Received")), Kind.AMOUNT),
    Column("paid", Message(N_("Paid out")), Kind.AMOUNT),
    Column("balance", Message(N_("Balance")), Kind.AMOUNT),
)


def cash_book(request: ReportRequest) -> Report:
    """Return the cash book of each fund over a period; a bank book too where money was banked.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    tables = []
    for fund in Side.of(request).funds:
        tables.append(_book(request, fund, Role.CASH))
        if any((fund, Role.BANK) in posted.amounts for posted in request.club.book.transactions):
            tables.append(_book(request, fund, Role.BANK))
    return report_over(request, "cash-book", Message(N_("Cash book")), tables)


def _book(request: ReportRequest, fund: Fund, role: Role) -> Table:
    key = (fund, role)
    period = request.period
    past = [
        posted
        for posted in request.club.book.transactions
        if posted.date <= period.end and posted.amounts.get(key)
    ]
    opening = sum(posted.amounts[key] for posted in past if posted.date < period.start)
    entries = [posted for posted in past if posted.date >= period.start]
    changes = [posted.amounts[key] for posted in entries]
    balances = list(accumulate(changes, initial=opening))
    first: Row = (
        period.start,
        "",
        "",
        Message(N_("Opening balance")),
        None,
        None,
        opening,
    )
    rows = [
        _row(posted, *pair) for posted, *pair in zip(entries, changes, balances[1:], strict=True)
    ]
    return Table(
        f"{fund.value}_{role.value}",
        _TITLES[key],
        _COLUMNS,
        (first, *rows),
        total=(
            Figure(Message(N_("Closing balance")), Kind.TEXT),
            BLANK,
            BLANK,
            BLANK,
            sum(change for change in changes if change > 0),
            -sum(change for change in changes if change < 0),
            balances[-1],
        ),
    )


def _row(posted: Posted, change: int, balance: int) -> Row:
    return (*about(posted), max(change, 0) or None, max(-change, 0) or None, balance)
