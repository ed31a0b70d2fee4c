"""`loan_lifecycle`: every loan from its approval to its end.

    plugin "club_plugins.loan_lifecycle" "club"

A loan is approved (a dated `custom "loan"` with every term, approvers and minutes), paid out on an
account of its own, repaid, rescheduled, written off or passed on by minutes, and closed when
nothing is outstanding. The steps must come in that order, whatever the order of the file; the sum
paid out is what was agreed; principal never falls below zero. At approval the loan keeps to the
club's rules of that day: number of loans, term, principal, share of the fund, months of
membership, guarantor. What goes beyond them is a breach, unless the entry names the minutes that
allowed it with `exception:`.

A loan is approved for a member who still owes another, in `journal/income-2026.beancount`:

    2026-04-27 custom "loan" "L2026-006"
      member: "M002"
      product: "standard"
      principal: 500,000 VND
      instalments: 36
      rate-per-month: 0.01
      method: "declining-equal-principal"
      approved-by: "M001 M003"
      minutes: "BB-2026-04"

The findings:

    line 1: [loan_lifecycle.term-over-limit] The term of 36 months is longer than the 24 months allowed. Keep to the rule, or enter the minutes of the meeting that allowed it: exception.
    line 1: [loan_lifecycle.too-many-loans] M002 still owes L2026-001; the rule allows 1 at once. Keep to the rule, or enter the minutes of the meeting that allowed it: exception.
"""  # noqa: E501 (findings stand as they are printed)

from typing import Any

from beancount.core import data

from club_plugins._running import Result, run

__plugins__ = ("loan_lifecycle",)


def loan_lifecycle(
    entries: list[data.Directive], options_map: dict[str, Any], config: str | None = None
) -> Result:
    """Run the check; `config` is the scope: `club`, `income` or `activity`."""
    return run(entries, options_map, config, "loan_lifecycle")
