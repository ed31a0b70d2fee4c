"""The list of reports in docs/reports.md, written from the table of reports.

    python -m tests.report_page

writes it anew between its marks; a test fails when it is not current.
"""

from pathlib import Path

from ledger_core.messages import language
from ledger_core.reports.kinds import KINDS, About, Family, ReportKind, Takes

PAGE = Path(__file__).parent.parent / "docs" / "reports.md"
BEGIN, END = "<!-- the list of reports: python -m tests.report_page -->", "<!-- end of the list -->"

_DAYS = {
    Takes.DAY: "`--as-of`",
    Takes.PERIOD: "`--from` `--to`",
    Takes.MONTH: "`--from` `--to`, else the month",
}
_ABOUT = {About.LOAN: "`LOAN`", About.MEMBER: "`MEMBER`", None: ""}


def listing() -> str:
    """Return the list as Markdown, a table for each family, in English."""
    with language("en"):
        return "\n".join(line for family in Family for line in _family(family))


def _family(family: Family) -> list[str]:
    kinds = [kind for kind in KINDS if kind.family is family]
    if not kinds:
        return []
    rows = [f"| `{kind.name}` | {kind.text} | {_options(kind)} |" for kind in kinds]
    return [
        "",
        f"### {family.label}",
        "",
        "| report | what it shows | asks for |",
        "| --- | --- | --- |",
        *rows,
    ]


def _options(kind: ReportKind) -> str:
    options = [_ABOUT[kind.about], _DAYS[kind.takes], "`--fund`" if kind.by_fund else ""]
    return ", ".join(option for option in options if option)


def with_listing(page: str) -> str:
    """Return the page with the list as it is now."""
    before, rest = page.split(BEGIN)
    _old, after = rest.split(END)
    return f"{before}{BEGIN}\n{listing()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(with_listing(PAGE.read_text("utf-8")), encoding="utf-8", newline="\n")
