"""The lines of the ratio sheet that tell of the loans: size, quality, recovery."""

from collections.abc import Iterator

from ledger_core.messages import Message, N_
from ledger_core.portfolio.merging import merged
from ledger_core.portfolio.outreach_ratios import average_loan
from ledger_core.portfolio.period_facts import PeriodFacts
from ledger_core.portfolio.ratio_line import RatioKind, RatioLine, RatioSection, at_end, within
from ledger_core.portfolio.ratios import ratio
from ledger_core.portfolio.repayment_ratios import (
    annual_loss_rate,
    arrears_clean_up_rate,
    cumulative_repayment_rate,
    current_recovery_rate,
    on_time_rate,
    total_recovery_rate,
)


def size_lines(facts: PeriodFacts) -> Iterator[RatioLine]:
    """Yield the size of the portfolio at the end of the period."""
    basis, portfolio = at_end(RatioSection.SIZE, facts.period), facts.portfolio
    yield basis.figure(
        "gross_loan_portfolio",
        Message(N_("Gross loan portfolio (đồng)")),
        RatioKind.AMOUNT,
        portfolio.gross_loan_portfolio,
        Message(N_("Outstanding principal of loans not written off")),
    )
    yield basis.figure(
        "active_loans",
        Message(N_("Loans outstanding")),
        RatioKind.COUNT,
        portfolio.active_loans,
        Message(N_("Loans with outstanding principal")),
    )
    yield basis.figure(
        "borrowers",
        Message(N_("Borrowers")),
        RatioKind.COUNT,
        facts.borrowers.borrowers,
        Message(N_("Members who owe principal; one with several loans counts once")),
    )
    yield basis.figure(
        "average_loan",
        Message(N_("Average loan of a borrower (đồng)")),
        RatioKind.AMOUNT,
        average_loan(portfolio.gross_loan_portfolio, facts.borrowers.borrowers),
        Message(N_("Gross loan portfolio ÷ borrowers (people, not contracts)")),
    )


def quality_lines(facts: PeriodFacts) -> Iterator[RatioLine]:
    """Yield arrears, portfolio at risk and bad debt at the end of the period."""
    basis, portfolio = at_end(RatioSection.QUALITY, facts.period), facts.portfolio
    whole = portfolio.gross_loan_portfolio
    for par in portfolio.par:
        yield basis.share(
            f"par_{par.days}",
            Message(N_("PAR{days}, with rescheduled loans"), days=par.days),
            par.ratio,
            (par.amount, whole),
            _par_definition(par.days),
        )
        yield basis.share(
            f"par_{par.days}_without_rescheduled",
            Message(N_("PAR{days}, by days late alone"), days=par.days),
            par.ratio_without_rescheduled,
            (par.amount_without_rescheduled, whole),
            Message(
                N_("The same without loans that were rescheduled and are not so late"),
            ),
        )
    yield basis.share(
        "arrears_rate",
        Message(N_("Arrears rate")),
        ratio(portfolio.overdue_principal, whole),
        (portfolio.overdue_principal, whole),
        Message(
            N_(
                "Overdue principal ÷ gross loan portfolio; it leaves out what of a late loan is "
                "not due yet, so it is not the portfolio at risk"
            )
        ),
    )
    yield basis.share(
        "non_performing_rate",
        Message(N_("Share of non-performing loans")),
        ratio(portfolio.non_performing, whole),
        (portfolio.non_performing, whole),
        Message(N_("Outstanding principal of debt groups 3 to 5 ÷ gross loan portfolio")),
    )


def _par_definition(days: int) -> Message:
    if days == 1:
        return Message(
            N_(
                "Whole outstanding principal of loans with any payment 1 day or more late, and of "
                "rescheduled loans until repaid ÷ gross loan portfolio"
            )
        )
    return Message(
        N_(
            "Whole outstanding principal of loans with any payment more than {days} days late, and "
            "of rescheduled loans until repaid ÷ gross loan portfolio"
        ),
        days=days,
    )


def recovery_lines(facts: PeriodFacts) -> Iterator[RatioLine]:
    """Yield what was collected of principal and interest that fell due."""
    collected = merged([facts.loans.principal, facts.loans.interest])
    basis = within(RatioSection.RECOVERY, facts.period)
    yield basis.share(
        "current_recovery_rate",
        Message(N_("Current recovery rate")),
        current_recovery_rate(collected),
        (collected.collected, collected.due),
        Message(
            N_(
                "Collected of the principal and interest that fell due in the period, without "
                "payments ahead and old arrears ÷ what fell due in it"
            )
        ),
    )
    yield basis.share(
        "on_time_rate",
        Message(N_("On-time repayment rate")),
        on_time_rate(collected),
        (collected.collected_on_time, collected.due),
        Message(N_("The part of it that came by the due date ÷ what fell due in the period")),
    )
    yield basis.share(
        "arrears_clean_up_rate",
        Message(N_("Clean-up of arrears")),
        arrears_clean_up_rate(collected),
        (collected.arrears_collected, collected.arrears_at_start),
        Message(N_("Collected of old arrears ÷ arrears when the period began")),
    )
    yield basis.share(
        "total_recovery_rate",
        Message(N_("Recovery of arrears and dues together")),
        total_recovery_rate(collected),
        (
            collected.arrears_collected + collected.collected,
            collected.arrears_at_start + collected.due,
        ),
        Message(
            N_(
                "Collected of old arrears and of what fell due ÷ arrears when the period began and "
                "what fell due in it"
            )
        ),
    )
    yield from _cumulative_lines(facts)


def _cumulative_lines(facts: PeriodFacts) -> Iterator[RatioLine]:
    cumulative = facts.loans.cumulative
    basis = at_end(RatioSection.RECOVERY, facts.period)
    rate = cumulative_repayment_rate(cumulative)
    yield basis.share(
        "cumulative_repayment_rate",
        Message(N_("Cumulative repayment rate")),
        rate,
        (cumulative.collected, cumulative.fallen_due),
        Message(
            N_(
                "Principal repaid as due since the books began ÷ all that fell due or was lost; it "
                "flatters: see the next line"
            )
        ),
    )
    term = cumulative.mean_term_in_years or 0
    yield basis.share(
        "annual_loss_rate",
        Message(N_("Yearly loss behind the cumulative rate")),
        annual_loss_rate(rate, term),
        (0 if rate is None else (1 - rate) * 2, term),
        Message(N_("(1 − cumulative repayment rate) × 2 ÷ mean term of the loans in years")),
    )
