"""A month's reading time: a club of some 5,000 transactions, its reports, and each format.

    python -m benchmarks.reports [PAIRS]

The club is the simulation's own: 60 members who pay a fee every month, four years long, always the
same. First its folder is read and checked, as every command does; then each report of its last
month is built and written as text; then some reports are written in every format. A format and
text take turns on the same report, by processor time, so that other programs disturb
both alike: shown are the medians, and of the ratios of the pairs the median, lowest and highest.
The first time of a format in this process stands before them: libraries load, nothing is kept yet.
"""

import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median

from benchmarks.clubs import a_club
from ledger_core.books.loading import LoadedClub
from ledger_core.books.session import open_club
from ledger_core.reports.formats.rendering import Format, render_as
from ledger_core.reports.kinds import KINDS, About, ReportKind
from ledger_core.reports.request import Period, ReportRequest

PAIRS = 7
DAY = date(2026, 5, 31)
OF_A_MONTH = (
    "portfolio",
    "ageing",
    "due-and-collected",
    "repayments",
    "cash-book",
    "receipts-and-payments",
    "balance-sheet",
    "month-statement",
    "ratios",
    "summary",
    "return",
)
RENDERED = ("cash-book", "portfolio", "summary")
FORMATS = (Format.JSON, Format.CSV, Format.HTML, Format.XLSX, Format.PDF)


def seconds(task: Callable[[], object]) -> float:
    """Return the processor time of a task."""
    start = time.process_time()
    task()
    return time.process_time() - start


def request_of(club: LoadedClub, kind: ReportKind) -> ReportRequest:
    """Return what a report is asked for: the last month."""
    loans = sorted(club.book.loans)
    return ReportRequest(
        club,
        Period(DAY.replace(day=1), DAY),
        loan=loans[-1] if kind.about is About.LOAN else None,
        member=club.book.loans[loans[-1]].member if kind.about is About.MEMBER else None,
    )


def measure_reports(club: LoadedClub, pairs: int) -> None:
    """Print how long each report of a month takes, built and written as text."""
    whole = 0.0
    for kind in KINDS:
        if kind.name not in OF_A_MONTH:
            continue
        asked = request_of(club, kind)
        taken = median(
            seconds(lambda: render_as(kind.build(asked), Format.TEXT))  # noqa: B023 (called at once)
            for _ in range(pairs)
        )
        whole += taken
        print(f"| {kind.name} | {taken:.3f} s |")
    print(f"| all of them | {whole:.3f} s |")


def measure_formats(club: LoadedClub, pairs: int) -> None:
    """Print how long each format takes on some reports, beside text."""
    for kind in KINDS:
        if kind.name not in RENDERED:
            continue
        report = kind.build(request_of(club, kind))
        for form in FORMATS:
            first = seconds(lambda: render_as(report, form))  # noqa: B023 (called at once)
            each, ratios = [], []
            for _ in range(pairs):
                text = seconds(lambda: render_as(report, Format.TEXT))  # noqa: B023
                each.append(seconds(lambda: render_as(report, form)))  # noqa: B023
                ratios.append(each[-1] / text)
            print(
                f"| {kind.name} | {form.value} | {first * 1000:.0f} ms "
                f"| {median(each) * 1000:.0f} ms | "
                f"{median(ratios):.1f} ({min(ratios):.1f}–{max(ratios):.1f}) |"
            )


def main() -> None:
    """Measure and print."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    with a_club() as folder:
        reading = [seconds(lambda: open_club(folder)) for _ in range(max(3, pairs // 2))]
        club = open_club(folder)
        size = len(club.book.transactions), len(club.book.loans)
        print(f"{size[0]:,} transactions, {size[1]} loans")
        print(f"reading and checking the books: {median(reading):.2f} s")
        measure_reports(club, pairs)
        measure_formats(club, pairs)


if __name__ == "__main__":
    main()
