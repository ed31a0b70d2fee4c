"""Loading a ledger as Beancount does, faster where its files, plugins and amounts are plain."""

import glob
import os
from pathlib import Path
from typing import Final

from beancount import loader
from beancount.core import data
from beancount.utils import encryption

from ledger_core.books.quick.booking import Entries, Errors, Options, book_entries, validate
from ledger_core.books.quick.parsing import parse_file

_MODE: Final = "plugin_processing_mode"
_RAW: Final = "raw"
BALANCE: Final = "beancount.ops.balance"
_ONLY_WITH: Final[dict[str, type]] = {"beancount.ops.pad": data.Pad, BALANCE: data.Balance}
"""Beancount's own last plugins, and what they do nothing without."""


def load(top: Path) -> tuple[Entries, Errors, Options]:
    """Load a ledger and what it includes, as `beancount.loader` does without its cache.

    Plugins that the file names are run.
    """
    parsed = _parsed(str(top))
    if parsed is None or parsed[2][_MODE] != "default" or parsed[2]["pythonpath"]:
        return loader._load([(str(top), True)], None, None, None)  # noqa: SLF001 (uncached)
    entries, errors, options = parsed
    entries.sort(key=data.entry_sortkey)
    entries, booking_errors, balanced = book_entries(entries, options)
    entries, errors = transform(entries, [*errors, *booking_errors], options)
    errors += validate(entries, options, balanced)
    options["input_hash"] = loader.compute_input_hash(options["include"])  # type: ignore[no-untyped-call]
    return entries, errors, options


def transform(entries: Entries, errors: Errors, options: Options) -> tuple[Entries, Errors]:
    """Run the plugins as `beancount.loader.run_transformations` does, but for those without work.

    Padding and balance assertions have none where no such directive stands.
    """
    last = [plugin for plugin in loader.PLUGINS_POST if has_work(plugin[0], entries)]
    named = options["plugin"]
    options["plugin"] = [*loader.PLUGINS_PRE, *named, *loader.PLUGINS_AUTO, *last]
    options[_MODE] = _RAW
    try:
        return loader.run_transformations(entries, errors, options, None)
    finally:
        options["plugin"], options[_MODE] = named, "default"


def has_work(plugin: str, entries: Entries) -> bool:
    """Whether one of Beancount's last plugins has anything to do with entries, or to complain of.

    It fails on a custom without a value, and the error of that must be told.
    """
    kind = _ONLY_WITH.get(plugin)
    return kind is None or any(
        isinstance(entry, kind) or (isinstance(entry, data.Custom) and not entry.values)
        for entry in entries
    )


def _parsed(top: str) -> tuple[Entries, Errors, Options] | None:
    """Parse files that include each other by plain names; None where anything else is asked."""
    waiting, seen, parsed = [top], [], []
    while waiting:
        name = waiting.pop(0)
        path = Path(name)
        if name in seen or not path.is_file() or encryption.is_encrypted_file(name):
            return None
        seen.append(name)
        parsed.append(parse_file(name))
        for included in parsed[-1][2]["include"]:
            if glob.has_magic(included) or not included:
                return None
            waiting.append(os.path.normpath(path.parent / included))
    entries, errors, options = parsed[0]
    for more, wrong, _ in parsed[1:]:
        entries += more
        errors += wrong
    options["include"] = sorted(seen)
    return (
        entries,
        errors,
        loader.aggregate_options_map(options, [other for _, _, other in parsed[1:]]),
    )
