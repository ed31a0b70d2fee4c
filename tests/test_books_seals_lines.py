"""The quick way to an entry's canonical line gives what the long way gives."""

from datetime import date
from decimal import Decimal

from beancount.core import data
from beancount.core.amount import Amount
from beancount.core.number import MISSING
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books.seals.canonical import canonical_entry, canonical_line
from ledger_core.books.seals.lines import line_of

TEXTS = (
    st.sampled_from(["", "Thu nợ", "Thu no\u031b\u0323", 'a "b" \\c', "\u0110\u00d0"]) | st.text()
)
ACCOUNTS = st.sampled_from(["Tài-Sản:Tiền", "Tài-Sản:Tiền", "Vốn:A", "Vốn:A:B", "Vốn:A-B"])
NUMBERS = (
    st.integers(-(10**12), 10**12).map(Decimal)
    | st.decimals(allow_nan=True, allow_infinity=True, places=3)
    | st.sampled_from([Decimal("-0"), Decimal("1E+6"), Decimal("5.00"), None])
)
VALUES = TEXTS | st.booleans() | st.dates() | st.none() | NUMBERS
METADATA = st.dictionaries(
    st.sampled_from(["filename", "lineno", "loan", "member", "entered", "__automatic__", "a-b"]),
    VALUES,
)
UNITS = st.builds(Amount, NUMBERS, st.just("VND")) | st.none() | st.just(MISSING)
POSTINGS = st.builds(
    data.Posting,
    ACCOUNTS,
    UNITS,
    st.none(),
    st.none() | st.just(Amount(Decimal(2), "USD")),
    st.none() | st.just("!"),
    st.none() | METADATA,
)
PLAIN = st.builds(
    lambda account, number: data.Posting(
        account, Amount(Decimal(number), "VND"), None, None, None, {"filename": "a", "lineno": 1}
    ),
    ACCOUNTS,
    st.integers(-(10**9), 10**9),
)
TRANSACTIONS = st.builds(
    data.Transaction,
    METADATA | st.dictionaries(st.sampled_from(["loan", "member"]), TEXTS),
    st.dates(date(1950, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["*", "!"]),
    TEXTS | st.none(),
    TEXTS,
    st.frozensets(st.sampled_from(["a", "b"])),
    st.frozensets(st.sampled_from(["PT-2026-0001", "L2026-001"])) | st.none(),
    st.lists(PLAIN, max_size=4) | st.lists(POSTINGS, max_size=3),
)


@given(TRANSACTIONS)
def test_both_ways_give_the_same_line(entry: data.Transaction) -> None:
    assert line_of(entry) == canonical_line(canonical_entry(entry))
