"""`clubledger quote`: what a loan would ask for and cost, without any books."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ledger_core.cli.framework import command
from ledger_core.cli.loan_options import principal_option
from ledger_core.cli.options import JSON, format_option, term_option
from ledger_core.cli.parameters import option
from ledger_core.cli.showing import show_json, show_table, show_text
from ledger_core.cli.values import AMOUNT, DAY, RATE, NumberType, WordType
from ledger_core.cli.words import (
    cost_warning,
    idle_terms,
    interest_periods,
    method_labels,
    method_words,
    methods,
)
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.club import TermValue
    from ledger_core.loans import BorrowingCost, Instalment, InterestRate, LoanTerms, Method
    from ledger_core.reports import Table


@command(
    "quote",
    N_(
        "Show the instalments of a loan and what it really costs, without writing anything.\n\n"
        "Amounts are exact to the đồng; --multiple 1000 rounds instalments as clubs do."
    ),
)
@principal_option
@option(
    "--rate",
    text=N_("Rate of interest, such as 1%/month or 12%/year."),
    metavar=N_("RATE"),
    type=RATE,
    question=N_("Rate of interest (such as 1%/month)"),
    needed=True,
)
@option(
    "--instalments",
    text=N_("Number of monthly instalments."),
    metavar=N_("NUMBER"),
    type=NumberType(1, 600),
    question=N_("Number of monthly instalments"),
    needed=True,
)
@option(
    "--method",
    text=N_("How it is repaid."),
    type=WordType(methods, method_labels),
    default="declining-equal-principal",
    show_default=True,
)
@option(
    "--start",
    text=N_("Day on which the money is paid out."),
    metavar=N_("DATE"),
    type=DAY,
    question=N_("Day on which the money is paid out"),
    needed=True,
)
@option("--first-due", text=N_("First due date."), metavar=N_("DATE"), type=DAY)
@option(
    "--interest-period",
    text=N_("How interest is counted: by whole months, or by days."),
    type=WordType(interest_periods),
    default="month",
    show_default=True,
)
@option(
    "--multiple",
    text=N_("Round instalments to multiples of so many đồng."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    default="1",
    show_default=True,
)
@term_option
@format_option
def quote(
    *,
    principal: int,
    rate: "InterestRate",
    instalments: int,
    method: "Method",
    start: date,
    first_due: date | None,
    interest_period: str,
    multiple: int,
    terms: "tuple[tuple[str, TermValue | None], ...]",
    output: str,
) -> int:
    """Show a schedule and its cost."""
    from ledger_core.loans import schedule
    from ledger_core.loans.loan_cost import loan_cost, upfront_fee

    asked: dict[str, TermValue] = {
        "method": method.value,
        "interest-period": str(interest_period),
        "rounding-multiple": Decimal(multiple),
    }
    agreed = _agreed((principal, instalments, first_due), asked, terms, rate, start)
    rows = schedule(agreed, start)
    cost = loan_cost(agreed, start)
    upfront = upfront_fee(agreed)
    if output == JSON:
        show_json(_json(rows, upfront, cost))
        return 0
    show_table(_table(agreed, rows))
    show_text("")
    if upfront:
        show_text(_("Fee on the day of disbursement: {amount:money} đồng", amount=upfront))
    for line in (*_rates(rate), *cost_warning(cost), *idle_terms(agreed, start)):
        show_text(line)
    return 0


def _agreed(
    frame: "tuple[int, int, date | None]",
    asked: "dict[str, TermValue]",
    terms: "tuple[tuple[str, TermValue | None], ...]",
    rate: "InterestRate",
    start: date,
) -> "LoanTerms":
    """Return the terms asked about; `--term` goes before the options of their own."""
    from ledger_core.books.loan_calendar import ends_too_late, ends_too_late_message
    from ledger_core.books.loan_terms import LoanFrame, merged_words, terms_from_words
    from ledger_core.books.term_errors import TermsRefused

    found = replace(terms_from_words(merged_words(asked, terms), LoanFrame(*frame)), rate=rate)
    if ends_too_late(found, start):
        raise TermsRefused([ends_too_late_message()])
    return found


def _json(rows: "tuple[Instalment, ...]", upfront: int, cost: "BorrowingCost") -> dict[str, Any]:
    """Return the schedule for programs; fees stand in it where there are any."""
    fees = {"upfront_fee": upfront, "fees": sum(row.fee for row in rows)}
    keys = ["number", "due", "principal", "interest", "total", "balance"]
    if any(fees.values()):
        keys.append("fee")
    listed = [{key: getattr(row, key) for key in keys} for row in rows]
    return {
        "instalments": [{**row, "due": row["due"].isoformat()} for row in listed],
        "total_interest": sum(row.interest for row in rows),
        "apr": _ratio(cost.apr),
        "eir": _ratio(cost.eir),
        **(fees if any(fees.values()) else {}),
    }


def _rates(rate: "InterestRate") -> list[str]:
    from ledger_core.loans import CEILING_PER_YEAR, exceeds_ceiling

    lines = [
        _(
            "Agreed rate: {year:percent} a year (12 months), {days:percent} by days (365)",
            year=rate.per_year,
            days=rate.per_year_by_days,
        )
    ]
    if exceeds_ceiling(rate):
        lines.append(
            _(
                "The agreed rate is above {ceiling:percent} a year: what exceeds it is void "
                "(Civil Code, article 468).",
                ceiling=CEILING_PER_YEAR,
            )
        )
    return lines


def _table(terms: "LoanTerms", rows: "tuple[Instalment, ...]") -> "Table":
    from ledger_core.reports import BLANK, Column, Figure, Kind, Table

    with_fees = any(row.fee for row in rows)
    columns = [
        Column("number", Message(N_("No.")), Kind.COUNT),
        Column("due", Message(N_("Due")), Kind.DATE),
        Column("principal", Message(N_("Principal")), Kind.AMOUNT),
        Column("interest", Message(N_("Interest")), Kind.AMOUNT),
        *([Column("fee", Message(N_("Fee")), Kind.AMOUNT)] if with_fees else []),
        Column("total", Message(N_("To pay")), Kind.AMOUNT),
        Column("balance", Message(N_("Still owed")), Kind.AMOUNT),
    ]
    title = Message(
        N_("Loan of {principal:money} đồng: {method}"),
        principal=terms.principal,
        method=method_words(terms),
    )
    keys = [column.key for column in columns]
    interest, fees = sum(row.interest for row in rows), sum(row.fee for row in rows)
    return Table(
        "quote",
        title,
        tuple(columns),
        tuple(tuple(getattr(row, key) for key in keys) for row in rows),
        total=(
            Figure(Message(N_("Total")), Kind.TEXT),
            BLANK,
            terms.principal,
            interest,
            *([fees] if with_fees else []),
            terms.principal + interest + fees,
            BLANK,
        ),
    )


def _ratio(rate: "Decimal | None") -> str | None:
    from ledger_core.reports import json_ratio

    return None if rate is None else json_ratio(Fraction(rate))
