"""Runs the cases of a file, one by one: a case that breaks never hides the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ledger_core.errors import ClubledgerError
from tests.third_party import comparing_ratios, kinds
from tests.third_party.cases import Case, Expected, read_cases
from tests.third_party.comparing import differences
from tests.third_party.reading import Unsupported

MOST_SHOWN = 4


@dataclass(frozen=True)
class Result:
    """What came of one case: pass, fail or unsupported, and why."""

    id: str
    kind: str
    status: str
    detail: str = ""


def results(path: Path) -> Iterator[Result]:
    """Run every case of a file."""
    for case, expected in read_cases(path):
        yield result(case, expected)


def result(case: Case, expected: Expected) -> Result:
    """Run one case."""
    try:
        outcome = kinds.run(case)
    except Unsupported as refused:
        return Result(expected.id, case.kind, "unsupported", str(refused))
    except (ClubledgerError, ArithmeticError, LookupError, ValueError, TypeError) as error:
        return Result(expected.id, case.kind, "fail", f"{type(error).__name__}: {error}")
    compare = comparing_ratios.differences if case.kind == "ratio" else differences
    found = list(compare(expected, outcome))
    if found:
        shown = "; ".join(found[:MOST_SHOWN])
        more = f"; and {len(found) - MOST_SHOWN} more" if len(found) > MOST_SHOWN else ""
        return Result(expected.id, case.kind, "fail", shown + more)
    detail = "" if expected.compared else "runs; nothing is compared"
    return Result(expected.id, case.kind, "pass", detail)
