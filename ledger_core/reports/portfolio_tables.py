"""The tables of the portfolio report, each figure with its definition and denominator."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ledger_core.messages import Message, N_
from ledger_core.portfolio import Portfolio, ProvisionTable, ratio
from ledger_core.reports.charting import chart_of
from ledger_core.reports.portfolio_figures import main_figures
from ledger_core.reports.tables import BLANK, Chart, ChartKind, Column, Kind, Row, Table

_TOTAL = Message(N_("Total"))
_LOANS = Column("loans", Message(N_("Number of loans")), Kind.COUNT)
_OUTSTANDING = Column(
    "outstanding_principal", Message(N_("Outstanding principal (đồng)")), Kind.AMOUNT
)
_SHARE = Column("share", Message(N_("Share of portfolio")), Kind.RATIO)


def report_subtitle(club: str, as_of: date) -> tuple[str | Message, ...]:
    """Return the lines below the title."""
    return club, Message(N_("Income-generation fund, as of the end of {day:date}"), day=as_of)


def portfolio_tables(
    portfolio: Portfolio, names: Mapping[str, str], table: ProvisionTable
) -> tuple[Table, ...]:
    """Return the tables of a portfolio, in the order in which they are read.

    Args:
        portfolio: The figures.
        names: Names of members by code.
        table: The provision table that the figures follow.
    """
    return (
        main_figures(portfolio),
        at_risk_table(portfolio),
        ageing_table(portfolio),
        debt_groups_table(portfolio, [table]),
        _loans(portfolio, names),
    )


def left_out_notes(
    *, approved: int, written_off: int, written_off_principal: int
) -> tuple[Message, ...]:
    """Return what the report says of loans that are not in it, if there are any.

    Args:
        approved: Number of loans approved and not paid out.
        written_off: Number of loans with principal written off.
        written_off_principal: That principal in đồng.
    """
    notes = []
    if approved:
        notes.append(
            Message(
                N_("Loans approved and not paid out yet, which are not in this report: {count}."),
                count=approved,
            )
        )
    if written_off:
        notes.append(
            Message(
                N_(
                    "Loans with principal written off: {count}, {principal:money} đồng. "
                    "The claim is kept off-balance and is not in this report."
                ),
                count=written_off,
                principal=written_off_principal,
            )
        )
    return tuple(notes)


def at_risk_table(portfolio: Portfolio) -> Table:
    """Return PAR1, PAR30, PAR60 and PAR90, with and without rescheduled loans."""
    return Table(
        key="par",
        title=Message(N_("Portfolio at risk (PAR)")),
        columns=(
            Column("par", Message(N_("Figure"))),
            Column("amount", Message(N_("With rescheduled loans (đồng)")), Kind.AMOUNT),
            Column("ratio", Message(N_("Share of portfolio")), Kind.RATIO),
            Column(
                "amount_without_rescheduled", Message(N_("By days late alone (đồng)")), Kind.AMOUNT
            ),
            Column("ratio_without_rescheduled", Message(N_("Share of portfolio")), Kind.RATIO),
        ),
        rows=tuple(
            (
                _par_label(par.days),
                par.amount,
                par.ratio,
                par.amount_without_rescheduled,
                par.ratio_without_rescheduled,
            )
            for par in portfolio.par
        ),
        notes=(
            Message(
                N_(
                    "PAR is the whole outstanding principal of loans of which any principal or "
                    "interest is so many days late, counted from the oldest date not fully paid; "
                    "share: PAR ÷ gross loan portfolio."
                )
            ),
            Message(
                N_(
                    "A rescheduled loan counts until it is repaid; "
                    "its days go on from the original date."
                )
            ),
        ),
    )


def _par_label(days: int) -> Message:
    if days == 1:
        return Message(N_("PAR1: 1 day or more"))
    return Message(N_("PAR{days}: more than {days} days"), days=days)


def ageing_table(portfolio: Portfolio) -> Table:
    """Return the buckets of days past due with their shares of the portfolio."""
    total = portfolio.gross_loan_portfolio
    return Table(
        key="ageing",
        title=Message(N_("Ageing of the portfolio")),
        columns=(Column("bucket", Message(N_("Days overdue"))), _LOANS, _OUTSTANDING, _SHARE),
        rows=tuple(
            (
                line.bucket.label,
                line.loans,
                line.outstanding_principal,
                ratio(line.outstanding_principal, total),
            )
            for line in portfolio.ageing
        ),
        total=(_TOTAL, portfolio.active_loans, total, ratio(total, total)),
    )


def ageing_charts(tables: Iterable[Table], key: str = "ageing") -> tuple[Chart, ...]:
    """Return the picture of the ageing table, known by its key, if it is among some tables."""
    return tuple(
        chart_of(table, ChartKind.BARS, along="bucket", columns=("outstanding_principal",))
        for table in tables
        if table.key == key
    )


def debt_groups_table(portfolio: Portfolio, tables: Sequence[ProvisionTable]) -> Table:
    """Return the five debt groups with their provisions.

    Args:
        portfolio: The figures.
        tables: The provision tables in force; of several, no single rate is shown.
    """
    total = portfolio.gross_loan_portfolio
    return Table(
        key="debt_groups",
        title=Message(N_("Debt groups and provisions")),
        columns=(
            Column("group", Message(N_("Debt group"))),
            _LOANS,
            _OUTSTANDING,
            _SHARE,
            Column("rate", Message(N_("Provision rate")), Kind.RATIO),
            Column("provision", Message(N_("Provision (đồng)")), Kind.AMOUNT),
        ),
        rows=tuple(
            (
                line.group.label,
                line.loans,
                line.outstanding_principal,
                ratio(line.outstanding_principal, total),
                tables[0].rates[line.group] if len(tables) == 1 else BLANK,
                line.provision,
            )
            for line in portfolio.debt_groups
        ),
        total=(
            _TOTAL,
            portfolio.active_loans,
            total,
            ratio(total, total),
            BLANK,
            portfolio.provision,
        ),
        notes=(
            *(
                Message(
                    N_("Table in force: {table} ({source})."),
                    table=table.label,
                    source=table.source,
                )
                for table in tables
            ),
            Message(N_("All loans of one borrower stand in the worst group of any of them.")),
            Message(
                N_("Provisions are reckoned here from the balances; they may not be posted yet.")
            ),
        ),
    )


def _loans(portfolio: Portfolio, names: Mapping[str, str]) -> Table:
    total: Row = (
        _TOTAL,
        BLANK,
        BLANK,
        portfolio.gross_loan_portfolio,
        portfolio.overdue_principal,
        portfolio.overdue_interest,
        BLANK,
        BLANK,
        BLANK,
    )
    return Table(
        key="loans",
        title=Message(N_("Loans outstanding, one by one")),
        columns=(
            Column("loan", Message(N_("Loan"))),
            Column("member", Message(N_("Code"))),
            Column("name", Message(N_("Name"))),
            Column("outstanding_principal", Message(N_("Principal owed")), Kind.AMOUNT),
            Column("overdue_principal", Message(N_("Overdue principal")), Kind.AMOUNT),
            Column("overdue_interest", Message(N_("Overdue interest")), Kind.AMOUNT),
            Column("days_past_due", Message(N_("Days late")), Kind.DAYS),
            Column("debt_group", Message(N_("Debt group")), Kind.COUNT),
            Column("reschedules", Message(N_("New dates (times)")), Kind.COUNT),
        ),
        rows=tuple(
            (
                loan.facts.loan,
                loan.facts.member,
                names.get(loan.facts.member, ""),
                loan.facts.outstanding_principal,
                loan.facts.overdue_principal,
                loan.facts.overdue_interest,
                loan.facts.days_past_due,
                int(loan.debt_group),
                loan.facts.reschedules,
            )
            for loan in portfolio.loans
        ),
        total=total if portfolio.loans else None,
        notes=() if portfolio.loans else (Message(N_("No loan is outstanding on this day.")),),
    )
