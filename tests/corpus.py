"""Run a corpus of broken books: each must give exactly the finding that it says.

`python -m tests.corpus [DIR] [--format json]` runs the corpus in DIR, or the one case that DIR is;
without DIR that of the project. A case is a folder with `expected.json` and the files of a club:

    title             the mistake, in a sentence
    rule, severity, file, line   the finding that must be there
    plain_bean_check  "passes" or "fails": what Beancount says without our plugins
    base              optional: folder beside the case whose files the case's own join or replace
    remove            optional: files of the base to leave out
    scope             optional: "club" (default), "income" or "activity": the top file to load
    also              optional: other findings that the same mistake brings, by rule

No other blocking finding may appear. The exit status is 1 when a case fails.
"""

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beancount import loader
from beancount.ops import validation

from ledger_core.books.directives import Scope
from ledger_core.books.loading import load_club
from ledger_core.findings import Finding

CORPUS = Path(__file__).parent / "broken_books"
EXPECTED = "expected.json"

_OWN_PLUGINS = re.compile(rb'^plugin "club_plugins[^\n]*\n', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """One broken book and what is expected of it."""

    folder: Path
    expected: dict[str, Any]

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def scope(self) -> Scope:
        return Scope(self.expected.get("scope", "club"))


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a case: what went wrong, and whether Beancount alone noticed anything."""

    case: Case
    problems: list[str]
    passes_plain: bool


def cases_in(folder: Path) -> list[Case]:
    """Return the cases in a folder, in order, or the one that the folder is."""
    files = [folder / EXPECTED] if (folder / EXPECTED).is_file() else folder.glob(f"*/{EXPECTED}")
    return [Case(path.parent, json.loads(path.read_text("utf-8"))) for path in sorted(files)]


@contextmanager
def books_of(case: Case) -> Iterator[Path]:
    """Lay a case's books out in a temporary folder: its base, and its own files over it."""
    with tempfile.TemporaryDirectory() as name:
        books = Path(name).resolve() / case.name
        base = case.expected.get("base")
        if base is not None:
            shutil.copytree(case.folder.parent / base, books)
        shutil.copytree(
            case.folder, books, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED)
        )
        for path in case.expected.get("remove", ()):
            (books / path).unlink()
        yield books


def passes_plain_bean_check(books: Path, scope: Scope) -> bool:
    """Whether Beancount finds nothing once the lines that call our plugins are gone."""
    for path in filter(Path.is_file, books.rglob("*.beancount")):
        path.write_bytes(_OWN_PLUGINS.sub(b"", path.read_bytes()))
    top = str(books / scope.top_file)
    entries, errors, options = loader._load([(top, True)], None, None, None)  # noqa: SLF001
    for validate in validation.HARDCORE_VALIDATIONS:
        errors.extend(validate(entries, options))  # type: ignore[no-untyped-call]
    return not errors


def problems_with(case: Case, findings: list[Finding]) -> list[str]:
    """Compare the findings of a case with what it expects."""
    expected = case.expected
    wanted = (expected["rule"], expected["severity"], expected["file"], expected["line"])
    found = [(f.rule, f.severity.value, f.file, f.line) for f in findings]
    problems = []
    if wanted not in found:
        problems.append(f"missing {' '.join(map(str, wanted))}; found {found}")
    allowed = {expected["rule"], *expected.get("also", ())}
    other = Counter(f"{f.rule} {f.file}:{f.line}" for f in findings if f.rule not in allowed)
    blocking = {f"{f.rule} {f.file}:{f.line}" for f in findings if f.blocking}
    problems += [f"unexpected {text}" for text in other if text in blocking]
    return problems


def run(case: Case) -> Result:
    """Load one case, and again without our plugins."""
    with books_of(case) as books:
        problems = problems_with(case, load_club(books, case.scope).findings)
        passes = passes_plain_bean_check(books, case.scope)
    if case.expected["plain_bean_check"] != ("passes" if passes else "fails"):
        problems.append(f"plain bean-check {'passes' if passes else 'fails'}")
    return Result(case, problems, passes)


def main(arguments: list[str]) -> int:
    """Run a corpus and print what became of it."""
    parser = argparse.ArgumentParser(prog="tests.corpus", description="Run broken books.")
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args(arguments)
    results = [run(case) for case in cases_in(options.folder)]
    failed = [result for result in results if result.problems]
    passing = sum(result.passes_plain for result in results)
    if options.format == "json":
        report = {
            "cases": len(results),
            "failed": len(failed),
            "plain_bean_check_passes": passing,
            "results": [
                {"case": r.case.name, "problems": r.problems, "passes_plain": r.passes_plain}
                for r in results
            ],
        }
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for result in failed:
            print(f"FAILED {result.case.name}", *result.problems, sep="\n  ")
        print(
            f"{len(results)} broken books, {len(failed)} without the finding they must give; "
            f"plain bean-check lets {passing} of {len(results)} pass."
        )
    return 1 if failed or not results else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
