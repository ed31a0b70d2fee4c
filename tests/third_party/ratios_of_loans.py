"""Ratio cases about loans: ageing, overdue instalments, debt groups, provisions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from ledger_core.portfolio import (
    BANKS,
    MICROFINANCE,
    AgeingBucket,
    AgeRange,
    DebtGroup,
    LoanFacts,
    ageing,
    overdue_by_age,
    portfolio_at_risk,
    ratio,
)
from tests.third_party.cases import Case, Outcome
from tests.third_party.comparing_ratios import Share
from tests.third_party.ratio_amounts import amount, in_money, in_units
from tests.third_party.reading import Unsupported, exact

FINERACT_RANGES = {
    "RANGE_1": AgeRange(1, 3),
    "RANGE_3": AgeRange(4, 30),
    "RANGE_30": AgeRange(31, 60),
    "RANGE_60": AgeRange(61, 90),
    "RANGE_90": AgeRange(91, 120),
    "RANGE_120": AgeRange(121, 150),
    "RANGE_150": AgeRange(151, 180),
    "RANGE_180": AgeRange(181, 240),
    "RANGE_240": AgeRange(241, None),
}
"""The delinquency ranges of Fineract's tests, by the days after which each begins."""

A_DAY_OF = {
    AgeingBucket.CURRENT: 0,
    AgeingBucket.DAYS_1_30: 1,
    AgeingBucket.DAYS_31_60: 31,
    AgeingBucket.DAYS_61_90: 61,
    AgeingBucket.DAYS_91_180: 91,
    AgeingBucket.DAYS_181_365: 181,
    AgeingBucket.OVER_365: 366,
}
DASHES = str.maketrans("–—", "--", " ")


def ageing_shares(case: Case) -> Outcome:
    """A loan in each bucket; their sum, and the share of each bucket."""
    loans = [
        LoanFacts(
            str(number),
            str(number),
            amount(line, "outstanding"),
            days_past_due=A_DAY_OF[_bucket(line.required(line.text("bucket"), "bucket"))],
        )
        for number, line in enumerate(case.inputs.sections("buckets"))
    ]
    lines = ageing(loans)
    total = sum(line.outstanding_principal for line in lines)
    figures: dict[str, object] = {"total": in_money(total)}
    for line in lines:
        figures[line.bucket.value] = Share(ratio(line.outstanding_principal, total))
    for days in (1, 30, 60, 90):
        figures[f"par{days}"] = Share(portfolio_at_risk(loans, days).ratio)
    return Outcome(other=_asked(case, figures))


def _asked(case: Case, figures: Mapping[str, object]) -> dict[str, object]:
    """Answer by the names the case asks with, whichever dash they are written with."""
    return {
        name: figures[plain]
        for name in case.compared
        if (plain := name.translate(DASHES)) in figures
    }


def _bucket(text: str) -> AgeingBucket:
    try:
        return AgeingBucket(text.translate(DASHES))
    except ValueError:
        raise Unsupported(f"inputs.buckets: {text!r} is not known") from None


def overdue_instalments(case: Case) -> Outcome:
    """Overdue instalments by their own age; what was paid settles the oldest first."""
    inputs = case.inputs
    as_of = inputs.required(inputs.day("as_of"), "as_of")
    inputs.ignore("disbursed")
    paid = inputs.number("paid") or Fraction(0)
    overdue = []
    rows = inputs.sections("instalments")
    dated = [
        (row.required(row.day("due"), "due"), row.required(row.number("amount"), "amount"))
        for row in rows
    ]
    for due, amount_due in sorted(dated):
        settled = min(paid, amount_due)
        paid -= settled
        overdue.append(((as_of - due).days, in_units(amount_due - settled, "inputs.instalments")))
    by_age = overdue_by_age(overdue, FINERACT_RANGES.values())
    return Outcome(other={name: in_money(by_age[ages]) for name, ages in FINERACT_RANGES.items()})


def groups_by_days(case: Case) -> Outcome:
    """The debt group of a loan that is so many days overdue."""
    days = [_whole(day) for day in case.inputs.raw("days") or ()]
    table = BANKS if "bank" in case.ratio.lower() else MICROFINANCE
    loans = [
        LoanFacts("L", "M", 1, days_past_due=day, days_past_due_by_new_dates=day) for day in days
    ]
    return Outcome(other={"groups": [int(table.rules.group_of(loan)) for loan in loans]})


def bank_provision(case: Case) -> Outcome:
    """The specific provision of debts in groups 1 to 5, less collateral."""
    inputs = case.inputs
    debts = list(_numbers(case, "debt"))
    collateral = list(_numbers(case, "collateral")) or [Fraction(0)] * len(debts)
    microfinance = "mfi" in case.ratio.lower() or "microfinance" in case.ratio.lower()
    table = MICROFINANCE if microfinance else BANKS
    if "rates" in inputs:
        percents = list(_numbers(case, "rates"))
        each = by_group([percent / 100 for percent in percents], "rates")
        rates = dict(zip(DebtGroup, each, strict=True))
        table = replace(table, rates=rates)
    provision = sum(
        table.provision(group, in_units(max(Fraction(0), debt - value), "inputs.debt"))
        for group, debt, value in zip(
            DebtGroup, by_group(debts, "debt"), by_group(collateral, "collateral"), strict=True
        )
    )
    return Outcome(other={"provision": in_money(provision)})


def by_group(figures: Sequence[Fraction], key: str) -> Sequence[Fraction]:
    """Return one figure for each debt group, or refuse the case."""
    if len(figures) != len(DebtGroup):
        raise Unsupported(f"inputs.{key}: {len(figures)} figures for {len(DebtGroup)} debt groups")
    return figures


def _numbers(case: Case, key: str) -> Iterator[Fraction]:
    values = case.inputs.raw(key)
    if values is not None and not isinstance(values, list):
        raise case.inputs.unknown(key, values)
    return (exact(value, f"inputs.{key}") for value in values or ())


def _whole(value: object) -> int:
    number = exact(value, "inputs.days")
    if number.denominator != 1:
        raise Unsupported(f"inputs.days: {value!r} is not a number of days")
    return int(number)
