"""`clubledger consolidate`: reports over the books and returns of many clubs."""

import hashlib
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from ledger_core.cli.framework import command
from ledger_core.cli.options import TEXT
from ledger_core.cli.output_file import out_option, put_out, replace_option
from ledger_core.cli.parameters import argument, in_words, option
from ledger_core.cli.showing import screen_width
from ledger_core.cli.stamping import now
from ledger_core.cli.values import DAY, NumberType
from ledger_core.messages import N_, _
from ledger_core.reports.formats.names import Format

_LEVELS = ("nation", "province", "commune", "club")
_BAR = 30  # signs


def _list(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    from ledger_core.consolidation.reports.kinds import CONSOLIDATED_KINDS

    del param
    if value and not ctx.resilient_parsing:
        width = max(len(kind.name) for kind in CONSOLIDATED_KINDS)
        for kind in CONSOLIDATED_KINDS:
            click.echo(f"  {kind.name:{width}}  {in_words(kind.text)}")
        ctx.exit()


@command(
    "consolidate",
    N_(
        "Reports over many clubs, from their books and returns.\n\n"
        "ROOT is a folder with the clubs' folders, zips and returns at any depth, or one of them. "
        "Only what changed is read again. Books that cannot be relied on are listed, not counted."
    ),
)
@argument(
    "roots",
    text=N_("Folders with books and returns."),
    metavar=N_("ROOT…"),
    question=N_("Folder with the clubs' books"),
    nargs=-1,
    type=click.Path(path_type=Path),
)
@option(
    "--as-of",
    "as_of",
    text=N_("Day the figures are for; the day of the last entry of any club if left out."),
    metavar=N_("DATE"),
    type=DAY,
)
@option(
    "--by",
    text=N_("What the lines are: nation, province, commune or club."),
    type=click.Choice(_LEVELS),
    default="province",
    show_default=True,
)
@option(
    "--report",
    "name",
    text=N_("Which report; portfolio if left out."),
    metavar=N_("NAME"),
    default="portfolio",
)
@option(
    "--list",
    "listed",
    text=N_("List the reports, a line each."),
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list,
)
@option(
    "--over",
    "months",
    text=N_("How many month-ends the report over-time shows; chooses that report."),
    metavar=N_("MONTHS"),
    type=NumberType(1, 600),
)
@option(
    "--format",
    "form",
    text=N_("Format of the report; text if left out."),
    type=click.Choice([form.value for form in Format]),
    default=TEXT,
)
@option(
    "--table",
    text=N_("Only this table of the report, for csv: the keys of its columns and its rows."),
    metavar=N_("NAME"),
)
@out_option
@replace_option
@option(
    "--store",
    text=N_("File that keeps what was read; one of your user's own for these folders otherwise."),
    metavar=N_("FILE"),
    type=click.Path(path_type=Path, dir_okay=False),
)
@option(
    "--parquet",
    text=N_("Also write the data behind the report as Parquet files into this new folder."),
    metavar=N_("FOLDER"),
    type=click.Path(path_type=Path, file_okay=False),
)
@option(
    "--jobs",
    text=N_("How many processes read; one for each processor if left out."),
    metavar=N_("NUMBER"),
    type=NumberType(1, 1024),
)
@option(
    "--scheduler",
    text=N_("Address of a Dask scheduler whose workers read."),
    metavar=N_("ADDRESS"),
)
@option(
    "--return-age",
    "return_age",
    text=N_("How many days before the day of the report the last day of a return may lie."),
    metavar=N_("DAYS"),
    type=NumberType(0, 3660),
    default=45,
    show_default=True,
)
@option(
    "--again",
    text=N_("Try books again that could not be read, though nothing in them changed."),
    is_flag=True,
)
@option(
    "--forget",
    text=N_("Miss a club no longer that has ended: province/commune/code; repeatable."),
    metavar=N_("CLUB"),
    multiple=True,
)
@option(
    "--strict",
    text=N_("End with status 1 where anything is not counted or is to be looked into."),
    is_flag=True,
)
def consolidate(*, roots: tuple[Path, ...], store: Path | None, **asked: Any) -> int:  # noqa: ANN401
    """Report over many clubs."""
    from ledger_core.consolidation.memory import Memory
    from ledger_core.consolidation.opening import HowToRead, open_clubs
    from ledger_core.consolidation.reports.kinds import consolidated_kind
    from ledger_core.consolidation.store import SnapshotStore

    name = "over-time" if asked["months"] and asked["name"] == "portfolio" else asked["name"]
    kind = consolidated_kind(name)
    path = store or default_store(roots)
    progress = _progress if sys.stderr.isatty() else None
    how = HowToRead(asked["jobs"], asked["scheduler"], progress, again=asked["again"])
    with SnapshotStore(path) as snapshots:
        for key in asked["forget"]:
            Memory(path).forget_club(key)
        opened = open_clubs(snapshots, path, roots, how, return_age_days=asked["return_age"])
        if asked["parquet"] is not None:
            from ledger_core.consolidation.parquet import write_parquet

            write_parquet(snapshots, asked["parquet"])
        return _report(kind, opened.clubs, asked)


def default_store(roots: tuple[Path, ...]) -> Path:
    """Return the file in the user's own folder that keeps what was read below some folders."""
    said = "\n".join(sorted({str(root.resolve()) for root in roots}))
    name = hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:20]
    folder = Path(click.get_app_dir("clubledger")) / "consolidations"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{name}.sqlite"


