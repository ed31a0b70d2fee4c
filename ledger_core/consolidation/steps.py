"""The portfolio of a club through time: a row for each day on which any figure changes.

Every loan is folded once. What it adds is put into the row on the days of its changes and taken
out again on the next, so that two years of a club cost little more than one report. A property test
holds each row to the report of the day.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Final

from ledger_core.books.book import Book
from ledger_core.consolidation.figures import COLUMNS, PLACES
from ledger_core.consolidation.loan_shares import LoanShare, Tables, loan_shares
from ledger_core.consolidation.snapshot import Steps
from ledger_core.portfolio import BANKS, DebtGroup, ProvisionTable

_DAY: Final = timedelta(1)
_NOTHING: Final = LoanShare()
_BORROWERS: Final = COLUMNS.index("borrowers")
_MEMBERS: Final = COLUMNS.index("members")
_BANKS: Final = COLUMNS.index("reckoned_as_banks")
_GROUP_LOANS: Final = PLACES["group_loans"].start
_GROUP_PRINCIPAL: Final = PLACES["group_principal"].start


def portfolio_steps(book: Book) -> Steps:
    """Return the rows of a club's portfolio, from the first day on which there is anything to say.

    The last row counts for ever: by then every instalment is as late as tables distinguish.
    """
    tables = Tables(book.register)
    row = _ClubRow()
    changes: dict[date, list[tuple[str, str, LoanShare]]] = defaultdict(list)
    for record in book.loans.values():
        for day, share in loan_shares(record, tables):
            changes[day].append((record.loan, record.member, share))
    members = _member_changes(book)
    days: list[date] = []
    rows: list[tuple[int, ...]] = []
    for day in sorted({*changes, *members, *tables.days}):
        for loan, member, share in changes.get(day, ()):
            row.put(loan, member, share)
        row.cells[_MEMBERS] += members.get(day, 0)
        row.reckon(tables.on(day))
        figures = tuple(row.cells)
        if not rows or figures != rows[-1]:
            days.append(day)
            rows.append(figures)
    return Steps(tuple(days), tuple(rows))


def _member_changes(book: Book) -> dict[date, int]:
    """Return by how many members the club grows on each day; who leaves still counts that day."""
    changes: dict[date, int] = defaultdict(int)
    for member in book.register.members.values():
        if member.left is None:
            changes[member.joined] += 1
        elif member.left >= member.joined:
            changes[member.joined] += 1
            changes[member.left + _DAY] -= 1
    return changes


class _ClubRow:
    """The figures of a club while days go by."""

    def __init__(self) -> None:
        self.cells = [0] * len(COLUMNS)
        self._loans: dict[str, LoanShare] = {}
        self._by_member: dict[str, dict[str, LoanShare]] = defaultdict(dict)

    def put(self, loan: str, member: str, share: LoanShare) -> None:
        """Put what a loan adds from now on into the place of what it added before."""
        before = self._loans.get(loan, _NOTHING)
        self._loans[loan] = share
        for column, amount in before.cells:
            self.cells[column] -= amount
        for column, amount in share.cells:
            self.cells[column] += amount
        self._add_borrower(member, -1)
        if share.group is None:
            self._by_member[member].pop(loan, None)
        else:
            self._by_member[member][loan] = share
        self._add_borrower(member, 1)

    def _add_borrower(self, member: str, sign: int) -> None:
        """Add a borrower, all of whose loans are in the worst of their groups, or take them out."""
        owed = self._by_member[member].values()
        worst = max((share.group for share in owed if share.group), default=None)
        if worst is None:
            return
        self.cells[_BORROWERS] += sign
        self.cells[_GROUP_LOANS + worst - 1] += sign * len(owed)
        principal = sum(share.outstanding_principal for share in owed)
        self.cells[_GROUP_PRINCIPAL + worst - 1] += sign * principal

    def reckon(self, table: ProvisionTable) -> None:
        """Reckon the provisions anew, by the table of the day."""
        self.cells[_BANKS] = int(table is BANKS)
        principal = self.cells[PLACES["group_principal"]]
        self.cells[PLACES["provisions"]] = [
            table.provision(group, amount)
            for group, amount in zip(DebtGroup, principal, strict=True)
        ]
