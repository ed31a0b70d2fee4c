"""`clubledger meeting sheet|post|run`: the monthly meeting, whole."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger_core.cli.framework import LazyGroup, command
from ledger_core.cli.options import (
    club_argument,
    date_option,
    exception_option,
    format_option,
    yes_option,
)
from ledger_core.cli.output_file import out_option, put_out, replace_option
from ledger_core.cli.parameters import argument
from ledger_core.cli.showing import screen_width, show_json, show_text
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import N_, _

if TYPE_CHECKING:
    from ledger_core.books.session import WritingSession
    from ledger_core.meetings import FilledSheet, MeetingSheet, Mistake

meeting_group = LazyGroup(
    "meeting",
    text=N_("The monthly meeting: its sheet, posting it, or doing it here step by step."),
    commands_by_name={
        "sheet": "meetings:meeting_sheet",
        "post": "meetings:meeting_post",
        "run": "meeting_run:meeting_run",
    },
)


@command(
    "sheet",
    N_(
        "Make the sheet of a meeting: who is asked for what, and room for what was paid.\n\n"
        "FILE.xlsx is filled in with Excel or LibreOffice and posted; FILE.pdf is printed and "
        "filled in by hand. Without a file, the sheet is shown here."
    ),
)
@club_argument
@out_option
@replace_option
@date_option
@format_option
def meeting_sheet(*, club: Path, target: Path | None, replace: bool, day: date, output: str) -> int:
    """Make the sheet of a meeting."""
    from ledger_core.books.session import open_club
    from ledger_core.books.session_errors import BooksHaveErrors
    from ledger_core.meetings import draft_sheet

    loaded = open_club(club)
    if loaded.errors:
        raise BooksHaveErrors(loaded.errors)
    sheet = draft_sheet(loaded.book, day)
    if target is not None:
        form = target.suffix.removeprefix(".")
        put_out(_content(sheet, target), target, replace=replace, form=form, text=False)
    if output == "json":
        from ledger_core.cli.meeting_shown import sheet_json

        show_json({**sheet_json(sheet), "file": None if target is None else str(target)})
    elif target is not None:
        if target.suffix.lower() == ".xlsx":
            next_step = _("When it is filled in and saved: {command}", command=_post(club, target))
            show_text(next_step)
    else:
        from ledger_core.meetings.tables import sheet_report
        from ledger_core.reports.text import render_report

        click.echo(render_report(sheet_report(sheet), width=screen_width()), nl=False)
    return 0


def _post(club: Path, target: Path) -> str:
    words = ("clubledger", "meeting", "post", str(club), str(target))
    return " ".join(f'"{word}"' if " " in word else word for word in words)


def _content(sheet: "MeetingSheet", target: Path) -> bytes:
    from ledger_core.meetings.errors import NotAFormat

    match target.suffix.lower():
        case ".xlsx":
            from ledger_core.meetings.workbook import meeting_workbook

            return meeting_workbook(sheet)
        case ".pdf":
            from ledger_core.meetings.page import meeting_pdf

            return meeting_pdf(sheet)
        case ".txt":
            from ledger_core.meetings.tables import sheet_report
            from ledger_core.reports.text import render_report

            return render_report(sheet_report(sheet)).encode()
        case _:
            raise NotAFormat(target.name)


@command(
    "post",
    N_(
        "Post a filled meeting sheet: the whole meeting, or nothing.\n\n"
        "Every mistake on it is named at once, with its cell. The same sheet again changes "
        "nothing."
    ),
)
@club_argument
@argument(
    "file",
    text=N_("The filled sheet, an .xlsx file."),
    metavar=N_("FILE"),
    question=N_("File of the filled sheet"),
    type=click.Path(path_type=Path, dir_okay=False),
)
@exception_option
@yes_option
@format_option
def meeting_post(*, club: Path, file: Path, exception: str | None, yes: bool, output: str) -> int:
    """Post a filled sheet."""
    from ledger_core.cli.meeting_closing import finish_meeting
    from ledger_core.meetings.workbook_reading import read_meeting_workbook

    read = read_meeting_workbook(file)
    manner = Manner(yes, output)
    status = post_filled(club, manner, read.filled, mistakes=read.mistakes, exception=exception)
    return finish_meeting(club, manner, read.filled) if status == 0 else status


def post_filled(
    club: Path,
    manner: Manner,
    filled: "FilledSheet",
    *,
    mistakes: tuple["Mistake", ...] = (),
    exception: str | None = None,
) -> int:
    """Post what was filled in, in a sheet or here; mistakes are shown, all of them."""
    from ledger_core.cli.meeting_shown import mistakes_json, mistakes_lines, outcome_of
    from ledger_core.meetings import SheetHasMistakes, post_meeting

    def action(session: "WritingSession") -> Outcome:
        posted = post_meeting(session, filled, read=mistakes, exception=exception)
        return outcome_of(session.book, posted)

    try:
        return write(club, manner, action)
    except SheetHasMistakes as error:
        if manner.for_programs:
            show_json({"mistakes": mistakes_json(error.mistakes)})
        else:
            show_text("\n".join(mistakes_lines(error)), error=True)
        return error.exit_code
