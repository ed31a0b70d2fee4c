"""`clubledger loan agreement`, `schedule` and `passbook`: papers for the borrower."""

from pathlib import Path

import click

from ledger_core.cli.framework import command
from ledger_core.cli.loan_options import about_any_loan
from ledger_core.cli.options import TEXT
from ledger_core.cli.output_file import out_option, put_out, replace_option
from ledger_core.cli.parameters import option
from ledger_core.cli.report_commands import report_command
from ledger_core.messages import N_
from ledger_core.reports.kinds import KINDS

PDF = "pdf"

_PAPERS = {kind.name: kind for kind in KINDS}

# The same reports as `clubledger report schedule` and `passbook`, where a treasurer looks first.
loan_schedule = report_command(_PAPERS["schedule"])
loan_passbook = report_command(_PAPERS["passbook"])

_format_option = option(
    "--format",
    "form",
    text=N_("text, or pdf to print and sign."),
    type=click.Choice([TEXT, PDF]),
    default=TEXT,
)


@command(
    "agreement",
    N_(
        "Print the loan agreement, to be signed by both sides.\n\n"
        "Every term of the loan in words, both yearly rates, the rule on early repayment, and the "
        "schedule."
    ),
)
@about_any_loan
@_format_option
@out_option
@replace_option
def loan_agreement(*, club: Path, loan: str, form: str, target: Path | None, replace: bool) -> int:
    """Print a loan agreement."""
    from ledger_core.books.session import open_club
    from ledger_core.documents.agreement import agreement
    from ledger_core.documents.agreement_forms import agreement_pdf, agreement_text

    found = agreement(open_club(club), loan)
    content = agreement_pdf(found) if form == PDF else agreement_text(found).encode()
    put_out(content, target, replace=replace, form=form, text=form != PDF)
    return 0
