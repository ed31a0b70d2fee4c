"""The lines of the ratio sheet that tell of money and people: losses, earning, capital, members."""

from collections.abc import Iterator

from ledger_core.messages import Message, N_
from ledger_core.portfolio.capital_ratios import (
    capital_cover,
    capital_turnover,
    concentration,
    fund_utilisation,
)
from ledger_core.portfolio.earning_ratios import (
    operating_cost_ratio,
    operational_self_sufficiency,
    portfolio_yield,
    total_cost_ratio,
)
from ledger_core.portfolio.loss_ratios import (
    allowance_rate,
    loan_loss_rate,
    risk_coverage,
    write_off_ratio,
)
from ledger_core.portfolio.period_facts import PeriodFacts
from ledger_core.portfolio.ratio_line import (
    RatioKind,
    RatioLine,
    RatioSection,
    at_end,
    within,
    yearly,
)

_COVERED_DAYS = 30


def loss_lines(facts: PeriodFacts) -> Iterator[RatioLine]:
    """Yield what was lost in the period, and the allowance at its end."""
    lending, average = facts.loans.lending, facts.average_portfolio
    basis = yearly(RatioSection.LOSSES, facts.period, len(facts.balances))
    yield basis.share(
        "write_off_ratio",
        Message(N_("Write-off ratio")),
        write_off_ratio(lending.lost, average),
        (lending.lost, average),
        Message(
            N_(
                "Principal written off or forgiven ÷ average gross loan portfolio; to be read "
                "beside PAR, which a write-off lowers"
            )
        ),
    )
    yield basis.share(
        "loan_loss_rate",
        Message(N_("Loan-loss rate")),
        loan_loss_rate(lending.lost, lending.recovered, average),
        (lending.lost - lending.recovered, average),
        Message(N_("The same less what was recovered on loans written off")),
    )
    basis = at_end(RatioSection.LOSSES, facts.period)
    at_risk = facts.portfolio.at_risk[str(_COVERED_DAYS)]
    allowance = facts.capital.allowance
    yield basis.share(
        "risk_coverage",
        Message(N_("Risk coverage")),
        risk_coverage(allowance, at_risk),
        (allowance, at_risk),
        Message(N_("Loan-loss allowance in the books ÷ PAR30 with rescheduled loans")),
    )
    whole = facts.portfolio.gross_loan_portfolio
    yield basis.share(
        "allowance_rate",
        Message(N_("Allowance rate")),
        allowance_rate(allowance, whole),
        (allowance, whole),
        Message(N_("Loan-loss allowance in the books ÷ gross loan portfolio")),
    )


def earning_lines(facts: PeriodFacts) -> Iterator[RatioLine]:
    """Yield what lending earned and cost in the period."""
    result, average = facts.result, facts.average_portfolio
    basis = yearly(RatioSection.EARNING, facts.period, len(facts.balances))
    received = result.interest_received + result.fees_received
    yield basis.share(
        "portfolio_yield",
        Message(N_("Portfolio yield")),
        portfolio_yield(received, average),
        (received, average),
        Message(N_("Interest and loan fees received ÷ average gross loan portfolio")),
    )
    yield basis.share(
        "operating_cost_ratio",
        Message(N_("Operating-cost ratio")),
        operating_cost_ratio(result.operating_expense, average),
        (result.operating_expense, average),
        Message(
            N_(
                "Administration and bank charges of the Income-generation fund ÷ average gross "
                "loan portfolio"
            )
        ),
    )
    yield basis.share(
        "total_cost_ratio",
        Message(N_("Total-cost ratio")),
        total_cost_ratio(result.total_cost, average),
        (result.total_cost, average),
        Message(
            N_(
                "Operating, financial and loan-loss expense (less recoveries) ÷ average gross loan "
                "portfolio"
            )
        ),
    )
    yield within(RatioSection.EARNING, facts.period).share(
        "operational_self_sufficiency",
        Message(N_("Operational self-sufficiency")),
        operational_self_sufficiency(result.operating_income, result.total_cost),
        (result.operating_income, result.total_cost),
        Message(
            N_(
                "Operating income of the Income-generation fund, without grants ÷ its financial, "
                "loan-loss (less recoveries) and operating expense; interest that was passed on "
                "is no expense"
            )
        ),
    )


def capital_lines(facts: PeriodFacts) -> Iterator[RatioLine]:
    """Yield how the capital of the lending fund is used, spread and kept."""
    basis, capital = at_end(RatioSection.CAPITAL, facts.period), facts.capital
    yield basis.share(
        "fund_utilisation",
        Message(N_("Fund utilisation")),
        fund_utilisation(capital),
        (capital.outstanding_principal, capital.lending_capital),
        Message(N_("Outstanding principal ÷ outstanding principal, cash and bank")),
    )
    whole = facts.portfolio.gross_loan_portfolio
    yield basis.share(
        "largest_borrower_share",
        Message(N_("Largest borrower")),
        concentration(facts.borrowers.largest, whole),
        (facts.borrowers.largest, whole),
        Message(N_("Owed by the borrower who owes most ÷ gross loan portfolio")),
    )
    yield basis.share(
        "capital_cover",
        Message(N_("Capital preserved")),
        capital_cover(capital),
        (capital.capital_held, capital.capital_paid_in),
        Message(
            N_(
                "Cash, bank, goods for lending and outstanding principal, less allowance, loans "
                "to the club and overpayments ÷ capital paid in (grants, budget support, members' "
                "capital); preserved from 100 % on"
            )
        ),
    )
    lending, average = facts.loans.lending, facts.average_portfolio
    yield yearly(RatioSection.CAPITAL, facts.period, len(facts.balances)).share(
        "capital_turnover",
        Message(N_("Turnover of capital")),
        capital_turnover(lending.repaid, average),
        (lending.repaid, average),
        Message(N_("Principal repaid ÷ average gross loan portfolio")),
    )
    yield within(RatioSection.CAPITAL, facts.period).figure(
        "loans_paid_out",
        Message(N_("Loans paid out")),
        RatioKind.COUNT,
        lending.loans_paid_out,
        Message(N_("Loans whose first principal was paid out in the period")),
    )
