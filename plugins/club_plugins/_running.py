"""What the five plugins share: reading the scope and handing over to the library."""

from typing import Any

from beancount.core import data

from ledger_core.books.checking import plugin_errors
from ledger_core.books.directives import Scope

Result = tuple[list[data.Directive], list[Any]]


def run(
    entries: list[data.Directive],
    options_map: dict[str, Any],
    config: str | None,
    *names: str,
) -> Result:
    """Run the named checks under the scope of the plugin line; entries pass unchanged."""
    scope = Scope(config) if config in {item.value for item in Scope} else Scope.CLUB
    return entries, list(plugin_errors(entries, options_map, scope, names))
