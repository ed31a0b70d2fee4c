"""Ageing: each loan's whole balance in the bucket of its oldest arrear."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from ledger_core.portfolio import AgeingBucket, LoanFacts, ageing, ratio
from tests.portfolio_cases import case
from tests.strategies_portfolio import loan_books

# A day inside each bucket of Sa-Dhan's example.
INSIDE = {"current": 0, "1-30": 15, "31-60": 45, "61-90": 75, "91-180": 120, "181-365": 300}


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (0, "current"),
        (1, "1-30"),
        (30, "1-30"),
        (31, "31-60"),
        (60, "31-60"),
        (61, "61-90"),
        (90, "61-90"),
        (91, "91-180"),
        (180, "91-180"),
        (181, "181-365"),
        (365, "181-365"),
        (366, ">365"),
        (4000, ">365"),
    ],
)
def test_a_bucket_holds_its_first_and_last_day(days: int, bucket: str) -> None:
    assert AgeingBucket.of(days).value == bucket


def test_sa_dhans_portfolio_of_168_000() -> None:
    example = case("sadhan-aging")
    loans = [
        LoanFacts(
            loan=f"L{number}",
            member="M001",
            outstanding_principal=line["outstanding"],
            days_past_due=INSIDE.get(line["bucket"], 400),
        )
        for number, line in enumerate(example["inputs"]["buckets"])
    ]
    lines = ageing(loans)
    total = sum(line.outstanding_principal for line in lines)
    assert total == int(example["expected"].pop("total")) == 168_000
    balances = {line.bucket.value: line.outstanding_principal for line in lines}
    assert balances == {b["bucket"]: b["outstanding"] for b in example["inputs"]["buckets"]}
    for bucket, percent in example["expected"].items():
        share = ratio(balances[bucket], total)
        assert share is not None
        assert abs(share * 100 - Fraction(Decimal(percent))) <= Fraction(5, 1000)


def test_the_oldest_arrear_ages_the_whole_loan() -> None:
    # A published report spreads the unpaid instalments over their own buckets, 500 and 500; ageing
    # puts the whole 1,000 where the oldest of them is, 76 days back.
    example = case("fin-delq-2023-12-16")
    owed = sum(row["amount"] for row in example["inputs"]["instalments"])
    lines = ageing([LoanFacts("L1", "M001", outstanding_principal=owed, days_past_due=76)])
    assert {x.bucket.value: x.outstanding_principal for x in lines if x.loans} == {"61-90": 1000}


def test_without_loans_every_bucket_is_there_and_empty() -> None:
    assert [(line.bucket, line.loans, line.outstanding_principal) for line in ageing([])] == [
        (bucket, 0, 0) for bucket in AgeingBucket
    ]


@given(loan_books())
def test_the_buckets_sum_to_the_portfolio(loans: list[LoanFacts]) -> None:
    lines = ageing(loans)
    assert [line.bucket for line in lines] == list(AgeingBucket)
    assert sum(line.loans for line in lines) == len(loans)
    assert sum(x.outstanding_principal for x in lines) == sum(
        loan.outstanding_principal for loan in loans
    )
