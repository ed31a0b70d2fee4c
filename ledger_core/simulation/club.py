"""One invented club: its books in a folder, and its totals beside them."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from ledger_core.books.actions import NewClub, create_club
from ledger_core.books.entered import Entered, Stamp
from ledger_core.books.session import writing
from ledger_core.club import Office
from ledger_core.simulation.activities import Activities
from ledger_core.simulation.chance import Chance
from ledger_core.simulation.club_life import ClubLife
from ledger_core.simulation.collecting import Collecting
from ledger_core.simulation.lending import Lending, RollingLending
from ledger_core.simulation.memberships import Members
from ledger_core.simulation.profile import ClubProfile
from ledger_core.simulation.totals import ClubTotals
from ledger_core.simulation.treasurer import Treasurer
from ledger_core.simulation.turnover import RandomTurnover, Turnover
from ledger_core.simulation.villagers import Village

_VIETNAM: Final = timezone(timedelta(hours=7))
_PROJECT_STAFF: Final = "project"


def write_club(
    folder: Path,
    profile: ClubProfile,
    *,
    seed: object,
    lending: Lending | None = None,
    turnover: Turnover | None = None,
) -> ClubTotals:
    """Write a club's whole life into a new folder, in one commit; return its totals.

    Args:
      folder: Where the books go.
      profile: What the club is like.
      seed: Names the streams of chance that decide everything else.
      lending: Which loans meetings grant; by chance when None.
      turnover: Who joins, leaves and dies; by chance when None.

    Raises:
      ClubExists: the folder holds books already.
    """
    members, chance = Members(), Chance(seed, "meetings")
    entered = _evening_by(members)
    create_club(
        folder,
        NewClub(
            name=profile.name,
            founded=profile.founded,
            meeting_day=profile.meeting_day,
            commune=profile.place.commune,
            province=profile.place.province,
            code=profile.code,
        ),
        entered=entered,
    )
    with writing(folder, command="simulation", entered=entered) as session:
        treasurer = Treasurer(session, ClubTotals())
        life = ClubLife(
            profile=profile,
            treasurer=treasurer,
            village=Village(Chance(seed, "people")),
            members=members,
            collecting=Collecting(profile, treasurer, members, chance),
            activities=Activities(treasurer, Chance(seed, "activities")),
            lending=lending or RollingLending(profile, Chance(seed, "lending")),
            turnover=turnover or RandomTurnover(Chance(seed, "turnover")),
            chance=chance,
        )
        life.live()
        session.commit()
    return treasurer.totals


def _evening_by(members: Members) -> Stamp:
    """The treasurer enters everything in the evening of its day; the project starts the books."""

    def entered(day: date) -> Entered:
        evening = datetime(day.year, day.month, day.day, 19, 30, tzinfo=_VIETNAM)
        return Entered(evening, members.offices.get(Office.TREASURER, _PROJECT_STAFF))

    return entered
