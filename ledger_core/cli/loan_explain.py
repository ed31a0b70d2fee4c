"""`clubledger loan explain`: how each figure of a loan came about, line by line."""

from datetime import date
from pathlib import Path

import click

from ledger_core.cli.framework import command
from ledger_core.cli.lists import last_day
from ledger_core.cli.loan_options import about_any_loan
from ledger_core.cli.options import JSON, as_of_option, format_option
from ledger_core.cli.showing import screen_width, show_json
from ledger_core.messages import N_


@command(
    "explain",
    N_(
        "Explain the figures of one loan, line by line.\n\n"
        "What is owed and why, where each payment went, and why the next instalment is more or "
        "less."
    ),
)
@about_any_loan
@as_of_option
@format_option
def loan_explain(*, club: Path, loan: str, as_of: date | None, output: str) -> int:
    """Explain one loan."""
    from ledger_core.books.session import open_club
    from ledger_core.reports import explanation_json, explanation_text, loan_explanation

    loaded = open_club(club)
    explained = loan_explanation(loaded, loan, as_of or last_day(loaded))
    if output == JSON:
        show_json(explanation_json(explained))
    else:
        click.echo(explanation_text(explained, width=screen_width()), nl=False)
    return 0
