"""What the five plugins share: reading the scope and handing over to the library."""

import sys
from importlib import import_module
from typing import Any

from beancount.core import data

from ledger_core.books.checking import plugin_errors
from ledger_core.books.directives import Scope

Result = tuple[list[data.Directive], list[Any]]


# Keeps the tables known when Beancount takes a load from its cache, where no plugin runs.
_TABLES_OPTION = "clubledger_tables"


class BqlTables:
    """Makes the tables for questions in BQL known, whenever a load reaches beanquery.

    Whoever asks no questions does not wait for beanquery: it is never imported here.
    """

    def __init__(self) -> None:
        if "beanquery" in sys.modules:
            import_module("club_plugins.tables")

    def __repr__(self) -> str:
        """Stay short: Fava shows this text among the options of a ledger."""
        return "#members #loans #instalments"

    def __reduce__(self) -> tuple[type, tuple[()]]:
        """Let a load that comes from Beancount's cache make the tables known too."""
        return BqlTables, ()


def run(
    entries: list[data.Directive],
    options_map: dict[str, Any],
    config: str | None,
    *names: str,
) -> Result:
    """Run the named checks under the scope of the plugin line; entries pass unchanged."""
    options_map[_TABLES_OPTION] = BqlTables()
    scope = Scope(config) if config in {item.value for item in Scope} else Scope.CLUB
    return entries, list(plugin_errors(entries, options_map, scope, names))
