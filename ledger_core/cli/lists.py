"""`clubledger member list` and `clubledger loan list`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger_core.cli.framework import command
from ledger_core.cli.options import JSON, as_of_option, club_argument, format_option
from ledger_core.cli.parameters import option
from ledger_core.cli.showing import show_json, show_table
from ledger_core.cli.words import iso
from ledger_core.cli.written_off import show_written_off
from ledger_core.messages import Message, N_

if TYPE_CHECKING:
    from ledger_core.books.book import Book
    from ledger_core.books.loading import LoadedClub
    from ledger_core.loans import LoanPosition

all_option = option(
    "--all", "everyone", text=N_("Also those who left, and loans that are over."), is_flag=True
)


def last_day(loaded: "LoadedClub") -> date:
    """Return the day of the last entry: what a list is for when no day is named."""
    return max((entry.date for entry in loaded.entries), default=date.min)


@command("list", N_("List the members on a day."))
@club_argument
@as_of_option
@all_option
@format_option
def member_list(*, club: Path, as_of: date | None, everyone: bool, output: str) -> int:
    """List members."""
    from ledger_core.books.session import open_club
    from ledger_core.reports import Column, Kind, Table

    loaded = open_club(club)
    day = as_of or last_day(loaded)
    register = loaded.book.register
    known = sorted(register.members.values(), key=lambda member: member.code)
    members = [m for m in known if (everyone and m.joined <= day) or m.active_on(day)]
    if output == JSON:
        show_json(
            {
                "as_of": day.isoformat(),
                "members": [
                    {
                        "member": m.code,
                        "name": m.name,
                        "joined": m.joined.isoformat(),
                        "left": iso(m.left),
                        "reason": None if m.reason is None else m.reason.value,
                    }
                    for m in members
                ],
            }
        )
        return 0
    columns = [
        Column("member", Message(N_("Code"))),
        Column("name", Message(N_("Name"))),
        Column("joined", Message(N_("Joined")), Kind.DATE),
    ]
    rows: list[tuple[Any, ...]] = [(m.code, m.name, m.joined) for m in members]
    if everyone:
        columns += [
            Column("left", Message(N_("Left")), Kind.DATE),
            Column("reason", Message(N_("Why"))),
        ]
        reasons = [m.reason.label if m.reason else None for m in members]
        rows = [(*r, m.left, why) for r, m, why in zip(rows, members, reasons, strict=True)]
    title = Message(
        N_("{club}: {count} members on {day:date}"),
        club=register.club.name if register.club else club.name,
        count=len(register.active_members(day)),
        day=day,
    )
    show_table(Table("members", title, tuple(columns), tuple(rows)))
    return 0


@command("list", N_("List the loans as they stand on a day."))
@club_argument
@as_of_option
@all_option
@option(
    "--written-off",
    text=N_("The claims kept of loans that were written off."),
    is_flag=True,
)
@format_option
def loan_list(
    *, club: Path, as_of: date | None, everyone: bool, written_off: bool, output: str
) -> int:
    """List loans."""
    from ledger_core.books.session import open_club
    from ledger_core.reports import BLANK, Column, Kind, Table

    loaded = open_club(club)
    day = as_of or last_day(loaded)
    if written_off:
        show_written_off(loaded.book, day, output)
        return 0
    listed = [
        (loan, member, position)
        for loan, member, position in _positions(loaded.book, day)
        if everyone or position.state.running or position.state.value == "approved"
    ]
    if output == JSON:
        loans = [_loan_json(loan, member, position) for loan, member, position in listed]
        show_json({"as_of": day.isoformat(), "loans": loans})
        return 0
    names = {code: member.name for code, member in loaded.book.register.members.items()}
    columns = (
        Column("loan", Message(N_("Loan"))),
        Column("member", Message(N_("Borrower"))),
        Column("state", Message(N_("State"))),
        Column("outstanding_principal", Message(N_("Principal owed")), Kind.AMOUNT),
        Column("overdue", Message(N_("Overdue")), Kind.AMOUNT),
        Column("days_past_due", Message(N_("Days late")), Kind.DAYS),
        Column("next_due", Message(N_("Next due")), Kind.DATE),
        Column("next_amount", Message(N_("To pay then")), Kind.AMOUNT),
    )
    rows = tuple(
        (
            loan,
            f"{member} {names.get(member, '')}",
            position.state.label,
            position.outstanding_principal,
            position.overdue,
            position.days_past_due,
            position.next_due,
            position.next_amount if position.next_due else None,
        )
        for loan, member, position in listed
    )
    owed = sum(position.outstanding_principal for _loan, _member, position in listed)
    overdue = sum(position.overdue for _loan, _member, position in listed)
    total = (Message(N_("Total")), BLANK, BLANK, owed, overdue, BLANK, BLANK, BLANK)
    title = Message(N_("Loans on {day:date}"), day=day)
    show_table(Table("loans", title, columns, rows, total=total))
    return 0


def _positions(book: "Book", day: date) -> list[tuple[str, str, "LoanPosition"]]:
    """Return each loan agreed by the day with its position at the end of it."""
    found = []
    for loan, record in sorted(book.loans.items()):
        account = record.account_on(day)
        if account is None or record.is_cancelled(day):
            continue
        if record.approved_on <= day:
            found.append((loan, record.member, account.position(day)))
    return found


def _loan_json(loan: str, member: str, position: "LoanPosition") -> dict[str, Any]:
    return {"loan": loan, "member": member, **position_json(position)}


def position_json(position: "LoanPosition") -> dict[str, Any]:
    """Return a loan's position for programs."""
    keys = (
        "disbursed",
        "outstanding_principal",
        "overdue_principal",
        "overdue_interest",
        "late_interest",
        "accrued_interest",
        "days_past_due",
        "payoff_amount",
    )
    return {
        "state": position.state.value,
        **{key: getattr(position, key) for key in keys},
        "next_due": iso(position.next_due),
        "next_amount": position.next_amount,
        "reschedules": position.reschedules,
    }
