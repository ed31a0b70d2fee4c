"""The club on one page, to hang on the wall: nobody who is late stands on it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ledger_core.books.loan_terms import LoanFrame, terms_from_words
from ledger_core.club import Fund, LoanProduct, Role
from ledger_core.club.targets import target_sets
from ledger_core.loans import LoanTerms
from ledger_core.loans.loan_cost import loan_cost
from ledger_core.messages import Message, N_
from ledger_core.portfolio import Portfolio
from ledger_core.reports.heading import report_as_of, without_breaches
from ledger_core.reports.month_statement import next_meeting
from ledger_core.reports.months import (
    PAR_DAYS,
    MonthEnd,
    last_months,
    lent_by_month,
    lent_chart,
    money_by_month,
    money_chart,
    month_ends,
)
from ledger_core.reports.portfolio import portfolio_on
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.scheme.targets import measure
from ledger_core.reports.tables import Column, Figure, Kind, Report, Row, Style, Table

MONTHS = 6
MOST_DONORS = 8
_EXAMPLE = 6_000_000  # đồng: what a rate costs is shown for such a loan, or the largest allowed
_FIGURE = Column("figure", Message(N_("Figure")))
_VALUE = Column("value", Message(N_("Value")), Kind.AMOUNT)


def summary(request: ReportRequest) -> Report:
    """Return the page for the wall: rates, funds, loans, donations, targets, the next meeting.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    portfolio = portfolio_on(request.club.book, request.as_of)
    months = month_ends(request.club.book, last_months(request, MONTHS))
    lent, money = lent_by_month(months), money_by_month(months)
    report = report_as_of(
        request,
        "summary",
        Message(N_("The club at a glance")),
        (
            _figures(request, portfolio, months[-1]),
            _rates(request),
            lent,
            money,
            _donations(request),
            _targets(request),
            _dates(request),
        ),
        charts=(lent_chart(lent), money_chart(money)),
    )
    return replace(without_breaches(report), style=Style.POSTER)


def _figures(request: ReportRequest, portfolio: Portfolio, now: MonthEnd) -> Table:
    members = len(request.club.book.register.active_members(request.as_of))
    late = sum(loan.facts.days_past_due > 0 for loan in portfolio.loans)
    par = next(par for par in portfolio.par if par.days == PAR_DAYS)
    rows: dict[str, tuple[Message, Figure]] = {
        "members": (Message(N_("Members")), Figure(members, Kind.COUNT)),
        "borrowers": (Message(N_("Borrowers")), Figure(portfolio.borrowers, Kind.COUNT)),
        "outstanding_principal": (
            Message(N_("Lent out now (đồng)")),
            Figure(portfolio.gross_loan_portfolio, Kind.AMOUNT),
        ),
        "money_income": (
            Message(N_("Money of the Income-generation fund (đồng)")),
            Figure(now.money[Fund.INCOME], Kind.AMOUNT),
        ),
        "money_activity": (
            Message(N_("Money of the Activity fund (đồng)")),
            Figure(now.money[Fund.ACTIVITY], Kind.AMOUNT),
        ),
        "late_loans": (Message(N_("Loans that are late")), Figure(late, Kind.COUNT)),
        "overdue": (
            Message(N_("Late principal and interest (đồng)")),
            Figure(portfolio.overdue_principal + portfolio.overdue_interest, Kind.AMOUNT),
        ),
        "par_30": (Message(N_("Portfolio at risk (PAR30)")), Figure(par.ratio, Kind.RATIO)),
    }
    return Table(
        "figures",
        Message(N_("The club today")),
        (_FIGURE, _VALUE),
        tuple(rows.values()),
        row_keys=tuple(rows),
        notes=(
            Message(
                N_(
                    "PAR30: principal owed on loans more than 30 days late ÷ all principal owed. "
                    "Money: cash and bank."
                )
            ),
        ),
    )


