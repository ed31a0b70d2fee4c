"""Schedules a second, as ratios in one run: ours, a plain Decimal loop, numpy-financial.

    python benchmarks/schedules.py [PAIRS]

Loans of 6,000,000 and more over twelve months at 1 % a month, paid out on the days of a year.
`amounts` is principal and interest of each instalment; `schedules` adds due dates, balances and
rows. The Decimal loop is what a programmer writes first, and does exactly what ours does, which is
checked for every loan before anything is measured. Ours and the reference run in turn, a batch
each, by processor time, so that other programs on the computer disturb both alike; shown are the
median of each and the median, lowest and highest of the ratios of the pairs.

numpy-financial is measured if it is installed (extra `bench`); its figures are floats, not rounded
to money, and do not add up, so it does less than the others.
"""

import sys
import time
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median
from typing import NamedTuple

from ledger_core.loans import InterestRate, LoanTerms, Method, Rounding, schedule
from ledger_core.loans.plan import Plan

INSTALMENTS = 12
LOANS = 3000
PAIRS = 15
METHODS = (Method.DECLINING_EQUAL_PRINCIPAL, Method.ANNUITY, Method.FLAT)
START = date(2026, 1, 1)
RATE = Fraction(1, 100)
GOALS = {"amounts": 250_000, "schedules": 60_000, "× Decimal": 3}

Row = tuple[Decimal, Decimal]
Loan = tuple[int, date]
Task = Callable[[int, date], object]
DAYS = [START + timedelta(number) for number in range(365)]
BATCH: list[Loan] = [(6_000_000 + number * 1000, DAYS[number % 365]) for number in range(LOANS)]


def terms_of(method: Method, multiple: int) -> LoanTerms:
    """Return the terms of the loans measured."""
    rate = InterestRate.monthly(RATE)
    return LoanTerms(
        6_000_000, rate, INSTALMENTS, method=method, rounding=Rounding(multiple=multiple)
    )


def ours(method: Method, multiple: int) -> tuple[Task, Task]:
    """Return our two paths: amounts only, and full schedules."""
    terms = terms_of(method, multiple)
    amounts, units = Plan.of(terms).amounts, (1,) * INSTALMENTS
    return (
        lambda principal, _: amounts(principal, units),
        lambda principal, start: schedule(terms, start, principal=principal),
    )


def decimal_amounts(method: Method, multiple: int) -> Callable[[int, date], list[Row]]:
    """Return the same amounts as a plain loop over Decimal, as it is written first."""
    rate, one, step = Decimal("0.01"), Decimal(1), Decimal(multiple)

    def round_to_step(amount: Decimal) -> Decimal:
        return (amount / step).quantize(one, ROUND_HALF_UP) * step

    def amounts(principal: int, _: date) -> list[Row]:
        whole = balance = Decimal(principal)
        share = balance / INSTALMENTS
        if method is Method.ANNUITY:
            level = round_to_step(balance * rate / (1 - (1 + rate) ** -INSTALMENTS))
        rows = []
        for number in range(INSTALMENTS):
            base = whole if method is Method.FLAT else balance
            interest = (base * rate).quantize(one, ROUND_HALF_UP)
            total = level if method is Method.ANNUITY else round_to_step(share + interest)
            part = balance if number == INSTALMENTS - 1 else total - interest
            rows.append((part, interest))
            balance -= part
        return rows

    return amounts


class DecimalRow(NamedTuple):
    """An instalment of the reference."""

    number: int
    due: date
    principal: Decimal
    interest: Decimal
    balance: Decimal


def decimal_schedule(
    amounts: Callable[[int, date], list[Row]],
) -> Callable[[int, date], list[DecimalRow]]:
    """Return the reference with due dates, balances and rows."""

    def rows(principal: int, start: date) -> list[DecimalRow]:
        balance, found = Decimal(principal), []
        for number, (part, interest) in enumerate(amounts(principal, start), start=1):
            years, month = divmod(start.month - 1 + number, 12)
            year, month = start.year + years, month + 1
            due = date(year, month, min(start.day, monthrange(year, month)[1]))
            balance -= part
            found.append(DecimalRow(number, due, part, interest, balance))
        return found

    return rows


def numpy_amounts() -> Task | None:
    """Return numpy-financial's ppmt and ipmt over all periods of one loan, if it is there."""
    try:
        import numpy as np  # noqa: PLC0415 - an extra of this script alone
        import numpy_financial as npf  # noqa: PLC0415
    except ImportError:
        return None
    periods = np.arange(1, INSTALMENTS + 1)
    return lambda principal, _: (
        npf.ppmt(0.01, periods, INSTALMENTS, -principal),
        npf.ipmt(0.01, periods, INSTALMENTS, -principal),
    )


class Measured(NamedTuple):
    """What two paths did in turn: loans a second, and the ratios of the pairs."""

    ours: float
    reference: float
    ratios: list[float]

    def __str__(self) -> str:
        """Return the figures of a table."""
        ratios = f"{median(self.ratios):.1f} ({min(self.ratios):.1f}–{max(self.ratios):.1f})"
        return f"{self.ours:11,.0f}{self.reference:11,.0f}{ratios:>18}"


def rate(task: Task, loans: list[Loan]) -> float:
    """Return the loans a second of one batch, by processor time."""
    began = time.process_time()
    for principal, start in loans:
        task(principal, start)
    return len(loans) / (time.process_time() - began)


def in_turn(ours: Task, reference: Task, pairs: int) -> Measured:
    """Measure two paths in turn."""
    few = BATCH[: LOANS // 3]  # the slower one, for about as long
    found = [(rate(ours, BATCH), rate(reference, few)) for _ in range(pairs)]
    mine, other = zip(*found, strict=True)
    return Measured(median(mine), median(other), [one / two for one, two in found])


def check(method: Method, multiple: int) -> None:
    """Refuse to compare what does not give the same figures."""
    reference = decimal_schedule(decimal_amounts(method, multiple))
    _, full = ours(method, multiple)
    for loan in BATCH:
        found = [row[:5] for row in full(*loan)]  # type: ignore[attr-defined]
        if found != [tuple(row) for row in reference(*loan)]:
            raise SystemExit(f"the reference gives other figures for {loan}")


def main() -> None:
    """Measure and print."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    numpy = numpy_amounts()
    print(f"{pairs} pairs; loans a second, medians; ratio median (lowest–highest)")
    print(f"{'':42}{'ours':>11}{'reference':>11}{'ratio':>18}")
    for method in METHODS:
        for multiple in (1, 1000):
            check(method, multiple)
            amounts, full = ours(method, multiple)
            plain = decimal_amounts(method, multiple)
            name = f"{method.value}, {multiple}"
            print(f"{name + ': amounts':42}{in_turn(amounts, plain, pairs)}", flush=True)
            whole = in_turn(full, decimal_schedule(plain), pairs)
            print(f"{name + ': schedules':42}{whole}", flush=True)
    if numpy:
        amounts, _ = ours(Method.ANNUITY, 1)
        print(f"{'annuity: amounts, numpy-financial':42}{in_turn(amounts, numpy, pairs)}")
    else:
        print("numpy-financial is not installed")
    print("goals:", ", ".join(f"{name} {goal:,}" for name, goal in GOALS.items()))


if __name__ == "__main__":
    main()
