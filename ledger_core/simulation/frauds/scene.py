"""What schemes see of a club: its treasurer, its members, and the clock on the wall."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Final

from ledger_core.books.actions import LoanRequest, MoneyRequest
from ledger_core.books.entered import Entered
from ledger_core.club import Fund, Office, Role
from ledger_core.simulation.borrowers import Habit
from ledger_core.simulation.chance import Chance
from ledger_core.simulation.collecting import Collecting
from ledger_core.simulation.frauds.kinds import FraudKind, Planted
from ledger_core.simulation.memberships import Members, Membership
from ledger_core.simulation.names import PURPOSES
from ledger_core.simulation.profile import ClubProfile
from ledger_core.simulation.treasurer import Treasurer
from ledger_core.simulation.villagers import Village

_VIETNAM: Final = timezone(timedelta(hours=7))
_PROJECT_STAFF: Final = "project"
_KEPT_IN_THE_BOX: Final = 100_000
_LARGEST_LOAN: Final = 10_000_000  # of the standard product


@dataclass(slots=True)
class Evenings:
    """When and by whom entries are written: by the treasurer in the evening of their day.

    Attributes:
      members: Who holds which office.
      later: The day on which entries are really written, None for their own.
      other: Who writes them, None for the treasurer.
    """

    members: Members
    later: date | None = None
    other: str | None = None

    def __call__(self, day: date) -> Entered:
        """Return the stamp of an entry of a day; the project starts the books."""
        written = self.later or day
        evening = datetime(written.year, written.month, written.day, 19, 30, tzinfo=_VIETNAM)
        treasurer = self.members.offices.get(Office.TREASURER, _PROJECT_STAFF)
        return Entered(evening, self.other or treasurer)


@dataclass(slots=True)
class Scene:
    """A club with somebody in it who does wrong.

    Attributes:
      profile: What the club is like.
      treasurer: Writes into the books.
      members: Those who are members now.
      village: Where invented people come from.
      collecting: What members bring; some of it may be kept.
      evenings: When and by whom entries are written.
      chance: What is left to chance.
      planted: The truth so far.
      between: What happens between this meeting and the next.
      lends: Whether meetings grant loans.
      counts: Whether the cash is counted and the month closed.
      passes_on: Whether interest received is distributed.
    """

    profile: ClubProfile
    treasurer: Treasurer
    members: Members
    village: Village
    collecting: Collecting
    evenings: Evenings
    chance: Chance
    planted: list[Planted] = field(default_factory=list)
    between: list[tuple[date, str, Callable[[], None]]] = field(default_factory=list)
    lends: bool = True
    counts: bool = True
    passes_on: bool = True

    def plant(self, kind: FraudKind, entry: str, day: date) -> None:
        """Tell the truth of one entry."""
        self.planted.append(Planted(kind, entry, day))

    def later(self, day: date, happen: Callable[[], None]) -> None:
        """Let something happen between this meeting and the next."""
        self.between.append((day, f"~{len(self.between)}", happen))

    @contextmanager
    def written(self, *, on: date | None = None, by: str | None = None) -> Iterator[None]:
        """Write entries on another day than theirs, or by another hand."""
        self.evenings.later, self.evenings.other = on, by
        try:
            yield
        finally:
            self.evenings.later = self.evenings.other = None

    # ------------------------------------------------------------------------------- money

    def in_box(self, fund: Fund = Fund.ACTIVITY) -> int:
        """Return what could be paid out of a fund's cash box, in đồng."""
        return self.treasurer.totals.cash[fund] - _KEPT_IN_THE_BOX

    def expense(self, day: date, role: Role, amount: int, words: tuple[str, str]) -> str:
        """Pay out of the Activity fund; return the voucher. `words` say to whom and for what."""
        paid = self.treasurer.spend(day, role, amount, person=words[0], narration=words[1])
        return str(paid.voucher)

    def paid_today(self, day: date) -> list[MoneyRequest]:
        """Return the expenses of a day."""
        return [paid for paid in self.treasurer.expenses if paid.day == day]

    # ------------------------------------------------------------------------------ people

    def holder(self, office: Office) -> str:
        """Return the code of the member who holds an office."""
        return self.members.offices[office]

    def name_of(self, member: str) -> str:
        """Return a member's name."""
        return self.members.by_code[member].person.name

    def ordinary(self) -> list[Membership]:
        """Return the members without an office."""
        officers = set(self.members.offices.values())
        return [member for member in self.members if member.code not in officers]

    def good_borrowers(self) -> list[Membership]:
        """Return ordinary members who repay on time and owe most of their loans still."""
        totals = self.treasurer.totals
        return [
            member
            for member in self.ordinary()
            if (loan := member.borrowing) is not None
            and loan.habit is Habit.ON_TIME
            and loan.meetings >= 1
            and 10 * totals.outstanding[loan.loan] > 4 * totals.lent[loan.loan]
            and loan.loan not in self.collecting.withheld
        ]

    # ------------------------------------------------------------------------------- loans

    @property
    def largest_loan(self) -> int:
        """The most that the rules let one member have, in đồng, if the box holds it."""
        totals = self.treasurer.totals
        by_share = int(totals.lending_capital * self.profile.share_per_borrower)
        most = min(by_share, _LARGEST_LOAN, self.in_box(Fund.INCOME))
        return most // 100_000 * 100_000

    def lend(
        self,
        member: str,
        day: date,
        principal: int,
        *,
        approved_by: tuple[str, ...] | None = None,
        exception: str | None = None,
    ) -> str:
        """Lend as a meeting does, the borrower's own plans apart; return the loan's number."""
        guarantor = None
        if self.profile.guarantors:
            guarantor = self.chance.pick([m.code for m in self.ordinary() if m.code != member])
        return self.treasurer.lend(
            LoanRequest(
                member=member,
                day=day,
                principal=principal,
                approved_by=approved_by or self.members.approvers(member),
                minutes=f"BB-{day:%Y-%m}",
                instalments=12,
                rate=self.profile.rate,
                method=self.profile.method,
                purpose=self.chance.weighted(PURPOSES),
                guarantor=guarantor,
                exception=exception,
            )
        )
