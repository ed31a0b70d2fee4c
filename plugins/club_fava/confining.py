"""What Fava does itself is kept to reading one club's books.

Fava runs Python that a book names (`fava-extension`, `import-config`), hands out any file that a
book names (`document`, `filename:`), has a shell whose commands write files, and puts the texts of
entries into its journal as they are. Each of these is replaced or left out here; the tests of
attacks try them one by one.
"""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import fava.core
import fava.core.extensions
from fava.context import g
from fava.core.fava_options import FavaOptions, OptionError, parse_options
from fava.core.query_shell import FavaBQLShell, FavaShellError
from fava.ext import FavaExtensionBase, FavaExtensionError
from flask import Flask, Response, abort, request, send_file
from jinja2 import ChoiceLoader, DictLoader

from ledger_core.books.directives import PEOPLE_FILE
from ledger_core.books.received.allowed import LOOK_OPTIONS
from ledger_core.books.viewing import load_viewed
from ledger_core.messages import _

OWN_EXTENSION = "club_fava"

_PAGES = ("index", "report", "account", "holdings_by", "help_page", "jump", "static")
_DOWNLOADS = ("document", "statement", "download_query", "download_journal")
_EXTENSION = ("extension_report", "extension_endpoint", "extension_js_module")
_DATA = (
    "account_report",
    "balance_sheet",
    "changed",
    "commodities",
    "context",
    "documents",
    "errors",
    "events",
    "help",
    "imports",
    "income_statement",
    "journal",
    "journal_page",
    "ledger_data",
    "narration_transaction",
    "narrations",
    "options",
    "payee_accounts",
    "payee_transaction",
    "query",
    "source",
    "source_slice",
    "statistics",
    "trial_balance",
)
ENDPOINTS = frozenset([*_PAGES, *_DOWNLOADS, *_EXTENSION, *(f"json_api.get_{d}" for d in _DATA)])
"""The only endpoints of Fava that answer; what a new release adds does not."""

# Of the query shell: what only looks. `.output`, `.set` and others write files or keep state.
_SHELL_COMMANDS = frozenset({"help", "run", "tables", "describe", "explain"})
_STATEMENTS = frozenset({"Select", "Balances", "Journal", "Print"})

