"""The allocation table, charges, and where money in advance goes, on figures made by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from ledger_core.loans import (
    AccruedInterest,
    AllocationBy,
    AllocationStep,
    AllocationTable,
    Bucket,
    Charge,
    Component,
    DatedFee,
    Disbursement,
    EarlyPayoff,
    ExcessPayment,
    FeeTerms,
    IncompleteAllocationTable,
    InterestRate,
    LoanAccount,
    LoanEvent,
    LoanState,
    LoanTerms,
    PrepaymentTerms,
    Repayment,
    Rest,
    Rounding,
    Split,
    Waiver,
)

START = date(2026, 1, 15)
TERMS = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 12, advance_window_days=0)
"""500,000 of principal a month, interest 60,000 in the first and 5,000 less each month."""
KEPT = replace(
    TERMS,
    excess_payment=ExcessPayment.NEXT_INSTALMENTS,
    early_payoff=EarlyPayoff.WHOLE_TERM,
)
ORDER = "late-interest fee interest principal"


def due(month: int) -> date:
    return date(2026, month, 15)


def account(*events: LoanEvent, terms: LoanTerms = TERMS) -> LoanAccount:
    return LoanAccount.of(terms, [Disbursement(START, 6_000_000), *events])


def table(text: str) -> AllocationTable:
    return AllocationTable.parse(text)


# The table


def test_a_table_is_written_and_read() -> None:
    text = (
        "past-due: interest; by component due: interest; past-due: principal; due: principal;"
        " past-due due: late-interest fee; in-advance: principal interest fee late-interest"
    )
    assert str(table(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        f"past-due due: {ORDER}",  # nothing is said of what is in advance
        f"past-due due in-advance: {ORDER}; due: fee",
        "past-due due in-advance: interest principal",
        f"later: {ORDER}",
        "",
    ],
)
def test_a_table_names_each_pair_once(text: str) -> None:
    with pytest.raises(IncompleteAllocationTable):
        table(text)


def test_the_simple_order_is_a_table_too() -> None:
    assert str(TERMS.table) == (f"by component past-due due: {ORDER}; in-advance: {ORDER}")


def test_past_due_interest_then_due_interest_then_past_due_principal() -> None:
    terms = replace(
        TERMS,
        allocation_table=table(
            "past-due due: late-interest fee; past-due: interest; due: interest;"
            f" past-due: principal; due: principal; in-advance: {ORDER}"
        ),
    )
    split = account(terms=terms).split(due(3), 115_000 + 700_000)
    assert split == Split(interest=115_000, principal=700_000)
    posted = Repayment(due(3), principal=700_000, interest=115_000)
    rows = account(posted, terms=terms).position(due(3)).instalments
    assert [row.unpaid_principal for row in rows[:2]] == [0, 300_000]


def test_principal_in_advance_before_interest_in_advance() -> None:
    terms = replace(
        KEPT,
        allocation_table=table(
            f"past-due due: {ORDER}; in-advance: principal interest fee late-interest"
        ),
    )
    assert account(terms=terms).split(due(2), 560_000 + 520_000) == Split(
        interest=60_000 + 20_000, principal=1_000_000
    )


def test_by_component_all_interest_in_advance_comes_first() -> None:
    steps = tuple(
        AllocationStep((bucket,), tuple(map(Component, ORDER.split())), AllocationBy.COMPONENT)
        for bucket in Bucket
    )
    terms = replace(KEPT, allocation_table=AllocationTable(steps))
    assert account(terms=terms).split(due(2), 560_000 + 400_000) == Split(
        interest=60_000 + 330_000, principal=500_000 + 70_000
    )


# Money in advance


@pytest.mark.parametrize(
    ("ahead", "paid"),
    [
        (ExcessPayment.NEXT_INSTALMENTS, {2: 555_000, 3: 45_000}),
        (ExcessPayment.LAST_INSTALMENTS, {11: 95_000, 12: 505_000}),
    ],
)
def test_money_in_advance_goes_where_the_payment_says(
    ahead: ExcessPayment, paid: dict[int, int]
) -> None:
    loan = account(terms=KEPT)
    split = loan.split(due(2), 1_160_000, in_advance=ahead)
    posted = Repayment(due(2), split.principal, split.interest, in_advance=ahead)
    rows = account(posted, terms=KEPT).position(due(2)).instalments[1:]
    found = {row.number: row.principal_paid + row.interest_paid for row in rows}
    assert {number: amount for number, amount in found.items() if amount} == paid
    assert all(row.paid_in_advance == found[row.number] for row in rows)


def test_money_in_advance_is_spread_over_all() -> None:
    terms = replace(KEPT, rate=InterestRate.monthly(Fraction(0)))
    posted = Repayment(due(2), 500_000 + 110_000, in_advance=ExcessPayment.SPREAD)
    rows = account(posted, terms=terms).position(due(2)).instalments[1:]
    assert {row.principal_paid for row in rows} == {10_000}


def test_spread_over_all_each_instalment_gets_the_same() -> None:
    """The penalty of one comes out of its own part, not out of the others'."""
    terms = replace(KEPT, rate=InterestRate.monthly(Fraction(0)), instalments=3)
    penalty = Charge(START, 20_000, due(3), Component.LATE_INTEREST)
    loan = account(penalty, terms=terms)
    split = loan.split(date(2026, 2, 1), 300_000, in_advance=ExcessPayment.SPREAD)
    assert split == Split(late_interest=20_000, principal=280_000)
    posted = Repayment(
        date(2026, 2, 1), 280_000, late_interest=20_000, in_advance=ExcessPayment.SPREAD
    )
    position = account(penalty, posted, terms=terms).position(date(2026, 2, 1))
    assert [row.principal_paid for row in position.instalments] == [100_000, 80_000, 100_000]


