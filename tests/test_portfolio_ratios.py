"""Ratios against published figures, and where published figures go wrong."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.portfolio import (
    MICROFINANCE,
    PAR_DAYS,
    BorrowerFacts,
    CapitalFacts,
    CollectionFacts,
    CumulativeRepayment,
    LoanFacts,
    MembershipFacts,
    allowance_rate,
    annual_loss_rate,
    arrears_clean_up_rate,
    average_loan,
    borrowed_in_year_rate,
    capital_cover,
    capital_preserved,
    capital_turnover,
    concentration,
    cumulative_repayment_rate,
    current_recovery_rate,
    drop_out_rate,
    ever_borrowed_rate,
    fund_utilisation,
    largest_by_borrower,
    loan_loss_rate,
    mean,
    on_time_rate,
    operating_cost_ratio,
    operational_self_sufficiency,
    portfolio_at_risk,
    portfolio_of,
    portfolio_yield,
    ratio,
    retention_rate,
    risk_coverage,
    share_of_older,
    share_of_women,
    total_cost_ratio,
    total_recovery_rate,
    write_off_ratio,
)
from tests.strategies_portfolio import loan_books
from tests.test_portfolio_portfolio import DAY

SA_DHAN = [
    (128_000, 0),
    (17_500, 30),
    (10_000, 60),
    (5_000, 90),
    (3_500, 180),
    (2_500, 365),
    (1_500, 366),
]


def percent(value: Fraction | None) -> Decimal:
    """Two decimals, as published tables print them."""
    assert value is not None
    return round(Decimal(value.numerator) * 100 / value.denominator, 2)


def sa_dhan() -> list[LoanFacts]:
    return [
        LoanFacts(f"L{days}", f"M{days}", outstanding, days_past_due=days)
        for outstanding, days in SA_DHAN
    ]


def test_par_of_sa_dhan_s_portfolio() -> None:
    """128,000 of 168,000 are current; every bucket above counts with its whole balance."""
    pars = {days: portfolio_at_risk(sa_dhan(), days) for days in PAR_DAYS}
    assert [par.amount for par in pars.values()] == [40_000, 22_500, 12_500, 7_500]
    assert [percent(par.ratio) for par in pars.values()] == [
        Decimal("23.81"),
        Decimal("13.39"),
        Decimal("7.44"),
        Decimal("4.46"),
    ]
    assert percent(risk_coverage(13_125, pars[30].amount)) == Decimal("58.33")


def test_the_arrears_rate_hides_two_thirds_of_the_portfolio_at_risk() -> None:
    """6.8 % against 19.8 % of one portfolio: what is late, and what is at risk with it."""
    loans = [
        LoanFacts("L1", "M1", 80_200_000),
        LoanFacts("L2", "M2", 12_000_000, overdue_principal=4_000_000, days_past_due=35),
        LoanFacts("L3", "M3", 7_800_000, overdue_principal=2_800_000, days_past_due=70),
    ]
    portfolio = portfolio_of(DAY, loans, MICROFINANCE)
    assert percent(portfolio.arrears_rate) == Decimal("6.80")
    assert percent(portfolio.par[1].ratio) == Decimal("19.80")


@pytest.mark.parametrize(
    ("rate", "months", "loss"),
    [("0.98", 3, "16"), ("0.95", 12, "10"), ("0.95", 1, "120"), ("0.80", 24, "20"), ("1", 12, "0")],
)
def test_a_good_repayment_rate_hides_a_yearly_loss(rate: str, months: int, loss: str) -> None:
    hidden = annual_loss_rate(Fraction(Decimal(rate)), Fraction(months, 12))
    assert percent(hidden) == Decimal(loss)


def test_payments_ahead_and_old_arrears_would_lift_the_rate_over_one() -> None:
    """Sa-Dhan's example: 387,700 came in, 7,500 of it ahead, 381,500 had fallen due."""
    facts = CollectionFacts(due=381_500, collected=387_700 - 7_500)
    assert percent(current_recovery_rate(facts)) == Decimal("99.66")
    assert Fraction(387_700, 381_500) > 1


def test_recovery_of_arrears_and_dues() -> None:
    facts = CollectionFacts(
        due=100, collected=80, collected_on_time=50, arrears_at_start=40, arrears_collected=10
    )
    assert current_recovery_rate(facts) == Fraction(4, 5)
    assert on_time_rate(facts) == Fraction(1, 2)
    assert arrears_clean_up_rate(facts) == Fraction(1, 4)
    assert total_recovery_rate(facts) == Fraction(90, 140)


def test_what_was_lost_stays_in_the_cumulative_rate() -> None:
    """A write-off takes the loan out of PAR, never out of what was to be repaid."""
    facts = CumulativeRepayment(collected=90, unpaid=4, lost=6, lent=200, lent_days=200 * 365)
    assert cumulative_repayment_rate(facts) == Fraction(9, 10)
    assert facts.mean_term_in_years == 1


