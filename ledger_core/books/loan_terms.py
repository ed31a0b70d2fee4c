"""The terms of a loan as metadata of its directive, read and written.

One table serves both ways: the keys of the ledger format, and what each means to the arithmetic.
The defaults of keys left out are those of format version 1 and never change within it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from beancount.core import data
from beancount.core.amount import Amount

from ledger_core.books.literals import VND, Value
from ledger_core.books.metadata import CURRENCY, MetadataReader, given
from ledger_core.club import TermValue
from ledger_core.errors import ClubledgerError
from ledger_core.loans import (
    DEFAULT_ALLOCATION,
    AllocationBy,
    AppliesTo,
    EarlyPayoff,
    ExcessPayment,
    Grace,
    InterestPeriod,
    InterestRate,
    LateTerms,
    LoanTerms,
    Method,
    Residual,
    Rounding,
    parse_allocation,
)
from ledger_core.messages import Message, N_
from ledger_core.money import RoundingMode

# In the order in which a loan's directive prints them.
TERM_KEYS = (
    "rate-per-month",
    "rate-per-year",
    "method",
    "interest-period",
    "rounding-multiple",
    "rounding-mode",
    "rounding-applies-to",
    "residual",
    "early-payoff",
    "excess-payment",
    "advance-window",
    "late-rate-multiple",
    "late-interest-rate-per-year",
    "late-grace",
    "late-threshold",
    "allocation",
    "allocation-by",
)


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


def read_loan_terms(meta: data.Meta, reader: MetadataReader) -> LoanTerms | None:
    """Read the terms of a `loan` directive; None when a term that has no default is missing."""
    principal = reader.amount("principal", required=True)
    instalments = reader.whole("instalments", required=True)
    if meta.get("method") is None:
        reader.text("method", required=True)
    first_due = reader.day("first-due")
    if meta.get("rate-per-month") is None and meta.get("rate-per-year") is None:
        reader.number("rate-per-month", required=True)
    terms = _read_terms(reader, LoanFrame(principal or 1, instalments or 1, first_due))
    return terms if principal and instalments and not reader.problems else None


def read_term_words(meta: data.Meta, reader: MetadataReader) -> dict[str, TermValue]:
    """Check the terms of a `product` directive and return those given, as the format's words."""
    _read_terms(reader, LoanFrame(1, 1, None))
    words: dict[str, TermValue] = {}
    for key in TERM_KEYS:
        value = meta.get(key)
        if isinstance(value, str | Decimal):
            words[key] = value
        elif value is not None:
            amount = reader.amount(key)
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
    by = reader.word("allocation-by", AllocationBy)
    order = reader.text("allocation")
    return LoanTerms(
        principal=frame.principal,
        rate=_rate(reader),
        instalments=frame.instalments,
        method=reader.word("method", Method) or Method.DECLINING_EQUAL_PRINCIPAL,
        interest_period=reader.word("interest-period", InterestPeriod) or InterestPeriod.MONTH,
        rounding=_rounding(reader),
        early_payoff=reader.word("early-payoff", EarlyPayoff) or EarlyPayoff.TO_PAY_DATE,
        excess_payment=reader.word("excess-payment", ExcessPayment)
        or ExcessPayment.FEWER_INSTALMENTS,
        advance_window_days=given(reader.whole("advance-window"), 10),
        late=_late(reader),
        allocation=DEFAULT_ALLOCATION if order is None else parse_allocation(order),
        allocation_by=by or AllocationBy.COMPONENT,
        first_due=frame.first_due,
    )


def _rate(reader: MetadataReader) -> InterestRate:
    per_month, per_year = reader.number("rate-per-month"), reader.number("rate-per-year")
    if per_month is not None and per_year is not None:
        reader.problems.append(
            Message(N_("the rate is stated per month and per year; keep the one agreed"))
        )
    if per_year is not None:
        return InterestRate.yearly(Fraction(per_year))
    return InterestRate.monthly(Fraction(per_month or 0))


def _rounding(reader: MetadataReader) -> Rounding:
    default = Rounding()
    return Rounding(
        multiple=given(reader.whole("rounding-multiple"), default.multiple),
        mode=reader.word("rounding-mode", RoundingMode) or default.mode,
        applies_to=reader.word("rounding-applies-to", AppliesTo) or default.applies_to,
        residual=reader.word("residual", Residual) or default.residual,
    )


def _late(reader: MetadataReader) -> LateTerms:
    default = LateTerms()
    multiple = reader.number("late-rate-multiple")
    rate = reader.number("late-interest-rate-per-year")
    grace = reader.text("late-grace")
    threshold = reader.amount("late-threshold")
    return LateTerms(
        rate_multiple=default.rate_multiple if multiple is None else Fraction(multiple),
        interest_rate_per_year=default.interest_rate_per_year if rate is None else Fraction(rate),
        grace=default.grace if grace is None else Grace.parse(grace),
        threshold=given(threshold, default.threshold),
    )


def term_metadata(terms: LoanTerms) -> dict[str, Value]:
    """Return every term as metadata to write, defaults included, in the order of `TERM_KEYS`."""
    rate_key = f"rate-per-{terms.rate.per.value}"
    metadata: dict[str, Value] = {
        rate_key: terms.rate.value,
        "method": terms.method.value,
        "interest-period": terms.interest_period.value,
        "rounding-multiple": terms.rounding.multiple,
        "rounding-mode": terms.rounding.mode.value,
        "rounding-applies-to": terms.rounding.applies_to.value,
        "residual": terms.rounding.residual.value,
        "early-payoff": terms.early_payoff.value,
        "excess-payment": terms.excess_payment.value,
        "advance-window": terms.advance_window_days,
        "late-rate-multiple": terms.late.rate_multiple,
        "late-interest-rate-per-year": terms.late.interest_rate_per_year,
        "late-grace": str(terms.late.grace),
        "late-threshold": VND(terms.late.threshold),
        "allocation": " ".join(terms.allocation),
        "allocation-by": terms.allocation_by.value,
    }
    if terms.first_due is not None:
        metadata["first-due"] = terms.first_due
    return metadata


def terms_from_words(words: Mapping[str, TermValue], frame: LoanFrame) -> LoanTerms:
    """Return the terms of a new loan under a product's terms.

    Raises:
      ClubledgerError: a number is outside the limits of the arithmetic.
    """
    meta = {
        key: Amount(Decimal(value), CURRENCY) if isinstance(value, int) else value
        for key, value in words.items()
    }
    return _terms_of(MetadataReader(meta), frame)
