"""Loan products: named sets of terms that a loan copies when it is approved.

A product holds its terms as the words of the ledger format, because the copy in the loan's own
directive is what counts from then on: a product changed later never changes an old loan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

# `int` is an amount in đồng; every other number is a Decimal.
TermValue: TypeAlias = str | Decimal | int | bool | date


@dataclass(frozen=True, slots=True)
class LoanProduct:
    """A loan product as it stands from one day on.

    Attributes:
      code: Its code, such as `standard`.
      name: Its name for people.
      since: The day this version takes effect.
      terms: The terms a loan copies, by the keys of the ledger format.
      instalments: The usual number of instalments.
      largest_principal: Largest principal in đồng, None for no limit of its own.
      longest_term: Longest term in months, None for the club's rule.
      decided_by: The minutes that decided it, "" where none are named.
    """

    code: str
    name: str
    since: date
    terms: Mapping[str, TermValue] = field(default_factory=lambda: MappingProxyType({}))
    instalments: int = 12
    largest_principal: int | None = None
    longest_term: int | None = None
    decided_by: str = ""
