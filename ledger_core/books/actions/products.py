"""Loan products are decided, and changed from a day on."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.actions.errors import ProductIncomplete
from ledger_core.books.actions.lending_errors import RateOverCeiling
from ledger_core.books.codes import NotACode
from ledger_core.books.directives import Directive
from ledger_core.books.literals import VND, Value
from ledger_core.books.loan_terms import (
    RATE_KEYS,
    LoanFrame,
    merged_words,
    term_metadata,
    terms_from_words,
)
from ledger_core.books.rendering import Custom
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import LoanProduct, TermValue
from ledger_core.loans.rates import exceeds_ceiling
from ledger_core.messages import Message, N_

_CODE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class ProductRequest:
    """A loan product as the meeting decided it; what is None stays as it was.

    Attributes:
      code: Its code, such as `standard`.
      day: The day from which it is offered so.
      minutes: Minutes of the meeting.
      name: Its name for people; needed for a new product.
      instalments: Usual number of instalments.
      largest_principal: Largest principal in đồng.
      longest_term: Longest term in months.
      terms: Terms to change, by the keys of the ledger format; None puts the default back.
    """

    code: str
    day: date
    minutes: str
    name: str | None = None
    instalments: int | None = None
    largest_principal: int | None = None
    longest_term: int | None = None
    terms: tuple[tuple[str, TermValue | None], ...] = ()


def set_product(session: WritingSession, request: ProductRequest) -> str:
    """Enter a loan product, or another version of one, with every core term; return its code.

    Loans that run keep the terms they were agreed on.

    Raises:
      ProductIncomplete: a new product has no name, no rate or no method.
      TermsRefused: a term is none that it may be.
      RateOverCeiling: the rate is above what the law allows.
    """
    check_open_day(session, request.day)
    code = request.code.strip().lower()
    if not _CODE.fullmatch(code):
        raise NotACode(request.code, Message(N_("a product's code such as standard or harvest-2")))
    before = session.book.register.product_on(code, request.day)
    product = _changed(before or LoanProduct(code, "", request.day), request)
    missing = [word for word in ("method",) if word not in product.terms]
    if not any(key in product.terms for key in RATE_KEYS):
        missing.append("rate-per-month")
    if missing or not product.name:
        raise ProductIncomplete(code, [*missing, *([] if product.name else ["name"])])
    frame = LoanFrame(1, product.instalments, None)
    metadata: dict[str, Value] = {
        "name": clean_text(product.name, Message(N_("The product's name"))),
        "instalments": product.instalments,
    }
    if product.largest_principal is not None:
        metadata["largest-principal"] = VND(product.largest_principal)
    if product.longest_term is not None:
        metadata["longest-term"] = product.longest_term
    terms = terms_from_words(product.terms, frame)
    if exceeds_ceiling(terms.rate):
        raise RateOverCeiling(terms.rate)
    metadata |= term_metadata(terms)
    metadata["minutes"] = clean_text(request.minutes, Message(N_("The number of the minutes")))
    session.add_to_register(Custom(request.day, Directive.PRODUCT, (code,), metadata))
    return code


def _changed(product: LoanProduct, request: ProductRequest) -> LoanProduct:
    fields = ("name", "instalments", "largest_principal", "longest_term")
    changes = {name: value for name in fields if (value := getattr(request, name)) is not None}
    return replace(product, terms=merged_words(product.terms, request.terms), **changes)
