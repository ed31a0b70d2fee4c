"""Amounts in words: the formal rules, and back again by a reader of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.money import amount_in_words

VIETNAMESE = {
    0: "Không đồng",
    1: "Một đồng",
    10: "Mười đồng",
    14: "Mười bốn đồng",
    15: "Mười lăm đồng",
    21: "Hai mươi mốt đồng",
    24: "Hai mươi tư đồng",
    25: "Hai mươi lăm đồng",
    40: "Bốn mươi đồng",
    44: "Bốn mươi tư đồng",
    101: "Một trăm linh một đồng",
    104: "Một trăm linh bốn đồng",
    105: "Một trăm linh năm đồng",
    110: "Một trăm mười đồng",
    115: "Một trăm mười lăm đồng",
    1_000: "Một nghìn đồng chẵn",
    1_005: "Một nghìn không trăm linh năm đồng",
    1_015: "Một nghìn không trăm mười lăm đồng",
    5_000: "Năm nghìn đồng chẵn",
    21_000: "Hai mươi mốt nghìn đồng chẵn",
    105_000: "Một trăm linh năm nghìn đồng chẵn",
    560_000: "Năm trăm sáu mươi nghìn đồng chẵn",
    1_005_000: "Một triệu không trăm linh năm nghìn đồng chẵn",
    1_000_005: "Một triệu không trăm linh năm đồng",
    6_000_000: "Sáu triệu đồng chẵn",
    10_010_010: "Mười triệu không trăm mười nghìn không trăm mười đồng",
    1_000_000_000: "Một tỷ đồng chẵn",
    1_000_001_000: "Một tỷ không trăm linh một nghìn đồng chẵn",
    2_050_000_000: "Hai tỷ không trăm năm mươi triệu đồng chẵn",
    1_000_000_000_000: "Một nghìn tỷ đồng chẵn",
    1_005_000_000_000: "Một nghìn không trăm linh năm tỷ đồng chẵn",
    10**15: "Một triệu tỷ đồng chẵn",
    -105_000: "Âm một trăm linh năm nghìn đồng chẵn",
}

ENGLISH = {
    0: "Zero Vietnamese dong",
    5_000: "Five thousand Vietnamese dong",
    21_105: "Twenty-one thousand one hundred and five Vietnamese dong",
    1_005_000: "One million five thousand Vietnamese dong",
    1_000_005: "One million and five Vietnamese dong",
    40: "Forty Vietnamese dong",
    13_000: "Thirteen thousand Vietnamese dong",
    10**12: "One trillion Vietnamese dong",
}


@pytest.mark.parametrize(("amount", "words"), VIETNAMESE.items())
def test_vietnamese_is_read_by_the_formal_rules(amount: int, words: str) -> None:
    assert amount_in_words(amount, "vi") == words


@pytest.mark.parametrize(("amount", "words"), ENGLISH.items())
def test_english_is_read_the_british_way(amount: int, words: str) -> None:
    assert amount_in_words(amount, "en") == words


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        amount_in_words(5, "fr")


VI_DIGITS = ("không", "một mốt", "hai", "ba", "bốn tư", "năm lăm", "sáu", "bảy", "tám", "chín")
VI_VALUES = {word: value for value, words in enumerate(VI_DIGITS) for word in words.split()}
VI_SCALES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}


def vietnamese_number(words: list[str]) -> int:
    """Read words back: the last greatest unit parts what it counts from what follows."""
    for scale in ("tỷ", "triệu", "nghìn"):
        if scale in words:
            at = len(words) - 1 - words[::-1].index(scale)
            counted = vietnamese_number(words[:at])
            assert counted > 0
            return counted * VI_SCALES[scale] + vietnamese_number(words[at + 1 :])
    total = held = 0
    for word in words:
        if word == "trăm":
            total, held = held * 100, 0
        elif word == "mươi":
            assert held > 1
            total, held = total + held * 10, 0
        elif word == "mười":
            total += 10
        elif word != "linh":
            held = VI_VALUES[word]
    return total + held


SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
EN_VALUES = {word: value for value, word in enumerate(SMALL.split())}
EN_VALUES |= {word: 10 * value for value, word in enumerate(TENS.split(), start=2)}
EN_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
EN_SCALES["quadrillion"] = 10**15


def english_number(words: list[str]) -> int:
    total = held = 0
    for word in words:
        if word == "hundred":
            held *= 100
        elif word in EN_SCALES:
            total, held = total + held * EN_SCALES[word], 0
        elif word != "and":
            held += sum(EN_VALUES[part] for part in word.split("-"))
    return total + held


# Amounts with many zeros and fives are where the rules differ.
AMOUNTS = st.integers(0, 10**15) | st.lists(
    st.sampled_from([0, 0, 1, 4, 5, 10, 11, 14, 15, 21, 24, 25, 100, 104, 105, 110, 115, 555]),
    min_size=1,
    max_size=5,
).map(lambda groups: sum(group * 1000**n for n, group in enumerate(groups)))


@given(AMOUNTS)
def test_words_read_back_are_the_amount(amount: int) -> None:
    first, *words = (
        amount_in_words(amount, "vi").removesuffix(" chẵn").removesuffix(" đồng").split()
    )
    assert vietnamese_number([first.lower(), *words]) == amount
    english = amount_in_words(amount, "en").removesuffix(" Vietnamese dong").lower()
    assert english_number(english.split()) == amount


@given(AMOUNTS)
def test_whole_thousands_and_no_others_end_in_chan(amount: int) -> None:
    whole = amount > 0 and amount % 1000 == 0
    assert amount_in_words(amount, "vi").endswith(" chẵn") == whole


@given(AMOUNTS)
def test_no_amount_is_read_by_a_word_that_the_rules_exclude(amount: int) -> None:
    words = amount_in_words(amount, "vi").lower()
    for wrong in (
        "mươi một",
        "mươi bốn",
        "mươi năm ",
        "mười năm",
        "mười mốt",
        "linh lăm",
        "một mươi",
    ):
        assert wrong not in words.replace("mươi năm trăm", "")
    assert "lẻ" not in words
