import pickle
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.errors import ClubledgerError
from ledger_core.messages import LANGUAGES, language
from ledger_core.money import (
    LARGEST_AMOUNT,
    AmbiguousAmount,
    AmountTooLarge,
    NotAnAmount,
    RoundingMode,
    divide,
    format_amount,
    ledger_amount,
    parse_amount,
    round_to_multiple,
)

amounts = st.one_of(
    st.integers(0, LARGEST_AMOUNT),
    st.integers(0, 999).map(lambda n: n * 1_000),
    st.integers(0, 999).map(lambda n: n * 1_000_000),
)
denominators = st.integers(-(10**6), 10**6).filter(bool)
modes = st.sampled_from(RoundingMode)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0", 0),
        ("811", 811),
        ("500000", 500_000),
        ("500.000", 500_000),
        ("500,000", 500_000),
        ("500 000", 500_000),
        ("500\u00a0000\u00a0₫", 500_000),
        ("500\u202f000 VND", 500_000),
        ("1.500.000", 1_500_000),
        ("1,500,000", 1_500_000),
        ("  6.000.000 đồng ", 6_000_000),
        ("500.000đ", 500_000),
        ("500.000 Đ", 500_000),
        ("500000d", 500_000),
        ("500.000 VNĐ", 500_000),
        ("VND 500,000", 500_000),
        ("₫500,000", 500_000),
        ("500k", 500_000),
        ("500K", 500_000),
        ("500kđ", 500_000),
        ("500 nghìn", 500_000),
        ("500 Ngàn đồng", 500_000),
        ("500 nghin", 500_000),
        ("5tr", 5_000_000),
        ("5TR", 5_000_000),
        ("5 triệu", 5_000_000),
        ("5  triệu đồng", 5_000_000),
        ("1,5tr", 1_500_000),
        ("1.5tr", 1_500_000),
        ("1,50 triệu", 1_500_000),
        ("0,5 triệu", 500_000),
        ("2,5k", 2_500),
        ("2 tỷ", 2_000_000_000),
        ("2 tỉ", 2_000_000_000),
        ("0,125 tỷ", 125_000_000),  # a group never begins with 0, so 125 are decimals
        ("1tr500k", 1_500_000),
        ("1 triệu 500 nghìn đồng", 1_500_000),
        ("2 tỷ 3 triệu", 2_003_000_000),
        ("1tr500000", 1_500_000),  # the same, spoken and written
        ("1000000000000000", LARGEST_AMOUNT),
    ],
)
def test_an_amount_is_read_as_people_type_it(text: str, amount: int) -> None:
    assert parse_amount(text) == amount
    assert parse_amount(unicodedata.normalize("NFD", text)) == amount


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("5.5", {5_500, 5_500_000}),
        ("1,5", {1_500, 1_500_000}),
        ("5.0", {5, 5_000, 5_000_000}),
        ("500.00", {500, 50_000, 500_000, 500_000_000}),
        ("500000.00", {500_000, 50_000_000}),
        ("1.5000", {1_500, 15_000, 1_500_000}),
        ("0.500", {500, 500_000}),
        ("5000.000", {5_000, 5_000_000}),
        ("500,000.000", {500_000, 500_000_000}),
        ("12,34,567", {1_234_567, 12_034_567, 12_340_567}),
        ("1.500.00", {150_000, 1_500_000}),
        ("5 5", {55, 5_005, 5_500}),
        ("1.500k", {1_500, 1_500_000}),
        ("1.500tr", {1_500_000, 1_500_000_000}),
        ("1,500 triệu", {1_500_000, 1_500_000_000}),
        ("1 500tr", {1_500_000, 1_500_000_000}),
        ("1.500.000tr", {1_500_000, 1_500_000_000_000}),
        ("1tr5", {1_500_000, 1_000_005}),
        ("1tr05", {1_050_000, 1_000_005}),
        ("1 triệu 500", {1_500_000, 1_000_500}),
        ("2 tỷ 500 triệu 5", {2_500_500_000, 2_500_000_005}),
    ],
)
def test_an_amount_with_two_meanings_is_refused_with_both(text: str, choices: set[int]) -> None:
    with pytest.raises(AmbiguousAmount) as refused:
        parse_amount(text)
    assert set(refused.value.choices) == choices
    assert len(refused.value.choices) == len(choices)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Chưa nhập"),
        (" \u00a0 ", "Chưa nhập"),
        ("-5000", "số âm"),
        ("− 5tr", "số âm"),
        ("500.000,00", "phần lẻ"),
        ("500,000.00", "phần lẻ"),
        ("1,2345k", "phần lẻ"),
        ("1,234.567", "nhóm ba"),
        ("năm triệu", "không phải"),
        ("5 trăm", "không phải"),
        ("0500", "không phải"),
        ("05tr", "không phải"),
        ("1e6", "không phải"),
        ("5m", "không phải"),
        ("$5", "không phải"),
        ("5 USD", "không phải"),
        ("500.000.-", "không phải"),
        ("٥٠٠", "không phải"),
        ("500\u200b000", "không phải"),
        ("500\t300", "không phải"),  # two cells of a sheet
        ("500\n300", "không phải"),
        ("500  300", "không phải"),
        ("500k2tr", "không phải"),
        ("1tr5000000", "không phải"),
        ("1tr500.000", "không phải"),
        ("9" * 5_000, "không phải"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(NotAnAmount, match=reason):
        parse_amount(text)


@pytest.mark.parametrize("text", ["1000000000000001", "1000001 tỷ", "9" * 40])
def test_an_amount_too_large_for_any_club_is_refused(text: str) -> None:
    with pytest.raises(AmountTooLarge, match=r"1\.000\.000\.000\.000\.000 đồng"):
        parse_amount(text)


def test_a_refusal_says_what_to_type_in_the_reader_s_language() -> None:
    with pytest.raises(AmbiguousAmount) as refused:
        parse_amount("1tr5")
    error = refused.value
    assert str(error) == "“1tr5” có thể hiểu thành nhiều số tiền khác nhau: 1.500.000; 1.000.005."
    assert str(error.remedy) == "Xin gõ đầy đủ số tiền cần ghi, ví dụ: 1.500.000."
    with language("en"):
        assert str(error) == "“1tr5” can mean more than one amount: 1,500,000; 1,000,005."


def test_a_refusal_prints_nothing_that_moves_the_cursor() -> None:
    with pytest.raises(NotAnAmount) as refused:
        parse_amount("5\x1b[2J\n" + "x" * 50)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 80


def test_a_refusal_comes_back_whole_from_another_process() -> None:
    error = AmbiguousAmount("1tr5", (1_500_000, 1_000_005))
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own bytes)
    assert (str(copy), copy.choices, copy.remedy) == (str(error), error.choices, error.remedy)


