"""The levels at which clubs are added up, and the unit of each that a club belongs to.

A unit is known by the code of the statistics office; its name is a label. There is no level between
commune and province.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from ledger_core.club.places import commune_names, province_names
from ledger_core.consolidation.snapshot import ClubIdentity
from ledger_core.messages import Message, N_

NO_CODE: Final = "-"
"""What stands where a club's books state no code."""


class Level(StrEnum):
    """What clubs are added up to, from the whole to the part."""

    NATION = "nation"
    PROVINCE = "province"
    COMMUNE = "commune"
    CLUB = "club"

    @property
    def label(self) -> Message:
        """The level as people read it."""
        return _LABELS[self]


_LABELS = {
    Level.NATION: Message(N_("Nation")),
    Level.PROVINCE: Message(N_("Province")),
    Level.COMMUNE: Message(N_("Commune")),
    Level.CLUB: Message(N_("Club")),
}
_ALL = Message(N_("All clubs"))
_NOT_STATED = Message(N_("not stated"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A nation, province, commune or club.

    Attributes:
        level: Which of them.
        province: Code of its province, "" for the nation, `NO_CODE` where it is not stated.
        commune: Code of its commune, "" for nation and province.
        club: Code of the club, "" for all others.
        name: Its name, a label: a code without a name is shown as it is.
    """

    level: Level
    province: str = ""
    commune: str = ""
    club: str = ""
    name: str | Message = ""

    @property
    def code(self) -> str:
        """Its own code: of the province, the commune or the club; `VN` for the nation."""
        codes = {Level.PROVINCE: self.province, Level.COMMUNE: self.commune, Level.CLUB: self.club}
        return codes.get(self.level, "VN")

    @property
    def place(self) -> tuple[str, str, str]:
        """Its codes from the whole to the part: what it is told apart and sorted by."""
        return self.province, self.commune, self.club


def unit_of(club: ClubIdentity, level: Level) -> Unit:
    """Return the unit of a level that a club belongs to."""
    province, commune = club.province or NO_CODE, club.commune or NO_CODE
    match level:
        case Level.NATION:
            return Unit(level, name=_ALL)
        case Level.PROVINCE:
            return Unit(level, province, name=province_label(club))
        case Level.COMMUNE:
            return Unit(level, province, commune, name=commune_label(club))
        case Level.CLUB:
            return Unit(level, province, commune, club.code, club.name)


def province_label(club: ClubIdentity) -> str | Message:
    """Return the name of a club's province, its code where no name is known."""
    if club.province is None:
        return _NOT_STATED
    return province_names().get(club.province, club.province)


def commune_label(club: ClubIdentity) -> str | Message:
    """Return the name of a club's commune, its code where no name is known."""
    if club.commune is None:
        return _NOT_STATED
    return commune_names().get(club.commune, club.commune)


class HasClub(Protocol):
    """Anything that is about one club."""

    @property
    def club(self) -> ClubIdentity:
        """The club."""


Of = TypeVar("Of", bound=HasClub)


def by_unit(clubs: Iterable[Of], level: Level) -> dict[Unit, list[Of]]:
    """Return clubs by their units, the units in the order of their codes."""
    found: dict[Unit, list[Of]] = {}
    for club in clubs:
        found.setdefault(unit_of(club.club, level), []).append(club)
    return dict(sorted(found.items(), key=lambda pair: pair[0].place))
