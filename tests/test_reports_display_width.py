"""How much room text takes, and breaking it into lines."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.reports.display_width import clean, display_width, longest_word, padded, wrap

words = st.text(st.characters(codec="utf-8"), max_size=60)


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("Nguyễn Thị Hoa", 14), ("dư nợ", 5), ("e\u0323", 1), ("漢字", 4), ("20,3 %", 6)],
)
def test_a_vietnamese_letter_takes_one_column(text: str, width: int) -> None:
    assert display_width(text) == width


def test_composed_and_decomposed_letters_take_the_same_room() -> None:
    name = "Trần Văn Ngưỡng"
    apart = unicodedata.normalize("NFD", name)
    assert display_width(apart) == display_width(name) == len(name)
    assert clean(apart) == name


def test_nothing_that_steers_a_terminal_is_left() -> None:
    cleaned = clean("a\x1b[31mb\u202ec\u200bd\ne\tf")
    assert cleaned == "a�[31mb�c�d e f"


def test_lines_break_between_words() -> None:
    assert wrap("trả góp hằng tháng", 8) == ["trả góp", "hằng", "tháng"]
    assert wrap("", 8) == [""]


def test_a_word_longer_than_a_line_is_broken_inside() -> None:
    assert wrap("ab abcdefgh ij", 3) == ["ab", "abc", "def", "gh", "ij"]


@given(words, st.integers(min_value=2, max_value=40))
def test_broken_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(display_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(words, st.booleans())
def test_padding_fills_a_column_exactly(text: str, right: bool) -> None:  # noqa: FBT001
    text = clean(text)
    assert display_width(padded(text, 200, right=right)) == 200
    assert longest_word(text) <= display_width(text)
