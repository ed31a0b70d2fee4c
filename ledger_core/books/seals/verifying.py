"""Comparing the seals with each other and with the books."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ledger_core.books.book import Book
from ledger_core.books.directives import Scope
from ledger_core.books.seals.building import entries_by_month, lines_of
from ledger_core.books.seals.codes import code_of, same_code
from ledger_core.books.seals.comparing import Comparison, Difference, Found
from ledger_core.books.seals.problems import (
    SealProblem,
    file_changed,
    file_missing,
    file_not_in_books,
    file_unreadable,
    month_left_out,
    month_twice,
    other_code,
    out_of_chain,
)
from ledger_core.books.seals.seal import Part, Seal
from ledger_core.books.seals.seal_file import (
    Lines,
    SealFile,
    SealUnreadable,
    confirmed,
    parse_seal,
    read_text,
    seal_names,
    seal_path,
)
from ledger_core.club import Month, MonthSealed


@dataclass(frozen=True, slots=True)
class CheckedSeal:
    """One sealed month, compared.

    Attributes:
      sealed: What the register says of it.
      entries: How many entries it holds, of the parts that were loaded.
      people: SHA-256 of `people.csv` as it was sealed, None if there was none.
      intact: Whether seal, chain and books agree.
    """

    sealed: MonthSealed
    entries: int
    people: str | None
    intact: bool


@dataclass(slots=True)
class Verification:
    """What comparing the seals brought.

    Attributes:
      seals: Each sealed month, in order.
      problems: What is wrong with the seals themselves.
      differences: What was changed in sealed months.
    """

    seals: list[CheckedSeal] = field(default_factory=list)
    problems: list[SealProblem] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


@dataclass(slots=True)
class _Chain:
    """The seal that the next one must follow; not known where its file is not to be read."""

    last: SealFile | None = None
    known: bool = True


def verified(book: Book) -> Verification:
    """Return what comparing the seals brought when the book was loaded."""
    return book.kept.of(("seals",), lambda: verify(book))


def verify(book: Book) -> Verification:
    """Compare every sealed month that the loaded scope shows with its seal."""
    result = Verification()
    sealed = _in_order(book, result)
    known = {Path(seal_path(month.month)).name for month in sealed}
    result.problems += [file_not_in_books(n) for n in seal_names(book.folder) if n not in known]
    found = entries_by_month(book, [month.month for month in sealed])
    comparison = Comparison()
    chain = _Chain()
    for month in sealed:
        result.seals.append(_check_month(book, month, chain, found, comparison, result))
    result.differences += comparison.differences()
    touched = {month for d in result.differences for month in _months(d)}
    result.seals = [
        replace(s, intact=s.intact and s.sealed.month not in touched) for s in result.seals
    ]
    return result


def _months(difference: Difference) -> Iterator[Month]:
    yield from (side.month for side in (difference.was, difference.now) if side is not None)


def _in_order(book: Book, result: Verification) -> list[MonthSealed]:
    """Return each sealed month once, in order; report what is twice or left out."""
    sealed: list[MonthSealed] = []
    for month in sorted(book.register.sealed, key=lambda month: month.month):
        if sealed and month.month == sealed[-1].month:
            result.problems.append(month_twice(month))
            continue
        if sealed and month.month != sealed[-1].month.following:
            result.problems.append(month_left_out(sealed[-1].month.following, month))
        sealed.append(month)
    return sealed


def _check_month(
    book: Book,
    month: MonthSealed,
    chain: _Chain,
    found: dict[tuple[Month, Part], list[Found]],
    comparison: Comparison,
    result: Verification,
) -> CheckedSeal:
    name = Path(seal_path(month.month)).name
    before = len(result.problems)
    given = tuple((part, lines_of(found.get((month.month, part), ()))) for part in Part)
    try:
        text = read_text(book.folder, name)
        as_given = confirmed(text, given) if book.scope is Scope.CLUB else None
        file = as_given or parse_seal(text)
    except SealUnreadable:
        missing = name not in seal_names(book.folder)
        result.problems.append(file_missing(month) if missing else file_unreadable(month))
        chain.known = False
        return CheckedSeal(month, 0, None, intact=False)
    parts = [Part.REGISTER, *(Part(fund.value) for fund in book.scope.funds)]
    trusted = _check_file(month, file, chain, result, summed=as_given is not None)
    chain.last, chain.known = file, True
    if as_given is None and (trusted or not _books_give(book, month, file.seal, given)):
        lines = dict(file.seal.lines)
        for part in parts:
            comparison.add(month.month, part, lines[part], found.get((month.month, part), ()))
    count = sum(len(found.get((month.month, part), ())) for part in parts)
    intact = len(result.problems) == before
    return CheckedSeal(month, count, file.seal.people, intact)


def _check_file(
    month: MonthSealed, file: SealFile, chain: _Chain, result: Verification, *, summed: bool
) -> bool:
    """Check a seal's own sums, its code and its place in the chain; whether its sums are right.

    `summed` says that its sums have been made from its entries just now.
    """
    seal, root = file.seal, file.root
    if not (summed or file.is_right) or seal.month != month.month:
        result.problems.append(file_changed(month))
        return False
    if not same_code(month.code, code_of(root)):
        result.problems.append(other_code(month, code_of(root)))
    last = chain.last
    before = (last.root, tuple(last.part_roots.items())) if last else (None, ())
    if chain.known and (seal.previous, seal.previous_parts) != before:
        result.problems.append(out_of_chain(month))
    return True


def _books_give(book: Book, month: MonthSealed, seal: Seal, given: Lines) -> bool:
    """Whether the books still give the code, so that only the seal's file was changed.

    A fund's own file does not show the other fund: nothing can be said there, so nothing is.
    """
    if book.scope is not Scope.CLUB:
        return True
    return same_code(replace(seal, month=month.month, lines=given).code, month.code)
