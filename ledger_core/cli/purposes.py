"""Purposes of money: which fund pays or receives for what, as people choose them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from ledger_core.cli.asking import Answers, Offer, OptionType, plain
from ledger_core.cli.parameters import Condition, option
from ledger_core.cli.values import WordType
from ledger_core.cli.words import fund_labels, funds
from ledger_core.messages import LANGUAGES, N_

_F = TypeVar("_F", bound=Callable[..., Any])


class PurposeType(OptionType, Answers):
    """A purpose by its word; at a terminal those that the fund knows are listed.

    Args:
      received: Whether money is received for it, else paid.
    """

    name = "purpose"

    def __init__(self, *, received: bool) -> None:
        self.received = received

    def convert(self, value: Any, param: Any, ctx: Any) -> str:  # noqa: ANN401
        """Return the word of a purpose; what it is called in either language means the same."""
        from ledger_core.club import Role

        del param, ctx
        typed = plain(str(value))
        called = {
            plain(role.label.in_language(language)): role.value
            for role in Role
            for language in LANGUAGES
        }
        return called.get(typed, str(value))

    def offers(self, ctx: click.Context) -> Sequence[Offer]:
        """Return the purposes of the fund that was chosen."""
        from ledger_core.books.actions import payable_roles, receivable_roles

        fund = ctx.params.get("fund")
        if fund is None:
            return ()
        roles = receivable_roles(fund) if self.received else payable_roles(fund)
        return [(role.value, str(role.label)) for role in roles]


def given_purpose(ctx: click.Context) -> bool:
    """Whether the money is for a named purpose."""
    return ctx.params.get("purpose") is not None


def fund_option(
    name: str = "--fund",
    *,
    text: str = N_("The fund: income (lends to members) or activity."),
    question: str = N_("Which fund"),
    when: Condition | None = None,
) -> Callable[[_F], _F]:
    """Return an option that names a fund."""
    return option(
        name,
        name.removeprefix("--") + ("_fund" if name == "--from" else ""),
        text=text,
        type=WordType(funds, fund_labels),
        question=question,
        needed=True,
        when=when,
    )
