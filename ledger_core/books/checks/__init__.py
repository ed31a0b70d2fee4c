"""The rules of the books, one module a plugin; each check reads a `Book` and adds findings."""

from collections.abc import Callable
from types import MappingProxyType

from ledger_core.books.book import Book
from ledger_core.books.checks.fund_separation import check_fund_separation
from ledger_core.books.checks.interest_rules import check_interest_rules
from ledger_core.books.checks.loan_lifecycle import check_loan_lifecycle
from ledger_core.books.checks.month_seal import check_month_seal
from ledger_core.books.checks.register import check_register

CHECKS: MappingProxyType[str, Callable[[Book], None]] = MappingProxyType(
    {
        "register": check_register,
        "fund_separation": check_fund_separation,
        "loan_lifecycle": check_loan_lifecycle,
        "interest_rules": check_interest_rules,
        "month_seal": check_month_seal,
    }
)

__all__ = ["CHECKS"]
