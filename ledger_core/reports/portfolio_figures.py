"""The main figures of a portfolio, each with the way it is reckoned beside it."""

from ledger_core.messages import Message, N_
from ledger_core.portfolio import Portfolio
from ledger_core.reports.tables import Column, Figure, Kind, Row, Table


def main_figures(portfolio: Portfolio) -> Table:
    """Return the table of main figures: size, arrears and quality of the portfolio."""
    return Table(
        key="figures",
        title=Message(N_("Main figures")),
        columns=(
            Column("figure", Message(N_("Figure"))),
            Column("value", Message(N_("Value")), Kind.AMOUNT),
            Column("definition", Message(N_("How it is reckoned"))),
        ),
        rows=(*_size_rows(portfolio), *_arrears_rows(portfolio), *_quality_rows(portfolio)),
    )


def _size_rows(portfolio: Portfolio) -> tuple[Row, ...]:
    return (
        (
            Message(N_("Gross loan portfolio (đồng)")),
            portfolio.gross_loan_portfolio,
            Message(
                N_(
                    "Principal not yet repaid of loans paid out and not written off; "
                    "all shares in this report are shares of it"
                )
            ),
        ),
        (
            Message(N_("Loans outstanding")),
            Figure(portfolio.active_loans, Kind.COUNT),
            Message(N_("Loans with principal not yet repaid")),
        ),
        (
            Message(N_("Borrowers")),
            Figure(portfolio.borrowers, Kind.COUNT),
            Message(N_("Members who owe principal; one with several loans counts once")),
        ),
        (
            Message(N_("Average balance of a borrower (đồng)")),
            portfolio.average_balance,
            Message(N_("Gross loan portfolio ÷ borrowers")),
        ),
    )


def _arrears_rows(portfolio: Portfolio) -> tuple[Row, ...]:
    return (
        (
            Message(N_("Overdue principal (đồng)")),
            portfolio.overdue_principal,
            Message(N_("Principal that fell due before this day and is not repaid")),
        ),
        (
            Message(N_("Overdue interest (đồng)")),
            portfolio.overdue_interest,
            Message(
                N_(
                    "Interest that fell due before this day and is not paid, "
                    "without late-payment interest"
                )
            ),
        ),
        (
            Message(N_("Arrears rate")),
            Figure(portfolio.arrears_rate, Kind.RATIO),
            Message(N_("Overdue principal ÷ gross loan portfolio; not the portfolio at risk")),
        ),
    )


def _quality_rows(portfolio: Portfolio) -> tuple[Row, ...]:
    return (
        (
            Message(N_("Non-performing loans (đồng)")),
            portfolio.non_performing,
            Message(N_("Outstanding principal of debt groups 3, 4 and 5")),
        ),
        (
            Message(N_("Share of non-performing loans")),
            Figure(portfolio.non_performing_rate, Kind.RATIO),
            Message(N_("Non-performing loans ÷ gross loan portfolio")),
        ),
        (
            Message(N_("Provision required (đồng)")),
            portfolio.provision,
            Message(N_("Sum over the debt groups, by the table named below")),
        ),
    )
