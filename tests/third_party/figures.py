"""Single figures of a case that can be read from a schedule or a formula, by their names."""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from ledger_core.loans.annuity import exact_amounts, instalments_needed, level_instalment
from ledger_core.loans.methods import Method
from ledger_core.loans.plan import Plan
from ledger_core.loans.schedule import Instalment
from tests.third_party.agreements import Agreement
from tests.third_party.cases import Case, Exact
from tests.third_party.reading import Unsupported, numbered

Answer = Callable[[Agreement, Sequence[Instalment], "re.Match[str]"], Any]


def answers(case: Case, agreement: Agreement, rows: Sequence[Instalment]) -> dict[str, Any]:
    """Answer what is asked for and known here."""
    found = {}
    for name in case.asked:
        for pattern, answer in ANSWERS.items():
            match = re.fullmatch(pattern, name)
            if match is not None:
                found[name] = answer(agreement, rows, match)
    return found


def _row(rows: Sequence[Instalment], number: int) -> Instalment:
    return numbered(rows, number, "instalment")


def _posted(amount: Callable[[Sequence[Instalment], int], int]) -> Answer:
    """A figure of the schedule as it is posted."""

    def answer(agreement: Agreement, rows: Sequence[Instalment], match: "re.Match[str]") -> Any:
        number = int(match[1]) if match.re.groups else 1
        return agreement.scale.cell(amount(rows, number))

    return answer


def _sum(amount: Callable[[Instalment], int]) -> Answer:
    """A sum over the schedule, which a source may print with fewer decimals."""

    def answer(agreement: Agreement, rows: Sequence[Instalment], match: "re.Match[str]") -> Any:
        del match
        return Exact(Fraction(sum(amount(row) for row in rows), agreement.scale.units))

    return answer


def _formula(
    figure: Callable[[Fraction, Fraction, int, bool], Fraction | list[Fraction]],
) -> Answer:
    """A figure of the annuity formulas, before any rounding."""

    def answer(agreement: Agreement, rows: Sequence[Instalment], match: "re.Match[str]") -> Any:
        del rows
        terms = agreement.terms
        principal = Fraction(terms.principal, agreement.scale.units)
        rate = Plan.of(terms).monthly_rate
        advance = terms.method is Method.ANNUITY_DUE
        value = figure(principal, rate, terms.instalments, advance)
        if isinstance(value, list):
            first, last = int(match[1]), int(match[2])
            return [Exact(numbered(value, one, "period")) for one in range(first, last + 1)]
        return Exact(value)

    return answer


def _level(agreement: Agreement, rows: Sequence[Instalment], match: "re.Match[str]") -> Any:
    """The level instalment, of the last period as of the first.

    That is before the last one takes what rounding leaves over, and after any levelling again.
    """
    del match
    if len(rows) > 1:
        return agreement.scale.cell(rows[0].total)
    terms = agreement.terms
    size = Plan.of(terms).size(terms.principal, 1)
    return agreement.scale.cell(terms.rounding.level(size.numerator, size.denominator))


def _periods_needed(
    agreement: Agreement, rows: Sequence[Instalment], match: "re.Match[str]"
) -> Any:
    del rows, match
    terms = agreement.terms
    fixed = terms.spread.fixed_instalment
    if fixed is None:
        raise Unsupported("inputs.fixed_instalment is missing: how many are needed is asked for")
    return Exact(instalments_needed(terms.principal, Plan.of(terms).monthly_rate, fixed))


ANSWERS: dict[str, Answer] = {
    "emi|last_emi": _level,
    "first_payment": _posted(lambda rows, number: _row(rows, number).total),
    r"payment_(\d+)": _posted(lambda rows, number: _row(rows, number).total),
    r"balance_after_(\d+)": _posted(lambda rows, number: _row(rows, number).balance),
    "total_interest": _sum(lambda row: row.interest),
    "total_payment": _sum(lambda row: row.total),
    "periods": lambda _, rows, __: Exact(Fraction(len(rows))),
    "pmt": _formula(lambda p, r, n, due: level_instalment(p, r, n, in_advance=due)),
    "first_principal": _formula(lambda p, r, n, due: exact_amounts(p, r, n, in_advance=due)[0][0]),
    r"interest_(\d+)_to_(\d+)": _formula(
        lambda p, r, n, due: [row[1] for row in exact_amounts(p, r, n, in_advance=due)]
    ),
    "nper": _periods_needed,
}
