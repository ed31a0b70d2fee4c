"""`python -m tests.many_clubs --clubs 3000`: one crasher, one endless and one huge among many.

All others are consolidated and the three are listed, whatever they do to the process that reads.
"""

import argparse
import contextlib
import io
import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from ledger_core.books.received import Limits, ReaderProcess
from ledger_core.cli import main as clubledger
from ledger_core.consolidation import reading
from tests.clubs import small_club

TASK: Final = "tests.consolidation_tasks:crash_or_hang"
REASONS: Final = {
    "crasher": "received.crashed",
    "endless": "received.time",
    "huge": "received.too-large",
}
_SECONDS: Final = 5


def write_clubs(root: Path, good: int) -> None:
    """Write the same small club under many codes, and three that will not be read."""
    for code in (*(f"good-{number:05d}" for number in range(good)), *REASONS):
        register = small_club(root / code) / "register.beancount"
        text = register.read_text("utf-8").replace('"club" "club"', f'"club" "{code}"')
        register.write_text(text, "utf-8")
    with (root / "huge" / "journal" / "income-2026.beancount").open("a", encoding="utf-8") as file:
        file.write("; quá lớn\n" * 1_000_000)


def assert_all_but_three(answer: Mapping[str, Any], good: int) -> None:
    """Check that all good clubs are counted, and the three listed for three reasons."""
    assert answer["total"]["clubs"] == len(answer["levels"]) == good
    refused = {Path(one["path"]).name: one["reason"] for one in answer["not_read"]}
    assert refused == REASONS


def run(root: Path, good: int) -> dict[str, Any]:
    """Consolidate the clubs below a folder with the task that crashes and hangs."""
    out = io.StringIO()
    words = ["consolidate", str(root), "--jobs", "1", "--store", f"{root}.sqlite", "--by", "club"]
    with (
        ReaderProcess(TASK, Limits(seconds=_SECONDS)) as reader,
        patch.object(reading, "_reader", lambda: reader),
        contextlib.redirect_stdout(out),
    ):
        assert clubledger([*words, "--as-of", "2026-01-31", "--format", "json"]) == 0
    answer: dict[str, Any] = json.loads(out.getvalue())
    assert_all_but_three(answer, good)
    return answer


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the clubs, consolidate them, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clubs", type=int, default=3000)
    good = parser.parse_args(arguments).clubs - len(REASONS)
    with tempfile.TemporaryDirectory() as folder:
        # Another user reads the books: what nobody else may enter would be refused.
        Path(folder).chmod(0o755)
        root = Path(folder) / "all"
        write_clubs(root, good)
        begun = time.perf_counter()
        answer = run(root, good)
        seconds = time.perf_counter() - begun
    reasons = [one["reason"] for one in answer["not_read"]]
    print(f"{good} of {good + len(REASONS)} clubs in {seconds:.0f} s; not counted: {reasons}")


if __name__ == "__main__":
    main()
