"""Clubs whose figures lie far from those of the others: where to look first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ledger_core.consolidation.consolidation import ClubRow
from ledger_core.consolidation.figures import figure, portfolio_of_row
from ledger_core.consolidation.outlying import FEWEST, Spread, spread_of
from ledger_core.consolidation.reports.columns import CLUB_COLUMNS, club_cells
from ledger_core.consolidation.reports.heading import consolidated_report
from ledger_core.consolidation.reports.request import ConsolidatedRequest
from ledger_core.consolidation.snapshot import MoneySums
from ledger_core.messages import Message, N_
from ledger_core.portfolio import Portfolio, fund_utilisation, ratio
from ledger_core.reports.facts_of_period import capital_of
from ledger_core.reports.tables import Column, Figure, Kind, Report, Row, Table

_PAR_SHOWN = 30


@dataclass(frozen=True, slots=True)
class _Club:
    row: ClubRow
    portfolio: Portfolio
    sums: MoneySums


@dataclass(frozen=True, slots=True)
class _Looked:
    """A figure that is compared: what it is, out of what, and how it is had."""

    name: Message
    definition: Message
    kind: Kind
    value: Callable[[_Club], Fraction | None]


def _par(club: _Club) -> Fraction | None:
    return next(par.ratio for par in club.portfolio.par if par.days == _PAR_SHOWN)


def _average(club: _Club) -> Fraction | None:
    return ratio(club.portfolio.gross_loan_portfolio, club.portfolio.borrowers)


def _borrowing(club: _Club) -> Fraction | None:
    return ratio(club.portfolio.borrowers, figure(club.row.row, "members"))


def _used(club: _Club) -> Fraction | None:
    return fund_utilisation(capital_of(club.sums))


_LOOKED: Mapping[str, _Looked] = {
    "par_30": _Looked(
        Message(N_("PAR30 share")),
        Message(N_("PAR30 ÷ loan portfolio")),
        Kind.RATIO,
        _par,
    ),
    "arrears_rate": _Looked(
        Message(N_("Arrears rate")),
        Message(N_("Overdue principal ÷ loan portfolio")),
        Kind.RATIO,
        lambda club: club.portfolio.arrears_rate,
    ),
    "average_balance": _Looked(
        Message(N_("Owed by a borrower (đồng)")),
        Message(N_("Loan portfolio ÷ borrowers")),
        Kind.AMOUNT,
        _average,
    ),
    "borrowing_share": _Looked(
        Message(N_("Share of members who owe")),
        Message(N_("Borrowers ÷ members")),
        Kind.RATIO,
        _borrowing,
    ),
    "fund_utilisation": _Looked(
        Message(N_("Use of the fund")),
        Message(N_("Principal ÷ (principal + cash + bank of the Income-generation fund)")),
        Kind.RATIO,
        _used,
    ),
    "members": _Looked(
        Message(N_("Members")),
        Message(N_("Members on the day")),
        Kind.COUNT,
        lambda club: Fraction(figure(club.row.row, "members")),
    ),
}


def outliers(request: ConsolidatedRequest) -> Report:
    """Return the clubs whose figures lie far from the median, and how far that is."""
    sums = {each.counted.path: each.sums for each in request.clubs.balances(request.as_of)}
    clubs = [
        _Club(row, portfolio_of_row(request.as_of, row.row), sums[row.counted.path])
        for row in request.rows()
    ]
    found = {
        key: [(club, value) for club in clubs if (value := looked.value(club)) is not None]
        for key, looked in _LOOKED.items()
    }
    spreads = {key: spread_of([value for _, value in pairs]) for key, pairs in found.items()}
    outside = [
        (club, key, value)
        for key, pairs in found.items()
        for club, value in sorted(pairs, key=lambda pair: (-pair[1], pair[0].row.counted.path))
        if spreads[key].is_outlier(value)
    ]
    return consolidated_report(
        request,
        "outliers",
        Message(N_("Clubs whose figures lie far from the others")),
        (_clubs(outside, spreads), _rule(spreads, outside)),
        notes=(
            Message(
                N_(
                    "An outlier: 0.6745 × |value − median| ÷ MAD above 3.5 (Iglewicz and Hoaglin "
                    "1993), MAD the median distance from the median over all clubs that have the "
                    "figure; where MAD is 0, |value − median| ÷ (1.253314 × mean distance) above "
                    "3.5. Of fewer than {fewest} clubs none is named."
                ),
                fewest=FEWEST,
            ),
            Message(N_("An outlier is a question, not a fault.")),
        ),
    )


def _shown(key: str, value: Fraction | None) -> Figure:
    kind = _LOOKED[key].kind
    if value is None or kind is Kind.RATIO:
        return Figure(value, kind)
    return Figure(round(value), kind)


def _clubs(outside: Sequence[tuple[_Club, str, Fraction]], spreads: Mapping[str, Spread]) -> Table:
    rows: list[Row] = [
        (
            *club_cells(club.row.club),
            _LOOKED[key].name,
            _shown(key, value),
            _shown(key, spreads[key].median),
            club.row.counted.path,
        )
        for club, key, value in outside
    ]
    return Table(
        "outliers",
        Message(N_("Outliers")),
        (
            *CLUB_COLUMNS,
            Column("figure", Message(N_("Figure"))),
            Column("value", Message(N_("Value")), Kind.COUNT),
            Column("median", Message(N_("Median of the clubs")), Kind.COUNT),
            Column("path", Message(N_("Where"))),
        ),
        tuple(rows),
        notes=() if rows else (Message(N_("No club lies far from the others.")),),
    )


def _rule(spreads: Mapping[str, Spread], outside: Sequence[tuple[_Club, str, Fraction]]) -> Table:
    return Table(
        "rule",
        Message(N_("How far is far")),
        (
            Column("figure", Message(N_("Figure"))),
            Column("definition", Message(N_("How it is reckoned"))),
            Column("clubs", Message(N_("Clubs that have it")), Kind.COUNT),
            Column("median", Message(N_("Median")), Kind.COUNT),
            Column("mad", Message(N_("MAD")), Kind.COUNT),
            Column("lowest", Message(N_("Outlier below")), Kind.COUNT),
            Column("highest", Message(N_("Outlier above")), Kind.COUNT),
            Column("outside", Message(N_("Outliers")), Kind.COUNT),
        ),
        tuple(
            (
                _LOOKED[key].name,
                _LOOKED[key].definition,
                spread.count,
                _shown(key, spread.median),
                _shown(key, spread.mad),
                _shown(key, spread.lowest),
                _shown(key, spread.highest),
                sum(found == key for _, found, _ in outside),
            )
            for key, spread in spreads.items()
        ),
        row_keys=tuple(spreads),
    )