def _report(kind: Any, clubs: Any, asked: dict[str, Any]) -> int:  # noqa: ANN401
    from ledger_core.consolidation.levels import Level
    from ledger_core.consolidation.reports.request import ConsolidatedRequest
    from ledger_core.reports.formats.csv import report_csv
    from ledger_core.reports.formats.rendering import json_bytes, render_as
    from ledger_core.reports.text import render_report

    form, table = Format(asked["form"]), asked["table"]
    if table is not None and form is not Format.CSV:
        from ledger_core.cli.report_commands import TableNeedsCsv

        raise TableNeedsCsv
    request = ConsolidatedRequest(
        clubs, _day(asked["as_of"], clubs), Level(asked["by"]), asked["months"] or 12
    )
    target, replace = asked["target"], asked["replace"]
    if form is Format.TEXT and target is None:
        click.echo(render_report(kind.build(request), width=screen_width()), nl=False)
    elif form is Format.JSON:
        put_out(json_bytes(kind.json(request)), target, replace=replace, form=form.value, text=True)
    else:
        report = kind.build(request)
        content = render_as(report, form) if table is None else report_csv(report, table=table)
        put_out(content, target, replace=replace, form=form.value, text=form.is_text)
    return _status(request, strict=asked["strict"])


def _status(request: Any, *, strict: bool) -> int:  # noqa: ANN401
    """Return 1 where no club is counted, and where asked also for anything left out or flagged."""
    counted, clubs = request.counted, request.clubs
    if not counted.clubs:
        return 1
    found = counted.left_out or clubs.history_flags() or clubs.differing_returns()
    return 1 if strict and found else 0


def _day(asked: date | None, clubs: Any) -> date:  # noqa: ANN401
    """Return the day asked for, else the last entry of any club.

    A day to come is a slip or a trick of one club, and must not move the report of all others.
    """
    from ledger_core.cli.errors import NotADay
    from ledger_core.consolidation.returns.reading import YEARS

    if asked is not None:
        if asked.year not in YEARS:  # months before or after leave the calendar
            raise NotADay(asked.isoformat())
        return asked
    received = clubs.received
    days = [books.last_day for books in received.books]
    days += [found.content.day for found in received.returns]
    today = now().date()
    return max((day for day in days if day <= today), default=max(days, default=date(1970, 1, 1)))


def _progress(done: int, of: int) -> None:
    if not of:  # nothing changed since the last time
        return
    filled = _BAR * done // of
    bar = "█" * filled + "░" * (_BAR - filled)
    text = _("{bar} {done} of {of} clubs read", bar=bar, done=done, of=of)
    click.echo(f"\r{text}", nl=done >= of, err=True)
