"""How often the audit checks ask about honest clubs, and how much of what was planted they find.

    python -m benchmarks.audit --clubs 100 --years 2 --seeds 1 2
    python -m benchmarks.audit --folder DIR --folder DIR …

The first writes, for each seed, an association of honest clubs and one in which every club holds
something planted; the second measures associations that stand already (`clubledger demo
association`), your own among them: a folder needs `truth.json` with `frauds_percent` (0: honest),
`clubs`, each with its path, and `planted`, each with club, kind, entry and date. A planted entry
counts as found when a question names it: its voucher, loan or member, or the fund and month of a
cash count or box.

`--write FILE` writes the figures that the program ships with, `rates.json` in
`ledger_core/reports/audit`; `--markdown` prints the tables of `docs/audit.md` from them. The checks
see the books alone.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ledger_core.books.session import open_club
from ledger_core.portfolio import Period
from ledger_core.reports.audit.asking import Asked, audit_questions
from ledger_core.reports.audit.checks import CHECKS
from ledger_core.reports.audit.rates import measured as shipped
from ledger_core.reports.audit.rates import rate_of
from ledger_core.simulation import TRUTH_FILE, write_association


@dataclass
class Measured:
    """What was counted so far.

    Attributes:
      honest_clubs: Clubs in which nothing is planted.
      honest_months: Months of them.
      questions: Questions about them, by check.
      planted: Planted entries, by kind.
      found: Those that a question names, by kind.
      named_by: Those that each check names, by check and kind.
      missed: Those that no question names.
    """

    honest_clubs: int = 0
    honest_months: int = 0
    questions: Counter[str] = field(default_factory=Counter)
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    named_by: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    missed: list[dict[str, str]] = field(default_factory=list)

    @property
    def per_month(self) -> float:
        """Questions of all checks for each month of an honest club."""
        return self.questions.total() / max(1, self.honest_months)

    @property
    def share_found(self) -> float:
        """Share of the planted entries that a question names."""
        return self.found.total() / max(1, self.planted.total())

    def aims(self, check: str) -> list[str]:
        """Return the kinds that a check is good for: those of which it names half or more."""
        named = self.named_by[check]
        return [kind for kind in sorted(named) if 2 * named[kind] >= self.planted[kind]]

    def add_honest(self, asked: Sequence[Asked], months: int) -> None:
        """Count the questions about an honest club."""
        self.honest_clubs += 1
        self.honest_months += months
        self.questions.update(one.check.name for one in asked)

    def add_planted(self, asked: Sequence[Asked], planted: Sequence[dict[str, str]]) -> None:
        """Count what was found in a club that holds something."""
        for one in planted:
            kind = one["kind"]
            self.planted[kind] += 1
            checks = {a.check.name for a in asked if one["entry"] in a.names}
            if not checks:
                self.missed.append(one)
                continue
            self.found[kind] += 1
            for check in checks:
                self.named_by[check][kind] += 1

    def as_json(self) -> dict[str, Any]:
        """Return the figures that the program ships with."""
        return {
            "honest": {
                "clubs": self.honest_clubs,
                "club_months": self.honest_months,
                "questions": self.questions.total(),
            },
            "planted": {"entries": self.planted.total(), "found": self.found.total()},
            "checks": {
                check.name: {
                    "questions": self.questions[check.name],
                    "planted": sum(self.planted[kind] for kind in self.aims(check.name)),
                    "found": sum(self.named_by[check.name][k] for k in self.aims(check.name)),
                }
                for check in CHECKS
            },
            "kinds": {
                kind: {"planted": count, "found": self.found[kind]}
                for kind, count in sorted(self.planted.items())
            },
        }


def questions_of(folder: Path) -> tuple[tuple[Asked, ...], int]:
    """Return every question about a club's whole life, and how many months that is."""
    loaded = open_club(folder)
    days = [posted.date for posted in loaded.book.transactions]
    first, last = min(days), max(days)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return audit_questions(loaded, Period(first, last)), months


def measure(folder: Path, measured: Measured) -> None:
    """Measure an association; clubs without anything planted are honest."""
    truth = json.loads((folder / TRUTH_FILE).read_text(encoding="utf-8"))
    planted: dict[str, list[dict[str, str]]] = defaultdict(list)
    for one in truth["planted"]:
        planted[one["club"]].append(one)
    for club in truth["clubs"]:
        path = club["path"]
        if planted[path] or truth.get("frauds_percent", 0) == 0:
            asked, months = questions_of(folder / path)
            if planted[path]:
                measured.add_planted(asked, planted[path])
            else:
                measured.add_honest(asked, months)


def lines(measured: Measured) -> Iterator[str]:
    """Yield the figures for people."""
    yield (
        f"honest: {measured.honest_clubs} clubs, {measured.honest_months} months, "
        f"{measured.questions.total()} questions, {measured.per_month:.3f} a month"
    )
    yield (
        f"planted: {measured.planted.total()} entries, {measured.found.total()} found, "
        f"{100 * measured.share_found:.1f} %"
    )
    yield "check: questions a month of honest clubs; planted entries of its kinds, named"
    for name, found in measured.as_json()["checks"].items():
        rate = found["questions"] / max(1, measured.honest_months)
        yield f"  {name:22} {rate:.4f}  {found['planted']:4} {found['found']:4}"
    yield "kind: planted, found"
    for kind, count in sorted(measured.planted.items()):
        yield f"  {kind:22} {count:4} {measured.found[kind]:4}"
    for one in measured.missed:
        yield f"missed: {one}"


def markdown() -> Iterator[str]:
    """Yield the tables of `docs/audit.md` from the figures that the program ships with."""
    yield "| check | what it looks for | basis | weight | honest clubs | named | follow-up |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for check in CHECKS:
        rate = rate_of(check.name)
        honest = f"{float(rate.per_honest_month):.3f}" if rate else "–"
        named = f"{rate.found} of {rate.planted}" if rate and rate.planted else "–"
        basis = check.basis or "our own definition"
        yield (
            f"| `{check.name}` | {check.title} | {basis} | {check.severity.value} "
            f"| {honest} | {named} | {check.follow_up} |"
        )
    yield ""
    yield "| planted | entries | found |"
    yield "| --- | --- | --- |"
    for kind, count in shipped()["kinds"].items():
        yield f"| `{kind}` | {count['planted']} | {count['found']} |"


def main(arguments: Sequence[str]) -> int:
    """Measure, and show the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit")
    parser.add_argument("--folder", type=Path, action="append", default=[])
    parser.add_argument("--clubs", type=int, default=20)
    parser.add_argument("--years", type=int, default=2)
    parser.add_argument("--seeds", type=int, nargs="*", default=[1])
    parser.add_argument("--write", type=Path)
    parser.add_argument("--markdown", action="store_true", help="the tables of docs/audit.md")
    asked = parser.parse_args(arguments)
    if asked.markdown:
        sys.stdout.write("\n".join(markdown()) + "\n")
        return 0
    measured = Measured()
    for folder in asked.folder:
        measure(folder, measured)
    for seed in () if asked.folder else asked.seeds:
        for frauds in (0, 100):
            with tempfile.TemporaryDirectory() as folder:
                clubs = Path(folder) / "clubs"
                write_association(
                    clubs, clubs=asked.clubs, seed=seed, years=asked.years, frauds=frauds
                )
                measure(clubs, measured)
    sys.stdout.write("\n".join(lines(measured)) + "\n")
    if asked.write:
        text = json.dumps(measured.as_json(), indent=1)
        asked.write.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
