"""Beancount plugins of a club's books: one line runs all four.

    plugin "club_plugins" "club"

The text after the name is the scope: `club` for the whole club, `income` or `activity` for one
fund's own file. Each rule can also be named alone: `club_plugins.register`,
`club_plugins.fund_separation`, `club_plugins.loan_lifecycle`, `club_plugins.interest_rules`.

The plugins change no entry. They emit errors, and breaches of rules that no minutes excuse; advice
appears in `clubledger check`.
"""

from typing import Any

from beancount.core import data

from club_plugins._running import Result, run

__plugins__ = ("all_rules",)


def all_rules(
    entries: list[data.Directive], options_map: dict[str, Any], config: str | None = None
) -> Result:
    """Run all four checks; `config` is the scope: `club`, `income` or `activity`."""
    return run(
        entries,
        options_map,
        config,
        "register",
        "fund_separation",
        "loan_lifecycle",
        "interest_rules",
    )
