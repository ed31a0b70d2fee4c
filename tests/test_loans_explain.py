"""How figures came about: the lines a borrower is shown."""

from datetime import date
from fractions import Fraction

from ledger_core.loans import (
    Charge,
    Disbursement,
    Figure,
    InterestRate,
    LoanAccount,
    LoanEvent,
    LoanTerms,
    Reason,
    Repayment,
    Waiver,
    explain,
)
from ledger_core.loans.explanation import ExplainedLine

START = date(2026, 1, 15)
TERMS = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 12)


def lines(figure: Figure, day: date, *events: LoanEvent) -> list[ExplainedLine]:
    account = LoanAccount.of(TERMS, [Disbursement(START, 6_000_000), *events])
    return [line for line in explain(account, day) if line.figure is figure]


def test_interest_due_is_days_times_rate_times_balance_less_what_was_paid() -> None:
    part = Repayment(date(2026, 2, 15), interest=40_000)
    waiver = Waiver(date(2026, 2, 20), interest=5_000)
    first, paid, waived = lines(Figure.INTEREST_DUE, date(2026, 3, 1), part, waiver)
    assert (first.reason, first.amount, first.number) == (Reason.FELL_DUE, 60_000, 1)
    assert (first.base, first.days, first.rate_per_year) == (6_000_000, 31, Fraction(12, 100))
    assert (paid.reason, paid.amount, paid.date) == (Reason.PAID, -40_000, date(2026, 2, 15))
    assert (waived.reason, waived.amount) == (Reason.WAIVED, -5_000)


def test_a_base_that_changed_is_told_piece_by_piece() -> None:
    early = Repayment(date(2026, 1, 25), principal=1_500_000)
    (line,) = lines(Figure.INTEREST_DUE, date(2026, 2, 15), early)
    assert [(piece.base, piece.days) for piece in line.pieces] == [
        (6_000_000, 10),
        (4_500_000, 21),
    ]
    assert line.amount == 49_839


def test_late_interest_is_told_line_by_line() -> None:
    found = lines(Figure.LATE_INTEREST, date(2026, 3, 16))
    assert [(line.base, line.days, line.amount) for line in found] == [
        (500_000, 29, 7_151),
        (60_000, 29, 477),
    ]


def test_outstanding_principal_is_what_came_and_went() -> None:
    paid = Repayment(date(2026, 2, 15), principal=500_000, interest=60_000)
    found = lines(Figure.OUTSTANDING_PRINCIPAL, date(2026, 2, 20), paid)
    assert [(line.reason, line.amount) for line in found] == [
        (Reason.PAID_OUT, 6_000_000),
        (Reason.PAID, -500_000),
    ]


def test_fees_and_the_pay_off_are_told_too() -> None:
    charge = Charge(date(2026, 1, 20), 30_000, date(2026, 2, 1))
    (fee,) = lines(Figure.FEE_DUE, date(2026, 2, 15), charge)
    assert (fee.reason, fee.amount, fee.due) == (Reason.CHARGED, 30_000, date(2026, 2, 1))
    payoff = lines(Figure.PAYOFF_AMOUNT, date(2026, 2, 15), charge)
    assert [line.amount for line in payoff] == [6_000_000, 60_000, 30_000]


def test_accrued_interest_is_told_up_to_the_day() -> None:
    (line,) = lines(Figure.ACCRUED_INTEREST, date(2026, 1, 25))
    assert (line.reason, line.base, line.days, line.amount) == (
        Reason.ACCRUED,
        6_000_000,
        10,
        19_355,
    )
