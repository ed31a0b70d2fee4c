"""What may stand in a book: one spelling of each letter, and nothing that cannot be seen."""

import unicodedata

import pytest
from beancount.core import account as beancount_account
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books.text import (
    ALPHABET,
    LONGEST_COMPONENT,
    LONGEST_TEXT,
    TextRefused,
    account_problem,
    clean_text,
    component_problem,
    hidden_characters,
    shown,
    text_problem,
)
from ledger_core.messages import Message

NAME = Message("The member's name")


def test_alphabet_is_the_vietnamese_one() -> None:
    # 12 vowels in 6 tones, 17 consonants of which F J W Z are foreign: 89 + 4 letters.
    letters = ALPHABET - set("0123456789-")
    assert len(letters) == 2 * 93
    assert "Đ" in letters
    assert set("ắằẳẵặấầẩẫậốồổỗộớờởỡợứừửữựếềểễệỳýỷỹỵ") < letters
    assert all(unicodedata.is_normalized("NFC", letter) for letter in letters)


@pytest.mark.parametrize(
    "text", ["Tài-Sản", "Quỹ-Tăng-Thu-Nhập", "M012", "L2026-007", "1111", "Đồng", "Ủng-Hộ", "A"]
)
def test_components_of_the_templates_are_taken(text: str) -> None:
    assert component_problem(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (unicodedata.normalize("NFD", "Quỹ"), "U+0303"),  # accents apart: another account
        ("\u00d0ong", "U+00D0"),  # Icelandic Eth for Đ
        ("A\u200bB", "U+200B"),  # zero width space
        ("A\u202eB", "U+202E"),  # right-to-left override
        ("\u0410", "U+0410"),  # Cyrillic А
        ("A B", "U+0020"),  # Beancount reads account A in currency B
        ("A\u00a0B", "U+00A0"),
        ("A_B", "U+005F"),
        ("A:B", "U+003A"),
        ("\uff21", "U+FF21"),  # full-width A
        ("A\u0661", "U+0661"),  # an Arabic digit
    ],
)
def test_the_wrong_character_is_named(text: str, code: str) -> None:
    problem = component_problem(text)
    assert problem is not None
    assert code in problem.in_language("en")


@pytest.mark.parametrize("text", ["", "cho-Vay", "-A", "đồng", "A" * (LONGEST_COMPONENT + 1)])
def test_other_components_are_refused(text: str) -> None:
    assert component_problem(text) is not None


@given(st.text(max_size=8) | st.text(sorted(ALPHABET), max_size=8))
def test_every_component_taken_is_one_for_beancount(text: str) -> None:
    if component_problem(text) is None:
        assert beancount_account.is_valid_leaf(text)
        assert set(text) <= ALPHABET


@pytest.mark.parametrize(
    ("account", "allowed"),
    [
        ("Tài-Sản:Tiền-Mặt", True),
        ("Assets:1111", True),
        ("Assets", False),
        ("1:A", False),
        ("Assets::A", False),
        ("Assets:A:", False),
        ("Assets:a", False),
    ],
)
def test_account_names(account: str, *, allowed: bool) -> None:
    assert (account_problem(account) is None) is allowed
    if allowed:
        assert beancount_account.is_valid(account)


def test_clean_text_composes_and_strips() -> None:
    typed = " " + unicodedata.normalize("NFD", "Nguyễn Thị") + "\u00a0Hoa  "
    assert clean_text(typed, NAME) == "Nguyễn Thị Hoa"


def test_clean_text_takes_quotation_marks_and_backslashes() -> None:
    text = 'Mua "gà" ở C:\\chợ, 50% (đợt 1); bà Hoa’s “sổ” & 3/4 #1'
    assert clean_text(text, NAME) == text


@pytest.mark.parametrize(
    "text",
    [
        "a\nb",
        "a\rb",
        "a\tb",
        "a\0b",
        "a\x7fb",
        "a\x85b",
        "a\u2028b",
        "a\u2029b",
        "a\u200bb",  # Cf
        "\ufeffa",  # a byte order mark
        "a\u202eb",
        "a\ud800b",  # Cs
        "a\ue000b",  # Co
        "a\u0378b",  # Cn
        "a\u3164b",  # a letter that nothing is drawn for
        "a\ufe0fb",
        "<b>",
        "a>b",
        "x" * (LONGEST_TEXT + 1),
        "",
        "  \u00a0 ",
    ],
)
def test_clean_text_refuses(text: str) -> None:
    with pytest.raises(TextRefused) as refused:
        clean_text(text, NAME)
    for language in ("vi", "en"):
        message = refused.value.message.in_language(language)
        assert not any(hidden_characters(message)), "the message itself is safe to print"
        assert "<b>" not in message.replace("“<b>”", "")


def test_empty_text_where_it_may_be() -> None:
    assert clean_text("  ", NAME, may_be_empty=True) == ""


@given(st.text(max_size=30))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    try:
        cleaned = clean_text(text, NAME, may_be_empty=True)
    except TextRefused:
        return
    assert text_problem(cleaned) is None
    assert clean_text(cleaned, NAME, may_be_empty=True) == cleaned


def test_hidden_characters_are_found_with_their_column() -> None:
    line = '2026-01-15 * "Hoa\u200b"\t"gà\u00a0"\r\n'
    found = [(h.column, h.character, h.name) for h in hidden_characters(line)]
    assert found == [(18, "\u200b", "ZERO WIDTH SPACE"), (24, "\u00a0", "NO-BREAK SPACE")]


def test_hidden_characters_without_a_unicode_name() -> None:
    assert [h.name for h in hidden_characters("a\0\ue000")] == ["NULL", "U+E000"]


@given(st.text())
def test_what_is_shown_is_short_and_visible(text: str) -> None:
    assert not any(hidden_characters(shown(text)))
    assert len(shown(text)) <= 80 * len("<U+10FFFF>") + 1
