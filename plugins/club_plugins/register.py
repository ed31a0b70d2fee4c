"""`register`: the register, the files and the form of every entry."""

from typing import Any

from beancount.core import data

from club_plugins._running import Result, run

__plugins__ = ("register",)


def register(
    entries: list[data.Directive], options_map: dict[str, Any], config: str | None = None
) -> Result:
    """Run the check; `config` is the scope: `club`, `income` or `activity`."""
    return run(entries, options_map, config, "register")
