"""Beancount plugins of a club's books: one line runs all five.

    plugin "club_plugins" "club"

The text after the name is the scope: `club` in `club.beancount`, which lists both funds, `income`
or `activity` in a fund's own file. Checks that need both funds run under `club` only. Each plugin
can also be called alone: `club_plugins.register`, `club_plugins.fund_separation`,
`club_plugins.loan_lifecycle`, `club_plugins.interest_rules`, `club_plugins.month_seal`;
its module is its manual, and `docs/rules.md` lists every rule.

The plugins change no entry. They emit errors, and breaches of rules that no minutes excuse, in the
club's language; advice appears in `clubledger check`, because whatever a plugin emits makes
`bean-check` fail. A breach is excused by the minutes that decided it, on the same entry:

    exception: "BB-2026-05"

A finding names its rule, what the rule expects and what to do. Where that can be computed, the
lines to write instead follow.
"""

from typing import Any

from beancount.core import data

from club_plugins._running import Result, run

__plugins__ = ("all_rules",)


def all_rules(
    entries: list[data.Directive], options_map: dict[str, Any], config: str | None = None
) -> Result:
    """Run all five checks; `config` is the scope: `club`, `income` or `activity`."""
    return run(
        entries,
        options_map,
        config,
        "register",
        "fund_separation",
        "loan_lifecycle",
        "interest_rules",
        "month_seal",
    )
