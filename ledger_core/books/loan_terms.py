"""The terms of a loan as metadata of its directive, read and written.

The table of `ledger_core.books.term_keys` serves both ways. The defaults of keys left out are
those of format version 1 and never change within it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from beancount.core import data
from beancount.core.amount import Amount

from ledger_core.books.literals import Value
from ledger_core.books.metadata import CURRENCY, MetadataReader, whole_amount
from ledger_core.books.term_errors import TermsRefused
from ledger_core.books.term_keys import PARTS, TERMS
from ledger_core.books.term_kinds import Number, TermKind, Text
from ledger_core.books.term_texts import parse_shares, shares_text
from ledger_core.club import TermValue
from ledger_core.errors import ClubledgerError
from ledger_core.loans import InterestRate, LoanTerms, RatePeriod, Shares
from ledger_core.messages import Message, N_

_RATES: Final = {
    "rate-per-month": (RatePeriod.MONTH, False),
    "rate-per-year": (RatePeriod.YEAR, False),
    "rate-per-day": (RatePeriod.DAY, False),
    "effective-rate-per-year": (RatePeriod.YEAR, True),
}
_RATE_KEY: Final = {stated: key for key, stated in _RATES.items()}
RATE_KEYS: Final = tuple(_RATES)
_SHARES: Final = Text(
    parse_shares, shares_text, Message(N_('shares such as "0.2 0.3 0.5" or "1/3 1/3 1/3"')), " "
)
_PRINCIPAL_SHARES: Final = "principal-shares"
_INTEREST_SHARES: Final = "interest-shares"

KINDS: Final[Mapping[str, TermKind]] = {
    **dict.fromkeys(RATE_KEYS, Number()),
    **{term.key: term.kind for term in TERMS},
    _PRINCIPAL_SHARES: _SHARES,
    _INTEREST_SHARES: _SHARES,
}
"""Every key of a term, with what it may be."""

_DEFAULT: Final = LoanTerms(1, InterestRate.monthly(Fraction(0)), 1)


@dataclass(frozen=True, slots=True)
class LoanFrame:
    """What a loan states for itself, beside the terms it shares with its product.

    Attributes:
      principal: Principal in đồng.
      instalments: Number of instalments.
      first_due: First due date, None for one month after disbursement.
    """

    principal: int
    instalments: int
    first_due: date | None


_ANY_FRAME: Final = LoanFrame(1, 1, None)


def term_of(key: str) -> str | None:
    """Return the term a key belongs to: its own, or that of the list it goes on with."""
    term = re.sub(r"-\d+$", "", key)
    if key in KINDS:
        return key
    kind = KINDS.get(term)
    return term if isinstance(kind, Text) and kind.parting else None


def read_loan_terms(meta: data.Meta, reader: MetadataReader) -> LoanTerms | None:
    """Read the terms of a `loan` directive; None when a term that has no default is missing."""
    principal = reader.amount("principal", required=True)
    instalments = reader.whole("instalments", required=True)
    if meta.get("method") is None:
        reader.text("method", required=True)
    first_due = reader.day("first-due")
    if all(meta.get(key) is None for key in RATE_KEYS):
        reader.number("rate-per-month", required=True)
    terms = _read_terms(reader, LoanFrame(principal or 1, instalments or 1, first_due))
    return terms if principal and instalments and not reader.problems else None


def read_term_words(meta: data.Meta, reader: MetadataReader) -> dict[str, TermValue]:
    """Check the terms of a `product` directive and return those given, as the format's words."""
    _read_terms(reader, _ANY_FRAME)
    words: dict[str, TermValue] = {}
    for key, value in meta.items():
        if term_of(key) is None:
            continue
        if isinstance(value, str | Decimal | bool):
            words[key] = value
        else:
            amount = whole_amount(value)
            if amount is not None:
                words[key] = amount
    return words


def _read_terms(reader: MetadataReader, frame: LoanFrame) -> LoanTerms | None:
    """Read the terms; what the arithmetic refuses joins the directive's problems."""
    try:
        return _terms_of(reader, frame)
    except ClubledgerError as error:
        reader.problems.append(error.message)
        return None


