"""The commands of `clubledger report`: each report of one club, in every format."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from ledger_core.cli.framework import ClubCommand, command
from ledger_core.cli.lists import last_day
from ledger_core.cli.loan_options import about_any_loan
from ledger_core.cli.options import TEXT, as_of_option, club_argument
from ledger_core.cli.output_file import out_option, put_out, replace_option
from ledger_core.cli.parameters import argument, in_words, option
from ledger_core.cli.showing import screen_width
from ledger_core.cli.values import DAY, MEMBER
from ledger_core.club import Fund
from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_
from ledger_core.reports.formats.csv import report_csv
from ledger_core.reports.formats.rendering import Format, json_bytes, render_as
from ledger_core.reports.kinds import KINDS, About, Family, ReportKind, Takes
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.text import render_report


class TableNeedsCsv(CannotRun):
    """One table was asked for in a format that shows the whole report."""

    def __init__(self) -> None:
        super().__init__(Message(N_("--table goes with --format csv.")))


def listing() -> list[str]:
    """Return the reports as lines for people, by what they are about."""
    width = max(len(kind.name) for kind in KINDS)
    lines = []
    for family in Family:
        kinds = [kind for kind in KINDS if kind.family is family]
        if kinds:
            lines.append(f"{family.label}:")
        lines += [f"  {kind.name:{width}}  {in_words(kind.text)}" for kind in kinds]
    return lines


def audit_checks() -> list[str]:
    """Return the audit checks as lines for people: what each looks for, its basis, its rates."""
    from ledger_core.reports.audit.checks import CHECKS
    from ledger_core.reports.audit.rates import rate_of
    from ledger_core.reports.audit.report import basis_of

    lines = []
    for check in CHECKS:
        lines += [f"{check.name} ({check.severity.label})", f"  {in_words(check.title)}"]
        lines.append(f"  {basis_of(check)}")
        if rate := rate_of(check.name):
            rates = Message(
                N_("honest clubs: {honest:percent} a month; planted, found: {found} of {planted}"),
                honest=rate.per_honest_month,
                found=rate.found,
                planted=rate.planted,
            )
            lines.append(f"  {rates}")
    return lines


_from_option = option(
    "--from",
    "start",
    text=N_("First day of the period; the first of January of its last year if left out."),
    metavar=N_("DATE"),
    type=DAY,
)
_to_option = option(
    "--to",
    "as_of",
    text=N_("Last day of the period; the day of the last entry if left out."),
    metavar=N_("DATE"),
    type=DAY,
)
_fund_option = option(
    "--fund",
    text=N_("Only this fund: income or activity; both if left out."),
    type=click.Choice([fund.value for fund in Fund]),
)
_format_option = option(
    "--format",
    "form",
    text=N_("Format of the report; text if left out."),
    type=click.Choice([form.value for form in Format]),
    default=TEXT,
)
_table_option = option(
    "--table",
    text=N_("Only this table of the report, for csv: the keys of its columns and its rows."),
    metavar=N_("NAME"),
)
_member_argument = argument(
    "member",
    text=N_("Code of the member, such as M012."),
    metavar=N_("CODE"),
    type=MEMBER,
    question=N_("Which member"),
)


_ABOUT: dict[About | None, Callable[[Any], Any]] = {
    None: club_argument,
    About.LOAN: about_any_loan,
    About.MEMBER: lambda function: club_argument(_member_argument(function)),
}


def report_command(kind: ReportKind) -> ClubCommand:
    """Return the command of a report, with the options that it takes."""

    def run(*, club: Path, form: str, target: Path | None, replace: bool, **asked: Any) -> int:  # noqa: ANN401
        return _run(kind, club, Format(form), target, replace=replace, asked=asked)

    options = [_ABOUT[kind.about]]
    options += [_from_option, _to_option] if kind.takes is not Takes.DAY else [as_of_option]
    if kind.by_fund:
        options.append(_fund_option)
    for give in reversed([*options, _format_option, _table_option, out_option, replace_option]):
        run = give(run)
    return command(kind.name, kind.text)(run)


def _run(
    kind: ReportKind,
    club: Path,
    form: Format,
    target: Path | None,
    *,
    replace: bool,
    asked: dict[str, Any],
) -> int:
    request = _request(kind, club, asked)
    table: str | None = asked.get("table")
    if table is not None and form is not Format.CSV:
        raise TableNeedsCsv
    if form is Format.JSON:
        put_out(json_bytes(kind.json(request)), target, replace=replace, form=form.value, text=True)
        return 0
    report = kind.build(request)
    if form is Format.TEXT and target is None:
        click.echo(render_report(report, width=screen_width()), nl=False)
        return 0
    content = render_as(report, form) if table is None else report_csv(report, table=table)
    put_out(content, target, replace=replace, form=form.value, text=form.is_text)
    return 0


def _request(kind: ReportKind, club: Path, asked: dict[str, Any]) -> ReportRequest:
    from ledger_core.books.session import open_club

    loaded = open_club(club)
    end: date = asked["as_of"] or last_day(loaded)
    start: date | None = asked.get("start")
    fund = asked.get("fund")
    return ReportRequest(
        loaded,
        kind.takes.usual(end) if start is None else Period(start, end),
        fund=None if fund is None else Fund(fund),
        loan=asked.get("loan"),
        member=asked.get("member"),
    )
