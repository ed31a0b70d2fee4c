"""The members of an invented club, and the offices they hold."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ledger_core.books.people import Hardship
from ledger_core.club import Office
from ledger_core.simulation.activities import Elder
from ledger_core.simulation.borrowers import Borrowing
from ledger_core.simulation.chance import Chance
from ledger_core.simulation.villagers import Villager


@dataclass(slots=True)
class Membership:
    """One member while they are in the club.

    Attributes:
      code: Code in the register.
      person: Who it is.
      months_owed: Months whose fee is not paid.
      capital_owed: Capital to be paid in at the next meeting, in đồng.
      borrowing: The running loan.
    """

    code: str
    person: Villager
    months_owed: int = 0
    capital_owed: int = 0
    borrowing: Borrowing | None = None

    @property
    def elder(self) -> Elder:
        """The member as the activities see them."""
        in_hardship = self.person.hardship is not Hardship.NONE
        return Elder(self.code, self.person.name, self.person.born, in_hardship)


@dataclass(slots=True)
class Members:
    """Those who are in the club now.

    Attributes:
      by_code: The members by code.
      estates: Loans of members who died, which their heirs go on paying or not.
      offices: Who holds which office.
    """

    by_code: dict[str, Membership] = field(default_factory=dict)
    estates: list[tuple[Membership, Borrowing]] = field(default_factory=list)
    offices: dict[Office, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Membership]:
        """Iterate over those who are members now, in the order of their codes."""
        return iter(list(self.by_code.values()))

    def __len__(self) -> int:
        """How many they are."""
        return len(self.by_code)

    def free(self) -> list[str]:
        """Return the codes of those who owe nothing."""
        return [member.code for member in self if member.borrowing is None]

    def vacant_offices(self) -> list[Office]:
        """Return the offices that no member holds."""
        return [office for office in Office if self.offices.get(office) not in self.by_code]

    def successor(self, chance: Chance) -> str:
        """Return a member without an office."""
        held = set(self.offices.values())
        return chance.pick([code for code in self.by_code if code not in held])

    def approvers(self, borrower: str) -> tuple[str, ...]:
        """Return the two of the board who approve a loan, never the borrower."""
        board = [self.offices[office] for office in Office]
        return tuple(code for code in board if code in self.by_code and code != borrower)[:2]
