"""`clubledger count`: two people count a fund's cash against the books."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger_core.cli.framework import command
from ledger_core.cli.options import as_written, club_argument, minutes_option
from ledger_core.cli.parameters import option
from ledger_core.cli.purposes import fund_option
from ledger_core.cli.values import AMOUNT_OR_ZERO, CODES, WordType
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.actions import Counted
    from ledger_core.books.session import WritingSession
    from ledger_core.club import Fund, Role


def difference_roles() -> list["Role"]:
    """Return the ways to enter a difference."""
    from ledger_core.books.actions import DIFFERENCE_ROLES

    return list(DIFFERENCE_ROLES)


def difference_labels() -> dict[str, Message]:
    """Return what each way means, by its word."""
    return {role.value: role.label for role in difference_roles()}


difference_option = option(
    "--difference",
    text=N_(
        "How a difference that nobody can explain is entered: other-income (too much), "
        "cash-shortage (missing, the cashier makes it good) or administration (missing, the fund "
        "bears it)."
    ),
    type=WordType(difference_roles, difference_labels),
)


@command(
    "count",
    N_(
        "Enter that two people counted a fund's cash.\n\n"
        "The count is compared with the books at the end of the day, so everything of that day is "
        "entered before. A difference is refused until it is said how it is to be entered."
    ),
)
@club_argument
@fund_option()
@option(
    "--amount",
    text=N_("What was found in the box: 200000, 200.000 or 200k."),
    metavar=N_("AMOUNT"),
    type=AMOUNT_OR_ZERO,
    question=N_("How much is in the box"),
    needed=True,
)
@option(
    "--counted-by",
    "counted_by",
    text=N_("The two people who counted, by code: M001,M004."),
    metavar=N_("CODES"),
    type=CODES,
    question=N_("Who counted (two people)"),
    needed=True,
)
@difference_option
@minutes_option
@as_written
def count(
    *,
    club: Path,
    fund: "Fund",
    amount: int,
    counted_by: tuple[str, ...],
    difference: "Role | None",
    minutes: str,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter a cash count."""
    from ledger_core.books.actions import CountRequest, count_cash

    request = CountRequest(fund, day, amount, counted_by, minutes, difference, exception)

    def action(session: "WritingSession") -> Outcome:
        counted = count_cash(session, request)
        done = Message(
            N_("{fund}, {day:date}: {amount:money} đồng counted by {people}."),
            fund=fund,
            day=day,
            amount=amount,
            people=", ".join(_named(session, counted)),
        )
        return Outcome(
            done,
            [str(done), *count_lines(counted)],
            voucher=str(counted.voucher) if counted.voucher else None,
            repeated=counted.repeated,
            more={"count": count_json(counted)},
            unchanged=Message(N_("This count stands in the books already: nothing was changed.")),
        )

    return write(club, Manner(yes, output), action)


def _named(session: "WritingSession", counted: "Counted") -> list[str]:
    members = session.book.register.members
    return [f"{code} {members[code].name}" for code in counted.counted_by]


def count_lines(counted: "Counted") -> list[str]:
    """Say what the books hold beside what was counted."""
    lines = [_("  In the books: {amount:money}", amount=counted.in_books)]
    if counted.difference > 0:
        lines.append(_("  Too much in the box: {amount:money}", amount=counted.difference))
    elif counted.difference < 0:
        lines.append(_("  Missing in the box: {amount:money}", amount=-counted.difference))
    else:
        lines.append(_("  The box and the books agree."))
    return lines


def count_json(counted: "Counted") -> dict[str, Any]:
    """Return a count for programs."""
    return {
        "fund": counted.fund.value,
        "counted": counted.counted,
        "in_books": counted.in_books,
        "difference": counted.difference,
        "counted_by": list(counted.counted_by),
    }
