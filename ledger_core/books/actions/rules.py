"""The club sets its rules: a new whole set from a day on, what is not named staying as it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.directives import Directive
from ledger_core.books.literals import VND, Value
from ledger_core.books.rendering import Custom
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import ClubRules
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_

SHARES = ("share-to-activity", "share-to-risk-reserve", "share-to-capital", "share-to-management")


class SharesNotWhole(ClubledgerError):
    """The shares of interest received do not add to one."""

    def __init__(self, total: Decimal) -> None:
        super().__init__(
            Message(
                N_("The shares of interest add to {total:percent}, not to 100 %."), total=total
            ),
            Message(N_("Name the shares that change so that the four add to 100 %.")),
        )
        self.total = total


@dataclass(frozen=True, slots=True)
class RulesRequest:
    """A decision about the club's rules.

    Attributes:
      day: The day from which they hold.
      minutes: The minutes that decided them.
      changes: The rules that change, by the keys of the ledger format.
    """

    day: date
    minutes: str
    changes: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class RulesSet:
    """What a decision about the rules changed.

    Attributes:
      changed: Old and new value of each rule that changed, by key.
    """

    changed: Mapping[str, tuple[Value, Value]]


def set_rules(session: WritingSession, request: RulesRequest) -> RulesSet:
    """Enter a whole set of rules: those in force on the day, with the changes.

    Nothing is entered where nothing changes.

    Raises:
      SharesNotWhole: the shares of interest would not add to one.
    """
    check_open_day(session, request.day)
    before = rules_as_written(session.book.register.rules_on(request.day))
    after = {**before, **request.changes}
    total = sum((Decimal(str(after[key])) for key in SHARES), Decimal(0))
    if total != 1:
        raise SharesNotWhole(total)
    changed = {key: (before[key], after[key]) for key in after if before[key] != after[key]}
    if changed:
        minutes = clean_text(request.minutes, Message(N_("The number of the minutes")))
        session.add_to_register(Custom(request.day, Directive.RULES, (minutes,), after))
    return RulesSet(changed)


def rules_as_written(rules: ClubRules) -> dict[str, Value]:
    """Return a set of rules by the keys of the ledger format, every key of it."""
    shares = rules.interest_shares
    return {
        "loans-per-member": rules.loans_per_member,
        "share-per-borrower": rules.share_per_borrower,
        "membership-months": rules.membership_months,
        "guarantor": rules.guarantor,
        "longest-term": rules.longest_term,
        "membership-fee": VND(rules.membership_fee),
        "share-to-activity": shares.activity,
        "share-to-risk-reserve": shares.risk_reserve,
        "share-to-capital": shares.capital,
        "share-to-management": shares.management,
        "provision-table": rules.provision_table,
        "accounting": rules.accounting.value,
        "approvals-needed": rules.approvals_needed,
    }
