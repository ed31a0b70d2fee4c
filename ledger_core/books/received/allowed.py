"""What received books may hold: lists of the harmless, all else is refused."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from ledger_core.books.checks.headers import ACCOUNT_OPTIONS, ROOT_OPTIONS

_ROOT: Final = re.compile(r"[^\W_][^\W_-]*(?:-[^\W_]+)*")
_ACCOUNT: Final = re.compile(r"[^\W_][\w-]*(?::[^\W_][\w-]*)*")
_WORDS: Final = re.compile(r"[^\n\r\0]{0,300}")

# Options by the form that their value must have. None of them changes a figure or hides one.
_OPTIONS: Final = {
    "title": _WORDS,
    "operating_currency": re.compile("VND"),
    "render_commas": re.compile("TRUE|FALSE", re.IGNORECASE),
    "booking_method": re.compile("STRICT"),
    "plugin_processing_mode": re.compile("default"),
    "insert_pythonpath": re.compile("FALSE", re.IGNORECASE),
    **dict.fromkeys(ROOT_OPTIONS, _ROOT),
    **dict.fromkeys(ACCOUNT_OPTIONS, _ACCOUNT),
    "conversion_currency": re.compile(r"[A-Z]{1,24}"),
}

# Options of Fava that change how books look; others name files and folders, or code to run.
LOOK_OPTIONS: Final = frozenset(
    {
        "account-journal-include-children",
        "auto-reload",
        "collapse-pattern",
        "conversion-currencies",
        "currency-column",
        "default-page",
        "fiscal-year-end",
        "indent",
        "invert-gains-losses-colors",
        "invert-income-liabilities-equity",
        "language",
        "locale",
        "show-accounts-with-zero-balance",
        "show-accounts-with-zero-transactions",
        "show-closed-accounts",
        "show-metadata-indicators",
        "sidebar-show-queries",
        "upcoming-events",
        "uptodate-indicator-grey-lookback-days",
    }
)

KEPT_KEYS: Final = frozenset({"filename", "lineno", "tolerances", "automatic"})
"""Keys of metadata in which Beancount itself says where an entry stands and how it was booked."""


def is_option(key: str, value: str) -> bool:
    """Whether an option is harmless with its value."""
    form = _OPTIONS.get(key)
    return form is not None and form.fullmatch(value) is not None


def is_fava(directive: str, values: Sequence[object]) -> bool:
    """Whether a custom directive for Fava is harmless: its look, or our own pages."""
    match directive, values:
        case "fava-option", [str() as name, *_]:
            return name.replace("_", "-") in LOOK_OPTIONS
        case "fava-extension", ["club_fava"]:
            return True
    return False


def is_inside(name: str) -> bool:
    """Whether a name leads to a file inside the folder where it is written, and is a plain one."""
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and name.isprintable()
        and not name.startswith(("/", "~"))
        and not set(name) & set('\\:*?[]"<>|$')
        and ".." not in parts
        and not any(part.startswith(".") for part in parts)
    )
