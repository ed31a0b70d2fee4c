"""`clubledger check`: what is wrong in the books, worst first, and what to do."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ledger_core.cli.framework import command
from ledger_core.cli.options import JSON, club_argument, format_option, untrusted_option
from ledger_core.cli.showing import finding_lines, show_json, show_text, worst_first
from ledger_core.findings import Finding, Severity
from ledger_core.messages import N_, _


@command(
    "check",
    N_(
        "Check the books and list what is wrong, worst first.\n\n"
        "CLUB may also be the file of one fund. The exit status is 1 if there is an error, or a "
        "breach of a rule that no minutes allowed.\n\n"
        "With --untrusted, CLUB is what somebody sent: a club's folder, its zip, or a folder of "
        "many. Nothing in it is run, and no name of a member is shown."
    ),
)
@club_argument
@untrusted_option
@format_option
def check(*, club: Path, output: str, untrusted: bool) -> int:
    """Check the books."""
    if untrusted:
        from ledger_core.cli.check_received import check_received

        return check_received(club, output)
    from ledger_core.books.directives import Scope
    from ledger_core.books.session import open_club

    scope = next((scope for scope in Scope if club.name == scope.top_file), Scope.CLUB)
    loaded = open_club(club, scope)
    findings = worst_first(loaded.findings)
    if output == JSON:
        from ledger_core.reports.json_values import json_finding

        show_json({"findings": [json_finding(finding) for finding in findings]})
    else:
        show_text("\n".join(_report(findings)))
    return 1 if loaded.blocking else 0


def _report(findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return [_("The books are in order: nothing was found.")]
    lines = []
    for finding in findings:
        lines += [*finding_lines(finding), ""]
    counts = Counter(finding.severity for finding in findings)
    lines.append(
        _(
            "Errors: {errors}. Breaches of rules: {breaches}. Warnings: {warnings}. "
            "Remarks: {information}.",
            errors=counts[Severity.ERROR],
            breaches=counts[Severity.BREACH],
            warnings=counts[Severity.WARNING],
            information=counts[Severity.INFORMATION],
        )
    )
    if any(finding.blocking for finding in findings):
        lines.append(_("The books do not pass: see what is marked as error or breach."))
    else:
        lines.append(_("The books pass: nothing here stands against them."))
    return lines
