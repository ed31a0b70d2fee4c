"""The figures of a portfolio as JSON: the same keys for one club, many clubs and a return."""

from ledger_core.portfolio import Portfolio, PortfolioAtRisk
from ledger_core.reports.json_values import JsonObject, json_ratio


def portfolio_figures_json(portfolio: Portfolio, provision_table: str | None) -> JsonObject:
    """Return every figure of a portfolio, without its single loans.

    Args:
        portfolio: The figures.
        provision_table: Name of the table that debt groups and provisions follow; None where clubs
            with different tables are added up.
    """
    return {
        "as_of": portfolio.as_of.isoformat(),
        "gross_loan_portfolio": portfolio.gross_loan_portfolio,
        "active_loans": portfolio.active_loans,
        "borrowers": portfolio.borrowers,
        "overdue_principal": portfolio.overdue_principal,
        "overdue_interest": portfolio.overdue_interest,
        "arrears_rate": json_ratio(portfolio.arrears_rate),
        "par": {str(par.days): _par(par) for par in portfolio.par},
        "ageing": [
            {
                "bucket": line.bucket.value,
                "loans": line.loans,
                "outstanding_principal": line.outstanding_principal,
            }
            for line in portfolio.ageing
        ],
        "provision_table": provision_table,
        "debt_groups": [
            {
                "group": int(line.group),
                "loans": line.loans,
                "outstanding_principal": line.outstanding_principal,
                "provision": line.provision,
            }
            for line in portfolio.debt_groups
        ],
    }


def _par(par: PortfolioAtRisk) -> JsonObject:
    return {
        "amount": par.amount,
        "ratio": json_ratio(par.ratio),
        "amount_without_rescheduled": par.amount_without_rescheduled,
        "ratio_without_rescheduled": json_ratio(par.ratio_without_rescheduled),
    }
