"""Where cells lead: a loan, a member, a line of a file, an entry or voucher in Fava's journal."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from fava.application import url_for
from fava.beans.funcs import hash_entry

from ledger_core.books.loading import LoadedClub
from ledger_core.books.sources import relative_name
from ledger_core.reports.tables import Cell, Column

Link = Callable[..., str]

_VOUCHERS = re.compile(r"[A-Z]{2}-\d{4}-\d{4,}(?:,? [A-Z]{2}-\d{4}-\d{4,})*")
_PEOPLE_ROWS = frozenset({"agreed.borrower", "agreed.guarantor"})
_PAGES_OF_ROWS = {
    "books.seal_month": "seals",
    "books.seal_code": "seals",
    "books.findings": "findings",
    "books.excused": "findings",
    "dates.sealed_to": "seals",
    "dates.seal": "seals",
    "figures.members": "members",
    "figures.outstanding_principal": "portfolio",
    "figures.late_loans": "ageing",
    "figures.par_30": "ageing",
}


class Links:
    """What the cells of a club's pages may lead to."""

    def __init__(self, club: LoadedClub, page: Link) -> None:
        self.page = page  # page(page="loan", loan="L2026-007") is the address of a loan's card
        self._club = club
        self._entries: dict[str, Any] = {}

    def of_cell(self, cell: Cell, column: Column, row_key: str) -> str | None:
        """Return where a cell leads; None for most. `row_key` is `table.row`."""
        if row_key in _PAGES_OF_ROWS and column.key == "value":
            return self.page(page=_PAGES_OF_ROWS[row_key])
        if not isinstance(cell, str) or not cell:
            return None
        of_person = row_key in _PEOPLE_ROWS and column.key == "value"
        key = "member" if of_person else column.key.removesuffix("s")
        match key:
            case "place":
                address = self.line(cell)
            case "report":
                address = self.page(page=cell)
            case "voucher" if _VOUCHERS.fullmatch(cell):
                address = journal_link(cell.replace(",", "").split())
            case "loan" if cell in self._club.book.loans:
                address = self.page(page="loan", loan=cell)
            case "member" if (code := cell.partition(" ")[0]) in self._club.book.register.members:
                address = self.page(page="member", member=code)
            case _:
                return None
        return address

    def line(self, place: str) -> str:
        """Return the address where Fava shows a line of a file, read only."""
        file, _colon, line = place.rpartition(":")
        path = str(self._club.book.folder / file)
        return url_for("report", report_name="editor", file_path=path, line=line)

    def entry(self, place: str) -> str | None:
        """Return the address where Fava shows the entry of a line, with the balances around it."""
        if not self._entries:
            folder = self._club.book.folder
            self._entries = {place_of(folder, one.meta): one for one in self._club.entries}
        found = self._entries.get(place)
        return None if found is None else f"#context-{hash_entry(found)}"


def place_of(folder: Path, meta: Any) -> str:  # noqa: ANN401 (Beancount's metadata)
    """Return the file and line of an entry, as pages and findings write them."""
    return f"{relative_name(folder, str(meta['filename']))}:{meta['lineno']}"


def journal_link(vouchers: Sequence[str]) -> str:
    """Return the address of Fava's journal with the entries of vouchers or loans, of any day."""
    said = ",".join(f"^{voucher}" for voucher in vouchers)
    return url_for("report", report_name="journal", filter=said, time="", account="")
