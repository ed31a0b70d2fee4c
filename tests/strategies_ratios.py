"""Hypothesis strategies for the facts of a period, as any club might have them."""

from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from typing import Any

from hypothesis import strategies as st

from ledger_core.portfolio import (
    MICROFINANCE,
    Balance,
    BorrowerFacts,
    CapitalFacts,
    CollectionFacts,
    CumulativeRepayment,
    LendingFacts,
    LoanPeriodFacts,
    MembershipFacts,
    Period,
    PeriodFacts,
    PortfolioFacts,
    ResultFacts,
    largest_by_borrower,
    portfolio_of,
)
from tests.strategies import integers
from tests.strategies_portfolio import loan_books

amounts = st.integers(min_value=0, max_value=50_000_000)
people = st.integers(min_value=0, max_value=80)


def _plain(draw: st.DrawFn, kind: type[Any], values: st.SearchStrategy[int]) -> Any:
    return kind(**{field.name: draw(values) for field in fields(kind)})


def _falling(draw: st.DrawFn, values: st.SearchStrategy[int], count: int) -> Iterable[int]:
    return sorted((draw(values) for _ in range(count)), reverse=True)


@cache
@st.composite
def collections(draw: st.DrawFn) -> CollectionFacts:
    """What fell due, and parts of it."""
    due, collected, on_time = _falling(draw, amounts, 3)
    arrears, of_arrears = _falling(draw, amounts, 2)
    return CollectionFacts(due, collected, on_time, arrears, of_arrears, draw(amounts))


@cache
@st.composite
def memberships(draw: st.DrawFn) -> MembershipFacts:
    """Members who come and go."""
    start, joined = draw(people), draw(people)
    left = draw(integers(0, start + joined))
    died = draw(integers(0, start + joined - left))
    end = start + joined - left - died
    ever, year, lately = sorted((draw(integers(0, end)) for _ in range(3)), reverse=True)
    return MembershipFacts(start, joined, left, died, ever, year, lately)


@cache
@st.composite
def period_facts(draw: st.DrawFn, period: Period) -> PeriodFacts:
    """The facts of a club over `period`."""
    portfolio = portfolio_of(period.end, draw(loan_books()), MICROFINANCE)
    owed = [(loan.facts.member, loan.facts.outstanding_principal) for loan in portfolio.loans]
    known, older = _falling(draw, integers(0, portfolio.borrowers), 2)
    *earlier, _ = period.balance_days
    return PeriodFacts(
        period=period,
        portfolio=PortfolioFacts.of(portfolio),
        balances=(
            *(Balance(day, draw(amounts)) for day in earlier),
            Balance(period.end, portfolio.gross_loan_portfolio),
        ),
        loans=LoanPeriodFacts(
            lending=_plain(draw, LendingFacts, amounts),
            principal=draw(collections()),
            interest=draw(collections()),
            cumulative=_plain(draw, CumulativeRepayment, amounts),
        ),
        result=_plain(draw, ResultFacts, amounts),
        capital=_plain(draw, CapitalFacts, amounts),
        borrowers=BorrowerFacts(
            portfolio.borrowers, known, older, known, older, largest_by_borrower(owed)
        ),
        membership=draw(memberships()),
    )
