"""Expenses of the Activity fund by the eight areas of a club's work, and each expense."""

from ledger_core.books.posted import Posted
from ledger_core.club import AccountType, Fund, Role
from ledger_core.messages import Message, N_
from ledger_core.portfolio import ratio
from ledger_core.reports.columns import (
    AMOUNT,
    CONTENT,
    DATE,
    PERSON,
    TOTAL,
    TOTAL_UNDER_DATE,
    VOUCHER,
    about,
)
from ledger_core.reports.funds.balances import closes_a_year, roles_of
from ledger_core.reports.heading import report_over
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import BLANK, Column, Kind, Report, Row, Table

_AREA = Column("area", Message(N_("Area")))
AREAS = tuple(role for role in Role if role.value.startswith("area-"))
_OTHERS = tuple(role for role in roles_of(AccountType.EXPENSES) if role not in AREAS)


def expenses_by_area(request: ReportRequest) -> Report:
    """Return what the Activity fund spent over a period, by area and one by one.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    spent = [
        (posted, role, posted.amounts[Fund.ACTIVITY, role])
        for posted in request.club.book.transactions
        if posted.date in request.period and not closes_a_year(posted)
        for role in (*AREAS, *_OTHERS)
        if posted.amounts.get((Fund.ACTIVITY, role))
    ]
    return report_over(
        request,
        "expenses",
        Message(N_("Expenses of the Activity fund by area")),
        (_by_area(spent), _one_by_one(spent)),
    )


def _by_area(spent: list[tuple[Posted, Role, int]]) -> Table:
    total = sum(amount for _, _, amount in spent)
    shown = [*AREAS, *(role for role in _OTHERS if any(found is role for _, found, _ in spent))]
    rows = []
    for role in shown:
        amounts = [amount for _, found, amount in spent if found is role]
        rows.append((role.label, len(amounts), sum(amounts), ratio(sum(amounts), total)))
    return Table(
        "areas",
        Message(N_("By area")),
        (
            _AREA,
            Column("entries", Message(N_("Number of entries")), Kind.COUNT),
            AMOUNT,
            Column("share", Message(N_("Share of expenses")), Kind.RATIO),
        ),
        tuple(rows),
        row_keys=tuple(role.value for role in shown),
        total=(TOTAL, len(spent), total, ratio(total, total)),
        notes=(Message(N_("The eight areas of a club's work are always shown, spent on or not.")),),
    )


def _one_by_one(spent: list[tuple[Posted, Role, int]]) -> Table:
    rows: list[Row] = [(*about(posted), role.label, amount) for posted, role, amount in spent]
    return Table(
        "expenses",
        Message(N_("One by one")),
        (DATE, VOUCHER, PERSON, CONTENT, _AREA, AMOUNT),
        tuple(rows),
        total=(
            TOTAL_UNDER_DATE,
            BLANK,
            BLANK,
            BLANK,
            BLANK,
            sum(amount for _, _, amount in spent),
        ),
    )
