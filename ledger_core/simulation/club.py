"""One invented club: its books in a folder, and its totals beside them."""

from collections.abc import Sequence
from pathlib import Path

from ledger_core.books.actions import NewClub, create_club
from ledger_core.books.session import writing
from ledger_core.club import meetings_between
from ledger_core.simulation.activities import Activities
from ledger_core.simulation.chance import Chance
from ledger_core.simulation.club_life import ClubLife
from ledger_core.simulation.collecting import Collecting
from ledger_core.simulation.frauds.drawing import draw_schemes
from ledger_core.simulation.frauds.scene import Evenings, Scene
from ledger_core.simulation.frauds.scheme import Scheme
from ledger_core.simulation.lending import Lending, RollingLending
from ledger_core.simulation.memberships import Members
from ledger_core.simulation.profile import ClubProfile
from ledger_core.simulation.totals import ClubTotals
from ledger_core.simulation.treasurer import Treasurer
from ledger_core.simulation.turnover import RandomTurnover, Turnover
from ledger_core.simulation.villagers import Village


def write_club(
    folder: Path,
    profile: ClubProfile,
    *,
    seed: object,
    lending: Lending | None = None,
    turnover: Turnover | None = None,
    frauds: int = 0,
    schemes: Sequence[tuple[type[Scheme], int]] | None = None,
) -> ClubTotals:
    """Write a club's whole life into a new folder, in one commit; return its totals.

    Args:
      folder: Where the books go.
      profile: What the club is like.
      seed: Names the streams of chance that decide everything else.
      lending: Which loans meetings grant; by chance when None.
      turnover: Who joins, leaves and dies; by chance when None.
      frauds: In how many of a hundred such clubs something is planted.
      schemes: What is planted, each with the number of the meeting from which it is tried; by
        chance when None.

    Raises:
      ClubExists: the folder holds books already.
    """
    members, chance = Members(), Chance(seed, "meetings")
    entered = Evenings(members)
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
        village = Village(Chance(seed, "people"))
        collecting = Collecting(profile, treasurer, members, chance)
        scene = Scene(
            profile, treasurer, members, village, collecting, entered, Chance(seed, "frauds")
        )
        life = ClubLife(
            profile=profile,
            treasurer=treasurer,
            village=village,
            members=members,
            collecting=collecting,
            activities=Activities(treasurer, Chance(seed, "activities")),
            lending=lending or RollingLending(profile, Chance(seed, "lending")),
            turnover=turnover or RandomTurnover(Chance(seed, "turnover")),
            chance=chance,
            scene=scene,
            schemes=draw_schemes(scene, frauds, _meetings(profile))
            if schemes is None
            else [scheme(scene, start) for scheme, start in schemes],
        )
        life.live()
        session.commit()
    treasurer.totals.planted = scene.planted
    return treasurer.totals


def _meetings(profile: ClubProfile) -> int:
    return len(list(meetings_between(profile.founded, profile.last_day, profile.meeting_day)))
