"""Books for a viewer that stays open: loaded as Beancount loads them, and only if that is safe.

A viewer loads again whenever a file changes, so what a change may bring in is looked at before each
load: somebody else's plugin would run, an `include` could lead to any file of the computer. Such
books are not loaded at all; the viewer shows an empty ledger and the reasons as its errors.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from beancount import loader
from beancount.core import data
from beancount.core.amount import Amount
from beancount.parser import parser

from ledger_core.books.beancount_errors import beancount_finding
from ledger_core.books.book import Book
from ledger_core.books.checking import BOOK_OPTION, FindingError, finding_error
from ledger_core.books.checks.files import SourceFile, read_sources
from ledger_core.books.checks.headers import calls_foreign_code, check_headers, header_value
from ledger_core.books.checks.listing import check_listing
from ledger_core.books.directives import PLUGIN, Scope
from ledger_core.books.disk.intent import complete_intent, is_pending
from ledger_core.books.disk.lock import club_lock
from ledger_core.books.folder import book_files
from ledger_core.books.loading import LoadedClub, club_folder
from ledger_core.books.quick.garbage import garbage_collection_paused
from ledger_core.books.quick.loading import load
from ledger_core.books.unsafe_lines import unsafe_lines
from ledger_core.findings import Finding, Severity
from ledger_core.messages import DEFAULT_LANGUAGE, Message, N_

Load: TypeAlias = tuple[list[data.Directive], list[Any], dict[str, Any]]
"""What Beancount's loader returns: directives, errors and options."""


def ready_to_view(path: Path) -> list[Path]:
    """Return the ledgers of a club, the whole club first, after completing what was cut off.

    Args:
      path: The club's folder, or one of its top files: then that ledger comes first.

    Raises:
      NoClubHere: there are no books in the folder.
    """
    first = next((scope for scope in Scope if path.name == scope.top_file), Scope.CLUB)
    folder = club_folder(path, first)
    if is_pending(folder):
        with club_lock(folder):
            complete_intent(folder)
    scopes = sorted(Scope, key=lambda scope: scope is not first)
    return [folder / scope.top_file for scope in scopes if (folder / scope.top_file).is_file()]


def title_of(top: Path) -> str:
    """Return the title that a ledger's first file gives itself, else its folder's name.

    The text alone is looked at: nothing is parsed or loaded.
    """
    try:
        text = top.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return top.parent.name
    return header_value(SourceFile(top, top.name, text), "title") or top.parent.name


def load_viewed(top: Path) -> Load:
    """Load one ledger of a club without running code or reading files that are not the club's."""
    dangers = _dangers(top)
    if not dangers:
        # An uncached load; `load_file` would read or delete a cache file beside the book.
        with garbage_collection_paused():
            entries, errors, options = load(top)
        return [entry for entry in entries if not _is_left_out(entry)], errors, options
    entries, _errors, options = loader.load_string("")
    # A viewer watches the files that are included: the mistake is mended in any of them.
    files = dict.fromkeys([top, *book_files(top.parent)])
    options.update(filename=str(top), include=[str(file) for file in files], title=title_of(top))
    return entries, [finding_error(one, top.parent, DEFAULT_LANGUAGE) for one in dangers], options


def _is_left_out(entry: data.Directive) -> bool:
    """Whether Fava would stop at a directive, or show a link of the book's own beside its pages.

    A custom directive without a value is named by our checks.
    """
    return isinstance(entry, data.Custom) and (
        not entry.values or entry.type == "fava-sidebar-link"
    )


def viewed_club(
    entries: Sequence[Any], errors: Sequence[Any], options: Mapping[str, Any]
) -> LoadedClub | None:
    """Return the club of a ledger that a viewer loaded; None if our plugins did not run on it.

    Nothing is read or folded again: the plugins left the book among the options.
    """
    book = options.get(BOOK_OPTION)
    if not isinstance(book, Book):
        return None
    findings = [
        *book.findings.found,
        *(beancount_finding(e, book.folder) for e in errors if not isinstance(e, FindingError)),
    ]
    findings.sort(key=lambda finding: (finding.file, finding.line, finding.rule))
    return LoadedClub(book, list(entries), dict(options), findings)


def _dangers(top: Path) -> list[Finding]:
    """Return why a ledger must not be loaded; empty for every book that this program writes."""
    folder = top.parent
    if top not in book_files(folder):  # gone, or a link to somewhere else
        return [_not_there(top)]
    scope = next((scope for scope in Scope if top.name == scope.top_file), Scope.CLUB)
    book = Book(folder, scope)
    sources = read_sources(book)
    unsafe = unsafe_lines(folder)
    if unsafe:  # nothing of it may reach the parser
        return unsafe
    if not (calls_foreign_code(sources) or _runs_code(top) or _leads_outside(folder, sources)):
        return []
    check_headers(book, sources)
    check_listing(book, sources)
    found = [one for one in book.findings.found if one.severity is Severity.ERROR]
    return found or [_not_shown(top)]


def _runs_code(top: Path) -> bool:
    """Whether the first file names code to run, or a folder of documents that is not the club's.

    Beancount's own parser says so, which runs nothing and opens no other file.
    """
    _entries, _errors, options = parser.parse_file(str(top))
    plugins = {name.partition(".")[0] for name, _config in options["plugin"]}
    folders = ((top.parent / name).resolve() for name in options["documents"])
    return (
        bool(plugins - {PLUGIN})
        or bool(options["insert_pythonpath"])
        or any(not folder.is_relative_to(top.parent) for folder in folders)
    )


def _leads_outside(folder: Path, sources: list[SourceFile]) -> bool:
    """Whether a file lists another that is no plain `.beancount` file of the club's folder."""
    own = {source.path.resolve() for source in sources}
    for source in sources:
        if "include" not in source.text:
            continue
        _entries, _errors, options = parser.parse_file(str(source.path))
        for name in options["include"]:
            target = (source.path.parent / name).resolve()
            missing = target.is_relative_to(folder) and not target.exists()
            if any(sign in name for sign in "*?[") or not (target in own or missing):
                return True
    return False


def _not_there(top: Path) -> Finding:
    return Finding(
        rule="register.file-missing",
        severity=Severity.ERROR,
        file=top.name,
        line=1,
        loan=None,
        message=Message(N_("The file {name} is missing."), name=top.name),
        remedy=Message(N_("Restore it from the last backup.")),
    )


def _not_shown(top: Path) -> Finding:
    return Finding(
        rule="register.include-outside",
        severity=Severity.ERROR,
        file=top.name,
        line=1,
        loan=None,
        message=Message(N_("The file calls other files or programs in an unusual way.")),
        remedy=Message(N_("Write each plugin, option and include line as a new club has them.")),
    )


def amount_without_currency(number: Decimal) -> Amount:
    """Return a number as a viewer prints amounts: in the decimals of a currency without a name."""
    return Amount(number, "")
