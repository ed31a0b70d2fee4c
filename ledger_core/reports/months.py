"""The months side by side: principal owed and at risk, money of both funds, due and collected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ledger_core.books.book import Book
from ledger_core.club import Fund
from ledger_core.messages import Message, N_
from ledger_core.portfolio import CollectionFacts, PortfolioAtRisk, merged
from ledger_core.reports.charting import chart_of
from ledger_core.reports.facts_of_period import PeriodReader
from ledger_core.reports.funds.balances import MONEY, balances_on
from ledger_core.reports.heading import report_over
from ledger_core.reports.portfolio import portfolio_of_accounts
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.tables import Chart, ChartKind, Column, Kind, Report, Table

PAR_DAYS = 30


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """What a club has at the end of a month, and what was asked for and came in during it.

    Attributes:
        day: The month's last day, or the last day asked for.
        outstanding_principal: Gross loan portfolio in đồng.
        par: Portfolio at risk by more than 30 days.
        money: Cash and bank of each fund in đồng.
        collection: Principal and interest that fell due, and what of it was collected.
    """

    day: date
    outstanding_principal: int
    par: PortfolioAtRisk
    money: Mapping[Fund, int]
    collection: CollectionFacts


def month_ends(book: Book, months: Sequence[Period]) -> tuple[MonthEnd, ...]:
    """Return the figures of each month, the same as those of the reports on that day or month."""
    reader = PeriodReader.over(book, months)
    return tuple(_month(reader, month) for month in months)


def _month(reader: PeriodReader, month: Period) -> MonthEnd:
    accounts = reader.accounts(month.end)
    portfolio = portfolio_of_accounts(reader.book, month.end, accounts.values())
    loans = reader.loans(month)
    sums = balances_on(reader.book, month.end)
    return MonthEnd(
        day=month.end,
        outstanding_principal=portfolio.gross_loan_portfolio,
        par=next(par for par in portfolio.par if par.days == PAR_DAYS),
        money={fund: sum(sums.get((fund, role), 0) for role in MONEY) for fund in Fund},
        collection=merged([loans.principal, loans.interest]),
    )


def months_of(request: ReportRequest) -> tuple[Period, ...]:
    """Return the calendar months of the request's period, none before the books begin."""
    club = request.club.book.register.club
    start, end = request.period.start, request.period.end
    if club is not None:
        start = min(max(start, club.founded.replace(day=1)), end)
    return tuple(Period(month.start, month.end) for month in Period(start, end).months())


def last_months(request: ReportRequest, count: int) -> tuple[Period, ...]:
    """Return the last `count` months up to the request's day, fewer where the books are younger."""
    number = request.as_of.year * 12 + request.as_of.month - count
    start = date(max(number // 12, 1), number % 12 + 1, 1)
    return months_of(ReportRequest(request.club, Period(start, request.as_of)))


_DAY = Column("month_end", Message(N_("Month-end")), Kind.DATE)
_OUTSTANDING = Column(
    "outstanding_principal", Message(N_("Principal owed by borrowers")), Kind.AMOUNT
)
_AT_RISK = Column("par_30", Message(N_("of which at risk (PAR30)")), Kind.AMOUNT)
_SHARE = Column("par_30_ratio", Message(N_("PAR30 share")), Kind.RATIO)
_FUNDS = tuple(Column(fund.value, fund.label, Kind.AMOUNT) for fund in Fund)
_DUE = Column("due", Message(N_("Due in the month")), Kind.AMOUNT)
_COLLECTED = Column("collected", Message(N_("Collected of what was due")), Kind.AMOUNT)


def lent_by_month(figures: Sequence[MonthEnd]) -> Table:
    """Return principal owed and at risk at each month-end."""
    return Table(
        "lent_by_month",
        Message(N_("Lent out and at risk at each month-end (đồng)")),
        (_DAY, _OUTSTANDING, _AT_RISK, _SHARE),
        tuple(
            (month.day, month.outstanding_principal, month.par.amount, month.par.ratio)
            for month in figures
        ),
    )


def money_by_month(figures: Sequence[MonthEnd]) -> Table:
    """Return cash and bank of both funds at each month-end."""
    return Table(
        "money_by_month",
        Message(N_("Cash and bank of both funds at each month-end (đồng)")),
        (_DAY, *_FUNDS),
        tuple((month.day, *(month.money[fund] for fund in Fund)) for month in figures),
    )


def collection_by_month(figures: Sequence[MonthEnd]) -> Table:
    """Return what fell due in each month and what of it was collected."""
    return Table(
        "collection_by_month",
        Message(N_("Due and collected, month by month (đồng)")),
        (_DAY, _DUE, _COLLECTED),
        tuple((m.day, m.collection.due, m.collection.collected) for m in figures),
        notes=(
            Message(
                N_(
                    "Principal and interest by their due dates; collected is what was paid of them "
                    "by the month's end. Old arrears collected stand in “due-and-collected”."
                )
            ),
        ),
    )


def lent_chart(table: Table) -> Chart:
    """Return the lines of principal owed and at risk."""
    columns = ("outstanding_principal", "par_30")
    return chart_of(table, ChartKind.LINE, along="month_end", columns=columns)


def money_chart(table: Table) -> Chart:
    """Return the lines of the money of both funds."""
    columns = tuple(fund.value for fund in Fund)
    return chart_of(table, ChartKind.LINE, along="month_end", columns=columns)


def collection_chart(table: Table) -> Chart:
    """Return what fell due beside what was collected."""
    return chart_of(table, ChartKind.BARS, along="month_end", columns=("due", "collected"))


def over_months(request: ReportRequest) -> Report:
    """Return a club's months side by side, with pictures.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    figures = month_ends(request.club.book, months_of(request))
    lent, money = lent_by_month(figures), money_by_month(figures)
    collection = collection_by_month(figures)
    return report_over(
        request,
        "months",
        Message(N_("The club month by month")),
        (lent, money, collection),
        charts=(lent_chart(lent), money_chart(money), collection_chart(collection)),
    )


__all__ = [
    "MonthEnd",
    "last_months",
    "lent_by_month",
    "lent_chart",
    "money_by_month",
    "money_chart",
    "month_ends",
    "over_months",
]
