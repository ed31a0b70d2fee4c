"""Amounts of money in words, as they stand on vouchers and loan agreements.

**Vietnamese** follows the formal way of reading numbers aloud:

- groups of three digits, each with its unit: nghìn, triệu, tỷ; above that nghìn tỷ, triệu tỷ;
- behind the first group every group is read whole: 1.005.000 is một triệu *không trăm linh năm*
  nghìn; a group of zeros is not read;
- a zero among the tens is *linh* (the northern word; the south says lẻ): một trăm linh năm;
- one is *mốt*, four *tư* after mươi (hai mươi mốt, hai mươi tư), but mười một, mười bốn, linh bốn;
- five is *lăm* after mười and mươi (mười lăm, hai mươi lăm), but linh năm;
- *đồng chẵn* ends an amount of whole thousands, so that nothing can be added behind it; others
  end in *đồng*.

**English** is British: one hundred and five thousand Vietnamese dong.
"""

from collections.abc import Iterator

from ledger_core.figures import notation

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_UNITS = ("", "nghìn", "triệu")
_BILLION = 1_000_000_000
_ROUND = 1_000

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion")


def amount_in_words(amount: int, language: str) -> str:
    """Write an amount in whole đồng in words: `Một triệu không trăm linh năm nghìn đồng chẵn`.

    The first letter is a capital. An amount below zero begins with *Âm* or *Minus*.

    Args:
        amount: The amount, smaller than 10^21.
        language: "vi" or "en".

    Raises:
        ValueError: for another language.
        IndexError: for an amount too large for English words.
    """
    notation(language)  # refuses an unknown language
    words = number_in_words(abs(amount), language)
    if language == "vi":
        sign, currency = "âm ", "đồng chẵn" if amount and amount % _ROUND == 0 else "đồng"
    else:
        sign, currency = "minus ", "Vietnamese dong"
    text = f"{sign if amount < 0 else ''}{words} {currency}"
    return text[0].upper() + text[1:]


def number_in_words(number: int, language: str) -> str:
    """Write a number from zero on in words, without a capital letter: `hai mươi mốt`."""
    return _vietnamese(number) if language == "vi" else _english(number)


def _vietnamese(number: int) -> str:
    return " ".join(_spoken(number, first=True)) or _DIGITS[0]


def _spoken(number: int, *, first: bool) -> Iterator[str]:
    """Yield the words of a number; a group that is not the `first` one is read whole.

    Above a billion the count of billions is read like any number: một nghìn tỷ, một triệu tỷ.
    """
    billions, rest = divmod(number, _BILLION)
    if billions:
        yield from _spoken(billions, first=first)
        yield "tỷ"
        first = False
    for unit in (2, 1, 0):
        group = rest // 1000**unit % 1000
        if group:
            yield from _group(group, whole=not first)
            if unit:
                yield _UNITS[unit]
            first = False


def _group(group: int, *, whole: bool) -> Iterator[str]:
    """Yield the words of 1 to 999; `whole` reads hundreds and tens that are zero."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    read_hundreds = whole or hundreds > 0
    if read_hundreds:
        yield from (_DIGITS[hundreds], "trăm")
    if tens > 1:
        yield from (_DIGITS[tens], "mươi")
    elif tens == 1:
        yield "mười"
    elif ones and read_hundreds:
        yield "linh"
    if ones:
        yield _ones(ones, tens)


def _ones(ones: int, tens: int) -> str:
    if tens > 1 and ones in (1, 4):
        return "mốt" if ones == 1 else "tư"
    return "lăm" if tens and ones == 5 else _DIGITS[ones]  # noqa: PLR2004 (the digit itself)


def _english(number: int) -> str:
    if number == 0:
        return _SMALL[0]
    groups = []
    scale, rest = 0, number
    while rest:
        rest, group = divmod(rest, 1000)
        if group:
            groups.append(f"{_english_group(group)} {_SCALES[scale]}".rstrip())
        scale += 1
    last = number % 1000
    if len(groups) > 1 and 0 < last < 100:  # noqa: PLR2004 (no hundreds)
        groups[0] = f"and {groups[0]}"
    return " ".join(reversed(groups))


def _english_group(group: int) -> str:
    hundreds, rest = divmod(group, 100)
    parts = [f"{_SMALL[hundreds]} hundred"] if hundreds else []
    if rest:
        tens, ones = divmod(rest, 10)
        small = _SMALL[rest] if rest < len(_SMALL) else _TENS[tens]
        parts.append(small if rest < len(_SMALL) or not ones else f"{small}-{_SMALL[ones]}")
    return " and ".join(parts)
