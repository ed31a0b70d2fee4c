"""The portfolio of many clubs: sums of the figures of each, so that every ratio is one of sums."""

import datetime as dt
from collections.abc import Sequence

from ledger_core.portfolio.ageing import AgeingBucket, AgeingLine
from ledger_core.portfolio.at_risk import PAR_DAYS, PortfolioAtRisk
from ledger_core.portfolio.debt_groups import DebtGroup
from ledger_core.portfolio.portfolio import Portfolio
from ledger_core.portfolio.provisions import DebtGroupLine


def portfolio_sum(portfolios: Sequence[Portfolio], as_of: dt.date) -> Portfolio:
    """Return the portfolio of all clubs together, without single loans; all zero of none.

    Borrowers are added up: nobody is known by name, so somebody who borrows in two clubs counts
    twice. Provisions are the sum of what each club's own table asks for, each rounded as it is in
    that club's report.

    Args:
        portfolios: One of each club.
        as_of: The day that the sum is said to be of.
    """
    glp = sum(each.gross_loan_portfolio for each in portfolios)
    return Portfolio(
        as_of=as_of,
        gross_loan_portfolio=glp,
        active_loans=sum(each.active_loans for each in portfolios),
        borrowers=sum(each.borrowers for each in portfolios),
        overdue_principal=sum(each.overdue_principal for each in portfolios),
        overdue_interest=sum(each.overdue_interest for each in portfolios),
        par=tuple(_at_risk(portfolios, place, glp) for place in range(len(PAR_DAYS))),
        ageing=tuple(_bucket(portfolios, place) for place in range(len(AgeingBucket))),
        debt_groups=tuple(_group(portfolios, place) for place in range(len(DebtGroup))),
        loans=(),
    )


def _at_risk(portfolios: Sequence[Portfolio], place: int, glp: int) -> PortfolioAtRisk:
    lines = [each.par[place] for each in portfolios]
    return PortfolioAtRisk(
        days=PAR_DAYS[place],
        amount=sum(line.amount for line in lines),
        amount_without_rescheduled=sum(line.amount_without_rescheduled for line in lines),
        gross_loan_portfolio=glp,
    )


def _bucket(portfolios: Sequence[Portfolio], place: int) -> AgeingLine:
    lines = [each.ageing[place] for each in portfolios]
    return AgeingLine(
        bucket=list(AgeingBucket)[place],
        loans=sum(line.loans for line in lines),
        outstanding_principal=sum(line.outstanding_principal for line in lines),
    )


def _group(portfolios: Sequence[Portfolio], place: int) -> DebtGroupLine:
    lines = [each.debt_groups[place] for each in portfolios]
    return DebtGroupLine(
        group=list(DebtGroup)[place],
        loans=sum(line.loans for line in lines),
        outstanding_principal=sum(line.outstanding_principal for line in lines),
        provision=sum(line.provision for line in lines),
    )