@given(amounts, st.sampled_from(LANGUAGES))
def test_what_is_written_is_read_back(amount: int, lang: str) -> None:
    assert parse_amount(format_amount(amount, lang)) == amount
    assert parse_amount(ledger_amount(amount)) == amount
    assert parse_amount(str(amount)) == amount


@given(
    st.lists(
        st.sampled_from(["0", "00", "000", "1", "5", "50", "500", ".", ",", " ", "k", "tr", "tỷ"]),
        max_size=7,
    ).map("".join)
)
def test_a_text_has_one_meaning_or_is_refused(text: str) -> None:
    amount = read(text)
    if isinstance(amount, AmbiguousAmount):
        assert len(set(amount.choices)) == len(amount.choices) > 1
        assert all(parse_amount(str(choice)) == choice for choice in amount.choices)
    elif isinstance(amount, int):
        assert 0 <= amount <= LARGEST_AMOUNT
        # Whether a person uses the point or the comma never changes an amount.
        assert parse_amount(text.translate(str.maketrans(".,", ",."))) == amount
        if not any(sign.isalpha() for sign in text):
            assert amount == int("".join(sign for sign in text if sign.isdigit()))


@given(st.text(max_size=70))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    amount = read(text)
    if isinstance(amount, ClubledgerError):
        assert str(amount).isprintable()
        assert amount.remedy is not None


def read(text: str) -> int | ClubledgerError:
    try:
        return parse_amount(text)
    except (AmbiguousAmount, NotAnAmount, AmountTooLarge) as refused:
        return refused


def test_amounts_are_written_for_people_and_for_the_books() -> None:
    assert format_amount(1_234_567, "vi") == "1.234.567"
    assert format_amount(1_234_567, "en") == "1,234,567"
    assert format_amount(-500_000, "vi") == "-500.000"
    assert ledger_amount(6_000_000) == "6,000,000 VND"
    assert ledger_amount(-60_000) == "-60,000 VND"


@pytest.mark.parametrize(
    ("mode", "rounded"),
    [
        (RoundingMode.HALF_UP, [1, 1, 2, 3, -1, -2, -3]),
        (RoundingMode.HALF_EVEN, [1, 0, 2, 2, 0, -2, -2]),
        (RoundingMode.HALF_DOWN, [1, 0, 1, 2, 0, -1, -2]),
    ],
)
def test_halves_go_where_the_mode_says(mode: RoundingMode, rounded: list[int]) -> None:
    assert [divide(tenths, 10, mode) for tenths in (6, 5, 15, 25, -5, -15, -25)] == rounded


@given(st.integers(), denominators, modes)
def test_division_takes_the_nearest_whole_number(
    numerator: int, denominator: int, mode: RoundingMode
) -> None:
    rounded = divide(numerator, denominator, mode)
    assert abs(rounded - Fraction(numerator, denominator)) <= Fraction(1, 2)
    assert divide(-numerator, denominator, mode) == -rounded
    assert divide(3 * numerator, 3 * denominator, mode) == rounded


@given(st.integers(), denominators, st.integers(1, 100_000), modes)
def test_rounding_to_a_multiple_happens_once(
    numerator: int, denominator: int, multiple: int, mode: RoundingMode
) -> None:
    rounded = round_to_multiple(numerator, denominator, multiple, mode)
    assert rounded % multiple == 0
    assert abs(rounded - Fraction(numerator, denominator)) <= Fraction(multiple, 2)


def test_rounding_once_differs_from_rounding_twice() -> None:
    # 1,499.6 is nearer to 1,000; rounded to the đồng first, it would be a half and go up.
    assert round_to_multiple(14_996, 10, 1_000) == 1_000


def test_rounding_to_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="multiples of 0"):
        round_to_multiple(1, 1, 0)
    with pytest.raises(ZeroDivisionError):
        divide(1, 0)