def test_one_product_may_pay_the_accrued_interest_first() -> None:
    terms = replace(TERMS, prepayment=PrepaymentTerms(accrued_interest=AccruedInterest.PAID_FIRST))
    day = date(2026, 1, 25)  # 60,000 x 10 / 31
    assert account(terms=terms).split(day, 1_500_000) == Split(interest=19_355, principal=1_480_645)
    posted = Repayment(day, principal=1_480_645, interest=19_355)
    first = account(posted, terms=terms).position(day).instalments[0]
    # 4,519,355 x 1 % x 21 / 31 is left for the due date.
    assert first.unpaid_interest == 30_615


def test_principal_in_advance_may_bear_interest_until_the_due_date() -> None:
    terms = replace(TERMS, prepayment=PrepaymentTerms(rest=Rest.DUE_DATE))
    day = date(2026, 1, 25)
    posted = Repayment(day, principal=1_500_000)
    rows = account(posted, terms=terms).position(day).instalments
    assert (rows[0].interest, rows[1].interest) == (60_000, 40_000)


def test_who_pays_for_two_months_has_paid_for_two_months() -> None:
    terms = replace(TERMS, prepayment=PrepaymentTerms(whole_instalments=True))
    assert account(terms=terms).split(due(2), 560_000 + 555_000) == Split(
        interest=115_000, principal=1_000_000
    )
    assert account(terms=terms).split(due(2), 560_000 + 555_001) == Split(
        interest=60_000, principal=1_055_001
    )
    posted = Repayment(due(2), principal=1_000_000, interest=115_000)
    rows = account(posted, terms=terms).position(due(2)).instalments
    assert (rows[1].unpaid_principal, rows[2].interest, len(rows)) == (0, 50_000, 12)


# Charges


def test_a_fee_falls_due_and_is_paid_and_waived() -> None:
    charge = Charge(date(2026, 1, 20), 30_000, date(2026, 2, 1))
    assert account(charge).position(date(2026, 1, 31)).fee_due == 0
    assert account(charge).position(date(2026, 2, 1)).fee_due == 30_000
    split = account(charge).split(due(2), 590_000)
    assert split == Split(fee=30_000, interest=60_000, principal=500_000)
    waived = Waiver(date(2026, 2, 3), fee=10_000)
    paid = Repayment(due(2), fee=15_000)
    loan = account(charge, waived, paid).position(due(2))
    assert loan.fee_due == 5_000
    (position,) = loan.charges
    assert (position.number, position.paid, position.waived) == (1, 15_000, 10_000)


def test_a_fixed_penalty_is_late_interest() -> None:
    charge = Charge(due(2), 20_000, due(2), Component.LATE_INTEREST)
    position = account(charge).position(due(2))
    assert (position.late_interest, position.fee_due) == (20_000, 0)
    assert account(charge).split(due(2), 25_000) == Split(late_interest=20_000, interest=5_000)


def test_a_charge_after_the_last_instalment_keeps_the_loan_open() -> None:
    later = Charge(START, 20_000, date(2027, 2, 1))
    loan = account(later)
    payoff = loan.position(due(2)).payoff_amount
    assert payoff == 6_000_000 + 60_000 + 20_000
    assert loan.position(due(2)).charges[0].number == 13
    rest = Repayment(due(2), principal=6_000_000, interest=60_000)
    assert account(later, rest).state is LoanState.DISBURSED
    assert account(later, rest, Repayment(due(3), fee=20_000)).state is LoanState.CLOSED


def test_fees_of_the_agreement() -> None:
    fees = FeeTerms(
        upfront_share=Fraction(1, 100),
        instalment_amount=2_000,
        dated=(DatedFee(date(2026, 2, 1), 7_000),),
    )
    terms = replace(TERMS, fees=fees)
    assert account(terms=terms).position(START).fee_due == 60_000
    assert account(terms=terms).position(due(2)).fee_due == 60_000 + 7_000 + 2_000
    paid = Repayment(due(2), principal=500_000, interest=60_000, fee=69_000)
    position = account(paid, terms=terms).position(due(2))
    assert (position.fee_due, position.next_amount) == (0, 500_000 + 55_000 + 2_000)


def test_a_payment_agreed_by_hand_is_no_deviation() -> None:
    odd = Repayment(due(2), principal=560_000, manual=True)
    (day,) = account(odd).days
    assert day.posted == day.expected == Split(principal=560_000)
    (day,) = account(replace(odd, manual=False)).days
    assert day.expected == Split(interest=60_000, principal=500_000)


def test_rounding_to_whole_units_needs_no_cash_multiple() -> None:
    terms = replace(TERMS, rounding=Rounding(multiple=1))
    assert account(terms=terms).position(due(2)).interest_due == 60_000
