"""`python -m tests.third_party FILE… [--format json]`: runs the cases and prints what came of it.

A list of {"id", "status", "detail"} with `--format json`, otherwise a table with totals by kind.
The exit code is 1 when a case failed; an unsupported one is no failure.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.third_party.running import Result, results

STATUSES = ("pass", "fail", "unsupported")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.third_party", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--format", choices=["table", "json"], default="table")
    options = parser.parse_args(arguments)
    found = [result for path in options.files for result in results(path)]
    if options.format == "json":
        listed = [{"id": r.id, "status": r.status, "detail": r.detail} for r in found]
        print(json.dumps(listed, ensure_ascii=False, indent=1))
    else:
        print_table(found)
    return any(result.status == "fail" for result in found)


def print_table(found: Sequence[Result]) -> None:
    width = max((len(result.id) for result in found), default=0)
    for result in found:
        print(f"{result.status:11} {result.id:{width}} {result.detail}".rstrip())
    print()
    totals = Counter((result.kind, result.status) for result in found)
    print(f"{'kind':16}", *(f"{status:>11}" for status in STATUSES))
    for kind in sorted({result.kind for result in found}):
        print(f"{kind:16}", *(f"{totals[kind, status]:11}" for status in STATUSES))
    sums = Counter(result.status for result in found)
    print(f"{'all':16}", *(f"{sums[status]:11}" for status in STATUSES))


if __name__ == "__main__":
    sys.exit(main())
