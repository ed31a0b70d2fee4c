"""`clubledger close`: a month is closed at the next meeting, in one write."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ledger_core.cli.closing_shown import closed_json, closed_lines, missing_lines
from ledger_core.cli.counting import difference_labels, difference_roles
from ledger_core.cli.framework import command
from ledger_core.cli.options import (
    club_argument,
    date_option,
    format_option,
    minutes_option,
    yes_option,
)
from ledger_core.cli.parameters import option
from ledger_core.cli.values import AMOUNT_OR_ZERO, CODES, MONTH, WordType
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_

if TYPE_CHECKING:
    from ledger_core.books.session import WritingSession
    from ledger_core.closing import CloseRequest
    from ledger_core.club import Month, Role


def _next_month(ctx: click.Context) -> str | None:
    """Offer the month that is to be closed next."""
    from ledger_core.books.session import open_club
    from ledger_core.errors import ClubledgerError

    try:
        last = open_club(ctx.params["club"]).book.register.last_sealed
    except (ClubledgerError, KeyError):
        return None
    return None if last is None else str(last.month.following)


def _uncounted(fund: str) -> Any:  # noqa: ANN401 (click's own)
    """Return whether a fund's cash still has to be counted."""

    def needed(ctx: click.Context) -> bool:
        from ledger_core.books.session import open_club
        from ledger_core.closing.month import is_counted
        from ledger_core.club import Fund

        month = ctx.params.get("month")
        return month is not None and not is_counted(
            open_club(ctx.params["club"]).book, Fund(fund), month
        )

    return needed


def _counts_now(ctx: click.Context) -> bool:
    return any(ctx.params.get(name) is not None for name in ("income_cash", "activity_cash"))


@command(
    "close",
    N_(
        "Close a month at the next meeting, in one write.\n\n"
        "Interest that waits is distributed, each fund's cash is counted by two people against the "
        "books, the allowance is set if the club keeps one, the statement to read aloud is shown, "
        "and the month is sealed: its code goes into the minutes. Months are closed in order; "
        "while something is wrong in the books, none is."
    ),
)
@club_argument
@option(
    "--month",
    text=N_("The month to close, such as 2026-03."),
    metavar=N_("MONTH"),
    type=MONTH,
    question=N_("Which month"),
    needed=True,
    suggestion=_next_month,
)
@option(
    "--income-cash",
    text=N_("What was found in the box of the Income-generation fund."),
    metavar=N_("AMOUNT"),
    type=AMOUNT_OR_ZERO,
    question=N_("How much is in the box of the Income-generation fund"),
    needed=True,
    when=_uncounted("income"),
)
@option(
    "--activity-cash",
    text=N_("What was found in the box of the Activity fund."),
    metavar=N_("AMOUNT"),
    type=AMOUNT_OR_ZERO,
    question=N_("How much is in the box of the Activity fund"),
    needed=True,
    when=_uncounted("activity"),
)
@option(
    "--by",
    "counted_by",
    text=N_("The two people who counted, by code: M001,M004."),
    metavar=N_("CODES"),
    type=CODES,
    question=N_("Who counted (two people)"),
    needed=True,
    when=_counts_now,
)
@option(
    "--income-difference",
    text=N_("How a difference in the Income-generation fund is entered, as with count."),
    type=WordType(difference_roles, difference_labels),
)
@option(
    "--activity-difference",
    text=N_("How a difference in the Activity fund is entered, as with count."),
    type=WordType(difference_roles, difference_labels),
)
@option(
    "--allowance/--no-allowance",
    text=N_("Set the allowance for loan losses; as before if left out."),
    default=None,
)
@option(
    "--no-distribution",
    text=N_("Leave interest that was not distributed for another meeting."),
    is_flag=True,
)
@minutes_option
@date_option
@yes_option
@format_option
def close(
    *,
    club: Path,
    month: "Month",
    income_cash: int | None,
    activity_cash: int | None,
    counted_by: tuple[str, ...] | None,
    income_difference: "Role | None",
    activity_difference: "Role | None",
    allowance: bool | None,
    no_distribution: bool,
    minutes: str,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Close a month."""
    from ledger_core.closing import CloseRequest, CountedCash
    from ledger_core.club import Fund

    found = {
        Fund.INCOME: (income_cash, income_difference),
        Fund.ACTIVITY: (activity_cash, activity_difference),
    }
    counts: dict[Fund, CountedCash] = {
        fund: CountedCash(amount, counted_by or (), difference)
        for fund, (amount, difference) in found.items()
        if amount is not None
    }
    request = CloseRequest(month, day, minutes, counts, allowance, distribute=not no_distribution)
    return write(club, Manner(yes, output), lambda session: close_outcome(session, request))


def close_outcome(session: "WritingSession", request: "CloseRequest") -> Outcome:
    """Close a month in a session, and say what that brings."""
    from ledger_core.closing import close_month, closed_before

    before = closed_before(session, request)
    code = before.code if before else (closed := close_month(session, request)).seal.code
    done = Message(
        N_("{month} is closed and sealed. Code for the minutes: {code}"),
        month=request.month,
        code=code,
    )
    if before is not None:
        same = Message(N_("It was closed exactly so before: nothing was changed."))
        again = {"month": str(before.month), "closed": str(before.since), "code": code}
        return Outcome(done, [str(done)], repeated=True, unchanged=same, more={"close": again})
    return Outcome(
        done,
        closed_lines(session, closed),
        more={"close": closed_json(session, closed)},
        after=missing_lines(session),
    )
