"""Balances and movements of both funds by role, and how statements lay them side by side.

Debits are positive throughout this module; a statement turns the sign of what is credit by nature.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ledger_core.books.book import Book
from ledger_core.books.posted import Posted
from ledger_core.club import AccountType, Fund, Role, role_spec
from ledger_core.messages import Message, N_
from ledger_core.portfolio import Period
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Column, Kind, Row

MONEY = (Role.CASH, Role.BANK)
Sums = Mapping[tuple[Fund, Role], int]

CLUB = Message(N_("Club"))
FIGURE = Column("item", Message(N_("Item")))


def account_type(role: Role) -> AccountType:
    """Return the kind of account that plays a role."""
    return role_spec(role).account_type


def roles_of(*types: AccountType) -> tuple[Role, ...]:
    """Return the roles that accounts of these kinds play, in the order of the chart."""
    return tuple(role for role in Role if account_type(role) in types)


RESULT_ROLES = roles_of(AccountType.INCOME, AccountType.EXPENSES)


def closes_a_year(posted: Posted) -> bool:
    """Whether an entry carries a year's result to the retained result, and moves nothing else.

    Such an entry empties income and expense accounts; reports on a period leave it out.
    """
    return posted.touches(Role.RETAINED_RESULT) and all(
        role is Role.RETAINED_RESULT or role in RESULT_ROLES for _, role in posted.amounts
    )


def balances_on(book: Book, day: date) -> Sums:
    """Return the balance of every fund and role at the end of a day, in đồng."""
    sums: Counter[tuple[Fund, Role]] = Counter()
    for other, moved in book.kept.of(("moved by day",), lambda: _moved_by_day(book)).items():
        if other <= day:
            _add(sums, moved)
    return sums


def movements_in(book: Book, period: Period) -> Sums:
    """Return what moved in a period by fund and role, without entries that close a year."""
    sums: Counter[tuple[Fund, Role]] = Counter()
    for posted in book.transactions:
        if posted.date in period and not closes_a_year(posted):
            _add(sums, posted.amounts)
    return sums


def _moved_by_day(book: Book) -> dict[date, Sums]:
    found: dict[date, Counter[tuple[Fund, Role]]] = defaultdict(Counter)
    for posted in book.transactions:
        _add(found[posted.date], posted.amounts)
    return dict(found)


def _add(sums: Counter[tuple[Fund, Role]], amounts: Sums) -> None:
    for account, amount in amounts.items():  # a counter's `update` takes five times as long
        sums[account] += amount


@dataclass(frozen=True, slots=True)
class Side:
    """The columns of a statement: the funds asked for and, where both are, the club.

    Attributes:
        funds: The funds shown.
    """

    funds: tuple[Fund, ...]

    @classmethod
    def of(cls, request: ReportRequest) -> "Side":
        """Return the columns that a request asks for."""
        return cls(tuple(Fund) if request.fund is None else (request.fund,))

    def columns(self) -> tuple[Column, ...]:
        """Return a column of amounts for each fund, and one for the club where both are shown."""
        columns = [Column(fund.value, fund.label, Kind.AMOUNT) for fund in self.funds]
        if len(self.funds) > 1:
            columns.append(Column("club", CLUB, Kind.AMOUNT))
        return tuple(columns)

    def row(self, label: Message, amounts: Mapping[Fund, int], *, club: int | None = None) -> Row:
        """Return a row: the amount of each fund, and their sum, or `club` in its place."""
        shown = [amounts.get(fund, 0) for fund in self.funds]
        if len(self.funds) > 1:
            shown.append(sum(shown) if club is None else club)
        return (label, *shown)

    def amounts(self, sums: Sums, *roles: Role, sign: int = 1) -> dict[Fund, int]:
        """Return the sum of some roles by fund, with the sign turned where asked."""
        return {
            fund: sign * sum(sums.get((fund, role), 0) for role in roles) for fund in self.funds
        }
