"""Which module answers which kind."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from tests.third_party.cases import Case, Outcome
from tests.third_party.reading import Unsupported

MODULES = {
    "schedule": "kind_schedule",
    "emi": "kind_emi",
    "dates": "kind_dates",
    "allocation": "kind_allocation",
    "early repayment": "kind_early_repayment",
    "payoff": "kind_payoff",
    "penalty": "kind_penalty",
    "repayment": "kind_repayment",
    "restructure": "kind_restructure",
    "write-off": "kind_write_off",
    "journal": "kind_journal",
    "ratio": "kind_ratio",
}


def run(case: Case) -> Outcome:
    """Answer a case.

    Raises:
      Unsupported: the kind, a key or a word is not known.
    """
    outcome = _module(case.kind)(case)
    case.finish()
    return outcome


def _module(kind: str) -> Callable[[Case], Outcome]:
    name = f"tests.third_party.{MODULES.get(kind, '')}"
    if kind not in MODULES or find_spec(name) is None:
        raise Unsupported(f"kind {kind!r}: no module answers it")
    answer: Callable[[Case], Outcome] = import_module(name).run
    return answer
