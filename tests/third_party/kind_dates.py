"""Due dates: the seed day, and where a monthly series of dates begins."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from ledger_core.loans import due_dates
from ledger_core.loans.due_dates import day_by_seed
from tests.third_party.cases import Case, Exact, Outcome
from tests.third_party.reading import Inputs, Unsupported, numbered

SEED_RULE = "monthly due date keeps the seed day, clipped to month end"
LAST_DAY = 31

POLICIES: dict[str, Callable[[date, int], Sequence[date]]] = {
    "monthly_from_start": lambda start, count: due_dates(start, count, start),
    "start_of_next_month": lambda start, count: due_dates(start, count, due_day=1),
    # On the last day of a month, that day is it.
    "end_of_current_month": lambda start, count: due_dates(
        start - timedelta(1), count, due_day=LAST_DAY
    ),
}


def run(case: Case) -> Outcome:
    """Answer the dates asked for."""
    inputs = case.inputs
    other: dict[str, Any] = {}
    rule = inputs.word("rule", {SEED_RULE: True})
    for name in case.asked:
        if name == "cases" and rule:
            other[name] = [seeded(question) for question in case.questions_of("cases")]
        elif name in POLICIES:
            start = inputs.required(inputs.day("disbursed_on"), "disbursed_on")
            count = inputs.required(inputs.whole("periods"), "periods")
            dues = POLICIES[name](start, count)
            other[name] = [*(numbered(dues, number, "due date") for number in (1, 2)), dues[-1]]
        else:
            raise Unsupported(f"other.{name}: no rule for it")
    inputs.ignore("principal")
    return Outcome(other=other)


def seeded(question: Inputs) -> dict[str, object]:
    """The day of the month on which a due date in the month of `date` falls."""
    seed = question.required(question.day("seed"), "seed")
    day = question.required(question.day("date"), "date")
    due = day_by_seed(day, seed)
    return {"seed": seed, "date": day, "day": Exact(Fraction(due.day))}
