"""Files that a command makes beside the books: reports and papers."""

import sys
from pathlib import Path

import click

from ledger_core.books.disk.errors import reason
from ledger_core.books.disk.files import write_file
from ledger_core.cli.parameters import option
from ledger_core.errors import CannotRun, ClubledgerError
from ledger_core.messages import Message, N_, _

out_option = option(
    "-o",
    "--output",
    "target",
    text=N_("File to write; the screen if left out."),
    metavar=N_("FILE"),
    type=click.Path(path_type=Path, dir_okay=False),
)

replace_option = option(
    "--replace",
    text=N_("Write over a file that is there already."),
    is_flag=True,
)


_FORMATS = frozenset({".pdf", ".xlsx", ".html", ".csv", ".json"})


class FileIsThere(ClubledgerError):
    """The file to be written exists already."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Message(N_("The file {path} is there already; nothing was written."), path=str(path)),
            remedy=Message(N_("Give another name, or add --replace to write over it.")),
        )
        self.path = path


class CannotWriteFile(CannotRun):
    """The file cannot be written where it was asked for."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            Message(
                N_("The file {path} cannot be written: {reason}."),
                path=str(path),
                reason=reason(error),
            ),
            remedy=Message(N_("Check the folder, and whether the file is open elsewhere.")),
        )
        self.path = path


class NameOfOtherFormat(CannotRun):
    """The name of the file says another format than the one to be written."""

    def __init__(self, path: Path, form: str) -> None:
        asked = path.suffix.lower().removeprefix(".")
        super().__init__(
            Message(
                N_("The name {path} says {asked}, and {form} would be written into it."),
                path=str(path),
                asked=asked,
                form=form,
            ),
            remedy=Message(N_("Add --format {asked}, or give another name."), asked=asked),
        )


class NeedsAFile(CannotRun):
    """A format that is no text was asked for, and no file was named."""

    def __init__(self, form: str) -> None:
        super().__init__(
            Message(N_("A report as {form} needs a file to be written to."), form=form),
            remedy=Message(N_("Name it: -o report.{form}"), form=form),
        )


def put_out(content: bytes, target: Path | None, *, replace: bool, form: str, text: bool) -> None:
    """Write what a command made into its file, or to the screen where none was named.

    The file appears whole or not at all, and is never written over unless that was asked for.

    Args:
        content: The bytes; UTF-8 where they are text.
        target: The file; None for the standard output.
        replace: Whether a file that is there may be written over.
        form: The name of the format, for messages.
        text: Whether a terminal can show it.

    Raises:
        FileIsThere: the file exists and may not be replaced.
        NameOfOtherFormat: its name says another format.
        CannotWriteFile: the disk or the folder refused it.
        NeedsAFile: a terminal cannot show it, and no file was named.
    """
    if target is not None:
        if target.suffix.lower() in _FORMATS - {f".{form}"}:
            raise NameOfOtherFormat(target, form)
        _write(content, target, replace=replace)
        click.echo(_("Written: {path}", path=str(target)), err=True)
    elif text:
        click.echo(content.decode("utf-8"), nl=False)
    elif sys.stdout.isatty():
        raise NeedsAFile(form)
    else:
        sys.stdout.buffer.write(content)


def _write(content: bytes, target: Path, *, replace: bool) -> None:
    if target.exists() and not replace:
        raise FileIsThere(target)
    try:
        write_file(target, content)
    except OSError as error:
        raise CannotWriteFile(target, error) from error
