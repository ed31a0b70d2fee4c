"""Columns that name a unit, and its cells: what every table by level begins with."""

from collections.abc import Sequence

from ledger_core.consolidation.levels import Level, Unit, commune_label, province_label
from ledger_core.consolidation.snapshot import ClubIdentity
from ledger_core.messages import Message, N_
from ledger_core.reports.columns import TOTAL
from ledger_core.reports.tables import BLANK, Cell, Column, Kind

CLUBS = Column("clubs", Message(N_("Clubs")), Kind.COUNT)
_PROVINCE = Column("province", Message(N_("Province")))
_COMMUNE = Column("commune", Message(N_("Commune")))
_CODE = Column("code", Message(N_("Code")))
_NAME = Column("name", Message(N_("Unit")))

_CONTEXT = {Level.COMMUNE: (_PROVINCE,), Level.CLUB: (_PROVINCE, _COMMUNE)}


def unit_columns(level: Level) -> tuple[Column, ...]:
    """Return the columns that name a unit: where it lies, its code and its name."""
    return (*_CONTEXT.get(level, ()), _CODE, _NAME)


def unit_cells(unit: Unit) -> tuple[Cell, ...]:
    """Return the cells of a unit under `unit_columns`."""
    context: tuple[Cell, ...] = (unit.province, unit.commune)
    return (*context[: len(_CONTEXT.get(unit.level, ()))], unit.code, unit.name)


def total_cells(level: Level) -> tuple[Cell, ...]:
    """Return what stands under `unit_columns` in the row of sums."""
    return (TOTAL, *[BLANK] * (len(unit_columns(level)) - 1))


CLUB_COLUMNS: Sequence[Column] = (
    _PROVINCE,
    _COMMUNE,
    Column("club", Message(N_("Club"))),
)


def club_cells(club: ClubIdentity) -> tuple[Cell, ...]:
    """Return province, commune and name of a club under `CLUB_COLUMNS`."""
    return province_label(club), commune_label(club), club.name
