"""What we write is what Beancount reads, one directive for one, or it is refused."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from beancount.core import data
from beancount.core.amount import Amount
from beancount.parser import parser
from hypothesis import example, given
from hypothesis import strategies as st

from ledger_core.books.literals import VND, CannotBeWritten, Value
from ledger_core.books.rendering import (
    Balance,
    Close,
    Comment,
    Custom,
    Heading,
    Include,
    Open,
    Option,
    Plugin,
    Posting,
    Renderable,
    Transaction,
    render,
)
from ledger_core.books.text import ALPHABET

DAY = date(2026, 3, 21)
CASH = "Tài-Sản:Quỹ-Tăng-Thu-Nhập:Tiền-Mặt"
LOAN = "Tài-Sản:Quỹ-Tăng-Thu-Nhập:Cho-Vay:M012:L2026-007"

ROOTS = "".join(
    f'option "name_{kind}" "{name}"\n'
    for kind, name in [
        ("assets", "Tài-Sản"),
        ("liabilities", "Nợ-Phải-Trả"),
        ("equity", "Vốn"),
        ("income", "Thu-Nhập"),
        ("expenses", "Chi-Phí"),
    ]
)

HOSTILE = [
    '"',
    "\\",
    '\\"',
    "a\\",
    '"\n2026-01-01 open Tài-Sản:Trộm\n',
    '"\n\nplugin "os"\n"',
    "; remark",
    "\\n",
    "\\x41",
    "* heading",
    'x" "y',
    "a\nb",
    "\ufeff",
    "a\0b",
    " led by a space",
    "<script>",
    "#tag ^link",
    "{{ }} %s {0}",
]

SIGNS = '"\\;*:#^|{}()!,.-/’“” abBấẤĐđ019'
ONE_IN = 20  # parts that may be refused are rare, or nearly every directive would be


def mostly(usual: st.SearchStrategy[Any], rare: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(1, ONE_IN).flatmap(lambda n: rare if n == ONE_IN else usual)


writable = st.text(SIGNS, max_size=12).map(lambda text: text.strip(" "))
texts = mostly(writable, st.sampled_from(HOSTILE) | st.text(max_size=40))
days = st.dates(min_value=date(1000, 1, 1))
amounts = st.integers(-(10**11), 10**11)
numbers = mostly(
    st.integers(-(10**9), 10**9)
    | st.decimals(-(10**9), 10**9, places=6)
    | st.builds(Fraction, st.integers(-(10**6), 10**6), st.sampled_from([1, 2, 8, 125, 1000])),
    st.integers() | st.decimals(allow_nan=True, allow_infinity=True) | st.fractions(),
)
values: st.SearchStrategy[Value] = st.one_of(texts, numbers, st.booleans(), days, amounts.map(VND))
keys = mostly(st.from_regex(r"[a-z][a-zA-Z0-9_-]{1,9}", fullmatch=True), texts)
metadata = st.dictionaries(keys, values, max_size=4)
components = mostly(
    st.from_regex(r"[A-ZĐÀỄ0-9][A-Za-zđấ0-9-]{0,9}", fullmatch=True),
    st.text(sorted(ALPHABET), max_size=10) | texts,
)
account_names = st.lists(components, min_size=1, max_size=3).map(lambda c: ":".join([CASH, *c]))
links = mostly(st.from_regex(r"[A-Z]{1,2}[0-9]{4}-[0-9]{3}", fullmatch=True), texts)


def parse(text: str) -> data.Directives:
    entries, errors, _ = parser.parse_string(ROOTS + text, dedent=False)
    assert [error.message for error in errors] == []
    return list(entries)


def read_back(directive: Renderable) -> Any:
    """Return the one directive that Beancount reads, None when it was refused."""
    try:
        text = directive.render()
    except CannotBeWritten:
        return None
    (entry,) = parse(text)
    return entry


def as_read(value: Value) -> object:
    """Return what Beancount makes of a value."""
    match value:
        case bool() | str() | date():
            return value
        case VND():
            return Amount(Decimal(value.amount), "VND")
        case Fraction():
            return value
        case _:
            return Decimal(value)


def same(found: object, value: Value) -> bool:
    if isinstance(value, Fraction):
        return isinstance(found, Decimal) and Fraction(found) == value
    return type(found) is type(as_read(value)) and found == as_read(value)


def own_metadata(entry: Any) -> dict[str, Any]:
    return {k: v for k, v in entry.meta.items() if k not in {"filename", "lineno"}}


def assert_same_metadata(entry: Any, expected: dict[str, Value]) -> None:
    found = own_metadata(entry)
    assert list(found) == list(expected)
    assert all(same(found[key], value) for key, value in expected.items())


@given(days, texts, st.lists(values, min_size=1, max_size=3), metadata)
@example(DAY, "a", [10, -30], {})
@example(DAY, "a", [VND(5), -30], {})
@example(DAY, "a", [Decimal("-0"), Decimal("1E+6"), Decimal("1E-7")], {"ab": Decimal("1E-30")})
@example(DAY, "a", [1], {"filename": "x"})
@example(DAY, "a", ['"\n2026-01-01 open Assets:X\n'], {})
def test_custom(day: date, kind: str, custom_values: list[Value], meta: dict[str, Value]) -> None:
    entry = read_back(Custom(day, kind, tuple(custom_values), meta))
    if entry is not None:
        assert (type(entry), entry.date, entry.type) == (data.Custom, day, kind)
        found = [value.value for value in entry.values]
        assert len(found) == len(custom_values)
        assert all(map(same, found, custom_values))
        assert_same_metadata(entry, meta)


@given(
    days,
    texts,
    st.none() | texts,
    st.lists(account_names, min_size=2, max_size=4),
    st.lists(amounts, min_size=3, max_size=3),
    st.sets(links, max_size=3),
    metadata,
)
def test_transaction(
    day: date,
    narration: str,
    payee: str | None,
    accounts: list[str],
    figures: list[int],
    entry_links: set[str],
    meta: dict[str, Value],
) -> None:
    debits = figures[: len(accounts) - 1]
    lines = tuple(map(Posting, accounts, [*debits, -sum(debits)]))
    entry = read_back(
        Transaction(day, narration, lines, payee=payee, links=frozenset(entry_links), metadata=meta)
    )
    if entry is not None:
        assert (entry.date, entry.flag, entry.payee) == (day, "*", payee)
        assert (entry.narration, entry.links, entry.tags) == (narration, entry_links, frozenset())
        assert [(p.account, p.units) for p in entry.postings] == [
            (line.account, Amount(Decimal(line.amount), "VND")) for line in lines
        ]
        assert_same_metadata(entry, meta)


@given(days, account_names, amounts, metadata)
def test_open_close_balance(day: date, account: str, amount: int, meta: dict[str, Value]) -> None:
    directives: list[tuple[Renderable, type]] = [
        (Open(day, account, meta), data.Open),
        (Close(day, account, meta), data.Close),
        (Balance(day, account, amount, meta), data.Balance),
    ]
    for directive, kind in directives:
        entry = read_back(directive)
        if entry is not None:
            assert (type(entry), entry.date, entry.account) == (kind, day, account)
            assert_same_metadata(entry, meta)
            if kind is data.Balance:
                assert entry.amount == Amount(Decimal(amount), "VND")
                assert entry.tolerance is None


@given(texts)
def test_option(value: str) -> None:
    try:
        text = Option("title", value).render()
    except CannotBeWritten:
        return
    entries, errors, options = parser.parse_string(text, dedent=False)
    assert (entries, errors, options["title"]) == ([], [], value)


@given(texts)
def test_plugin(configuration: str) -> None:
    try:
        text = Plugin("club_plugins", configuration).render()
    except CannotBeWritten:
        return
    _, errors, options = parser.parse_string(text, dedent=False)
    assert (errors, options["plugin"]) == ([], [("club_plugins", configuration)])


@given(texts | st.from_regex(r"[a-z./*]{1,12}", fullmatch=True))
def test_include(path: str) -> None:
    try:
        text = Include(path).render()
    except CannotBeWritten:
        return
    _, errors, options = parser.parse_string(text, dedent=False)
    assert (errors, options["include"]) == ([], [path])
    assert not set("*?[]") & set(path), "includes go by name, never by pattern"
    assert not path.startswith("/")


@pytest.mark.parametrize("path", ["../x.beancount", "a/../../b", "/etc/passwd", "a//b", "C:/x", ""])
def test_include_stays_in_the_folder(path: str) -> None:
    with pytest.raises(CannotBeWritten):
        Include(path).render()


@given(texts)
def test_comments_add_nothing_to_the_books(text: str) -> None:
    for comment in (Comment(text), Heading(text)):
        try:
            written = comment.render()
        except CannotBeWritten:
            continue
        assert parse(written) == []
        assert all(line.startswith(";") for line in written.splitlines())


def test_most_texts_that_people_type_are_not_refused() -> None:
    """So that the properties above are not true for want of anything written."""
    for text in ['bà "Hoa"', "C:\\sổ", "\\", '"', "50 %; nuôi gà", "#1 ^2 *3", ""]:
        entry = read_back(Custom(DAY, text, (text,), {"purpose": text}))
        assert (entry.type, entry.values[0].value, entry.meta["purpose"]) == (text, text, text)


LOAN_CUSTOM = Custom(
    DAY,
    "loan",
    ("L2026-007",),
    {
        "member": "M012",
        "principal": VND(6_000_000),
        "instalments": 12,
        "rate-per-month": Fraction(1, 100),
        "guarantor": False,
        "first-due": date(2026, 4, 21),
        "purpose": 'nuôi "gà"',
    },
)
DISBURSEMENT = Transaction(
    DAY,
    "Giải ngân",
    (Posting(LOAN, 6_000_000), Posting(CASH, -6_000_000)),
    payee="Nguyễn Thị Hoa",
    links=frozenset({"PC-2026-0031", "L2026-007"}),
    metadata={"loan": "L2026-007"},
)


def test_a_loan_as_it_stands_in_the_books() -> None:
    assert render([LOAN_CUSTOM, DISBURSEMENT]) == (
        '2026-03-21 custom "loan" "L2026-007"\n'
        '  member: "M012"\n'
        "  principal: 6,000,000 VND\n"
        "  instalments: 12\n"
        "  rate-per-month: 0.01\n"
        "  guarantor: FALSE\n"
        "  first-due: 2026-04-21\n"
        '  purpose: "nuôi \\"gà\\""\n'
        "\n"
        '2026-03-21 * "Nguyễn Thị Hoa" "Giải ngân" ^L2026-007 ^PC-2026-0031\n'
        '  loan: "L2026-007"\n'
        f"  {LOAN:<64}        6,000,000 VND\n"
        f"  {CASH:<64}       -6,000,000 VND\n"
    )


def test_amounts_stand_in_one_column() -> None:
    long = CASH + ":" + "Ấ" * 50
    for account in (CASH, long):
        text = Transaction(DAY, "x", (Posting(account, 1), Posting(LOAN, -1))).render()
        _, first, second = text.splitlines()
        assert len(first) == len(second)
        assert first.endswith(" 1 VND")


def test_the_head_of_a_file() -> None:
    text = render(
        [
            Comment("CLB Hạnh Phúc\n\nSổ quỹ"),
            Option("title", "CLB Hạnh Phúc"),
            Option("operating_currency", "VND"),
            Plugin("club_plugins", "club"),
            Include("register.beancount"),
            Include("chart/income.beancount"),
            Heading("Quỹ tăng thu nhập"),
            Open(DAY, CASH, {"fund": "income", "role": "cash"}),
            Open(DAY, LOAN),
        ]
    )
    assert text == (
        "; CLB Hạnh Phúc\n;\n; Sổ quỹ\n"
        'option "title" "CLB Hạnh Phúc"\noption "operating_currency" "VND"\n\n'
        'plugin "club_plugins" "club"\n\n'
        'include "register.beancount"\ninclude "chart/income.beancount"\n\n'
        ";; ---- Quỹ tăng thu nhập ----\n"
        f'2026-03-21 open {CASH} VND\n  fund: "income"\n  role: "cash"\n'
        f"2026-03-21 open {LOAN} VND\n"
    )


@pytest.mark.parametrize(
    "directive",
    [
        Custom(DAY, "club", ()),  # would crash Beancount's pad plugin
        Custom(date(999, 1, 1), "a", ("b",)),
        Custom(DAY, "a", (1, -2)),  # Beancount reads -1
        Custom(DAY, "a", (Fraction(1, 3),)),
        Custom(DAY, "a", (Decimal("NaN"),)),
        Custom(DAY, "a", (Decimal("1E+999999"),)),
        Custom(DAY, "a", ("b",), {"k": 1}),
        Custom(DAY, "a", ("b",), {"lineno": 1}),
        Custom(DAY, "a", ("b",), {"ab: 1\n  cd": 1}),
        Transaction(DAY, "one line", (Posting(CASH, 0),)),
        Transaction(DAY, "not balanced", (Posting(CASH, 1), Posting(LOAN, -2))),
        Transaction(DAY, "x", (Posting(CASH, 1), Posting(LOAN, -1)), flag="P"),
        Transaction(DAY, "x", (Posting(CASH, 1), Posting(LOAN, -1)), links=frozenset({"ấ"})),
        Transaction(DAY, "x", (Posting("Tài-Sản", 1), Posting(LOAN, -1))),
        Open(DAY, "Tài-Sản:\u00d0ong"),
        Open(DAY, CASH, currency="VND,USD"),
        Option("title\n", "x"),
        Plugin('x" "y'),
    ],
)
def test_refused(directive: Renderable) -> None:
    with pytest.raises(CannotBeWritten) as refused:
        directive.render()
    assert str(refused.value)
