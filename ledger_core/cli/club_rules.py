"""`clubledger rules show|set`: the rules a club gives itself, by decision of its meeting."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ledger_core.cli.asking import OptionType
from ledger_core.cli.framework import LazyGroup, command
from ledger_core.cli.lists import last_day
from ledger_core.cli.options import (
    JSON,
    as_of_option,
    club_argument,
    date_option,
    format_option,
    minutes_option,
    yes_option,
)
from ledger_core.cli.parameters import option
from ledger_core.cli.showing import show_json, show_text
from ledger_core.cli.values import AMOUNT_OR_ZERO, AmountType, NumberType
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.errors import CannotRun
from ledger_core.figures import format_amount, format_percent
from ledger_core.messages import Message, N_, _, current_language

if TYPE_CHECKING:
    from ledger_core.books.literals import Value
    from ledger_core.books.session import WritingSession

_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*(%?)")

rules_group = LazyGroup(
    "rules",
    text=N_("Rules of the club: show those in force, or enter what the meeting decided."),
    commands_by_name={"show": "club_rules:rules_show", "set": "club_rules:rules_set"},
)


class NotAShare(CannotRun):
    """What was typed is no share."""

    def __init__(self, text: str) -> None:
        super().__init__(
            Message(N_("“{text}” is no share."), text=text),
            Message(N_("Write it as a percentage, such as 80%, or as a part of one, such as 0.8.")),
        )


class ShareType(OptionType):
    """A share: `80%`, or `0.8`."""

    name = "share"

    def convert(self, value: Any, param: Any, ctx: Any) -> Decimal:  # noqa: ANN401
        """Read the share."""
        del param, ctx
        if isinstance(value, Decimal):
            return value
        match = _SHARE.fullmatch(str(value).strip())
        if match is None:
            raise NotAShare(str(value))
        number = Decimal(match[1].replace(",", "."))
        share = number / 100 if match[2] else number
        if not 0 <= share <= 1:
            raise NotAShare(str(value))
        return share


_LABELS = {
    "loans-per-member": Message(N_("loans one member may have at once")),
    "share-per-borrower": Message(N_("largest share of the lending capital of one borrower")),
    "membership-months": Message(N_("months of membership before a first loan")),
    "guarantor": Message(N_("every loan needs a guarantor")),
    "longest-term": Message(N_("longest term in months")),
    "membership-fee": Message(N_("monthly membership fee (đồng)")),
    "share-to-activity": Message(N_("loan interest that goes to the Activity fund")),
    "share-to-risk-reserve": Message(N_("loan interest that goes to the risk reserve")),
    "share-to-capital": Message(N_("loan interest that is added to the capital")),
    "share-to-management": Message(N_("loan interest for the management board")),
    "provision-table": Message(N_("table of debt groups and provisions")),
    "accounting": Message(N_("when interest is income: received (cash) or earned (accrual)")),
    "approvals-needed": Message(N_("officers who must approve a loan")),
}
_TYPES: dict[str, Any] = {
    "loans-per-member": NumberType(1, 20),
    "share-per-borrower": ShareType(),
    "membership-months": NumberType(0, 120),
    "guarantor": click.Choice(["yes", "no"]),
    "longest-term": NumberType(1, 600),
    "membership-fee": AMOUNT_OR_ZERO,
    "share-to-activity": ShareType(),
    "share-to-risk-reserve": ShareType(),
    "share-to-capital": ShareType(),
    "share-to-management": ShareType(),
    "provision-table": click.Choice(["microfinance", "banks"]),
    "accounting": click.Choice(["cash", "accrual"]),
    "approvals-needed": NumberType(1, 5),
}


_METAVARS: dict[type, str] = {
    NumberType: N_("NUMBER"),
    AmountType: N_("AMOUNT"),
    ShareType: N_("SHARE"),
}


def _each_rule(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command an option for each rule."""
    for key in reversed(_LABELS):
        kind = _TYPES[key]
        metavar = None if isinstance(kind, click.Choice) else _METAVARS[type(kind)]
        give = option(f"--{key}", text=_LABELS[key].text, type=kind, metavar=metavar)
        function = give(function)
    return function


@command("show", N_("Show the rules in force on a day."))
@club_argument
@as_of_option
@format_option
def rules_show(*, club: Path, as_of: date | None, output: str) -> int:
    """Show the rules."""
    from ledger_core.books.actions import rules_as_written
    from ledger_core.books.session import open_club

    loaded = open_club(club)
    day = as_of or last_day(loaded)
    rules = loaded.book.register.rules_on(day)
    values = rules_as_written(rules)
    if output == JSON:
        answer = {key.replace("-", "_"): _json(value) for key, value in values.items()}
        show_json({"as_of": day.isoformat(), "minutes": rules.decided_by, **answer})
        return 0
    lines = [
        _("Rules in force on {day:date}, minutes {minutes}:", day=day, minutes=rules.decided_by)
    ]
    show_text("\n".join([*lines, *(_line(key, value) for key, value in values.items())]))
    return 0


@command(
    "set",
    N_(
        "Enter rules that the members' meeting decided.\n\n"
        "They hold from that day on; what is not named stays as it was. Loans that run keep the "
        "terms they were agreed on."
    ),
)
@club_argument
@_each_rule
@minutes_option
@date_option
@yes_option
@format_option
def rules_set(
    *,
    club: Path,
    minutes: str,
    day: date,
    yes: bool,
    output: str,
    **typed: Any,  # noqa: ANN401
) -> int:
    """Enter rules."""
    from ledger_core.books.actions import RulesRequest, set_rules

    request = RulesRequest(day, minutes, _changes(typed))

    def action(session: "WritingSession") -> Outcome:
        found = set_rules(session, request)
        lines = [
            f"{_LABELS[key]}: {_text(old)} → {_text(new)}"
            for key, (old, new) in found.changed.items()
        ]
        return Outcome(
            Message(N_("The rules hold so from {day:date} on."), day=day),
            lines,
            repeated=not found.changed,
            unchanged=Message(N_("The rules are so already: nothing was changed.")),
        )

    return write(club, Manner(yes, output), action)


def _changes(typed: Mapping[str, Any]) -> "dict[str, Value]":
    from ledger_core.books.literals import VND

    changes: dict[str, Any] = {}
    for key in _LABELS:
        value = typed[key.replace("-", "_")]
        if value is None:
            continue
        if key == "guarantor":
            value = value == "yes"
        elif key == "membership-fee":
            value = VND(value)
        changes[key] = value
    return changes


def _line(key: str, value: "Value") -> str:
    return f"  {_LABELS[key]}: {_text(value)}   (--{key})"


def _text(value: "Value") -> str:
    """Return a rule's value as people read it."""
    from ledger_core.books.literals import VND

    match value:
        case bool():
            return _("yes") if value else _("no")
        case VND():
            return format_amount(value.amount, current_language())
        case Decimal():
            return format_percent(value, current_language())
        case _:
            return str(value)


def _json(value: "Value") -> Any:  # noqa: ANN401
    from fractions import Fraction

    from ledger_core.books.literals import VND
    from ledger_core.reports import json_ratio

    match value:
        case VND():
            return value.amount
        case Decimal():
            return json_ratio(Fraction(value))
        case _:
            return value
