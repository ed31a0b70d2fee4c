"""The portfolio as a whole."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ledger_core.loans import Disbursement, LoanAccount, LoanTerms, Repayment, WriteOff
from ledger_core.portfolio import BANKS, MICROFINANCE, LoanFacts, ProvisionTable, portfolio_of
from tests.strategies import LoanHistory, any_history, loan_terms, paid_by_rule
from tests.strategies_portfolio import loan_books

DAY = date(2026, 4, 30)


def facts_of(loan: str, history: LoanHistory, day: date) -> LoanFacts:
    return LoanFacts.of(loan, "M001", history.account(day).position(day))


def test_of_no_loans_every_ratio_is_missing_and_none_is_zero() -> None:
    portfolio = portfolio_of(DAY, [], MICROFINANCE)
    assert (portfolio.gross_loan_portfolio, portfolio.active_loans, portfolio.borrowers) == (
        0,
        0,
        0,
    )
    assert portfolio.arrears_rate is None
    assert portfolio.non_performing_rate is None
    assert portfolio.average_balance is None
    assert all(par.ratio is None for par in portfolio.par)


def test_people_are_counted_not_contracts() -> None:
    loans = [
        LoanFacts("L1", "M001", 3_000_000),
        LoanFacts("L2", "M001", 2_000_000),
        LoanFacts("L3", "M002", 4_000_001),
    ]
    portfolio = portfolio_of(DAY, loans, MICROFINANCE)
    assert (portfolio.active_loans, portfolio.borrowers) == (3, 2)
    assert portfolio.average_balance == 4_500_001  # 4.500.000,5 rounded half up


def test_the_arrears_rate_is_another_figure_than_par() -> None:
    loans = [
        LoanFacts("L1", "M001", 8_000_000),
        LoanFacts("L2", "M002", 2_000_000, overdue_principal=500_000, days_past_due=40),
    ]
    portfolio = portfolio_of(DAY, loans, MICROFINANCE)
    assert portfolio.arrears_rate == Fraction(5, 100)
    assert portfolio.par[1].ratio == Fraction(20, 100)
    assert (portfolio.non_performing, portfolio.non_performing_rate) == (2_000_000, Fraction(2, 10))
    assert portfolio.provision == 500_000


@given(loan_terms())
def test_loans_without_outstanding_principal_are_left_out(terms: LoanTerms) -> None:
    start = date(2026, 1, 21)
    paid_out = Disbursement(start, terms.principal)
    later = date(2026, 3, 21)
    histories = {
        "approved": (),
        "running": (paid_out,),
        "repaid": (paid_out, Repayment(later, principal=terms.principal, interest=10_000_000)),
        "written off": (paid_out, WriteOff(later, terms.principal)),
    }
    facts = [
        LoanFacts.of(name, "M001", LoanAccount.of(terms, events).position(DAY))
        for name, events in histories.items()
    ]
    portfolio = portfolio_of(DAY, facts, MICROFINANCE)
    assert [loan.facts.loan for loan in portfolio.loans] == ["running"]
    assert portfolio.gross_loan_portfolio == terms.principal


@given(loan_books(), st.sampled_from([MICROFINANCE, BANKS]))
def test_every_part_sums_to_the_whole(loans: list[LoanFacts], table: ProvisionTable) -> None:
    portfolio = portfolio_of(DAY, loans, table)
    whole = sum(loan.outstanding_principal for loan in loans)
    assert portfolio.gross_loan_portfolio == whole
    assert sum(x.outstanding_principal for x in portfolio.ageing) == whole
    assert sum(x.outstanding_principal for x in portfolio.debt_groups) == whole
    assert sum(x.facts.outstanding_principal for x in portfolio.loans) == whole
    for lines in (portfolio.ageing, portfolio.debt_groups):
        assert sum(line.loans for line in lines) == portfolio.active_loans == len(portfolio.loans)
    assert portfolio.borrowers == len({x.facts.member for x in portfolio.loans})
    assert portfolio.overdue_principal <= whole
    assert [x.facts.loan for x in portfolio.loans] == sorted(x.facts.loan for x in portfolio.loans)
    assert 0 <= portfolio.provision <= whole
    assert all(loan.facts.outstanding_principal > 0 for loan in portfolio.loans)


@given(paid_by_rule(), st.integers(min_value=0, max_value=400))
def test_a_loan_of_the_engine_is_a_portfolio_of_its_own(history: LoanHistory, more: int) -> None:
    day = date.fromordinal(history.last_day.toordinal() + more)
    facts = facts_of("L1", history, day)
    portfolio = portfolio_of(day, [facts], MICROFINANCE)
    assert portfolio.gross_loan_portfolio == history.account(day).outstanding_principal
    assert portfolio.overdue_principal <= portfolio.gross_loan_portfolio
    par1 = portfolio.par[0].amount
    assert par1 == (portfolio.gross_loan_portfolio if facts.days_past_due else 0)


@given(any_history())
def test_whatever_happened_to_a_loan_it_has_its_place(history: LoanHistory) -> None:
    facts = facts_of("L1", history, history.last_day)
    portfolio = portfolio_of(history.last_day, [facts], MICROFINANCE)
    assert portfolio.gross_loan_portfolio == max(0, facts.outstanding_principal)
