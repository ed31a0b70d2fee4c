"""Makes a history on which the two engines differ as short as it goes."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tests.reference.comparing import differences
from tests.reference.daily.agreement import Agreement
from tests.reference.histories import History

PLAIN = Agreement(
    principal=6_000_000,
    rate=Fraction(1, 100),
    rate_per="month",
    instalments=12,
    method="declining-equal-principal",
    counting="month",
    multiple=1000,
    mode="half-up",
    apart=False,
    early_payoff="to-pay-date",
    excess="fewer-instalments",
    window=10,
    late_multiple=Fraction(3, 2),
    rate_on_interest=Fraction(1, 10),
    grace=None,
    threshold=1000,
    order=("late-interest", "fee", "interest", "principal"),
    by_instalment=False,
    first_due=None,
)
"""The terms a club has that chose nothing."""

TERMS = tuple(name for name in PLAIN.__dataclass_fields__ if name != "principal")


def shrunk(history: History) -> History:
    """Leave out what is not needed for a difference, and make the terms plain where it stays."""
    while True:
        simpler = next((one for one in _simpler(history) if _differs(one)), None)
        if simpler is None:
            return history
        history = simpler


def _simpler(history: History) -> Iterator[History]:
    for event in history.happenings[1:]:
        left = tuple(other for other in history.happenings if other is not event)
        yield replace(history, happenings=left)
    if len(history.probes) > 1:
        for probe in history.probes:
            yield replace(history, probes=tuple(p for p in history.probes if p is not probe))
    for name in TERMS:
        plain = getattr(PLAIN, name)
        if getattr(history.agreement, name) != plain:
            yield replace(history, agreement=replace(history.agreement, **{name: plain}))


def _differs(history: History) -> bool:
    try:
        return any(differences(history))
    except (ArithmeticError, LookupError, ValueError):
        return False  # without the event left out, another makes no sense
