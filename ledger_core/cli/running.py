"""Running a command line: language, encodings, and what every failure looks like to a person."""

import contextlib
import io
import os
import sys
import traceback
from collections.abc import Iterator, Sequence

import click

from ledger_core.cli.errors import UnknownLanguage
from ledger_core.errors import ClubledgerError
from ledger_core.messages import (
    DEFAULT_LANGUAGE,
    LANGUAGES,
    _,
    current_language,
    language,
    localedir,
)

LANGUAGE_VARIABLE = "CLUBLEDGER_LANG"
_WIDEST = 100  # columns of help
_VIETNAMESE = "ăđơưạ₫ữ–“…"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status: 0 done, 1 findings or refused, 2 cannot run.

    Args:
      arguments: The words after `clubledger`; those of the process when None.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        _make_readable(stream)
    chosen, problem = _language_of(words)
    with language(chosen), _words_of_click():
        try:
            return run(words) if problem is None else _refused(problem)
        finally:
            _flush()


def run(words: Sequence[str]) -> int:
    """Run one command line in the current language and return its exit status."""
    from ledger_core.cli.root import root

    width = min(_WIDEST, _terminal_width())
    try:
        result = root.main(
            list(words),
            prog_name="clubledger",
            standalone_mode=False,
            max_content_width=width,
            terminal_width=width,
        )
    except ClubledgerError as error:
        return _refused(error)
    except click.ClickException as error:
        error.show()
        return 2 if isinstance(error, click.UsageError) else error.exit_code
    except click.Abort:  # click makes one of Ctrl-C and of the end of the input
        click.echo(_("Stopped."), err=True)
        return 1
    except BrokenPipeError:
        _silence(sys.stdout)
        return 1
    except Exception:  # noqa: BLE001 (shown whole: whoever helps the treasurer needs it)
        click.echo(traceback.format_exc(), err=True)
        click.echo(
            _(
                "Sorry: the program made a mistake and stopped. Books are written whole or not at "
                "all, so nothing is half written. Please send the lines above to whoever looks "
                "after the program."
            ),
            err=True,
        )
        return 2
    return result if isinstance(result, int) else 0


def _refused(error: ClubledgerError) -> int:
    from ledger_core.cli.showing import show_error

    show_error(error)
    return error.exit_code


def _language_of(words: Sequence[str]) -> tuple[str, UnknownLanguage | None]:
    """Return the language asked for: `--lang` anywhere, else the environment, else Vietnamese.

    Click itself reads `--lang` too and refuses a wrong one; but help and refusals are written
    before it reaches an option that stands behind them.
    """
    for index, word in enumerate(words):
        if word == "--":
            break
        value = words[index + 1] if word == "--lang" and index + 1 < len(words) else None
        if word.startswith("--lang="):
            value = word.removeprefix("--lang=")
        if value in LANGUAGES:
            return value, None
    value = os.environ.get(LANGUAGE_VARIABLE)
    if value and value not in LANGUAGES:
        return DEFAULT_LANGUAGE, UnknownLanguage(value)
    return value or DEFAULT_LANGUAGE, None


@contextlib.contextmanager
def _words_of_click() -> Iterator[None]:
    """Let click's own messages come from our catalogue, in the current language."""
    import gettext

    old = os.environ.get("LANGUAGE")
    gettext.bindtextdomain("messages", str(localedir()))
    os.environ["LANGUAGE"] = current_language()
    try:
        yield
    finally:
        if old is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = old


def _make_readable(stream: object) -> None:
    """Switch a stream whose encoding has no Vietnamese letters to UTF-8."""
    if not isinstance(stream, io.TextIOWrapper):
        return
    try:
        _VIETNAMESE.encode(stream.encoding)
    except (UnicodeEncodeError, LookupError):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    else:
        if stream is not sys.stdin:
            # What cannot be written must never stop a command half way.
            stream.reconfigure(errors="backslashreplace")


def _terminal_width() -> int:
    import shutil

    return max(60, shutil.get_terminal_size((_WIDEST, 24)).columns)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            _silence(stream)


def _silence(stream: object) -> None:
    """Send what is still to be written nowhere: the reader has gone."""
    with contextlib.suppress(OSError, ValueError, io.UnsupportedOperation):
        assert isinstance(stream, io.TextIOWrapper)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
