"""A club's loans together at a date: ageing, portfolio at risk, debt groups, provisions.

Pure: the package knows loans and clubs, no books and no file. Amounts are whole đồng, ratios exact
fractions, None where there is nothing to divide by.
"""

from ledger_core.portfolio.ageing import (
    AgeingBucket,
    AgeingLine,
    AgeRange,
    ageing,
    overdue_by_age,
)
from ledger_core.portfolio.at_risk import (
    PAR_DAYS,
    PortfolioAtRisk,
    is_late,
    late_from,
    portfolio_at_risk,
)
from ledger_core.portfolio.capital_ratios import (
    CapitalFacts,
    capital_cover,
    capital_preserved,
    capital_turnover,
    concentration,
    fund_utilisation,
)
from ledger_core.portfolio.debt_groups import (
    ClassifiedLoan,
    DebtGroup,
    GroupFrom,
    GroupRules,
    classify,
)
from ledger_core.portfolio.earning_ratios import (
    ResultFacts,
    operating_cost_ratio,
    operational_self_sufficiency,
    portfolio_yield,
    total_cost_ratio,
)
from ledger_core.portfolio.facts import LoanFacts
from ledger_core.portfolio.loan_period import LoanPeriodFacts, is_settled, loan_period
from ledger_core.portfolio.loss_ratios import (
    LendingFacts,
    allowance_rate,
    loan_loss_rate,
    risk_coverage,
    write_off_ratio,
)
from ledger_core.portfolio.merging import merged
from ledger_core.portfolio.outreach_ratios import (
    BorrowerFacts,
    MembershipFacts,
    average_loan,
    borrowed_in_year_rate,
    drop_out_rate,
    ever_borrowed_rate,
    retention_rate,
    share_of_older,
    share_of_women,
)
from ledger_core.portfolio.period import Period, month_end
from ledger_core.portfolio.period_facts import (
    Balance,
    PeriodFacts,
    PortfolioFacts,
    average_portfolio,
    largest_by_borrower,
)
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
from ledger_core.portfolio.ratio_line import RatioKind, RatioLine, RatioSection
from ledger_core.portfolio.ratio_sheet import RatioSheet, ratio_sheet
from ledger_core.portfolio.ratios import mean, ratio
from ledger_core.portfolio.repayment_ratios import (
    CollectionFacts,
    CumulativeRepayment,
    annual_loss_rate,
    arrears_clean_up_rate,
    cumulative_repayment_rate,
    current_recovery_rate,
    on_time_rate,
    total_recovery_rate,
)

__all__ = [
    "BANKS",
    "MICROFINANCE",
    "PAR_DAYS",
    "PROVISION_TABLES",
    "AgeRange",
    "AgeingBucket",
    "AgeingLine",
    "Balance",
    "BorrowerFacts",
    "CapitalFacts",
    "ClassifiedLoan",
    "CollectionFacts",
    "CumulativeRepayment",
    "DebtGroup",
    "DebtGroupLine",
    "GroupFrom",
    "GroupRules",
    "LendingFacts",
    "LoanFacts",
    "LoanPeriodFacts",
    "MembershipFacts",
    "NoSuchProvisionTable",
    "Period",
    "PeriodFacts",
    "Portfolio",
    "PortfolioAtRisk",
    "PortfolioFacts",
    "ProvisionTable",
    "RatioKind",
    "RatioLine",
    "RatioSection",
    "RatioSheet",
    "ResultFacts",
    "ageing",
    "allowance_rate",
    "annual_loss_rate",
    "arrears_clean_up_rate",
    "average_loan",
    "average_portfolio",
    "borrowed_in_year_rate",
    "capital_cover",
    "capital_preserved",
    "capital_turnover",
    "classify",
    "concentration",
    "cumulative_repayment_rate",
    "current_recovery_rate",
    "debt_groups",
    "drop_out_rate",
    "ever_borrowed_rate",
    "fund_utilisation",
    "is_late",
    "is_settled",
    "largest_by_borrower",
    "late_from",
    "loan_loss_rate",
    "loan_period",
    "mean",
    "merged",
    "month_end",
    "on_time_rate",
    "operating_cost_ratio",
    "operational_self_sufficiency",
    "overdue_by_age",
    "portfolio_at_risk",
    "portfolio_of",
    "portfolio_yield",
    "provision_table",
    "ratio",
    "ratio_sheet",
    "retention_rate",
    "risk_coverage",
    "share_of_older",
    "share_of_women",
    "total_cost_ratio",
    "total_recovery_rate",
    "write_off_ratio",
]
