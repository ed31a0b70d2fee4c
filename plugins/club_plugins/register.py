"""`register`: the files, the register, the chart of accounts and the form of every entry.

    plugin "club_plugins.register" "club"

It checks what Beancount passes over in silence. The files: plain UTF-8, not cut off, no line that
begins with a sign Beancount skips, no hidden character, accents composed (NFC), every file of the
folder listed once and by name, the rules called in every file that is opened, no option or plugin
that switches checks off. The register: one club, members that exist and were members on the day,
no misspelt directive or key. The chart: each account with its fund and role, in the Vietnamese
alphabet, closed empty. Every entry: whole amounts in đồng, all of them written out, a voucher
number that no other entry of the fund has, and cash that never falls below zero.

A fee was typed as it is spoken, in `journal/activity-2026.beancount`:

    2026-04-27 * "Trần Văn Ba" "Hội phí" ^PT-2026-0020
      member: "M002"
      Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt   100.000 VND
      Thu-Nhập:Quỹ-Hoạt-Động:Hội-Phí

To Beancount this is a receipt of 100 đồng. The findings:

    line 3: [register.amount-not-whole] 100.000 is read as 100 đồng: a point divides decimals here. In the books write 100,000 VND or 100000 VND.
      Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt  100,000 VND
    line 4: [register.amount-missing] The amount of Thu-Nhập:Quỹ-Hoạt-Động:Hội-Phí is not written out. Write every amount: the computer must not fill any in.
      Thu-Nhập:Quỹ-Hoạt-Động:Hội-Phí  -100,000 VND
"""  # noqa: E501 (findings stand as they are printed)

from typing import Any

from beancount.core import data

from club_plugins._running import Result, run

__plugins__ = ("register",)


def register(
    entries: list[data.Directive], options_map: dict[str, Any], config: str | None = None
) -> Result:
    """Run the check; `config` is the scope: `club`, `income` or `activity`."""
    return run(entries, options_map, config, "register")
