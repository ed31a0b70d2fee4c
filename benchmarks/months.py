"""How long a report over many month ends takes: the ratio sheet of an example club by month.

    python benchmarks/months.py [CLUB]

Each run loads the books anew, as the command does, and measures the processor time of the report
alone; then that of the same report once more on the loaded books, where what was folded is known.
Medians of several runs.
"""

import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

from ledger_core.books.loading import load_club
from ledger_core.reports.ratios import ratios_by_month
from ledger_core.reports.request import Period, ReportRequest

RUNS = 7
CLUB = Path(__file__).parents[1] / "examples" / "mong"
PERIOD = Period(date(2025, 1, 1), date(2026, 9, 30))


def seconds(request: ReportRequest) -> float:
    """Return the processor time of one report."""
    start = time.process_time()
    ratios_by_month(request)
    return time.process_time() - start


def main() -> int:
    """Measure and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CLUB
    first, again = [], []
    for _ in range(RUNS):
        club = load_club(folder)
        request = ReportRequest(club, PERIOD)
        first.append(seconds(request))
        again.append(seconds(request))
    print(f"loans                    {len(club.book.loans):>6}")
    print(f"months                   {len(list(PERIOD.months())):>6}")
    print(f"the report               {median(first):>6.2f} s")
    print(f"the same report again    {median(again):>6.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
