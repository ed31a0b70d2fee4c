"""The register: what the club is on any date.

Dated facts (rules, products, offices) are kept as histories; the newest on or before a date counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from ledger_core.club.calendar import ClubCalendar
from ledger_core.club.meetings import MeetingHeld
from ledger_core.club.members import Member, Office, OfficeHolder
from ledger_core.club.months import MonthSealed
from ledger_core.club.products import LoanProduct
from ledger_core.club.rules import ClubRules
from ledger_core.club.voucher_book import VoucherBook


@dataclass(frozen=True, slots=True)
class Club:
    """The club's own entry.

    Attributes:
      code: Short code, also the usual name of its folder.
      name: Full name for titles.
      founded: Date of the entry: the day the books begin.
      format: Version of the ledger format the books are written in.
      language: `vi` or `en`: the language of findings shown by Beancount and Fava.
      meeting_day: Day of the month the club meets.
      commune: Code of the commune by the statistics office, if stated.
      province: Code of the province, if stated.
    """

    code: str
    name: str
    founded: date
    format: str = "1"
    language: str = "vi"
    meeting_day: int = 21
    commune: str | None = None
    province: str | None = None


class _Dated(Protocol):
    @property
    def since(self) -> date: ...


_D = TypeVar("_D", bound=_Dated)


def _newest(history: Iterable[_D], day: date) -> _D | None:
    """Return the newest on or before `day`; of two of one day, the one entered last."""
    newest = None
    for item in history:
        if item.since <= day and (newest is None or item.since >= newest.since):
            newest = item
    return newest


@dataclass(slots=True)
class Register:
    """Members, rules, products, offices, days, meetings and sealed months of one club."""

    club: Club | None = None
    members: dict[str, Member] = field(default_factory=dict)
    rules: list[ClubRules] = field(default_factory=list)
    products: dict[str, list[LoanProduct]] = field(default_factory=dict)
    offices: list[OfficeHolder] = field(default_factory=list)
    calendar: ClubCalendar = field(default_factory=ClubCalendar)
    voucher_book: VoucherBook = field(default_factory=VoucherBook)
    sealed: list[MonthSealed] = field(default_factory=list)
    meetings: list[MeetingHeld] = field(default_factory=list)

    @property
    def last_sealed(self) -> MonthSealed | None:
        """The last month that was sealed; None as long as none is."""
        return max(self.sealed, key=lambda sealed: sealed.month, default=None)

    def rules_on(self, day: date) -> ClubRules:
        """Return the rules in force on `day`; the defaults where none was decided yet."""
        return _newest(self.rules, day) or ClubRules(since=day)

    def product_on(self, code: str, day: date) -> LoanProduct | None:
        """Return the version of product `code` in force on `day`."""
        return _newest(self.products.get(code, ()), day)

    def holder_of(self, office: Office, day: date) -> str | None:
        """Return the code of the member who holds `office` on `day`."""
        holder = _newest((h for h in self.offices if h.office is office), day)
        return holder.member if holder else None

    def officers_on(self, day: date) -> frozenset[str]:
        """Return the codes of the members who hold an office on `day`."""
        holders = {holder for office in Office if (holder := self.holder_of(office, day))}
        members = self.members
        return frozenset(h for h in holders if h in members and members[h].active_on(day))

    def has_offices_on(self, day: date) -> bool:
        """Whether anybody's office was entered by `day`; a club just begun may have none."""
        return any(holder.since <= day for holder in self.offices)

    def active_members(self, day: date) -> list[Member]:
        """Return those who are members on `day`, by code."""
        return [m for _, m in sorted(self.members.items()) if m.active_on(day)]
