"""Options that several commands about loans share."""

from collections.abc import Callable
from typing import Any, TypeVar

from ledger_core.cli.options import as_written, club_argument, minutes_option
from ledger_core.cli.parameters import argument, option
from ledger_core.cli.values import AMOUNT, CODES, MEMBER, RATE, LoanType, WordType
from ledger_core.cli.words import method_labels, methods
from ledger_core.messages import N_

_F = TypeVar("_F", bound=Callable[..., Any])


def _loan_argument(*, waiting: bool | None) -> Callable[[_F], _F]:
    return argument(
        "loan",
        text=N_("Number of the loan, such as L2026-007."),
        metavar=N_("LOAN"),
        type=LoanType(waiting=waiting),
        question=N_("Which loan"),
    )


def about_a_loan(function: _F) -> _F:
    """Give a command the club's folder and a running loan, before its own options."""
    return club_argument(_loan_argument(waiting=False)(function))


def about_a_waiting_loan(function: _F) -> _F:
    """Give a command the club's folder and a loan that waits to be paid out."""
    return club_argument(_loan_argument(waiting=True)(function))


def about_any_loan(function: _F) -> _F:
    """Give a command the club's folder and a loan, however it stands."""
    return club_argument(_loan_argument(waiting=None)(function))


approved_by_option = option(
    "--approved-by",
    text=N_("Codes of those who approved it, parted by commas."),
    metavar=N_("CODES"),
    type=CODES,
    question=N_("Who approved it (codes or names, parted by commas)"),
    needed=True,
)


def decided_by(function: _F) -> _F:
    """Give a command the options that every decision has, after its own."""
    return approved_by_option(minutes_option(as_written(function)))


borrower_option = option(
    "--member",
    text=N_("Code of the borrower."),
    metavar=N_("CODE"),
    type=MEMBER,
    question=N_("Borrower (code or name)"),
    needed=True,
)

principal_option = option(
    "--principal",
    text=N_("Principal: 6000000, 6.000.000 or 6tr."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("Amount of the loan"),
    needed=True,
)

_product_option = option(
    "--product",
    text=N_("Code of the loan product."),
    metavar=N_("PRODUCT"),
    default="standard",
    show_default=True,
)

_rate_option = option(
    "--rate",
    text=N_("Rate of interest, such as 1%/month; the product's if left out."),
    metavar=N_("RATE"),
    type=RATE,
)

_method_option = option(
    "--method",
    text=N_("How it is repaid; the product's way if left out."),
    type=WordType(methods, method_labels),
)


def on_terms_of_a_product(function: _F) -> _F:
    """Give a command the loan product, and what a loan may have instead of the product's."""
    return _product_option(_rate_option(_method_option(function)))


number_option = option(
    "--loan",
    text=N_("Number of the loan, such as L2026-007; the next one if left out."),
    metavar=N_("LOAN"),
)
