"""`interest_rules`: rates within the law, and every repayment split as the loan's terms say.

    plugin "club_plugins.interest_rules" "club"

No rate exceeds 20 % a year (Civil Code 2015, article 468), counted by months (× 12) and by days
(× 365/30); late interest keeps to article 466(5). All repayments of a loan on one day must together
come out as its terms split them: late interest, fee, interest, principal. Where the meeting decided
otherwise, the entry names its minutes with `exception:`.

A repayment is booked wholly as principal, in `journal/income-2026.beancount`:

    2026-05-21 * "Trần Văn Ba" "Thu nợ" ^L2026-001 ^PT-2026-0020
      loan: "L2026-001"
      Tài-Sản:Quỹ-Tăng-Thu-Nhập:Tiền-Mặt                 454,000 VND
      Tài-Sản:Quỹ-Tăng-Thu-Nhập:Cho-Vay:M002:L2026-001  -454,000 VND

The finding brings the lines to write instead:

    line 1: [interest_rules.split-differs] Posted: late interest 0, interest 0, principal 454,000. By the rule: late interest 0, interest 37,505, principal 416,495, too much 0. Write the lines below instead, or add the minutes that decided it: exception.
      Tài-Sản:Quỹ-Tăng-Thu-Nhập:Tiền-Mặt                                        454,000 VND
      Tài-Sản:Quỹ-Tăng-Thu-Nhập:Cho-Vay:M002:L2026-001                         -416,495 VND
      Thu-Nhập:Quỹ-Tăng-Thu-Nhập:Lãi-Cho-Vay                                    -37,505 VND
"""  # noqa: E501 (findings stand as they are printed)

from typing import Any

from beancount.core import data

from club_plugins._running import Result, run

__plugins__ = ("interest_rules",)


def interest_rules(
    entries: list[data.Directive], options_map: dict[str, Any], config: str | None = None
) -> Result:
    """Run the check; `config` is the scope: `club`, `income` or `activity`."""
    return run(entries, options_map, config, "interest_rules")
