"""`clubledger member` and `clubledger office`: who belongs to the club, and who holds an office."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.framework import LazyGroup, command
from ledger_core.cli.options import (
    club_argument,
    date_option,
    format_option,
    yes_option,
)
from ledger_core.cli.parameters import option
from ledger_core.cli.values import MEMBER, NumberType, WordType
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_

if TYPE_CHECKING:
    from ledger_core.books.people import Hardship, Sex
    from ledger_core.books.session import WritingSession
    from ledger_core.club import LeavingReason, Office

member_group = LazyGroup(
    "member",
    text=N_("Members: who joins, who leaves, the list."),
    commands_by_name={
        "add": "members:member_add",
        "list": "lists:member_list",
        "leave": "members:member_leave",
    },
)


def _sexes() -> list["Sex"]:
    from ledger_core.books.people import Sex

    return list(Sex)


def _hardships() -> list["Hardship"]:
    from ledger_core.books.people import Hardship

    return list(Hardship)


def _reasons() -> list["LeavingReason"]:
    from ledger_core.club import LeavingReason

    return list(LeavingReason)


def _offices() -> list["Office"]:
    from ledger_core.club import Office

    return list(Office)


SEX_LABELS = {"f": Message(N_("woman")), "m": Message(N_("man"))}
HARDSHIP_LABELS = {
    "none": Message(N_("not in hardship")),
    "poor": Message(N_("poor household")),
    "near-poor": Message(N_("near-poor household")),
    "difficult": Message(N_("other hardship")),
}


@command("add", N_("Enter a new member."))
@club_argument
@option(
    "--name",
    text=N_("Name as it stands on vouchers."),
    metavar=N_("NAME"),
    question=N_("Full name"),
    needed=True,
)
@option(
    "--sex",
    text=N_("f woman, m man; kept in people.csv, never in the books."),
    type=WordType(_sexes, lambda: SEX_LABELS),
    question=N_("Woman or man"),
    needed=True,
)
@option(
    "--born",
    text=N_("Year of birth; kept in people.csv."),
    metavar=N_("YEAR"),
    type=NumberType(1890, 2100),
    question=N_("Year of birth"),
    needed=True,
)
@option(
    "--code",
    text=N_("Member's code, such as M012; the next free one if left out."),
    metavar=N_("CODE"),
    question=N_("Member's code (Enter for the next free one)"),
)
@option(
    "--hardship",
    text=N_("Why the household has priority; kept in people.csv."),
    type=WordType(_hardships, lambda: HARDSHIP_LABELS),
    question=N_("Hardship of the household (Enter for none)"),
)
@option(
    "--household",
    text=N_("Code of the household, the same for those who live together."),
    metavar=N_("CODE"),
)
@option("--phone", text=N_("Telephone number; kept in people.csv."), metavar=N_("NUMBER"))
@date_option
@yes_option
@format_option
def member_add(
    *,
    club: Path,
    name: str,
    sex: "Sex",
    born: int,
    code: str | None,
    hardship: "Hardship | None",
    household: str | None,
    phone: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter a member."""
    from ledger_core.books.actions import NewMember, add_member
    from ledger_core.books.people import Hardship

    new = NewMember(
        name=name,
        joined=day,
        sex=sex,
        born=born,
        code=code,
        hardship=hardship or Hardship.NONE,
        household=household or "",
        phone=phone or "",
    )

    def action(session: "WritingSession") -> Outcome:
        given = add_member(session, new)
        done = Message(
            N_("{name} is now a member, with the code {member}."), name=name, member=given
        )
        return Outcome(done, [str(Message(N_("New member: {name}"), name=name))], member=given)

    return write(club, Manner(yes, output), action)


@command("leave", N_("Enter that a member leaves."))
@club_argument
@option(
    "--member",
    text=N_("Code of the member."),
    metavar=N_("CODE"),
    type=MEMBER,
    question=N_("Member (code or name)"),
    needed=True,
)
@option(
    "--reason",
    text=N_("Why the member leaves."),
    type=WordType(_reasons, lambda: {reason.value: reason.label for reason in _reasons()}),
    question=N_("Why does the member leave"),
    needed=True,
)
@date_option
@yes_option
@format_option
def member_leave(
    *, club: Path, member: str, reason: "LeavingReason", day: date, yes: bool, output: str
) -> int:
    """Enter that a member leaves."""
    from ledger_core.books.actions import member_leaves
    from ledger_core.books.codes import member_code

    def action(session: "WritingSession") -> Outcome:
        member_leaves(session, member=member, day=day, reason=reason)
        code = member_code(member)
        name = session.book.register.members[code].name
        done = Message(
            N_("{member} {name} left the club on {day:date}."), member=code, name=name, day=day
        )
        return Outcome(done, [str(done)], member=code)

    return write(club, Manner(yes, output), action)


@command("office", N_("Enter who holds an office: head, accountant, treasurer, …"))
@club_argument
@option(
    "--office",
    text=N_("The office."),
    type=WordType(_offices, lambda: {office.value: office.label for office in _offices()}),
    question=N_("Which office"),
    needed=True,
)
@option(
    "--member",
    text=N_("Code of the member who holds it from then on."),
    metavar=N_("CODE"),
    type=MEMBER,
    question=N_("Member (code or name)"),
    needed=True,
)
@date_option
@yes_option
@format_option
def office(*, club: Path, office: "Office", member: str, day: date, yes: bool, output: str) -> int:
    """Enter who holds an office."""
    from ledger_core.books.actions import set_office
    from ledger_core.books.codes import member_code

    def action(session: "WritingSession") -> Outcome:
        set_office(session, office=office, member=member, day=day)
        code = member_code(member)
        name = session.book.register.members[code].name
        done = Message(
            N_("{member} {name} is {office} from {day:date} on."),
            member=code,
            name=name,
            office=office.label,
            day=day,
        )
        return Outcome(done, [str(done)], member=code)

    return write(club, Manner(yes, output), action)
