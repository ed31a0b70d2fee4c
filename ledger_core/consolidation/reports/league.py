"""League table: units by portfolio at risk, the safest first."""

from collections.abc import Sequence
from fractions import Fraction

from ledger_core.consolidation.levels import Unit
from ledger_core.consolidation.reports.columns import CLUBS, unit_cells, unit_columns
from ledger_core.consolidation.reports.heading import consolidated_report
from ledger_core.consolidation.reports.request import ConsolidatedRequest, portfolios_by_unit
from ledger_core.messages import Message, N_
from ledger_core.portfolio import Portfolio
from ledger_core.reports.tables import Cell, Column, Kind, Report, Row, Table

_PAR_SHOWN = 30


def league(request: ConsolidatedRequest) -> Report:
    """Return the units in the order of their PAR30, those without loans last and unranked."""
    by_unit = portfolios_by_unit(request.rows(), request.by, request.as_of)
    table = Table(
        "league",
        request.by.label,
        (
            Column("rank", Message(N_("Rank")), Kind.COUNT),
            *unit_columns(request.by),
            CLUBS,
            Column("par_30_ratio", Message(N_("PAR30 share")), Kind.RATIO),
            Column("arrears_rate", Message(N_("Arrears rate")), Kind.RATIO),
            Column("non_performing_rate", Message(N_("Bad debt share")), Kind.RATIO),
            Column("gross_loan_portfolio", Message(N_("Loan portfolio (đồng)")), Kind.AMOUNT),
            Column("borrowers", Message(N_("Borrowers")), Kind.COUNT),
            Column("average_balance", Message(N_("Owed by a borrower (đồng)")), Kind.AMOUNT),
        ),
        tuple(_ranked(list(by_unit.items()))),
        notes=(
            Message(
                N_(
                    "Ranked by PAR30 (PAR30 ÷ loan portfolio), lowest first; of equals the larger "
                    "portfolio stands first and both have one rank. Without loans there is no rank."
                )
            ),
            Message(
                N_(
                    "A rank says nothing of its reason: few loans, hidden arrears and honest books "
                    "can stand high. Look at the books before praise or blame."
                )
            ),
        ),
    )
    title = Message(N_("League table of portfolio at risk"))
    return consolidated_report(request, "league", title, [table])


Line = tuple[Unit, tuple[int, Portfolio]]


def _ranked(lines: Sequence[Line]) -> Sequence[Row]:
    def order(line: Line) -> tuple[bool, Fraction, int, tuple[str, str, str]]:
        unit, (_, total) = line
        share = _share(total)
        return share is None, share or Fraction(0), -total.gross_loan_portfolio, unit.place

    ordered = sorted(lines, key=order)
    shares = [_share(total) for _, (_, total) in ordered]
    return [
        (
            None if share is None else shares.index(share) + 1,
            *unit_cells(unit),
            clubs,
            *_cells(total, share),
        )
        for share, (unit, (clubs, total)) in zip(shares, ordered, strict=True)
    ]


def _share(total: Portfolio) -> Fraction | None:
    return next(par.ratio for par in total.par if par.days == _PAR_SHOWN)


def _cells(total: Portfolio, share: Fraction | None) -> tuple[Cell, ...]:
    return (
        share,
        total.arrears_rate,
        total.non_performing_rate,
        total.gross_loan_portfolio,
        total.borrowers,
        total.average_balance,
    )
