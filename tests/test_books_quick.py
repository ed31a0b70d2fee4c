"""The quick load gives what Beancount's own gives: entries, errors and options, of any book."""

import io
from collections.abc import Callable
from decimal import InvalidOperation
from pathlib import Path
from typing import Any

import pytest
from beancount import loader
from beancount.parser import printer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger_core.books.quick.booking import book_entries
from ledger_core.books.quick.loading import load
from ledger_core.books.quick.parsing import parse_file

ACCOUNTS = ("Assets:Cash", "Assets:Bank", "Assets:Stock", "Income:Fees", "Expenses:Other")
OPENED = "".join(f"2020-01-01 open {account}\n" for account in ACCOUNTS)

NUMBERS = st.integers(-9999, 9999).map(str) | st.sampled_from(
    ["0", "-0", "007", "1,000", "100.000", "1.5", "-2.25", "99999999999999999999999999999", "1+1"]
)
CURRENCIES = st.sampled_from(["VND", "VND", "VND", "USD", "STK"])
ODD = st.sampled_from(["", "", "", "", "", " {3 VND}", " @ 2 VND", " @@ 7 VND", " {}", " ; note"])
POSTINGS = st.builds(
    lambda account, number, currency, odd, meta: f"  {account}  {number} {currency}{odd}\n{meta}",
    st.sampled_from(ACCOUNTS),
    NUMBERS,
    CURRENCIES,
    ODD,
    st.sampled_from(["", "", "", '    note: "x"\n']),
) | st.sampled_from(["  Assets:Cash\n", "  ! Assets:Cash  5 VND\n", "  Assets:Cash  VND\n"])
BALANCED = st.builds(
    lambda number, first, second: f"  {first}  {number} VND\n  {second}  -{number} VND\n",
    st.integers(1, 10**7),
    st.sampled_from(ACCOUNTS),
    st.sampled_from(ACCOUNTS),
)
DAYS = st.dates().filter(lambda day: day.year > 1900).map(str)
TRANSACTIONS = st.builds(
    lambda day, head, lines: f"{day} * {head}\n{lines}",
    DAYS | st.just("2021-01-01"),
    st.sampled_from(
        [
            '"A"',
            '"A" "B" ^L1 #t',
            '"A"\n  loan: "L1"\n  sum: 5 VND',
            '"A"\n  loan: "L1"\n  loan: "L2"',
            '"A"\n  filename: "x"\n  lineno: 7',
            '"A"\n  ^L1 #t\n  loan: "L1"',
            '"A" "B" "C"',
            "",
        ]
    ),
    BALANCED | st.lists(POSTINGS, max_size=4).map("".join),
)
PLAIN = st.builds(lambda day, lines: f'{day} * "A" ^PT-1\n{lines}', DAYS, BALANCED)
OTHERS = st.sampled_from(
    [
        "2021-02-01 balance Assets:Cash  5 VND\n",
        "2021-01-31 pad Assets:Cash Income:Fees\n",
        '2021-01-31 custom "member" "M001"\n  fee: 5.50 VND\n',
        "2021-01-31 close Assets:Bank\n",
        "2021-03-01 price USD  25000 VND\n",
        "2021-03-01 commodity VND\n  precision: 0\n",
        'option "inferred_tolerance_default" "VND:1"\n',
        'option "plugin_processing_mode" "raw"\n',
        'plugin "beancount.plugins.auto_accounts"\n',
        'include "more.beancount"\n',
        'include "mo*.beancount"\n',
        'include "none.beancount"\n',
        '2021-01-01 open Assets:Lots  STK "FIFO"\n',
        '2021-01-31 custom "odd"\n',
        "pushtag #t\n",
        "nonsense\n",
    ]
)
BOOKS = st.lists(PLAIN, max_size=6) | st.lists(PLAIN | TRANSACTIONS | OTHERS, max_size=8)


Loaded = tuple[list[Any], list[Any], dict[str, Any]]


def by_beancount(top: Path) -> Loaded:
    return loader._load([(str(top), True)], None, None, None)  # noqa: SLF001 (uncached)


def shown(loaded: Loaded) -> tuple[object, ...]:
    """Return all that a load gives, in a form that can be compared."""
    entries, errors, options = loaded
    text = io.StringIO()
    printable = [entry for entry in entries if getattr(entry, "values", True) is not None]
    printer.print_entries(printable, file=text)  # type: ignore[no-untyped-call]
    options = {**options, "dcontext": str(options["dcontext"]), "input_hash": None}
    return text.getvalue(), entries, [(type(e).__name__, *e[:2]) for e in errors], options


def outcome(loading: Callable[[Path], Loaded], top: Path) -> tuple[object, ...]:
    """Return what a load gives; numbers of thirty digits make Beancount itself raise."""
    try:
        return shown(loading(top))
    except InvalidOperation as error:
        return ("raised", repr(error))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(book=BOOKS.map("".join), more=st.lists(PLAIN, max_size=2).map("".join))
def test_both_loads_are_the_same(tmp_path: Path, book: str, more: str) -> None:
    top = tmp_path / "top.beancount"
    top.write_text(OPENED + book, encoding="utf-8")
    (tmp_path / "more.beancount").write_text(more, encoding="utf-8")
    assert outcome(load, top) == outcome(by_beancount, top)


@pytest.mark.parametrize("name", ["hanh-phuc", "mong"])
def test_both_loads_of_an_example_are_the_same(name: str) -> None:
    top = Path("examples") / name / "club.beancount"
    ours, theirs = load(top.resolve()), by_beancount(top.resolve())
    for _, _, options in (ours, theirs):
        options.pop("clubledger_book")
        options.pop("clubledger_tables")
    assert shown(ours) == shown(theirs)


def test_the_quick_way_is_taken_for_plain_books_only(tmp_path: Path) -> None:
    path = tmp_path / "a.beancount"
    path.write_text('2021-01-01 * "A"\n  Assets:A  5 VND\n  Assets:B  -5 VND\n')
    entries, _, options = parse_file(path)
    assert len(book_entries(entries, options)[2]) == 1
    path.write_text('2021-01-01 * "A"\n  Assets:A  5.0 VND\n  Assets:B  -5 VND\n')
    entries, _, options = parse_file(path)
    assert not book_entries(entries, options)[2]
