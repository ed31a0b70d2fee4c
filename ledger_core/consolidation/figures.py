"""The figures of a portfolio as one row of whole numbers, so that those of many clubs can be added.

A row has every figure of the portfolio report that can be summed, in the order of `COLUMNS`; its
shares follow from the sums.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, TypeAlias

from ledger_core.portfolio import (
    PAR_DAYS,
    AgeingBucket,
    AgeingLine,
    DebtGroup,
    DebtGroupLine,
    Portfolio,
    PortfolioAtRisk,
)

Row: TypeAlias = tuple[int, ...]
"""Figures at the end of a day: amounts in đồng and numbers, one for each of `COLUMNS`."""

_PARTS: Final = {
    "size": (
        "gross_loan_portfolio",
        "active_loans",
        "borrowers",
        "overdue_principal",
        "overdue_interest",
    ),
    "at_risk": tuple(f"par_{days}" for days in PAR_DAYS),
    "late": tuple(f"par_{days}_without_rescheduled" for days in PAR_DAYS),
    "bucket_loans": tuple(f"loans_{bucket.value}_days" for bucket in AgeingBucket),
    "bucket_principal": tuple(f"principal_{bucket.value}_days" for bucket in AgeingBucket),
    "group_loans": tuple(f"loans_group_{int(group)}" for group in DebtGroup),
    "group_principal": tuple(f"principal_group_{int(group)}" for group in DebtGroup),
    "provisions": tuple(f"provision_group_{int(group)}" for group in DebtGroup),
    "beside": (
        "approved_loans",
        "written_off_loans",
        "written_off_principal",
        "members",
        "reckoned_as_banks",
    ),
}
COLUMNS: Final = tuple(name for names in _PARTS.values() for name in names)
"""What stands where in a row.

`approved_loans` are approved and not paid out; `reckoned_as_banks` is the number of clubs whose
debt groups follow the banks' table.
"""

NOTHING: Final[Row] = (0,) * len(COLUMNS)
"""The row of a club before its books begin."""


def _slices() -> dict[str, slice]:
    places, start = {}, 0
    for part, names in _PARTS.items():
        places[part] = slice(start, start + len(names))
        start += len(names)
    return places


PLACES: Final = _slices()
"""Where each part of a row stands."""
_COLUMN: Final = {name: place for place, name in enumerate(COLUMNS)}


def figure(row: Row, name: str) -> int:
    """Return one figure of a row by its column's name."""
    return row[_COLUMN[name]]


def added(rows: Iterable[Row]) -> Row:
    """Return the figures of many clubs together; of none, nothing."""
    return tuple(map(sum, zip(*rows, strict=True))) or NOTHING


def portfolio_of_row(as_of: date, row: Row) -> Portfolio:
    """Return the portfolio of a row, without its single loans."""
    gross, loans, borrowers, principal, interest = row[PLACES["size"]]
    at_risk, late = row[PLACES["at_risk"]], row[PLACES["late"]]
    return Portfolio(
        as_of=as_of,
        gross_loan_portfolio=gross,
        active_loans=loans,
        borrowers=borrowers,
        overdue_principal=principal,
        overdue_interest=interest,
        par=tuple(
            PortfolioAtRisk(days, amount, without, gross)
            for days, amount, without in zip(PAR_DAYS, at_risk, late, strict=True)
        ),
        ageing=tuple(
            AgeingLine(*line)
            for line in zip(
                AgeingBucket,
                row[PLACES["bucket_loans"]],
                row[PLACES["bucket_principal"]],
                strict=True,
            )
        ),
        debt_groups=tuple(
            DebtGroupLine(*line)
            for line in zip(
                DebtGroup,
                row[PLACES["group_loans"]],
                row[PLACES["group_principal"]],
                row[PLACES["provisions"]],
                strict=True,
            )
        ),
        loans=(),
    )
