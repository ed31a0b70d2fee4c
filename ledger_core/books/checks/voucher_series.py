"""Checks that no voucher is missing: numbers run without gaps in a series and year.

A club that writes one pad for both funds (the commands do) has one row of numbers: a receipt over
both funds is one paper, so a number that one fund lacks stands in the other. Where most numbers
that stand in both funds are two papers, the funds keep pads of their own, and each fund's row is
checked.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ledger_core.books.book import Book
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.directives import REGISTER_FILE, Scope
from ledger_core.books.papers import papers
from ledger_core.books.posted import Posted
from ledger_core.club import Fund
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

_MOST_NAMED = 8  # gaps named in one finding

Row = Mapping[int, Posted]
"""One row of numbers: the first entry of each."""


def check_voucher_series(book: Book) -> None:
    """Warn of every gap between the numbers of a series and year, and of void numbers in use.

    One fund's own file shows half of the numbers, so only the whole club is checked.
    """
    if book.scope is not Scope.CLUB:
        return
    by_series: dict[tuple[str, int], list[VoucherNumber]] = defaultdict(list)
    for number in book.vouchers:
        by_series[number.series, number.year].append(number)
    begun = book.register.club.founded.year if book.register.club else 0
    for (series, year), numbers in sorted(by_series.items()):
        if year < begun:
            continue  # vouchers of older books, taken over with their numbers
        for fund, row in _rows(book, numbers):
            _check_row(book, series, year, fund, row)
    _check_void(book)


def _rows(book: Book, numbers: list[VoucherNumber]) -> Iterator[tuple[Fund | None, Row]]:
    """Yield the rows of numbers of a series and year: one, or one for each fund's own pad."""
    shared = [number for number in numbers if len(book.vouchers[number]) > 1]
    apart = sum(len(papers(book.vouchers[number])) > 1 for number in shared)
    if 2 * apart <= len(shared):
        yield None, {number.number: book.vouchers[number][0] for number in numbers}
        return
    for fund in Fund:
        yield (
            fund,
            {
                number.number: posted
                for number in numbers
                for posted in book.vouchers[number]
                if fund in posted.funds
            },
        )


def _check_row(book: Book, series: str, year: int, fund: Fund | None, row: Row) -> None:
    pads = book.register.voucher_book
    used = sorted({*row, *pads.void_numbers(series, year, fund)})
    begun = pads.first_numbers(series, year, fund)
    gaps = [
        (before + 1, after)
        for before, after in pairwise(used)
        if after > before + 1 and after not in begun
    ]
    entered = sorted(row)
    if entered and used[0] not in begun:
        _begins_late(book, VoucherNumber(series, year, entered[0]), fund, row[entered[0]])
    for number, (start, end) in enumerate(gaps):
        # The entry after the gap; none where only void forms come after it.
        after = next((row[one] for one in entered if one >= end), None)
        if after is None:
            break
        many = number == _MOST_NAMED
        last = gaps[-1][1] if many else end
        gap = VoucherNumber(series, year, start), VoucherNumber(series, year, last - 1)
        _missing(book, gap, fund, after)
        if many:
            break


def _missing(
    book: Book, gap: tuple[VoucherNumber, VoucherNumber], fund: Fund | None, posted: Posted
) -> None:
    first, last = map(str, gap)
    names = first if first == last else f"{first} – {last}"
    message = (
        Message(N_("Vouchers are missing: {numbers}."), numbers=names)
        if fund is None
        else Message(N_("Vouchers of the {fund} are missing: {numbers}."), numbers=names, fund=fund)
    )
    book.findings.add(
        "register.voucher-gap",
        Severity.WARNING,
        posted.entry.meta,
        message,
        remedy=Message(
            N_(
                "Look for the papers and enter them. If a form was spoiled: clubledger voucher "
                "void; if a new pad was begun: clubledger voucher start-series (or write the lines "
                "below into {file}). Keep what was spoiled."
            ),
            file=REGISTER_FILE,
        ),
        lines=_excuse(gap, fund, posted),
    )


def _excuse(gap: tuple[VoucherNumber, VoucherNumber], fund: Fund | None, posted: Posted) -> str:
    """Return the lines that explain a gap: one spoiled form, or a pad that begins after it."""
    first, last = gap
    if first == last:
        return _lines(f'"voucher-void" "{first}"', "reason", '"viết hỏng"', fund, posted)
    return _lines(f'"voucher-series" "{first.series}"', "first", f"{last.number + 1}", fund, posted)


def _begins_late(book: Book, number: VoucherNumber, fund: Fund | None, posted: Posted) -> None:
    book.findings.add(
        "register.voucher-series-begins-late",
        Severity.WARNING,
        posted.entry.meta,
        Message(
            N_("The first voucher {series} of {year} is {number}: what became of those before it?"),
            series=number.series,
            year=str(number.year),
            number=str(number),
        ),
        remedy=Message(
            N_(
                "If the pad was begun elsewhere: clubledger voucher start-series, or write the "
                "lines below into {file}."
            ),
            file=REGISTER_FILE,
        ),
        lines=_lines(
            f'"voucher-series" "{number.series}"', "first", str(number.number), fund, posted
        ),
    )


def _lines(directive: str, key: str, value: str, fund: Fund | None, posted: Posted) -> str:
    lines = [f"{posted.date} custom {directive}", f"  {key}: {value}"]
    if fund is not None:
        lines.append(f'  fund: "{fund.value}"')
    return "\n".join(lines) + "\n"


def _check_void(book: Book) -> None:
    for void in book.register.voucher_book.void:
        for posted in book.vouchers.get(VoucherNumber.parse(void.number), ()):
            if void.fund is None or void.fund in posted.funds:
                book.findings.add(
                    "register.voucher-void-used",
                    Severity.ERROR,
                    posted.entry.meta,
                    Message(
                        N_("Voucher {voucher} is stated to be void, and this entry carries it."),
                        voucher=void.number,
                    ),
                    remedy=Message(
                        N_("Give the entry its right number, or delete the “voucher-void” entry.")
                    ),
                    loan=posted.loan,
                )
