"""`clubledger report`: reports of one club at a day."""

from datetime import date
from pathlib import Path

import click

from ledger_core.cli.framework import LazyGroup, command
from ledger_core.cli.lists import last_day
from ledger_core.cli.options import JSON, as_of_option, club_argument, format_option
from ledger_core.cli.parameters import ClubOption, in_words
from ledger_core.cli.showing import screen_width, show_json
from ledger_core.messages import N_

_REPORTS = {
    "portfolio": N_(
        "Loans outstanding, portfolio at risk, ageing, debt groups and provisions at a day."
    ),
}


def _list(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    del param
    if value and not ctx.resilient_parsing:
        for name, text in _REPORTS.items():
            click.echo(f"{name}  {in_words(text)}")
        ctx.exit()


report_group = LazyGroup(
    "report",
    text=N_("Reports at a day; --list explains each in a line."),
    commands_by_name={"portfolio": "report:report_portfolio"},
)
report_group.params.append(
    ClubOption(
        ["--list"],
        text=N_("List the reports, a line each."),
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_list,
    )
)


@command("portfolio", _REPORTS["portfolio"])
@club_argument
@as_of_option
@format_option
def report_portfolio(*, club: Path, as_of: date | None, output: str) -> int:
    """Report the portfolio."""
    from ledger_core.books.session import open_club
    from ledger_core.reports import portfolio_report, portfolio_text

    loaded = open_club(club)
    report = portfolio_report(loaded, as_of or last_day(loaded))
    if output == JSON:
        show_json(report.to_json())
    else:
        click.echo(portfolio_text(report, width=screen_width()), nl=False)
    return 0
