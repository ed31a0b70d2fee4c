"""`clubledger loan reschedule|reamortise|rate`: another schedule or rate for a running loan."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.changing import counted_line, decide
from ledger_core.cli.framework import command
from ledger_core.cli.loan_options import about_a_loan, decided_by
from ledger_core.cli.parameters import option
from ledger_core.cli.values import AMOUNT, DAY, RATE, NumberType, WordType
from ledger_core.cli.writing import Manner
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.actions import Decided
    from ledger_core.loans import InterestRate, LoanPosition, ReschedulingKind, UnpaidInterest

_KIND_LABELS = {
    "dates": Message(N_("other dates, the end no later")),
    "extension": Message(N_("extension: a later end")),
}
_UNPAID_INTEREST_LABELS = {
    "stays": Message(N_("it stays due where it was")),
    "spread": Message(N_("it moves in equal parts to the new instalments")),
}


def _kinds() -> list["ReschedulingKind"]:
    """Return the kinds that are no part of a top-up."""
    from ledger_core.loans import ReschedulingKind

    return [ReschedulingKind(word) for word in _KIND_LABELS]


def _unpaid_interest() -> list["UnpaidInterest"]:
    from ledger_core.loans import UnpaidInterest

    return list(UnpaidInterest)


@command(
    "reschedule",
    N_(
        "Give a running loan new dates that the meeting decided.\n\n"
        "All principal that is not repaid is spread over the new instalments. The loan counts as "
        "rescheduled until it is repaid, and what was late keeps its age."
    ),
)
@about_a_loan
@option(
    "--kind",
    text=N_("dates: other dates, the end no later. extension: a later end."),
    type=WordType(_kinds, lambda: _KIND_LABELS),
    question=N_("What changes"),
    needed=True,
)
@option(
    "--instalments",
    text=N_("Number of instalments from now on."),
    metavar=N_("NUMBER"),
    type=NumberType(1, 600),
    question=N_("Number of instalments from now on"),
    needed=True,
)
@option(
    "--first-due",
    text=N_("Due date of the first of them."),
    metavar=N_("DATE"),
    type=DAY,
    question=N_("Due date of the first of them"),
    needed=True,
)
@option(
    "--every-days",
    text=N_("Days from one due date to the next; a month if left out."),
    metavar=N_("NUMBER"),
    type=NumberType(1, 366),
)
@option(
    "--unpaid-interest",
    text=N_("What becomes of interest that is due and unpaid; stays if left out."),
    type=WordType(_unpaid_interest, lambda: _UNPAID_INTEREST_LABELS),
)
@decided_by
def loan_reschedule(
    *,
    club: Path,
    loan: str,
    kind: "ReschedulingKind",
    instalments: int,
    first_due: date,
    every_days: int | None,
    unpaid_interest: "UnpaidInterest | None",
    approved_by: tuple[str, ...],
    minutes: str,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter new dates."""
    from ledger_core.books.actions import Decision, NewDates, reschedule_loan
    from ledger_core.loans import UnpaidInterest

    dates = NewDates(
        kind, instalments, first_due, every_days, unpaid_interest or UnpaidInterest.STAYS
    )

    def words(decided: "Decided") -> list[str]:
        return [
            _("{kind}; {count} instalments", kind=_KIND_LABELS[kind.value], count=instalments),
            _(
                "last instalment: {old:date} before, {new:date} after",
                old=_last_due(decided.before),
                new=_last_due(decided.after),
            ),
            *counted_line(decided),
        ]

    return decide(
        club,
        Decision(loan, day, minutes, approved_by, exception),
        Manner(yes, output),
        lambda session, decision: reschedule_loan(session, decision, dates),
        (Message(N_("The loan has its new dates.")), words),
    )


def _last_due(position: "LoanPosition") -> date | None:
    return max((row.due for row in position.instalments), default=None)


@command(
    "reamortise",
    N_(
        "Move overdue principal to the coming instalments, in equal parts.\n\n"
        "The dates stay. It counts as a rescheduling, and what was late keeps its age."
    ),
)
@about_a_loan
@option(
    "--principal",
    text=N_("How much overdue principal moves; all of it if left out."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("How much principal moves (Enter for all that is overdue)"),
)
@decided_by
def loan_reamortise(
    *,
    club: Path,
    loan: str,
    principal: int | None,
    approved_by: tuple[str, ...],
    minutes: str,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Move overdue principal to the coming instalments."""
    from ledger_core.books.actions import Decision, reamortise_loan

    def words(decided: "Decided") -> list[str]:
        moved = decided.before.principal_due - decided.after.principal_due
        return [
            _("{amount:money} đồng of principal move to the coming instalments", amount=moved),
            *counted_line(decided),
        ]

    return decide(
        club,
        Decision(loan, day, minutes, approved_by, exception),
        Manner(yes, output),
        lambda session, decision: reamortise_loan(session, decision, principal),
        (Message(N_("The overdue principal is moved to the coming instalments.")), words),
    )


@command(
    "rate",
    N_(
        "Set another rate of interest for a running loan.\n\n"
        "The day is the last one at the old rate; interest due by then stays as it is."
    ),
)
@about_a_loan
@option(
    "--rate",
    text=N_("The new rate, such as 0.8%/month."),
    metavar=N_("RATE"),
    type=RATE,
    question=N_("New rate, such as 0.8%/month"),
    needed=True,
)
@decided_by
def loan_rate(
    *,
    club: Path,
    loan: str,
    rate: "InterestRate",
    approved_by: tuple[str, ...],
    minutes: str,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter another rate."""
    from ledger_core.books.actions import Decision, change_rate

    def words(decided: "Decided") -> list[str]:
        del decided
        return [
            _(
                "rate from now on: {month:percent} a month; a year {year:percent} counted by "
                "months, {by_days:percent} counted by days",
                month=rate.per_month,
                year=rate.per_year,
                by_days=rate.per_year_by_days,
            )
        ]

    return decide(
        club,
        Decision(loan, day, minutes, approved_by, exception),
        Manner(yes, output),
        lambda session, decision: change_rate(session, decision, rate),
        (Message(N_("The loan has its new rate.")), words),
    )