def test_income_and_cost() -> None:
    assert percent(operating_cost_ratio(21_800, 90_000)) == Decimal("24.22")
    assert percent(total_cost_ratio(39_200, 122_000)) == Decimal("32.13")
    assert percent(operational_self_sufficiency(27_200, 34_200)) == Decimal("79.53")
    assert percent(allowance_rate(14_350, 133_000)) == Decimal("10.79")
    assert portfolio_yield(12, 100) == Fraction(12, 100)
    assert write_off_ratio(5, 100) == Fraction(1, 20)
    assert loan_loss_rate(5, 8, 100) == Fraction(-3, 100)


def test_self_sufficiency_without_cost_is_not_available() -> None:
    """Recoveries may outweigh all expense; a ratio over less than nothing says nothing."""
    assert operational_self_sufficiency(100, 0) is None
    assert operational_self_sufficiency(100, -5) is None


def test_capital_is_preserved_when_what_stands_for_it_is_as_much() -> None:
    kept = CapitalFacts(
        cash=10, bank=20, goods=5, outstanding_principal=70, allowance=2, lenders=3, grants=100
    )
    assert (kept.capital_held, kept.lending_capital) == (100, 100)
    assert capital_preserved(kept)
    assert capital_cover(kept) == 1
    assert fund_utilisation(kept) == Fraction(7, 10)
    gone = CapitalFacts(cash=90, overpayments=1, budget_support=50, members_capital=40)
    assert not capital_preserved(gone)
    assert capital_cover(gone) == Fraction(89, 90)


def test_people_are_counted_once_and_by_what_is_known_of_them() -> None:
    assert largest_by_borrower([("M1", 3), ("M2", 5), ("M1", 4)]) == 7
    assert concentration(7, 12) == Fraction(7, 12)
    assert average_loan(7, 2) == 4
    borrowers = BorrowerFacts(borrowers=10, sex_known=8, women=6, age_known=5, older=4)
    assert (share_of_women(borrowers), share_of_older(borrowers)) == (
        Fraction(3, 4),
        Fraction(4, 5),
    )


def test_the_same_club_borrowed_much_ever_and_little_this_year() -> None:
    """Which of the two is meant decides whether a target of 50 % is met."""
    members = MembershipFacts(at_start=50, ever_borrowed=30, borrowed_in_year=4)
    assert ever_borrowed_rate(members) == Fraction(3, 5)
    assert borrowed_in_year_rate(members) == Fraction(2, 25)


def test_a_death_is_no_drop_out() -> None:
    members = MembershipFacts(at_start=50, joined=4, left=3, died=2)
    assert members.at_end == 49
    assert drop_out_rate(members) == Fraction(3, 52)
    assert retention_rate(members) == Fraction(49, 52)


def test_of_nothing_there_is_no_ratio() -> None:
    nothing = CollectionFacts()
    assert {
        ratio(1, 0),
        mean([]),
        current_recovery_rate(nothing),
        on_time_rate(nothing),
        arrears_clean_up_rate(nothing),
        total_recovery_rate(nothing),
        cumulative_repayment_rate(CumulativeRepayment()),
        CumulativeRepayment().mean_term_in_years,
        annual_loss_rate(None, 1),
        annual_loss_rate(Fraction(1), 0),
        write_off_ratio(1, 0),
        loan_loss_rate(1, 0, 0),
        risk_coverage(1, 0),
        allowance_rate(1, 0),
        portfolio_yield(1, 0),
        operating_cost_ratio(1, 0),
        total_cost_ratio(1, 0),
        fund_utilisation(CapitalFacts()),
        capital_cover(CapitalFacts(cash=5)),
        concentration(0, 0),
        capital_turnover(1, 0),
        average_loan(0, 0),
        share_of_women(BorrowerFacts(borrowers=3)),
        share_of_older(BorrowerFacts(borrowers=3)),
        ever_borrowed_rate(MembershipFacts()),
        borrowed_in_year_rate(MembershipFacts()),
        retention_rate(MembershipFacts()),
        drop_out_rate(MembershipFacts()),
    } == {None}


@given(loan_books())
def test_par1_is_never_below_the_arrears_rate(loans: list[LoanFacts]) -> None:
    """What is late of a loan is a part of its balance."""
    portfolio = portfolio_of(DAY, loans, MICROFINANCE)
    if portfolio.arrears_rate is not None:
        assert portfolio.par[0].ratio_without_rescheduled is not None
        assert portfolio.par[0].ratio_without_rescheduled >= portfolio.arrears_rate


people = st.integers(min_value=0, max_value=80)


@given(people, people, people, people)
def test_who_stays_and_who_drops_out_are_all_who_live(
    at_start: int, joined: int, left: int, died: int
) -> None:
    there = at_start + joined
    died = min(died, there)
    members = MembershipFacts(at_start, joined, min(left, there - died), died)
    kept, lost = retention_rate(members), drop_out_rate(members)
    if kept is not None and lost is not None:
        assert kept + lost == 1
        assert 0 <= lost <= 1
