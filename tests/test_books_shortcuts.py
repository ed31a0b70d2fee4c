"""Shortcuts taken while books are read and checked give what the long way gives."""

import gc
import re
import unicodedata
from datetime import date
from unittest.mock import patch

from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books import loan_events
from ledger_core.books.checks.files import ORDINARY_LETTERS
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.interest_received import interest_received
from ledger_core.books.loan_events import OVERPAID_ON_KEY, events_of
from ledger_core.books.posted import SOURCE_ROLES, Posted
from ledger_core.books.quick.garbage import garbage_collection_paused
from ledger_core.books.receivables import is_accrual
from ledger_core.books.received.limits import Limits
from ledger_core.books.received.refused import Refused
from ledger_core.books.received.texts import check_text
from ledger_core.books.text import is_hidden
from ledger_core.club import Fund, Role

ORDINARY = re.compile(f"[{ORDINARY_LETTERS}]")
LETTERS = [c for c in map(chr, range(0x3000)) if ORDINARY.fullmatch(c)]


def test_ordinary_letters_are_seen_and_whole() -> None:
    assert len(LETTERS) > 400
    assert [c for c in LETTERS if is_hidden(c)] == ["\t", "\n", "\r"]
    assert not any(map(unicodedata.combining, LETTERS))
    assert all(unicodedata.is_normalized("NFC", c) for c in LETTERS)


@given(st.text(st.sampled_from(LETTERS)))
def test_ordinary_letters_are_composed_in_any_order(text: str) -> None:
    assert unicodedata.normalize("NFC", text) == text


def quoted_too_long(text: str, most: int) -> int | None:
    """Return the line of the first text that is too long, by walking through the signs."""
    line, length, inside = 1, 0, False
    for sign in text:
        if sign == '"':
            if inside and length > most:
                return line
            inside, length = not inside, 0
        else:
            length += 1
        line += sign == "\n"
    return line if inside and length > most else None


@given(st.text(st.sampled_from('aơ"'), max_size=30), st.integers(1, 12))
def test_texts_on_one_line_are_measured(text: str, most: int) -> None:
    try:
        check_text("a.beancount", text.encode(), Limits(text_length=most))
    except Refused:
        assert quoted_too_long(text, most)
    else:
        assert not quoted_too_long(text, most)


def test_what_was_made_in_a_pause_is_old_and_still_collected() -> None:
    gc.collect()
    with garbage_collection_paused():
        assert not gc.isenabled()
        made: list[object] = []
        made.append(made)
    assert gc.isenabled()
    assert not gc.get_freeze_count()
    assert any(one is made for one in gc.get_objects(generation=2))
    del made
    assert gc.collect() > 0


def posted_of(
    amounts: dict[Role, int], loan: str | None, moved: str | None, *, corrects: bool, used: bool
) -> Posted:
    """Return a transaction of these sums, which names one loan and moves another or the same."""
    meta = {OVERPAID_ON_KEY: "L2"} if used else {}
    nothing = frozenset[str]()
    day = date(2026, 3, 21)
    entry = data.Transaction(meta, day, "*", None, "", nothing, nothing, [])
    posted = Posted(entry, {(Fund.INCOME, role): sum_ for role, sum_ in amounts.items()})
    posted.loan = loan
    if moved is not None:
        posted.loan_moves = {moved: amounts.get(Role.LOANS, 0)}
    posted.corrects = "PT-2026-0001" if corrects else None
    return posted


SUMS = st.integers(-3, 3)
USUAL = st.fixed_dictionaries(
    {Role.CASH: SUMS, Role.LOANS: SUMS}, optional={Role.LOAN_INTEREST: SUMS}
)
UNUSUAL = st.dictionaries(
    st.sampled_from([*SOURCE_ROLES, Role.LOANS, Role.LOAN_INTEREST, Role.LATE_INTEREST])
    | st.sampled_from([Role.INTEREST_RECEIVABLE, Role.WAIVERS, Role.RETAINED_RESULT])
    | st.sampled_from([Role.RECOVERIES, Role.LOAN_LOSSES, Role.OPENING_DIFFERENCE]),
    SUMS,
    max_size=4,
)
NAMES = st.sampled_from(["L1", "L1", "L2", None])
POSTED = st.builds(
    posted_of, USUAL | UNUSUAL, NAMES, NAMES, corrects=st.booleans(), used=st.booleans()
)


@given(POSTED)
def test_the_event_of_a_plain_repayment_is_found_at_once(posted: Posted) -> None:
    with patch.object(loan_events, "_plain_repayment", return_value=None):
        slowly = events_of(posted)
    assert events_of(posted) == slowly


@given(POSTED)
def test_interest_received_is_what_its_definition_says(posted: Posted) -> None:
    received = -posted.sum(Role.LOAN_INTEREST, Role.LATE_INTEREST)
    if posted.corrects is not None or any(map(posted.touches, SOURCE_ROLES)):
        received -= posted.sum(Role.INTEREST_RECEIVABLE)
    if is_accrual(posted) or posted.touches(Role.RETAINED_RESULT):
        received = 0
    assert interest_received(posted) == received


@given(st.from_regex(r"\A[A-Z]{2}-[0-9]{4}-[0-9]{3,7}\n?\Z") | st.text(max_size=12))
def test_a_link_is_a_voucher_only_as_it_would_be_written(link: str) -> None:
    found = VoucherNumber.among([link])
    assert [str(number) for number in found] in ([], [link])
    if found:
        assert VoucherNumber.parse(link) == found[0]
        assert VoucherNumber(found[0].series, found[0].year, found[0].number) == found[0]
