"""`clubledger new`: a club starts its books."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger_core.cli.errors import SeedCapitalNeeded, SourceNeeded
from ledger_core.cli.framework import command
from ledger_core.cli.options import (
    club_argument,
    format_option,
    start_of_this_year,
    today,
    yes_option,
)
from ledger_core.cli.parameters import option
from ledger_core.cli.showing import show_json, show_text
from ledger_core.cli.stamping import entered_now
from ledger_core.cli.values import AMOUNT, DAY, NumberType, WordType
from ledger_core.cli.writing import Manner, Outcome, agreed, answer
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.actions import NewClub

SOURCE_LABELS = {
    "grant": Message(N_("grant of a donor")),
    "budget": Message(N_("support from the state budget")),
}
_GIVERS = {"grant": N_("Donor"), "budget": N_("State budget")}
TEMPLATE_LABELS = {
    "vi": Message(N_("accounts with Vietnamese names")),
    "en": Message(N_("accounts with English names")),
}


def _with_seed(ctx: click.Context) -> bool:
    return bool(ctx.params.get("seed_capital"))


@command(
    "new",
    N_(
        "Start the books of a club in a new folder.\n\n"
        "The folder gets the chart of accounts of both funds, the rules and the standard loan "
        "product of a template; all of it is plain text and can be changed."
    ),
)
@club_argument
@option(
    "--name",
    text=N_("Full name of the club."),
    metavar=N_("NAME"),
    question=N_("Name of the club"),
    needed=True,
)
@option(
    "--template",
    text=N_("Language of the accounts and of the books."),
    type=WordType(lambda: TEMPLATE_LABELS, lambda: TEMPLATE_LABELS),
    default="vi",
    show_default=True,
)
@option(
    "--meeting-day",
    text=N_("Day of the month on which the club meets."),
    metavar=N_("DAY"),
    type=NumberType(1, 31),
    default=21,
    show_default=True,
    question=N_("Day of the month on which the club meets"),
    suggestion=lambda _ctx: "21",
)
@option("--commune", text=N_("Code of the commune by the statistics office."), metavar=N_("CODE"))
@option("--province", text=N_("Code of the province."), metavar=N_("CODE"))
@option("--minutes", text=N_("Minutes that decided the rules."), metavar=N_("MINUTES"))
@option(
    "--seed-capital",
    text=N_("Capital the club starts with, in cash."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("Capital the club starts with (Enter for none)"),
)
@option(
    "--source",
    text=N_("Where the seed capital comes from; needed with it."),
    type=WordType(lambda: SOURCE_LABELS, lambda: SOURCE_LABELS),
    question=N_("Where does the capital come from"),
    needed=True,
    when=_with_seed,
)
@option(
    "--seed-giver",
    text=N_("Who gives the seed capital, as the receipt names them."),
    metavar=N_("NAME"),
    question=N_("Who gives it"),
    when=_with_seed,
)
@option(
    "--date",
    "day",
    text=N_("Day the books begin; 1 January of this year if left out."),
    metavar=N_("DATE"),
    type=DAY,
    question=N_("Date"),
    suggestion=today,
)
@yes_option
@format_option
def new(
    *,
    club: Path,
    name: str,
    template: str,
    meeting_day: int,
    commune: str | None,
    province: str | None,
    minutes: str | None,
    seed_capital: int | None,
    source: str | None,
    seed_giver: str | None,
    day: date | None,
    yes: bool,
    output: str,
) -> int:
    """Start a club's books."""
    from ledger_core.books.actions import NewClub, SeedCapital

    if seed_capital is None and (source or seed_giver):
        raise SeedCapitalNeeded
    if seed_capital is not None and source is None:
        raise SourceNeeded
    giver = seed_giver or Message(_GIVERS[source or "grant"]).in_language(template)
    start = NewClub(
        name=name,
        founded=day or start_of_this_year(),
        template=template,
        meeting_day=meeting_day,
        commune=commune,
        province=province,
        minutes=minutes or "",
        seed=SeedCapital(seed_capital, source or "", giver) if seed_capital else None,
    )
    manner = Manner(yes, output)
    if not (manner.for_programs and yes):
        _show_plan(club, start, error=manner.for_programs)
    if not agreed(manner):
        show_text(_("Nothing was written."), error=manner.for_programs)
        return 1
    return _start(club, start, manner)


def _show_plan(club: Path, start: "NewClub", *, error: bool) -> None:
    lines = [
        _("New club: {name}", name=start.name),
        _("  Folder: {folder}", folder=str(club)),
        _("  Books begin on {day:date}", day=start.founded),
        _("  Meets on day {day} of the month", day=start.meeting_day),
    ]
    if start.seed is not None:
        lines.append(
            _(
                "  Seed capital: {amount:money} đồng from {giver}",
                amount=start.seed.amount,
                giver=start.seed.giver,
            )
        )
    show_text("\n".join(lines), error=error)


def _start(club: Path, start: "NewClub", manner: Manner) -> int:
    """Write the new club, its seed capital as the first receipt."""
    from ledger_core.books.actions import create_club

    books = create_club(club, start, entered=entered_now())
    done = Message(
        N_("The books of {name} are started in {folder}."), name=start.name, folder=str(club)
    )
    if manner.for_programs:
        voucher = None if books.voucher is None else str(books.voucher)
        show_json(answer(Outcome(done, voucher=voucher), books.written, books.entries))
        return 0
    show_text(str(done))
    show_text(_("Next: enter the members with clubledger member add {folder}", folder=str(club)))
    return 0
