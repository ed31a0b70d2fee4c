"""The balance sheet and the result of each fund, and of the club with transfers eliminated."""

from ledger_core.club import AccountType, Role
from ledger_core.messages import Message, N_
from ledger_core.reports.funds.balances import (
    FIGURE,
    RESULT_ROLES,
    Side,
    Sums,
    balances_on,
    movements_in,
    roles_of,
)
from ledger_core.reports.heading import report_as_of, report_over
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Report, Row, Table

_ASSETS = roles_of(AccountType.ASSETS)
_LIABILITIES = roles_of(AccountType.LIABILITIES)
_EQUITY = roles_of(AccountType.EQUITY)
_INCOME = roles_of(AccountType.INCOME)
_EXPENSES = roles_of(AccountType.EXPENSES)


def balance_sheet(request: ReportRequest) -> Report:
    """Return assets, liabilities and equity of each fund and of the club at the end of a day.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    return report_as_of(
        request,
        "balance-sheet",
        Message(N_("Balance sheet")),
        balance_sheet_tables(request),
    )


def balance_sheet_tables(request: ReportRequest) -> tuple[Table, Table]:
    """Return the two sides of the balance sheet, each with its total in đồng."""
    return balance_tables(Side.of(request), balances_on(request.club.book, request.as_of))


def balance_tables(side: Side, sums: Sums) -> tuple[Table, Table]:
    """Return the same of any balances: those of one club, or of many added up."""
    rows, keys = _rows(side, sums, _ASSETS, sign=1)
    assets = Table(
        "assets",
        Message(N_("Assets (đồng)")),
        (FIGURE, *side.columns()),
        rows,
        row_keys=keys,
        total=side.row(Message(N_("Total assets")), side.amounts(sums, *_ASSETS)),
        notes=(Message(N_("The loan-loss allowance is taken off the loans.")),),
    )
    claims = (*_LIABILITIES, *_EQUITY, *RESULT_ROLES)
    rows, keys = _rows(side, sums, (*_LIABILITIES, *_EQUITY), sign=-1)
    result = side.row(
        Message(N_("result not carried over yet")), side.amounts(sums, *RESULT_ROLES, sign=-1)
    )
    sources = Table(
        "sources",
        Message(N_("Liabilities and equity (đồng)")),
        (FIGURE, *side.columns()),
        (*rows, result),
        row_keys=(*keys, "result"),
        total=side.row(
            Message(N_("Total liabilities and equity")), side.amounts(sums, *claims, sign=-1)
        ),
        notes=(
            Message(N_("Transfers between the funds cancel each other out in the club's column.")),
        ),
    )
    return assets, sources


def income_statement(request: ReportRequest) -> Report:
    """Return income, expenses and result of each fund and of the club over a period.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    return report_over(
        request,
        "income-statement",
        Message(N_("Income and expenses")),
        income_statement_tables(request),
    )


def income_statement_tables(request: ReportRequest) -> tuple[Table, ...]:
    """Return income, expenses, and what became of the result, in đồng."""
    side = Side.of(request)
    sums = movements_in(request.club.book, request.period)
    income = _side_of_result(side, sums, _INCOME, "income", sign=-1)
    expenses = _side_of_result(side, sums, _EXPENSES, "expenses", sign=1)
    return income, expenses, _result(side, sums)


def _side_of_result(
    side: Side, sums: Sums, roles: tuple[Role, ...], key: str, *, sign: int
) -> Table:
    title, total = _TITLES[key]
    rows, keys = _rows(side, sums, roles, sign=sign)
    return Table(
        key,
        title,
        (FIGURE, *side.columns()),
        rows,
        row_keys=keys,
        total=side.row(total, side.amounts(sums, *roles, sign=sign)),
    )


_TITLES = {
    "income": (Message(N_("Income (đồng)")), Message(N_("Total income"))),
    "expenses": (Message(N_("Expenses (đồng)")), Message(N_("Total expenses"))),
}


def _result(side: Side, sums: Sums) -> Table:
    result = side.amounts(sums, *RESULT_ROLES, sign=-1)
    passed = side.amounts(sums, Role.TRANSFERS, sign=-1)
    return Table(
        "result",
        Message(N_("Result (đồng)")),
        (FIGURE, *side.columns()),
        (
            side.row(Message(N_("Income less expenses")), result),
            side.row(Message(N_("Received from the other fund (passed on: below zero)")), passed),
        ),
        row_keys=("result", "transfers"),
        total=side.row(
            Message(N_("Result with what passed between the funds")),
            {fund: result[fund] + passed[fund] for fund in side.funds},
        ),
        notes=(
            Message(
                N_(
                    "Grants, budget support and paid-in capital are no income. "
                    "Entries that only carry a year's result over are left out."
                )
            ),
        ),
    )


def _rows(
    side: Side, sums: Sums, roles: tuple[Role, ...], *, sign: int
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return a row for each role that any fund shown has moved, and the keys of the rows."""
    used = [role for role in roles if any(sums.get((fund, role)) for fund in side.funds)]
    return (
        tuple(side.row(role.label, side.amounts(sums, role, sign=sign)) for role in used),
        tuple(role.value for role in used),
    )