_SHOWN_INLINE = {".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".txt"}
_CHANGED = {
    # Fava writes payees, narrations and notes into its journal as they are.
    "_journal_table.html": ("{% autoescape false %}", "{% autoescape true %}"),
    # What reads a page aloud asks for its language, which Fava leaves out.
    "_layout.html": ("<html>", '<html lang="{{ language_of_page() }}">'),
}
"""Templates of Fava's, and what is replaced in them."""


class ReadingShell(FavaBQLShell):
    """Fava's query shell without the commands and statements that do more than read."""

    def onecmd(self, line: str) -> Any:  # noqa: ANN401 (the shell's own)
        """Run a query, or one of the commands that only look."""
        command, _argument, text = self.parseline(line)
        asks_shell = text.startswith((".", "?", "!")) or (command or "").lower() in {
            "clear",
            "errors",
            "exit",
            "history",
            "parse",
            "quit",
            "set",
        }
        if asks_shell and (command or "").lower() not in _SHELL_COMMANDS:
            raise FavaShellError(_("This command is not available here: only queries that read."))
        # Fava's links say `run` without the point, of which the shell warns in the window.
        plain = (command or "").lower() in _SHELL_COMMANDS and not text.startswith(".")
        return super().onecmd(f".{text}" if plain and not text.startswith("?") else line)

    def execute(self, query: str, **kwargs: Any) -> Any:  # noqa: ANN401
        """Run a query; a statement that makes tables could read and write other files."""
        statement = self.parse(query, **kwargs)
        if type(statement).__name__ not in _STATEMENTS:
            raise FavaShellError(_("This command is not available here: only queries that read."))
        return super().execute(query, **kwargs)


def no_extensions(
    base_path: Path, name: str
) -> tuple[list[type[FavaExtensionBase]], list[FavaExtensionError]]:
    """Answer Fava's search for an extension that a book names: none is ever imported.

    Our own is there already; a module of its name in the book's folder is never looked for.
    """
    del base_path
    if name == OWN_EXTENSION:
        return [], []
    text = _("The extension “{name}” is not run: only this program's own pages are.", name=name)
    return [], [FavaExtensionError(None, text, None)]


def safe_options(entries: Sequence[Any]) -> tuple[FavaOptions, list[OptionError]]:
    """Read the options of Fava in a book, leaving out those that name files, folders or code."""
    kept: list[Any] = []
    refused: list[OptionError] = []
    for entry in entries:
        if entry.type != "fava-option" or not entry.values:
            kept.append(entry)
            continue
        name = str(entry.values[0].value)
        if name.replace("_", "-") in LOOK_OPTIONS:
            kept.append(entry)
        else:
            text = _("The option “{name}” is not followed here.", name=name)
            refused.append(OptionError(entry.meta, text, entry))
    options, errors = parse_options(kept)
    return options, [*errors, *refused]


def confine_fava() -> None:
    """Replace the parts of Fava that read or run what a book names. Once for the process."""

    def load(beancount_file_path: str, *, is_encrypted: bool) -> Any:  # noqa: ANN401
        del is_encrypted
        gc.unfreeze()
        gc.collect()  # what a ledger left behind that was loaded anew
        loaded = load_viewed(Path(beancount_file_path))
        # A book stays until the next load: to look through all of it again and again for what is
        # not used any more would take a fifth of a second of some page.
        gc.freeze()
        return loaded

    fava.core.load_uncached = load  # type: ignore[attr-defined]
    fava.core.parse_options = safe_options  # type: ignore[assignment, attr-defined]
    fava.core.extensions.find_extensions = no_extensions  # type: ignore[attr-defined]


def confine_app(app: Flask) -> None:
    """Leave an application of Fava only the endpoints that read this club's books."""
    app.before_request_funcs.setdefault(None, []).insert(0, _only_what_reads)
    app.view_functions["document"] = _document
    app.view_functions["statement"] = _statement
    changed = {name: _changed(app, name, *change) for name, change in _CHANGED.items()}
    assert app.jinja_env.loader is not None
    app.jinja_env.loader = ChoiceLoader([DictLoader(changed), app.jinja_env.loader])


def _changed(app: Flask, name: str, old: str, new: str) -> str:
    """Return one of Fava's templates with the one thing replaced that must be otherwise here."""
    assert app.jinja_env.loader is not None
    source, _name, _fresh = app.jinja_env.loader.get_source(app.jinja_env, name)
    if source.count(old) != 1:  # another release: rather no journal than a hostile one
        message = f"{name} of this Fava has not the form that was tried"
        raise RuntimeError(message)
    return source.replace(old, new)


def _only_what_reads() -> None:
    if request.endpoint not in ENDPOINTS:
        abort(404 if request.endpoint is None else 403)
    if request.endpoint == "json_api.get_source":
        file = request.args.get("filename", "")
        if file and not is_of_the_club(Path(file), Path(g.ledger.beancount_file_path).parent):
            abort(403)


def is_of_the_club(file: Path, folder: Path) -> bool:
    """Whether a file lies in a club's folder and may be shown: no personal data, no state."""
    if not file.is_absolute():
        file = folder / file
    real = file.resolve()
    if not (real.is_file() and real.is_relative_to(folder.resolve())):
        return False
    parts = real.relative_to(folder.resolve()).parts
    return parts[-1] != PEOPLE_FILE and not any(part.startswith(".") for part in parts)


def _document() -> Response:
    filename = request.args.get("filename", "")
    known = {document.filename for document in g.ledger.all_entries_by_type.Document}
    return _send(filename) if filename in known else abort(404)


def _statement() -> Response:
    entry, key = request.args.get("entry_hash", ""), request.args.get("key", "")
    return _send(g.ledger.statement_path(entry, key))


def _send(filename: str) -> Response:
    """Hand out a document of the club; what a browser might run is saved, never shown."""
    file = Path(filename)
    if not is_of_the_club(file, Path(g.ledger.beancount_file_path).parent):
        abort(404)
    inline = file.suffix.lower() in _SHOWN_INLINE
    return send_file(
        file.resolve(),
        as_attachment=not inline,
        mimetype=None if inline else "application/octet-stream",
    )
