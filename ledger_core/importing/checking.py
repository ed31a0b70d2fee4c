"""Comparing the rows of an import with each other, before anything is entered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ledger_core.books.codes import NotACode, member_code
from ledger_core.club import Fund, Role, role_spec
from ledger_core.importing.columns import BALANCES, CLUB, HISTORY, LOANS, MEMBERS
from ledger_core.importing.loan_checking import check_loans
from ledger_core.importing.problems import Problem
from ledger_core.importing.reading import ReadSheets, SheetRow
from ledger_core.messages import Message, N_

_OFFICERS: Final = 2
_MOST_DAYS: Final = 31
_OLDEST_YEAR: Final = 1900


@dataclass(frozen=True, slots=True)
class ImportRows:
    """The rows of an import by sheet, and what is wrong with them."""

    club: SheetRow
    members: tuple[SheetRow, ...]
    balances: tuple[SheetRow, ...]
    loans: tuple[SheetRow, ...]
    history: tuple[SheetRow, ...]
    problems: tuple[Problem, ...]

    @property
    def day(self) -> date | None:
        """The day of the opening balances."""
        return self.club.day("day")

    def history_of(self, loan: str) -> list[SheetRow]:
        """Return the history of a loan by date, what was paid out first within a day."""
        rows = [row for row in self.history if row.text("loan") == loan and row.day("day")]
        return sorted(rows, key=lambda row: (row.day("day") or date.min, row.text("move")))


def checked_rows(read: ReadSheets) -> ImportRows:
    """Return the rows with everything that is wrong with them, by sheet and row."""
    clubs = read.rows[CLUB.key]
    club = clubs[0] if clubs else SheetRow(str(CLUB.title), 0, {}, {})
    members, balances, loans, history = (
        tuple(read.rows[form.key]) for form in (MEMBERS, BALANCES, LOANS, HISTORY)
    )
    rows = ImportRows(club, members, balances, loans, history, ())
    codes = {row.text("code") for row in rows.members}
    found = [
        *read.problems,
        *_check_club(rows, codes),
        *_check_members(rows),
        *_check_balances(rows, codes),
        *check_loans(rows.loans, rows.history, codes, rows.day),
    ]
    sheets = [club.sheet, *(row.sheet for row in (*members, *balances, *loans, *history))]
    order = {sheet: place for place, sheet in enumerate(dict.fromkeys(sheets))}
    found.sort(key=lambda problem: (order.get(problem.sheet, len(order)), problem.row))
    return replace(rows, problems=tuple(found))


def sound_rows(rows: ImportRows) -> ImportRows | None:
    """Return the rows that nothing is wrong with and that rest on no wrong one.

    None where the sheet of the club or of the balances is wrong: then nothing can be tried.
    """
    wrong = {(problem.sheet, problem.row) for problem in rows.problems}
    frame = {rows.club.sheet, str(BALANCES.title), *(row.sheet for row in rows.balances)}
    if rows.day is None or any(sheet in frame or not row for sheet, row in wrong):
        return None
    members = tuple(row for row in rows.members if (row.sheet, row.number) not in wrong)
    codes = {row.text("code") for row in members}
    named = {row.text("member") for row in rows.balances} - {""}
    if not codes.issuperset({*rows.club.codes("approvers"), *named}):
        return None
    history = {row.text("loan") for row in rows.history if (row.sheet, row.number) in wrong}
    loans = tuple(
        row
        for row in rows.loans
        if (row.sheet, row.number) not in wrong
        and row.text("loan") not in history
        and codes.issuperset({row.text("member"), row.text("guarantor")} - {""})
    )
    known = {row.text("loan") for row in loans}
    moves = tuple(row for row in rows.history if row.text("loan") in known)
    return ImportRows(rows.club, members, rows.balances, loans, moves, ())


def twice(rows: tuple[SheetRow, ...], key: str, message: Message) -> Iterator[Problem]:
    """Yield a problem for each row whose value of a column stands in an earlier row."""
    seen: Counter[str] = Counter()
    for row in rows:
        value = row.text(key)
        seen[value] += bool(value)
        if seen[value] > 1:
            yield row.problem(key, message, Message(N_("Delete one of the rows, or correct it.")))


def _check_club(rows: ImportRows, codes: set[str]) -> Iterator[Problem]:
    club = rows.club
    unknown = [code for code in club.codes("approvers") if code not in codes]
    if unknown:
        yield club.problem(
            "approvers",
            Message(N_("These codes are not on the sheet of members: {codes}."), codes=unknown),
        )
    elif club.has("approvers") and len(club.codes("approvers")) < _OFFICERS:
        yield club.problem("approvers", Message(N_("Two different people check the figures.")))
    if club.has("meeting_day") and not 1 <= club.number_of("meeting_day") <= _MOST_DAYS:
        yield club.problem(
            "meeting_day", Message(N_("The meeting day is a day of the month, from 1 to 31."))
        )
    if club.has("instalments") and club.number_of("instalments") < 1:
        yield club.problem("instalments", Message(N_("A loan has at least one instalment.")))


def _check_members(rows: ImportRows) -> Iterator[Problem]:
    yield from twice(rows.members, "code", Message(N_("Another member has this code already.")))
    yield from twice(rows.members, "office", Message(N_("Another member holds this office.")))
    for row in rows.members:
        yield from _check_code(row)
        joined, left = row.day("joined"), row.day("left")
        if joined and rows.day and joined > rows.day:
            yield row.problem(
                "joined",
                Message(N_("The member joins after the day of the opening balances.")),
                Message(N_("Enter later members with clubledger member add.")),
            )
        if joined and left and left < joined:
            yield row.problem("left", Message(N_("The member left before joining.")))
        if left and rows.day and left > rows.day:
            yield row.problem("left", Message(N_("This is after the day of the opening balances.")))
        if (row.has("left") != row.has("reason")) and not row.wrong & {"left", "reason"}:
            yield row.problem(
                "reason" if row.has("left") else "left",
                Message(N_("Who left needs both the day and the reason.")),
            )
        if left and row.has("office"):
            yield row.problem("office", Message(N_("Who left holds no office.")))
        born = row.text("born")
        if born and rows.day and not _OLDEST_YEAR <= int(born[:4]) <= rows.day.year:
            yield row.problem("born", Message(N_("Nobody was born in {year}."), year=born[:4]))


def _check_code(row: SheetRow) -> Iterator[Problem]:
    try:
        if row.has("code"):
            member_code(row.text("code"))
    except NotACode as error:
        yield row.problem("code", error.message, error.remedy)


def _of_nobody(row: SheetRow) -> bool:
    return row.number_of("amount") > 0 and not row.has("member") and "member" not in row.wrong


def _check_balances(rows: ImportRows, codes: set[str]) -> Iterator[Problem]:
    seen: set[tuple[str, str, str]] = set()
    for row in rows.balances:
        if not row.has("fund", "source"):
            continue
        fund, role = Fund(row.text("fund")), Role(row.text("source"))
        member = row.text("member")
        key = (fund.value, role.value, member)
        if fund not in role_spec(role).funds:
            yield row.problem(
                "source",
                Message(N_("The {fund} has no such thing: {what}."), fund=fund, what=role),
                Message(N_("Choose the other fund, or another line.")),
            )
        elif role is Role.MEMBERS_CAPITAL and _of_nobody(row):
            yield row.problem("member", Message(N_("Whose capital is it? The code is missing.")))
        elif member and not role_spec(role).per_person:
            yield row.problem(
                "member", Message(N_("No member's code goes with this line: {what}."), what=role)
            )
        elif member and member not in codes:
            yield row.problem(
                "member", Message(N_("{code} is not on the sheet of members."), code=member)
            )
        if member and not row.has("amount") and "amount" not in row.wrong:
            yield row.problem("amount", Message(N_("How much? The amount is missing.")))
        if key in seen:
            yield row.problem(
                "source",
                Message(N_("The same line stands above already.")),
                Message(N_("Write one row with the whole amount.")),
            )
        seen.add(key)
