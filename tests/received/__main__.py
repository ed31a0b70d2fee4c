"""Run a corpus of received books: `python -m tests.received [DIR] [--format json]`.

Without DIR, that of the project. Exit status 1 when a case is not answered as it says.
"""

import argparse
import json
import sys
from pathlib import Path

from tests.received.cases import CORPUS, cases_in
from tests.received.running import TASK, Result, run_all


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--task", default=TASK)
    options = parser.parse_args(arguments)
    cases = cases_in(options.folder)
    if not cases:
        print(f"no case in {options.folder}", file=sys.stderr)
        return 2
    results = list(run_all(cases, options.task))
    if options.format == "json":
        print(json.dumps(summary(results), ensure_ascii=False, indent=2))
    else:
        for result in results:
            mark = "skip" if result.skipped else "FAIL" if result.problem else "ok"
            print(f"{mark:4}  {result.case.name}  {result.reason or ''}  {result.seconds:.3f} s")
            if result.problem or result.skipped:
                print(f"      {result.problem or result.skipped}")
        counted = summary(results)
        print(", ".join(f"{key}: {value}" for key, value in counted.items() if key != "cases"))
    return 1 if any(result.problem for result in results) else 0


def summary(results: list[Result]) -> dict[str, object]:
    run = [result for result in results if not result.skipped]
    hostile = [result for result in run if not result.case.is_good]
    good = [result for result in run if result.case.is_good]
    return {
        "hostile": len(hostile),
        "hostile_refused": sum(result.reason is not None for result in hostile),
        "hostile_refused_as_expected": sum(result.problem is None for result in hostile),
        "good": len(good),
        "good_refused": sum(result.problem is not None for result in good),
        "skipped": len(results) - len(run),
        "seconds": round(sum(result.seconds for result in run), 3),
        "cases": [
            {
                "name": result.case.name,
                "expected": result.case.expected["expected"],
                "reason": result.reason,
                "problem": result.problem,
                "skipped": result.skipped,
                "seconds": round(result.seconds, 4),
            }
            for result in results
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
