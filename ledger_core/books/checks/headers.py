"""Checks of `plugin` and `option` lines: our rules called, and nothing that switches checks off.

Beancount ignores a plugin, and most options, in an included file without a word; a plugin of
somebody else may rewrite entries behind the rules; some options widen tolerances, leave steps of a
load out or make Python look for plugins in other places.
"""

import re
from dataclasses import dataclass

from ledger_core.books.book import Book
from ledger_core.books.checks.files import SourceFile
from ledger_core.books.directives import PLUGIN, Scope, fund_of_file
from ledger_core.books.sources import relative_name
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

_PLUGIN_LINE = re.compile(r'\nplugin[ \t]+"([^"\n]*)"(?:[ \t]+"([^"\n]*)")?')
_OPTION_LINE = re.compile(r'\noption[ \t]+"([^"\n]*)"[ \t]+"([^"\n]*)"')

ROOT_OPTIONS = ("name_assets", "name_liabilities", "name_equity", "name_income", "name_expenses")
_DEFAULT_ROOTS = dict(
    zip(ROOT_OPTIONS, ("Assets", "Liabilities", "Equity", "Income", "Expenses"), strict=True)
)
ACCOUNT_OPTIONS = (
    "account_current_conversions",
    "account_current_earnings",
    "account_previous_balances",
    "account_previous_conversions",
    "account_previous_earnings",
    "account_rounding",
    "account_unrealized_gains",
)
# Names, words and the look of reports: what cannot change a figure or hide one.
_HARMLESS = frozenset(
    {
        *ROOT_OPTIONS,
        "title",
        "operating_currency",
        "render_commas",
        "documents",
        *ACCOUNT_OPTIONS,
        "conversion_currency",
    }
)
_PYTHON_PATH = "insert_pythonpath"
ALL_RULES = frozenset(
    {"register", "fund_separation", "loan_lifecycle", "interest_rules", "month_seal"}
)


@dataclass(frozen=True, slots=True)
class _HeaderLine:
    """A `plugin` or `option` line: its name, its value and where it stands."""

    name: str
    value: str
    line: int


def _lines(source: SourceFile, pattern: re.Pattern[str]) -> list[_HeaderLine]:
    text = "\n" + source.text
    return [
        _HeaderLine(match[1], match[2] or "", text.count("\n", 0, match.start() + 1))
        for match in pattern.finditer(text)
    ]


def header_value(source: SourceFile, option: str) -> str:
    """Return the value of an option line, the last one as Beancount has it; empty without."""
    found = [line.value for line in _lines(source, _OPTION_LINE) if line.name == option]
    return found[-1] if found else ""


def calls_foreign_code(sources: list[SourceFile]) -> bool:
    """Whether loading these files would run code of somebody else's: then they are not loaded."""
    plugins = (plugin for source in sources for plugin in _lines(source, _PLUGIN_LINE))
    options = (option for source in sources for option in _lines(source, _OPTION_LINE))
    return any(plugin.name.partition(".")[0] != PLUGIN for plugin in plugins) or any(
        option.name == _PYTHON_PATH and option.value.strip().upper() not in {"", "FALSE"}
        for option in options
    )


def check_headers(book: Book, sources: list[SourceFile]) -> None:
    """Check the plugin and option lines of every file."""
    tops = {scope.top_file: scope for scope in Scope}
    by_name = {source.name: source for source in sources}
    top = by_name.get(book.scope.top_file)
    roots = _roots(_lines(top, _OPTION_LINE)) if top and top.text else None
    loaded = {relative_name(book.folder, name) for name in book.files}
    for source in sources:
        scope = tops.get(source.name)
        if scope is None:
            _check_included(book, source)
        elif source.text and scope in {book.scope, *_below(book.scope)}:
            _check_plugins(book, source, scope)
        options = _lines(source, _OPTION_LINE)
        for option in options:
            if option.name not in _HARMLESS:
                _option_not_allowed(book, source, option)
        own = source.name in loaded and fund_of_file(source.name) is not None
        if roots and own and source.text.strip():
            _check_roots(book, source, roots, _roots(options))


def _below(scope: Scope) -> tuple[Scope, ...]:
    return tuple(Scope) if scope is Scope.CLUB else ()


def _check_plugins(book: Book, source: SourceFile, scope: Scope) -> None:
    called: set[str] = set()
    for plugin in _lines(source, _PLUGIN_LINE):
        package, _, rule = plugin.name.partition(".")
        if package != PLUGIN or (rule and rule not in ALL_RULES):
            _plugin_foreign(book, source, plugin)
            continue
        if plugin.value != scope.value:
            book.findings.add_at(
                "register.plugin-scope",
                Severity.ERROR,
                source.name,
                plugin.line,
                Message(N_("The line calls the rules for another file.")),
                Message(N_("Write the line below instead.")),
                lines=f'plugin "{plugin.name}" "{scope.value}"\n',
            )
        called |= {rule} if rule else ALL_RULES
    if called != ALL_RULES:
        missing = sorted(ALL_RULES - called) if called else []
        names = [f"{PLUGIN}.{rule}" for rule in missing] or [PLUGIN]
        book.findings.add_at(
            "register.plugin-missing",
            Severity.ERROR,
            source.name,
            1,
            Message(
                N_("The file does not call all rules of the club: Beancount would not check them.")
            ),
            Message(N_("Add the line below to {file}."), file=source.name),
            lines="".join(f'plugin "{name}" "{scope.value}"\n' for name in names),
        )


def _plugin_foreign(book: Book, source: SourceFile, plugin: _HeaderLine) -> None:
    book.findings.add_at(
        "register.plugin-foreign",
        Severity.ERROR,
        source.name,
        plugin.line,
        Message(
            N_("“{name}” is no plugin of this program: it may change entries unseen."),
            name=plugin.name,
        ),
        Message(N_("Delete the line.")),
    )


def _check_included(book: Book, source: SourceFile) -> None:
    for plugin in _lines(source, _PLUGIN_LINE):
        book.findings.add_at(
            "register.plugin-ignored",
            Severity.WARNING,
            source.name,
            plugin.line,
            Message(N_("Beancount ignores a plugin line in a file that another file lists.")),
            Message(
                N_("Move the line to the files that are opened: club.beancount and the funds'.")
            ),
        )


def _option_not_allowed(book: Book, source: SourceFile, option: _HeaderLine) -> None:
    book.findings.add_at(
        "register.option-not-allowed",
        Severity.ERROR,
        source.name,
        option.line,
        Message(
            N_("The option “{name}” can switch checks of the books off."),
            name=option.name,
        ),
        Message(N_("Delete the line.")),
    )


def _roots(options: list[_HeaderLine]) -> dict[str, str]:
    given = {option.name: option.value for option in options if option.name in ROOT_OPTIONS}
    return {**_DEFAULT_ROOTS, **given}


def _check_roots(
    book: Book, source: SourceFile, expected: dict[str, str], found: dict[str, str]
) -> None:
    if found == expected:
        return
    book.findings.add_at(
        "register.roots-differ",
        Severity.ERROR,
        source.name,
        1,
        Message(
            N_("The file names the roots of accounts otherwise than {top}."),
            top=book.scope.top_file,
        ),
        Message(N_("Every file with accounts needs the lines below at its beginning.")),
        lines="".join(f'option "{name}" "{value}"\n' for name, value in expected.items()),
    )