def _rates(request: ReportRequest) -> Table:
    return Table(
        "rates",
        Message(N_("What a loan costs")),
        (
            Column("product", Message(N_("Loan product"))),
            Column("per_month", Message(N_("Rate a month")), Kind.RATIO),
            Column("per_year", Message(N_("Rate a year")), Kind.RATIO),
            Column("cost", Message(N_("Real cost a year")), Kind.RATIO),
            Column("instalments", Message(N_("Instalments")), Kind.COUNT),
            Column("largest_principal", Message(N_("At most (đồng)")), Kind.AMOUNT),
        ),
        tuple(_rate(request, product, terms) for product, terms in _products(request)),
        notes=(
            Message(
                N_(
                    "Real cost a year: interest and fees of the usual instalments, on what is "
                    "still owed each month (APR)."
                )
            ),
        ),
    )


def _products(request: ReportRequest) -> Iterator[tuple[LoanProduct, LoanTerms]]:
    register = request.club.book.register
    for code in sorted(register.products):
        product = register.product_on(code, request.as_of)
        if product is not None:
            frame = LoanFrame(product.largest_principal or _EXAMPLE, product.instalments, None)
            yield product, terms_from_words(product.terms, frame)


def _rate(request: ReportRequest, product: LoanProduct, terms: LoanTerms) -> Row:
    cost = loan_cost(terms, request.as_of).apr
    return (
        product.name or product.code,
        terms.rate.per_month,
        terms.rate.per_year,
        None if cost is None else Fraction(cost),
        product.instalments,
        product.largest_principal,
    )


def _donations(request: ReportRequest) -> Table:
    """Return who gave most since the year began, and what all others gave together."""
    year = Period.year_to(request.as_of)
    given: Counter[str] = Counter()
    for posted in request.club.book.transactions:
        if posted.date in year:
            amount = -posted.amounts.get((Fund.ACTIVITY, Role.DONATIONS), 0)
            given[posted.entry.payee or "–"] += amount
    donors = sorted(((who, sum_) for who, sum_ in given.items() if sum_), key=_by_amount)
    rows: list[Row] = list(donors[:MOST_DONORS])
    if others := donors[MOST_DONORS:]:
        rows.append((Message(N_("others")), sum(amount for _, amount in others)))
    return Table(
        "donations",
        Message(N_("The club thanks its donors of the year")),
        (
            Column("donor", Message(N_("Donor"))),
            Column("amount", Message(N_("Amount or value (đồng)")), Kind.AMOUNT),
        ),
        tuple(rows),
        total=(Message(N_("Total")), sum(amount for _, amount in donors)) if rows else None,
        notes=() if rows else (Message(N_("No donation in this year so far.")),),
    )


def _by_amount(donor: tuple[str, int]) -> tuple[int, str]:
    return -donor[1], donor[0]


def _targets(request: ReportRequest) -> Table:
    measured = measure(request)
    rows = []
    for found in target_sets():
        if found.covers(request.as_of):
            met = Counter(target.met(measured[target.measure].value) for target in found.targets)
            name = Message(N_("Decision {decision}"), decision=found.decision)
            rows.append((name, met[True], met[False], met[None]))
    return Table(
        "targets",
        Message(N_("Targets of the scheme")),
        (
            Column("decision", Message(N_("Decision"))),
            Column("met", Message(N_("Targets met")), Kind.COUNT),
            Column("not_met", Message(N_("Not met")), Kind.COUNT),
            Column("not_known", Message(N_("Not known")), Kind.COUNT),
        ),
        tuple(rows),
    )


def _dates(request: ReportRequest) -> Table:
    book, day = request.club.book, request.as_of
    sealed = [each for each in book.register.sealed if each.month.last_day <= day]
    last = max(sealed, key=lambda each: each.month, default=None)
    rows: list[Row] = [
        (Message(N_("Next meeting")), Figure(next_meeting(book, day), Kind.DATE)),
    ]
    keys = ["next_meeting"]
    if last is not None:
        rows += [
            (Message(N_("Last month sealed, up to")), Figure(last.month.last_day, Kind.DATE)),
            (Message(N_("Code of its seal")), Figure(last.code, Kind.TEXT)),
        ]
        keys += ["sealed_to", "seal"]
    return Table(
        "dates",
        Message(N_("Next meeting and last seal")),
        (_FIGURE, _VALUE),
        tuple(rows),
        row_keys=tuple(keys),
    )
