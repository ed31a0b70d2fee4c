"""Shortcuts taken while books are read and checked give what the long way gives."""

import gc
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books.checks.files import ORDINARY_LETTERS
from ledger_core.books.quick.garbage import garbage_collection_paused
from ledger_core.books.received.limits import Limits
from ledger_core.books.received.refused import Refused
from ledger_core.books.received.texts import check_text
from ledger_core.books.text import is_hidden

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
