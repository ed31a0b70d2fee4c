"""Debt groups, row by row of the two tables."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.portfolio import BANKS, MICROFINANCE, DebtGroup, LoanFacts, classify
from tests.portfolio_cases import case
from tests.strategies_portfolio import days_late, loan_books, loan_facts


def facts(
    days: int = 0,
    *,
    by_new_dates: int | None = None,
    reschedules: int = 0,
    waived: bool = False,
    loan: str = "L1",
    member: str = "M001",
) -> LoanFacts:
    return LoanFacts(
        loan=loan,
        member=member,
        outstanding_principal=1_000_000,
        days_past_due=days,
        days_past_due_by_new_dates=days if by_new_dates is None else by_new_dates,
        reschedules=reschedules,
        interest_waived=waived,
    )


def test_microfinance_by_days_as_the_circular_has_them() -> None:
    example = case("vn-tt14-days")
    groups = [MICROFINANCE.rules.group_of(facts(days)) for days in example["inputs"]["days"]]
    assert groups == example["expected"]["groups"]


@pytest.mark.parametrize(
    ("days", "group"),
    [(0, 1), (9, 1), (10, 2), (90, 2), (91, 3), (180, 3), (181, 4), (360, 4), (361, 5)],
)
def test_banks_by_days(days: int, group: int) -> None:
    assert BANKS.rules.group_of(facts(days)) == group


@pytest.mark.parametrize(
    ("reschedules", "days", "group"),
    [
        (1, 0, 2),
        (1, 1, 3),
        (1, 29, 3),
        (1, 30, 4),
        (1, 89, 4),
        (1, 90, 5),
        (2, 0, 4),
        (2, 1, 5),
        (3, 0, 5),
        (7, 0, 5),
    ],
)
def test_microfinance_after_rescheduling(reschedules: int, days: int, group: int) -> None:
    loan = facts(400, by_new_dates=days, reschedules=reschedules)
    assert MICROFINANCE.rules.group_of(loan) == group


def test_banks_have_no_rule_for_rescheduled_loans_so_the_original_dates_count() -> None:
    assert BANKS.rules.group_of(facts(100, by_new_dates=0, reschedules=1)) == DebtGroup.SUBSTANDARD


@pytest.mark.parametrize(("days", "group"), [(0, 3), (20, 3), (40, 3), (90, 4), (200, 5)])
def test_waived_interest_puts_a_loan_into_group_3_at_best(days: int, group: int) -> None:
    assert MICROFINANCE.rules.group_of(facts(days, waived=True)) == group


def test_waived_interest_changes_nothing_by_the_table_of_banks() -> None:
    assert BANKS.rules.group_of(facts(waived=True)) == DebtGroup.STANDARD


def test_the_worst_loan_of_a_borrower_draws_in_the_others() -> None:
    loans = classify(
        [
            facts(0, loan="L1", member="M001"),
            facts(95, loan="L2", member="M001"),
            facts(0, loan="L3", member="M002"),
        ],
        MICROFINANCE.rules,
    )
    assert [(x.facts.loan, x.own_debt_group, x.debt_group) for x in loans] == [
        ("L1", 1, 4),
        ("L2", 4, 4),
        ("L3", 1, 1),
    ]


def test_groups_3_to_5_are_bad_debt() -> None:
    assert [group.non_performing for group in DebtGroup] == [False, False, True, True, True]


@given(loan_facts(), days_late())
def test_more_days_never_mend_a_loan(loan: LoanFacts, days: int) -> None:
    later = LoanFacts(
        loan=loan.loan,
        member=loan.member,
        outstanding_principal=loan.outstanding_principal,
        days_past_due=loan.days_past_due + days,
        days_past_due_by_new_dates=loan.days_past_due_by_new_dates + days,
        reschedules=loan.reschedules,
        interest_waived=loan.interest_waived,
    )
    for table in (MICROFINANCE, BANKS):
        assert table.rules.group_of(later) >= table.rules.group_of(loan)


@given(days_late(), st.integers(min_value=0, max_value=4))
def test_another_rescheduling_never_mends_a_loan(days: int, times: int) -> None:
    once, again = (facts(days, reschedules=times + more) for more in (0, 1))
    assert MICROFINANCE.rules.group_of(again) >= MICROFINANCE.rules.group_of(once)


@given(loan_books(), st.randoms(use_true_random=False))
def test_the_order_of_the_loans_plays_no_part(loans: list[LoanFacts], chance: Random) -> None:
    shuffled = list(loans)
    chance.shuffle(shuffled)
    assert classify(shuffled, MICROFINANCE.rules) == classify(loans, MICROFINANCE.rules)


@given(loan_books())
def test_all_loans_of_a_borrower_share_the_worst_group(loans: list[LoanFacts]) -> None:
    classified = classify(loans, MICROFINANCE.rules)
    for loan in classified:
        of_borrower = [x for x in classified if x.facts.member == loan.facts.member]
        assert loan.debt_group == max(x.own_debt_group for x in of_borrower)