def _terms_of(reader: MetadataReader, frame: LoanFrame) -> LoanTerms:
    given: dict[str, dict[str, Any]] = {part: {} for part in ("", *PARTS)}
    for term in TERMS:
        if not reader.mentions(term.key):  # as most are: an ordinary loan has few terms
            continue
        value = term.kind.read(reader, term.key)
        if value is not None:
            given[term.part][term.field] = value
    shares = _read_shares(reader)
    if shares is not None:
        given["spread"]["shares"] = shares
    return LoanTerms(
        principal=frame.principal,
        rate=read_rate(reader),
        instalments=frame.instalments,
        first_due=frame.first_due,
        **given[""],
        **{part: kind(**given[part]) for part, kind in PARTS.items()},
    )


def read_rate(reader: MetadataReader) -> InterestRate:
    """Return the rate that is stated, in any of its four ways; nothing is a rate of 0."""
    """Read the rate as it was agreed; 0 where none is written."""
    rates = {key: reader.number(key) for key in RATE_KEYS}
    stated = [(key, number) for key, number in rates.items() if number is not None]
    if len(stated) > 1:
        reader.problems.append(Message(N_("the rate is stated twice; keep the one agreed")))
    for key, number in stated:
        period, effective = _RATES[key]
        return InterestRate(Fraction(number), period, effective)
    return _DEFAULT.rate


def rate_metadata(rate: InterestRate) -> dict[str, Value]:
    """Return a rate as metadata to write, as it was agreed."""
    return {_RATE_KEY[rate.per, rate.effective]: rate.value}


def _read_shares(reader: MetadataReader) -> Shares | None:
    principal = _SHARES.read(reader, _PRINCIPAL_SHARES)
    interest = _SHARES.read(reader, _INTEREST_SHARES)
    if principal is None:
        if interest is not None:
            reader.problems.append(
                Message(N_("“interest-shares:” stands without “principal-shares:”"))
            )
        return None
    return Shares(principal, interest or ())


def term_metadata(terms: LoanTerms) -> dict[str, Value]:
    """Return the terms as metadata to write.

    The core terms are written with their defaults, every further one where it differs from the
    format's default, so that an ordinary loan stays short.
    """
    metadata = rate_metadata(terms.rate)
    further: dict[str, Value] = {}
    for term in TERMS:
        value = _value(terms, term.part, term.field)
        if term.core:
            metadata |= term.kind.write(term.key, value)
        elif value != _value(_DEFAULT, term.part, term.field):
            further |= term.kind.write(term.key, value)
    if terms.first_due is not None:
        metadata["first-due"] = terms.first_due
    shares = terms.spread.shares
    if shares is not None:
        further |= _SHARES.write(_PRINCIPAL_SHARES, shares.principal)
        if shares.interest:
            further |= _SHARES.write(_INTEREST_SHARES, shares.interest)
    return metadata | further


def _value(terms: LoanTerms, part: str, field: str) -> Any:  # noqa: ANN401 (of any field)
    return getattr(getattr(terms, part) if part else terms, field)


def terms_from_words(words: Mapping[str, TermValue], frame: LoanFrame) -> LoanTerms:
    """Return the terms of a new loan under a product's terms.

    Raises:
      TermsRefused: a word or number is none that the term may be.
      ClubledgerError: the arithmetic refuses the terms.
    """
    reader = MetadataReader({key: _as_metadata(value) for key, value in words.items()})
    terms = _read_terms(reader, frame)
    if terms is None or reader.problems:
        raise TermsRefused(reader.problems)
    return terms


def merged_words(
    words: Mapping[str, TermValue], changes: Iterable[tuple[str, TermValue | None]]
) -> dict[str, TermValue]:
    """Return terms with some of them changed; None puts a term back to the format's default.

    A rate takes the place of any other rate.
    """
    merged = dict(words)
    for key, value in changes:
        replaced = RATE_KEYS if key in RATE_KEYS else (term_of(key),)
        merged = {k: v for k, v in merged.items() if term_of(k) not in replaced}
        if value is not None:
            merged[key] = value
    return merged


def _as_metadata(value: TermValue) -> object:
    """Return a term as Beancount would hand it over."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Amount(Decimal(value), CURRENCY)
    return value
