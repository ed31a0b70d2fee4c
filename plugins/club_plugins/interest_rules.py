"""`interest_rules`: rates within the law, splits by the rule."""

from typing import Any

from beancount.core import data

from club_plugins._running import Result, run

__plugins__ = ("interest_rules",)


def interest_rules(
    entries: list[data.Directive], options_map: dict[str, Any], config: str | None = None
) -> Result:
    """Run the check; `config` is the scope: `club`, `income` or `activity`."""
    return run(entries, options_map, config, "interest_rules")
