"""The consolidated portfolio as JSON: the contract of `clubledger consolidate`."""

from collections.abc import Sequence

from ledger_core.consolidation.consolidation import ClubRow
from ledger_core.consolidation.levels import Unit, by_unit
from ledger_core.consolidation.reports.portfolio import tables_in_force
from ledger_core.consolidation.reports.request import ConsolidatedRequest, sum_of
from ledger_core.reports.json_values import JsonObject
from ledger_core.reports.portfolio_json import portfolio_figures_json


def portfolio_json(request: ConsolidatedRequest) -> JsonObject:
    """Return `as_of`, `total`, `levels` and `not_read`; the keys are a public contract.

    `not_read` lists everything that is not counted, with the word of its reason.
    """
    rows = request.rows()
    return {
        "as_of": request.as_of.isoformat(),
        "total": _figures(request, rows),
        "levels": [
            {**_unit(unit), **_figures(request, clubs)}
            for unit, clubs in by_unit(rows, request.by).items()
        ],
        "not_read": [
            {
                "path": each.path,
                "reason": each.reason,
                "file": each.file or None,
                "line": each.line or None,
            }
            for each in request.counted.left_out
        ],
    }


def _figures(request: ConsolidatedRequest, rows: Sequence[ClubRow]) -> JsonObject:
    tables = tables_in_force(rows)
    name = tables[0].name if len(tables) == 1 else None
    return {
        **portfolio_figures_json(sum_of(rows, request.as_of), name),
        "clubs": len(rows),
    }


def _unit(unit: Unit) -> JsonObject:
    return {
        "level": unit.level.value,
        "code": unit.code,
        "name": str(unit.name),
        "province": unit.province or None,
        "commune": unit.commune or None,
    }
