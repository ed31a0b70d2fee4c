"""A club's loans together at a date: ageing, portfolio at risk, debt groups, provisions.

Pure: the package knows loans and clubs, no books and no file. Amounts are whole đồng, ratios exact
fractions, None where there is nothing to divide by.
"""

from ledger_core.portfolio.ageing import AgeingBucket, AgeingLine, ageing
from ledger_core.portfolio.at_risk import PAR_DAYS, PortfolioAtRisk, portfolio_at_risk
from ledger_core.portfolio.debt_groups import (
    ClassifiedLoan,
    DebtGroup,
    GroupFrom,
    GroupRules,
    classify,
)
from ledger_core.portfolio.facts import LoanFacts
from ledger_core.portfolio.portfolio import Portfolio, portfolio_of
from ledger_core.portfolio.provisions import (
    BANKS,
    MICROFINANCE,
    PROVISION_TABLES,
    DebtGroupLine,
    NoSuchProvisionTable,
    ProvisionTable,
    debt_groups,
    provision_table,
)
from ledger_core.portfolio.ratios import ratio

__all__ = [
    "BANKS",
    "MICROFINANCE",
    "PAR_DAYS",
    "PROVISION_TABLES",
    "AgeingBucket",
    "AgeingLine",
    "ClassifiedLoan",
    "DebtGroup",
    "DebtGroupLine",
    "GroupFrom",
    "GroupRules",
    "LoanFacts",
    "NoSuchProvisionTable",
    "Portfolio",
    "PortfolioAtRisk",
    "ProvisionTable",
    "ageing",
    "classify",
    "debt_groups",
    "portfolio_at_risk",
    "portfolio_of",
    "provision_table",
    "ratio",
]
