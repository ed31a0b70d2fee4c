"""The trial balance of each fund, with the account numbers that an auditor may want."""

from collections import defaultdict
from dataclasses import dataclass

from ledger_core.books.accounts import Account
from ledger_core.books.metadata import text_of
from ledger_core.club import Fund, Role
from ledger_core.messages import Message, N_
from ledger_core.reports.columns import TOTAL
from ledger_core.reports.funds.balances import Side
from ledger_core.reports.heading import report_over
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Column, Kind, Report, Row, Table

_TITLES = {
    Fund.INCOME: Message(N_("Trial balance of the Income-generation fund (đồng)")),
    Fund.ACTIVITY: Message(N_("Trial balance of the Activity fund (đồng)")),
}
_COLUMNS = (
    Column("account", Message(N_("Account"))),
    Column("tt133", Message(N_("TT 133"))),
    Column("tt71", Message(N_("TT 71"))),
    Column("opening_debit", Message(N_("Opening debit")), Kind.AMOUNT),
    Column("opening_credit", Message(N_("Opening credit")), Kind.AMOUNT),
    Column("debit", Message(N_("Debits of the period")), Kind.AMOUNT),
    Column("credit", Message(N_("Credits of the period")), Kind.AMOUNT),
    Column("closing_debit", Message(N_("Closing debit")), Kind.AMOUNT),
    Column("closing_credit", Message(N_("Closing credit")), Kind.AMOUNT),
)


@dataclass(slots=True)
class _Line:
    """What happened on the accounts of one line: one account, or one role's accounts of persons."""

    opening: int = 0
    debit: int = 0
    credit: int = 0


def trial_balance(request: ReportRequest) -> Report:
    """Return opening balance, movement and closing balance of every account over a period.

    Accounts of single loans, members and lenders are summed to the line of their role.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    return report_over(
        request,
        "trial-balance",
        Message(N_("Trial balance")),
        [_table(request, fund) for fund in Side.of(request).funds],
        notes=(
            Message(
                N_(
                    "TT 133 and TT 71 are the numbers of the accounting circulars that the club's "
                    "chart gives its accounts; an empty one is not mapped."
                )
            ),
        ),
    )


def _table(request: ReportRequest, fund: Fund) -> Table:
    lines = _lines(request, fund)
    accounts = _accounts(request, fund)
    shown = [key for key in accounts if key in lines]
    rows = tuple(_row(accounts[key], key, lines[key]) for key in shown)
    return Table(
        fund.value,
        _TITLES[fund],
        _COLUMNS,
        rows,
        total=(TOTAL, "", "", *_totals(list(lines.values()))),
        notes=(Message(N_("Debits equal credits before, in and after the period.")),),
    )


def _key(account: Account) -> str:
    """Return what an account is summed under: its name, or its role where it is a person's."""
    return account.name if account.is_general else str(account.role)


def _accounts(request: ReportRequest, fund: Fund) -> dict[str, Account]:
    """Return an account for each line, in the order of roles, then of names."""
    order = list(Role)
    found = [
        account
        for account in request.club.book.chart.by_name.values()
        if account.fund is fund and account.role is not None
    ]
    found.sort(key=lambda account: (order.index(account.role or Role.CASH), account.name))
    lines: dict[str, Account] = {}
    for account in found:
        lines.setdefault(_key(account), account)
    return lines


def _lines(request: ReportRequest, fund: Fund) -> dict[str, _Line]:
    lines: dict[str, _Line] = defaultdict(_Line)
    chart = request.club.book.chart
    for posted in request.club.book.transactions:
        if posted.date > request.as_of or fund not in posted.funds:
            continue
        for posting in posted.entry.postings:
            account = chart.get(posting.account)
            if account is None or account.fund is not fund or posting.units is None:
                continue
            amount = int(posting.units.number or 0)
            line = lines[_key(account)]
            if posted.date < request.period.start:
                line.opening += amount
            elif amount > 0:
                line.debit += amount
            else:
                line.credit -= amount
    return lines


def _row(account: Account, key: str, line: _Line) -> Row:
    name: str | Message = _short(account.name)
    if key != account.name and account.role is not None:
        name = account.role.label
    meta = account.entry.meta
    return (name, text_of(meta, "tt133") or "", text_of(meta, "tt71") or "", *_totals([line]))


def _short(name: str) -> str:
    """Return an account's name without its root and its fund, which the table's title tells."""
    return ":".join(name.split(":")[2:]) or name


def _totals(lines: list[_Line]) -> tuple[int, ...]:
    closings = [line.opening + line.debit - line.credit for line in lines]
    openings = [line.opening for line in lines]
    return (
        *_sides(openings),
        sum(line.debit for line in lines),
        sum(line.credit for line in lines),
        *_sides(closings),
    )


def _sides(balances: list[int]) -> tuple[int, int]:
    """Return the sum of debit balances and that of credit balances."""
    return (
        sum(amount for amount in balances if amount > 0),
        -sum(amount for amount in balances if amount < 0),
    )
