"""`month_seal`: nothing behind a sealed month changes unseen.

    plugin "club_plugins.month_seal" "club"

When a month is closed, what its entries say is hashed and chained to the month before; the seal
lies in `seals/2026-03.json`, its code of twelve signs stands in the register and in the minutes.
This plugin compares. An entry that was changed, taken out or added since is an error that names
it; the order of entries, spaces, remarks and the file of the fund in which an entry stands have no
meaning. A seal that is missing, changed or out of chain is an error too.

In a fund's own file, that fund's entries and the register's are compared. Who holds the computer
can seal the months anew: then the codes in the minutes, on the members' statements and at the
association differ from those of the books (`clubledger seal verify CLUB --code …`).

February and March are sealed; a receipt of February is entered, in `journal/activity-2026.beancount`:

    2026-02-21 * "Trần Văn Ba" "Hội phí" ^PT-2026-0090
      member: "M002"
      Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt    5,000 VND
      Thu-Nhập:Quỹ-Hoạt-Động:Hội-Phí   -5,000 VND

The finding:

    line 1: [month_seal.entry-added] PT-2026-0090 was added to 2026-02 after the month was sealed. Take it out, and enter what happened in the open month. A mistake in a sealed month is corrected by a new entry of the open month that names the voucher: clubledger reverse.
"""  # noqa: E501 (findings stand as they are printed)

from typing import Any

from beancount.core import data

from club_plugins._running import Result, run

__plugins__ = ("month_seal",)


def month_seal(
    entries: list[data.Directive], options_map: dict[str, Any], config: str | None = None
) -> Result:
    """Run the check; `config` is the scope: `club`, `income` or `activity`."""
    return run(entries, options_map, config, "month_seal")
