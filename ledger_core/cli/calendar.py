"""`clubledger calendar days-off|meeting|moratorium`: decisions about days, for all loans."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.framework import LazyGroup, command
from ledger_core.cli.options import (
    club_argument,
    date_option,
    format_option,
    minutes_option,
    yes_option,
)
from ledger_core.cli.parameters import option
from ledger_core.cli.values import DAY, DAYS, WordType
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.session import WritingSession
    from ledger_core.club import MoratoriumInterest

calendar_group = LazyGroup(
    "calendar",
    text=N_("Days for all loans: holidays and Tet, a moved meeting, a moratorium."),
    commands_by_name={
        "days-off": "calendar:calendar_days_off",
        "meeting": "calendar:calendar_meeting",
        "moratorium": "calendar:calendar_moratorium",
        "take-back": "calendar_take_back:calendar_take_back",
    },
)

INTEREST_LABELS = {
    "deferred": Message(N_("due with the next instalment after it")),
    "charged": Message(N_("due as always")),
    "free": Message(N_("none")),
}


def _interests() -> list["MoratoriumInterest"]:
    from ledger_core.club import MoratoriumInterest

    return list(MoratoriumInterest)


@command(
    "days-off",
    N_(
        "Enter days on which nobody pays: holidays, Tet.\n\n"
        "Loans whose terms move due dates for holidays pass over them."
    ),
)
@club_argument
@option(
    "--days",
    text=N_("Days, parted by commas: 2027-04-30,2027-05-01."),
    metavar=N_("DATES"),
    type=DAYS,
    question=N_("Days, parted by commas (Enter for none)"),
)
@option(
    "--from",
    "start",
    text=N_("First of a row of days, such as those of Tet."),
    metavar=N_("DATE"),
    type=DAY,
    question=N_("First day of a row of days (Enter for none)"),
)
@option(
    "--to",
    "end",
    text=N_("Last of that row of days."),
    metavar=N_("DATE"),
    type=DAY,
    question=N_("Last day of that row (Enter for none)"),
)
@minutes_option
@date_option
@yes_option
@format_option
def calendar_days_off(
    *,
    club: Path,
    days: tuple[date, ...] | None,
    start: date | None,
    end: date | None,
    minutes: str,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter days off."""
    from ledger_core.books.actions import set_days_off

    def action(session: "WritingSession") -> Outcome:
        set_days_off(
            session, day=day, decided_by=minutes, holidays=days or (), start=start, end=end
        )
        return Outcome(Message(N_("The days off stand in the register.")))

    return write(club, Manner(yes, output), action)


@command(
    "meeting",
    N_(
        "Enter that a meeting is held on another day.\n\n"
        "Loans whose terms move due dates to meetings fall due then."
    ),
)
@club_argument
@option(
    "--planned",
    text=N_("The usual day of that month."),
    metavar=N_("DATE"),
    type=DAY,
    question=N_("Usual day of the meeting"),
    needed=True,
)
@option(
    "--held",
    text=N_("The day on which it is held."),
    metavar=N_("DATE"),
    type=DAY,
    question=N_("Day on which it is held"),
    needed=True,
)
@minutes_option
@date_option
@yes_option
@format_option
def calendar_meeting(
    *, club: Path, planned: date, held: date, minutes: str, day: date, yes: bool, output: str
) -> int:
    """Enter a moved meeting."""
    from ledger_core.books.actions import move_meeting

    def action(session: "WritingSession") -> Outcome:
        move_meeting(session, day=day, minutes=minutes, planned=planned, held=held)
        done = Message(
            N_("The meeting of {planned:date} is held on {held:date}."), planned=planned, held=held
        )
        return Outcome(done, [str(done)])

    return write(club, Manner(yes, output), action)


@command(
    "moratorium",
    N_(
        "Enter a time in which no loan asks for principal: a storm, an epidemic.\n\n"
        "Each instalment that falls due in it moves the end of its loan by one period. What fell "
        "due before the decision stays due."
    ),
)
@club_argument
@option(
    "--from",
    "start",
    text=N_("Its first day."),
    metavar=N_("DATE"),
    type=DAY,
    question=N_("First day"),
    needed=True,
)
@option(
    "--to",
    "end",
    text=N_("Its last day."),
    metavar=N_("DATE"),
    type=DAY,
    question=N_("Last day"),
    needed=True,
)
@option(
    "--interest",
    text=N_("What happens to interest: deferred, charged as always, or free."),
    type=WordType(_interests, lambda: INTEREST_LABELS),
    question=N_("Interest of that time"),
    default="deferred",
    show_default=True,
)
@minutes_option
@date_option
@yes_option
@format_option
def calendar_moratorium(
    *,
    club: Path,
    start: date,
    end: date,
    interest: "MoratoriumInterest",
    minutes: str,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter a moratorium."""
    from ledger_core.books.actions import declare_moratorium

    def action(session: "WritingSession") -> Outcome:
        moved = declare_moratorium(
            session, day=day, minutes=minutes, start=start, end=end, interest=interest
        )
        done = Message(
            N_("From {start:date} to {end:date} no loan asks for principal."), start=start, end=end
        )
        before = [str(done), _("  Running loans that end later: {loans}", loans=moved or ["–"])]
        return Outcome(done, before, more={"loans": moved})

    return write(club, Manner(yes, output), action)
