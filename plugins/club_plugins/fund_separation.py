"""`fund_separation`: two funds that cannot mix.

    plugin "club_plugins.fund_separation" "club"

Each fund has its own cash and its own files, which load alone, so an entry touches one fund and
stands in a file of that fund. Money passes between the funds as a pair of entries, one in each
journal, under one number and one date, through the accounts with the role `transfers`; under the
scope `club` the two halves must agree. The Activity fund makes no loan.

The Activity fund takes in money from the other fund, in `journal/activity-2026.beancount`:

    2026-04-27 * "Chuyển quỹ" ^CQ-2026-0009
      Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt    500,000 VND
      Vốn:Quỹ-Hoạt-Động:Chuyển-Quỹ     -500,000 VND

Nothing in the other journal says so. The finding brings the entry that is missing there:

    line 1: [fund_separation.transfer-unpaired] 500,000 đồng pass between the funds, but only one fund says so: Activity fund. Enter the other half in the other fund's journal, with the same date and number.
    2026-04-27 * "Chuyển quỹ" ^CQ-2026-0009
      Tài-Sản:Quỹ-Tăng-Thu-Nhập:Tiền-Mặt                                       -500,000 VND
      Vốn:Quỹ-Tăng-Thu-Nhập:Chuyển-Quỹ                                          500,000 VND
"""  # noqa: E501 (findings stand as they are printed)

from typing import Any

from beancount.core import data

from club_plugins._running import Result, run

__plugins__ = ("fund_separation",)


def fund_separation(
    entries: list[data.Directive], options_map: dict[str, Any], config: str | None = None
) -> Result:
    """Run the check; `config` is the scope: `club`, `income` or `activity`."""
    return run(entries, options_map, config, "fund_separation")
