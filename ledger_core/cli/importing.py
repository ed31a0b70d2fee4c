"""`clubledger import`: what a club has on paper and in its own sheets."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ledger_core.books.disk.errors import reason
from ledger_core.cli.clubs import TEMPLATE_LABELS
from ledger_core.cli.framework import command
from ledger_core.cli.options import format_option, yes_option
from ledger_core.cli.output_file import out_option, put_out, replace_option
from ledger_core.cli.parameters import argument, option
from ledger_core.cli.showing import show_error, show_json, show_table, show_text
from ledger_core.cli.stamping import entered_now
from ledger_core.cli.values import WordType
from ledger_core.cli.writing import Manner, agreed
from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.importing.problems import ImportRefused
    from ledger_core.importing.running import Import


class FileUnreadable(CannotRun):
    """The file to import cannot be read from the disk."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            Message(
                N_("The file {path} cannot be read: {reason}."),
                path=str(path),
                reason=reason(error),
            )
        )


def _importing(ctx: click.Context) -> bool:
    return not ctx.params.get("template")


@command(
    "import",
    N_(
        "Take what a club has in older books into new ones.\n\n"
        "First: clubledger import --template -o FILE, and fill the workbook in. Then clubledger "
        "import CLUB FILE. Everything that is wrong is named at once; nothing is written before "
        "all is right, and the same file again changes nothing."
    ),
)
@argument(
    "club",
    text=N_("The club's folder: a new one, or one without entries."),
    metavar=N_("CLUB"),
    question=N_("Folder of the club"),
    when=_importing,
    type=click.Path(path_type=Path),
)
@argument(
    "file",
    text=N_("The workbook, filled in."),
    metavar=N_("FILE"),
    question=N_("The workbook"),
    when=_importing,
    type=click.Path(path_type=Path),
)
@option("--template", text=N_("Write the empty workbook into the file after -o."), is_flag=True)
@option(
    "--accounts",
    text=N_("Language of the accounts and of the books."),
    type=WordType(lambda: TEMPLATE_LABELS, lambda: TEMPLATE_LABELS),
    default="vi",
    show_default=True,
)
@out_option
@replace_option
@yes_option
@format_option
def import_club(
    *,
    club: Path | None,
    file: Path | None,
    template: bool,
    accounts: str,
    target: Path | None,
    replace: bool,
    yes: bool,
    output: str,
) -> int:
    """Write the template, or import a workbook."""
    if template:
        from ledger_core.importing.template import template_xlsx

        put_out(template_xlsx(), target, replace=replace, form="xlsx", text=False)
        return 0
    from ledger_core.importing.problems import ImportRefused
    from ledger_core.importing.running import prepare_import

    assert club is not None
    assert file is not None
    manner = Manner(yes, output)
    try:
        found = prepare_import(club, _content(file), template=accounts)
    except ImportRefused as error:
        return _refused(error, manner)
    return _write(found, manner)


def _content(file: Path) -> bytes:
    from ledger_core.reports.formats.workbooks import LARGEST_FILE_BYTES

    try:
        with file.open("rb") as source:
            return source.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise FileUnreadable(file, error) from error


def _refused(error: "ImportRefused", manner: Manner) -> int:
    """Name everything that is wrong."""
    if manner.for_programs:
        show_json(
            {
                "written": [],
                "problems": [
                    {
                        "sheet": problem.sheet,
                        "row": problem.row or None,
                        "column": problem.column or None,
                        "message": str(problem.message),
                        "remedy": str(problem.remedy) if problem.remedy else None,
                    }
                    for problem in error.problems
                ],
            }
        )
        return error.exit_code
    for problem in error.problems:
        show_text(f"{problem.place}:", error=True)
        show_text(f"  {problem.message}", error=True)
        if problem.remedy is not None:
            show_text("  " + _("What to do: {remedy}", remedy=problem.remedy), error=True)
    show_text("", error=True)
    show_error(error)
    return error.exit_code


def _write(found: "Import", manner: Manner) -> int:
    from ledger_core.importing.summary import Summary

    summary = Summary.of(found)
    if not manner.for_programs:
        for table in summary.tables():
            show_table(table)
            show_text("")
    if found.repeated:
        if manner.for_programs:
            show_json(_answer(summary.to_json(), found, ()))
        else:
            show_text(_("All of it stands in the books already: nothing was changed."))
        return 0
    if not agreed(manner):
        show_text(_("Nothing was written."))
        return 1
    written = found.write(entered_now())
    if manner.for_programs:
        show_json(_answer(summary.to_json(), found, written))
    else:
        show_text(
            _(
                "Written. The books of {name} go on from {day:date} in {folder}.",
                name=found.rows.club.text("name"),
                day=summary.day,
                folder=str(found.folder),
            )
        )
    return 0


def _answer(summary: dict[str, Any], found: "Import", written: tuple[str, ...]) -> dict[str, Any]:
    return {"written": list(written), "repeated": found.repeated, **summary, "problems": []}
