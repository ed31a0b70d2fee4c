"""A case in three parts: what is asked, what the source answered, what the library answers."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.third_party.reading import Inputs, Unsupported, exact

DECIMALS = 2
"""Decimals of the money of a case that does not say."""

ANSWER_KEYS: dict[str, Callable[[str], bool]] = {
    "cases": {"day", "fee"}.__contains__,
    "journal": lambda key: key != "event",
}
"""In lists of small questions with their answers, which keys are answers.

In `other.cases` a day or fee answers the rest; in `other.journal` the lines answer what happened.
"""


@dataclass(frozen=True)
class Exact:
    """An unrounded figure; it is compared with as many decimals as the source prints."""

    value: Fraction


Cell = int | date | Exact | None
"""An amount in the smallest unit, a date, an unrounded figure, or nothing."""


@dataclass(frozen=True)
class Case:
    """What is asked. No id, no source, no expected figure.

    Attributes:
      kind: Which module answers.
      inputs: What is agreed.
      repayments: What happened, in order.
      compared: Columns, and `other.NAME` for single figures, that the answer is asked for.
      questions: The question part of lists that hold questions and answers, by name.
      scale: Smallest units in one unit of money.
      ratio: Of a ratio case, the name of the ratio.
      formula: Of a ratio case, how the source reckons it.
    """

    kind: str
    inputs: Inputs
    repayments: Sequence[Inputs]
    compared: Sequence[str]
    questions: Mapping[str, Sequence[Inputs]]
    scale: int
    ratio: str = ""
    formula: str = ""

    @property
    def asked(self) -> list[str]:
        """Names of the single figures asked for."""
        return [name.removeprefix("other.") for name in self.compared if name.startswith("other.")]

    def questions_of(self, name: str) -> Sequence[Inputs]:
        """Return the small questions of a list that is asked for.

        Raises:
          Unsupported: the case asks for the list, but has none.
        """
        if name not in self.questions:
            raise Unsupported(f"other.{name} is asked for, but has no questions")
        return self.questions[name]

    def finish(self) -> None:
        """Refuse the case if anything in it was not read."""
        for part in (self.inputs, *self.repayments):
            part.finish()


@dataclass(frozen=True)
class Expected:
    """What the source answered.

    Attributes:
      id: Name of the case.
      compared: What counts.
      rows: Rows of a schedule.
      other: Single figures.
      scale: Smallest units in one unit of money.
      tolerance: How far a figure of a ratio case may lie off, None where it does not say.
    """

    id: str
    compared: Sequence[str]
    rows: Sequence[Mapping[str, Any]]
    other: Mapping[str, Any]
    scale: int
    tolerance: Fraction | None = None


@dataclass
class Outcome:
    """What the library answers.

    Attributes:
      rows: By column name, with `no`; amounts are integers of the smallest unit.
      other: Single figures: an integer of the smallest unit, `Exact` (in units of money), a plain
        `Fraction` or number of days as `Exact` too, a date, text, or lists and objects of these.
    """

    rows: Sequence[Mapping[str, Cell]] = field(default_factory=list)
    other: dict[str, Any] = field(default_factory=dict)


def read_cases(path: Path) -> Iterator[tuple[Case, Expected]]:
    """Read a file of one JSON object a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield case_of(json.loads(line, parse_float=Decimal))


def case_of(document: Mapping[str, Any]) -> tuple[Case, Expected]:
    """Part a case into its question and its answer."""
    if "ratio" in document and "kind" not in document:
        return _ratio_case_of(document)
    inputs = document.get("inputs") or {}
    rounding = (inputs.get("rounding") if isinstance(inputs, Mapping) else None) or {}
    scale = 10 ** int(rounding.get("decimals", DECIMALS))
    other = document.get("expected_other") or {}
    compared = tuple(document.get("compared") or ())
    questions = {
        name: [
            Inputs({k: v for k, v in entry.items() if not is_answer(k)}, scale, f"other.{name}")
            for entry in entries
            if isinstance(entry, Mapping)
        ]
        for name, is_answer in ANSWER_KEYS.items()
        if isinstance(entries := other.get(name), list)
    }
    repayments = [
        Inputs(event, scale, f"repayments[{number}]")
        for number, event in enumerate(document.get("repayments") or ())
    ]
    case = Case(
        document.get("kind", "ratio"), Inputs(inputs, scale), repayments, compared, questions, scale
    )
    return case, Expected(document["id"], compared, document.get("expected") or (), other, scale)


def _ratio_case_of(document: Mapping[str, Any]) -> tuple[Case, Expected]:
    """Part a ratio case; of the answer, only the names of its figures go into the question."""
    figures = document.get("expected") or {}
    compared = tuple(figures)
    case = Case(
        "ratio",
        Inputs(document.get("inputs") or {}, 1),
        (),
        compared,
        {},
        1,
        ratio=str(document.get("ratio") or ""),
        formula=str(document.get("formula") or ""),
    )
    stated = document.get("tolerance")
    tolerance = None if stated is None else exact(stated, "tolerance")
    return case, Expected(document["id"], compared, (), figures, 1, tolerance)
