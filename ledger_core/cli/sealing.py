"""`clubledger seal`: the sealed months, and whether the books still say what was sealed."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger_core.cli.framework import LazyGroup, command
from ledger_core.cli.options import JSON, club_argument, format_option
from ledger_core.cli.parameters import option
from ledger_core.cli.showing import finding_lines, show_json, show_text, worst_first
from ledger_core.messages import N_, _

if TYPE_CHECKING:
    from ledger_core.books.loading import LoadedClub
    from ledger_core.books.seals.verifying import CheckedSeal
    from ledger_core.findings import Finding

seal_group = LazyGroup(
    "seal",
    text=N_("Sealed months: the list, and whether anything behind them changed."),
    commands_by_name={"list": "sealing:seal_list", "verify": "sealing:seal_verify"},
)


@command("list", N_("List the sealed months with their codes, as they stand in the register."))
@club_argument
@format_option
def seal_list(*, club: Path, output: str) -> int:
    """List the sealed months."""
    from ledger_core.books.session import open_club

    sealed = sorted(open_club(club).book.register.sealed, key=lambda month: month.month)
    if output == JSON:
        rows = [
            {
                "month": str(month.month),
                "code": month.code,
                "closed": month.since.isoformat(),
                "minutes": month.minutes,
            }
            for month in sealed
        ]
        show_json({"seals": rows})
        return 0
    lines = [
        _(
            "{month}: code {code}, closed on {day:date}, minutes {minutes}",
            month=month.month,
            code=month.code,
            day=month.since,
            minutes=month.minutes,
        )
        for month in sealed
    ]
    show_text("\n".join(lines or [_("No month is sealed yet.")]))
    return 0


@command(
    "verify",
    N_(
        "Compare the sealed months with the books.\n\n"
        "With --code, compare a code from the minutes, a members' statement or the association "
        "too: whoever holds the computer can seal the months anew, and then the code differs. "
        "The exit status is 1 if anything changed or the code belongs to no sealed month."
    ),
)
@club_argument
@option(
    "--code",
    text=N_("The code as it stands in the minutes, such as 7K3M-9QXT-B2HD."),
    metavar=N_("CODE"),
)
@format_option
def seal_verify(*, club: Path, code: str | None, output: str) -> int:
    """Compare seals and books."""
    from ledger_core.books.seals.verifying import verify
    from ledger_core.books.session import open_club

    loaded = open_club(club)
    verification = verify(loaded.book)
    findings = [f for f in worst_first(loaded.findings) if f.rule.startswith("month_seal.")]
    named = _named(verification.seals, code)
    intact = not findings and all(checked.intact for checked in verification.seals)
    if output == JSON:
        show_json(_answer(loaded, verification.seals, findings, code, named, intact=intact))
    else:
        show_text("\n".join(_lines(loaded, verification.seals, findings, code, named)))
    return 0 if intact and (code is None or named is not None) else 1


def _named(seals: "list[CheckedSeal]", code: str | None) -> "CheckedSeal | None":
    from ledger_core.books.seals.codes import same_code

    if code is None:
        return None
    return next((checked for checked in seals if same_code(code, checked.sealed.code)), None)


def _people_unchanged(loaded: "LoadedClub", checked: "CheckedSeal") -> bool:
    from ledger_core.books.directives import PEOPLE_FILE
    from ledger_core.books.disk.files import sha256

    path = loaded.book.folder / PEOPLE_FILE
    return (sha256(path.read_bytes()) if path.is_file() else None) == checked.people


def _answer(
    loaded: "LoadedClub",
    seals: "list[CheckedSeal]",
    findings: "list[Finding]",
    code: str | None,
    named: "CheckedSeal | None",
    *,
    intact: bool,
) -> dict[str, Any]:
    from ledger_core.reports.json_values import json_finding

    return {
        "intact": intact,
        "code": code,
        "code_of": None if named is None else str(named.sealed.month),
        "seals": [
            {
                "month": str(checked.sealed.month),
                "code": checked.sealed.code,
                "closed": checked.sealed.since.isoformat(),
                "minutes": checked.sealed.minutes,
                "entries": checked.entries,
                "intact": checked.intact,
                "people_unchanged": _people_unchanged(loaded, checked),
            }
            for checked in seals
        ],
        "findings": [json_finding(finding) for finding in findings],
    }


def _lines(
    loaded: "LoadedClub",
    seals: "list[CheckedSeal]",
    findings: "list[Finding]",
    code: str | None,
    named: "CheckedSeal | None",
) -> list[str]:
    if not seals and not findings:
        return [_("No month is sealed yet.")]
    lines = []
    for checked in seals:
        values = {
            "month": checked.sealed.month,
            "code": checked.sealed.code,
            "entries": str(checked.entries),
        }
        if checked.intact:
            lines.append(_("{month}  {code}  {entries} entries  as sealed", **values))
        else:
            lines.append(_("{month}  {code}  {entries} entries  CHANGED", **values))
    for finding in findings:
        lines += ["", *finding_lines(finding)]
    lines.append("")
    if seals and not _people_unchanged(loaded, seals[-1]):
        lines.append(
            _("people.csv has been changed since {month}; it may be.", month=seals[-1].sealed.month)
        )
    if code is not None and named is None:
        lines.append(_("No sealed month of these books has the code {code}.", code=code))
    elif named is not None:
        lines.append(_("The code is that of {month}.", month=named.sealed.month))
    if loaded.errors and not findings:
        lines.append(_("The books have other errors: clubledger check."))
    lines.append(
        _("Something behind a sealed month was changed.")
        if findings
        else _("Nothing behind a sealed month was changed.")
    )
    return lines
