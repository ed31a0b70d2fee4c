"""The books as an auditor looks at them: indexed once for all checks."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from ledger_core.books.book import Book
from ledger_core.books.entered import ENTERED_KEY, Entered
from ledger_core.books.loading import LoadedClub
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.people import Person, people_of
from ledger_core.books.posted import CASH_ROLES, Posted
from ledger_core.books.session_errors import NotUtf8, PeopleFileDamaged
from ledger_core.books.sources import relative_name
from ledger_core.club import Fund, Member, Month, Role
from ledger_core.club.meetings import is_meeting_day, meetings_between
from ledger_core.findings import Finding
from ledger_core.loans import Repayment
from ledger_core.portfolio import Period
from ledger_core.reports.columns import voucher_text

_USUAL_MEETING_DAY = 21


class Entry(Protocol):
    """Any entry of the books, as far as the audit looks at it."""

    @property
    def date(self) -> date:
        """Its date."""

    @property
    def meta(self) -> dict[str, Any]:
        """Its metadata, with the file and line."""


@dataclass(frozen=True, slots=True)
class Paid:
    """A repayment: its day, its amount in đồng and its voucher."""

    day: date
    amount: int
    voucher: str


@dataclass
class Evidence:
    """A club's books up to the last day of a period.

    Attributes:
      club: The books.
      period: The days that are audited; what came before is looked at, not asked about.
    """

    club: LoadedClub
    period: Period
    _officers: dict[date, frozenset[str]] = field(default_factory=dict)

    @property
    def book(self) -> Book:
        """The book."""
        return self.club.book

    @property
    def end(self) -> date:
        """The last day."""
        return self.period.end

    @cached_property
    def founded(self) -> date:
        """The day the books begin."""
        club = self.book.register.club
        first = min((posted.date for posted in self.book.transactions), default=self.end)
        return club.founded if club else first

    @cached_property
    def transactions(self) -> list[Posted]:
        """Every transaction up to the end, by date."""
        past = [posted for posted in self.book.transactions if posted.date <= self.end]
        return sorted(past, key=lambda posted: posted.date)

    @cached_property
    def audited(self) -> list[Posted]:
        """The transactions of the period."""
        return [posted for posted in self.transactions if posted.date in self.period]

    @cached_property
    def stamps(self) -> list[tuple[Posted, Entered]]:
        """Every transaction up to the end that says when and by whom it was entered."""
        found = []
        for posted in self.transactions:
            stamp = Entered.parse(posted.entry.meta.get(ENTERED_KEY))
            if stamp is not None:
                found.append((posted, stamp))
        return found

    @cached_property
    def payments(self) -> list[Posted]:
        """The transactions up to the end by which money leaves a box, other than for the club."""
        return [
            posted
            for posted in self.transactions
            if money(posted) < 0 and not posted.touches(Role.TRANSFERS) and posted.reverses is None
        ]

    @cached_property
    def expenses(self) -> list[Posted]:
        """The payments of the period that are expenses of the club."""
        return [
            posted
            for posted in self.payments
            if posted.date in self.period and expense_role(posted) is not None
        ]

    # ------------------------------------------------------------------------------- days

    @cached_property
    def _held(self) -> frozenset[date]:
        return frozenset(meeting.day for meeting in self.book.register.meetings)

    def is_meeting(self, day: date) -> bool:
        """Whether the club met on a day, by its usual day, a decision or its minutes."""
        register = self.book.register
        usual = register.club.meeting_day if register.club else _USUAL_MEETING_DAY
        return day in self._held or is_meeting_day(register.calendar, day, usual)

    @cached_property
    def meetings(self) -> list[date]:
        """The usual meeting days up to the end."""
        club = self.book.register.club
        usual = club.meeting_day if club else _USUAL_MEETING_DAY
        return list(meetings_between(self.founded, self.end, usual))

    @cached_property
    def month_ends(self) -> list[date]:
        """The last days of the months that are over by the end, since the books began."""
        month, days = Month.of(self.founded), []
        while month.last_day <= self.end:
            days.append(month.last_day)
            month = month.following
        return days

    # ----------------------------------------------------------------------------- people

    def officers_on(self, day: date) -> frozenset[str]:
        """Return the codes of those who hold an office on a day."""
        if day not in self._officers:
            self._officers[day] = self.book.register.officers_on(day)
        return self._officers[day]

    @cached_property
    def people(self) -> dict[str, Person]:
        """The people beside the books by code; none where their file cannot be read."""
        try:
            return people_of(self.book.folder)
        except (NotUtf8, PeopleFileDamaged):
            return {}

    @cached_property
    def members(self) -> list[Member]:
        """Those who joined by the end, by code."""
        known = sorted(self.book.register.members.items())
        return [member for _, member in known if member.joined <= self.end]

    @cached_property
    def days_of_member(self) -> dict[str, list[date]]:
        """The days on which a member paid something in, by code."""
        days: dict[str, list[date]] = defaultdict(list)
        for posted in self.transactions:
            if posted.member is not None and money(posted) > 0:
                days[posted.member].append(posted.date)
        return days

    # ------------------------------------------------------------------------------- loans

    @cached_property
    def loans(self) -> list[tuple[LoanRecord, date]]:
        """The loans paid out by the end, each with the day of the first payment, by that day."""
        found = []
        for record in self.book.loans.values():
            account = record.account_on(self.end)
            if account is not None and account.disbursed:
                first = [f.event.date for f in record.facts if f.posted and f.posted.loan_moves]
                if first:
                    found.append((record, min(first)))
        return sorted(found, key=lambda loan: (loan[1], loan[0].loan))

    @cached_property
    def repaid(self) -> dict[str, list[Paid]]:
        """The repayments of each loan that stand, by date."""
        found: dict[str, list[Paid]] = {}
        for record, _ in self.loans:
            paid = [
                Paid(
                    fact.event.date,
                    _total(fact.event),
                    voucher_text(fact.posted) if fact.posted else "",
                )
                for fact in record.standing
                if isinstance(fact.event, Repayment) and fact.event.date <= self.end
            ]
            found[record.loan] = sorted(paid, key=lambda one: one.day)
        return found

    # -------------------------------------------------------------------------------- cash

    def cash_on(self, fund: Fund, day: date) -> int:
        """Return the cash of a fund in đồng at the end of a day."""
        days, totals = self._cash[fund]
        index = bisect_right(days, day)
        return totals[index - 1] if index else 0

    @cached_property
    def _cash(self) -> dict[Fund, tuple[list[date], list[int]]]:
        found: dict[Fund, tuple[list[date], list[int]]] = {fund: ([], []) for fund in Fund}
        for posted in self.transactions:
            for fund in posted.funds:
                moved = posted.amounts.get((fund, Role.CASH))
                if moved:
                    days, totals = found[fund]
                    days.append(posted.date)
                    totals.append(moved + (totals[-1] if totals else 0))
        return found

    def least_cash(self, fund: Fund, start: date, end: date) -> int:
        """Return the least cash of a fund at the end of any day from `start` to `end`."""
        days, totals = self._cash[fund]
        inside = totals[bisect_right(days, start) : bisect_right(days, end)]
        return min([self.cash_on(fund, start), *inside])

    # ---------------------------------------------------------------------------- findings

    @cached_property
    def _lines(self) -> dict[str, tuple[list[int], list[Entry]]]:
        files: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.club.entries:
            files[str(entry.meta.get("filename", ""))].append(entry)
        lines = {}
        for name, entries in files.items():
            entries.sort(key=lambda entry: int(entry.meta.get("lineno", 0)))
            numbers = [int(entry.meta.get("lineno", 0)) for entry in entries]
            lines[relative_name(self.book.folder, name)] = (numbers, entries)
        return lines

    def entry_of(self, finding: Finding) -> Entry | None:
        """Return the entry that a finding is about."""
        if not finding.line or finding.file not in self._lines:
            return None
        lines, entries = self._lines[finding.file]
        index = bisect_right(lines, finding.line)
        return entries[index - 1] if index else None

    def date_of(self, finding: Finding) -> date:
        """Return the date of the entry that a finding is about; the end where it is about none."""
        entry = self.entry_of(finding)
        return self.end if entry is None else entry.date

    def posted_of(self, finding: Finding) -> Posted | None:
        """Return the transaction that a finding is about."""
        entry = self.entry_of(finding)
        if entry is None:
            return None
        return next((posted for posted in self._by_day[entry.date] if posted.entry is entry), None)

    @cached_property
    def _by_day(self) -> dict[date, list[Posted]]:
        days: dict[date, list[Posted]] = defaultdict(list)
        for posted in self.transactions:
            days[posted.date].append(posted)
        return days


def _total(event: Repayment) -> int:
    return event.principal + event.interest + event.late_interest + event.fee + event.overpayment


def money(posted: Posted) -> int:
    """Return what came into the boxes and banks by an entry in đồng; below zero what went out."""
    return posted.sum(*CASH_ROLES)


def expense_role(posted: Posted) -> Role | None:
    """Return the expense that an entry pays; None where it pays none."""
    for (_, role), amount in posted.amounts.items():
        if amount > 0 and (role.value.startswith("area-") or role in _OTHER_EXPENSES):
            return role
    return None


_OTHER_EXPENSES = frozenset({Role.ADMINISTRATION, Role.BANK_CHARGES, Role.MANAGEMENT_ALLOWANCE})


def vouchers_of(*entries: Posted) -> tuple[str, ...]:
    """Return the voucher numbers of entries, each once."""
    return tuple(dict.fromkeys(str(number) for posted in entries for number in posted.vouchers))
