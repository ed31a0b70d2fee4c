"""`clubledger loan show`: one loan with its terms, its schedule and what was paid."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger_core.cli.decisions_shown import decision_lines, decisions_by, decisions_json
from ledger_core.cli.framework import command
from ledger_core.cli.lists import last_day, position_json
from ledger_core.cli.loan_options import about_any_loan
from ledger_core.cli.options import JSON, as_of_option, format_option
from ledger_core.cli.showing import show_json, show_table, show_text
from ledger_core.cli.words import iso, method_words, owed_lines
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.loan_record import LoanRecord
    from ledger_core.loans import LoanAccount, LoanPosition, LoanTerms
    from ledger_core.reports import Table


@command("show", N_("Show one loan: terms, schedule, payments, what is owed."))
@about_any_loan
@as_of_option
@format_option
def loan_show(*, club: Path, loan: str, as_of: date | None, output: str) -> int:
    """Show one loan."""
    from ledger_core.books.loan_lookup import loan_on
    from ledger_core.books.session import open_club

    loaded = open_club(club)
    day = as_of or last_day(loaded)
    record = loan_on(loaded.book, loan, day)
    account = record.account_on(day)
    if account is None or record.terms is None:
        from ledger_core.books.session_errors import BooksHaveErrors

        raise BooksHaveErrors([f for f in loaded.findings if f.loan == record.loan])
    position = account.position(day)
    if output == JSON:
        show_json(_json(record, record.terms, account, position))
        return 0
    member = loaded.book.register.members.get(record.member)
    name = f"{record.member} {member.name if member else ''}".strip()
    show_text("\n".join(_head(record, record.terms, name, account, position)))
    show_text("")
    decisions = decision_lines(record, day)
    if decisions:
        show_text("\n".join([*decisions, ""]))
    if position.instalments:
        show_table(_schedule(position))
        show_text("")
    show_text("\n".join(_standing(position)))
    return 0


def _head(
    record: "LoanRecord",
    terms: "LoanTerms",
    name: str,
    account: "LoanAccount",
    position: "LoanPosition",
) -> list[str]:
    cancelled = record.is_cancelled(position.date)
    agreed = terms.principal if cancelled else record.agreed_on(position.date)
    count = terms.instalments
    if _redated(record, position.date):
        count = sum(1 for row in position.instalments if row.principal or row.interest)
    lines = [
        _("Loan {loan} to {name}", loan=record.loan, name=name),
        _(
            "  {amount:money} đồng in {count} instalments, {method}",
            amount=agreed,
            count=count,
            method=method_words(terms),
        ),
        _(
            "  Rate: {month:percent} a month, {year:percent} a year",
            month=account.rate.per_month,
            year=account.rate.per_year,
        ),
        _(
            "  Approved on {day:date} by {approvers}, minutes {minutes}",
            day=record.approved_on,
            approvers=record.approved_by,
            minutes=record.minutes or "–",
        ),
    ]
    if (agreed, count, account.rate) != (terms.principal, terms.instalments, terms.rate):
        lines.append(
            _(
                "  At first: {amount:money} đồng in {count} instalments, {month:percent} a month",
                amount=terms.principal,
                count=terms.instalments,
                month=terms.rate.per_month,
            )
        )
    if cancelled and record.cancellation is not None:
        lines.append(
            _(
                "  Cancelled on {day:date}, minutes {minutes}: nothing will be paid out",
                day=record.cancellation.date,
                minutes=record.cancellation.meta.get("minutes", "–"),
            )
        )
    if record.purpose:
        lines.append(_("  For: {purpose}", purpose=record.purpose))
    if record.guarantor:
        lines.append(_("  Guarantor: {guarantor}", guarantor=record.guarantor))
    return lines


def _redated(record: "LoanRecord", day: date) -> bool:
    """Whether the loan got other dates by the end of `day`."""
    from ledger_core.loans import Rescheduling

    return any(
        isinstance(fact.event, Rescheduling) and not record.is_withdrawn(fact.entry, day)
        for fact in decisions_by(record, day)
    )


def _schedule(position: "LoanPosition") -> "Table":
    from ledger_core.reports import BLANK, Column, Figure, Kind, Table

    columns = (
        Column("number", Message(N_("No.")), Kind.COUNT),
        Column("due", Message(N_("Due")), Kind.DATE),
        Column("principal", Message(N_("Principal")), Kind.AMOUNT),
        Column("interest", Message(N_("Interest")), Kind.AMOUNT),
        Column("principal_paid", Message(N_("Principal paid")), Kind.AMOUNT),
        Column("interest_paid", Message(N_("Interest paid")), Kind.AMOUNT),
        Column("late_interest", Message(N_("Late interest")), Kind.AMOUNT),
        Column("days_late", Message(N_("Days late")), Kind.DAYS),
    )
    rows = tuple(
        (
            row.number,
            row.due,
            row.principal,
            row.interest,
            row.principal_paid,
            row.interest_paid,
            row.late_interest or None,
            row.days_late or None,
        )
        for row in position.instalments
    )
    sums = [
        sum(getattr(row, key) for row in position.instalments)
        for key in ("principal", "interest", "principal_paid", "interest_paid", "late_interest")
    ]
    return Table(
        "schedule",
        Message(N_("Instalments and payments")),
        columns,
        rows,
        total=(Figure(Message(N_("Total")), Kind.TEXT), BLANK, *sums, BLANK),
    )


def _standing(position: "LoanPosition") -> list[str]:
    lines = [
        _(
            "On {day:date}: {state}",
            day=position.date,
            state=position.state.label,
        ),
        *owed_lines(position),
    ]
    if position.reschedules:
        lines.append(_("  Rescheduled (times): {count}", count=position.reschedules))
    if position.overpaid > 0:
        lines.append(
            _("  Paid too much, kept for the borrower: {amount:money}", amount=position.overpaid)
        )
    if position.memo_claim:
        lines.append(
            _("  Still claimed beside the books: {amount:money}", amount=position.memo_claim)
        )
    if position.next_due is not None:
        lines.append(
            _(
                "  Next: {amount:money} on {day:date}",
                amount=position.next_amount,
                day=position.next_due,
            )
        )
    if position.payoff_amount:
        lines.append(
            _("  To pay everything off on this day: {amount:money}", amount=position.payoff_amount)
        )
    return lines


def _json(
    record: "LoanRecord", terms: "LoanTerms", account: "LoanAccount", position: "LoanPosition"
) -> dict[str, Any]:
    from ledger_core.reports import json_ratio

    keys = (
        "number",
        "principal",
        "interest",
        "principal_paid",
        "interest_paid",
        "interest_waived",
        "late_interest",
        "days_late",
    )
    return {
        "loan": record.loan,
        "member": record.member,
        "as_of": position.date.isoformat(),
        "principal": terms.principal,
        "instalments": terms.instalments,
        "method": terms.method.value,
        "rate": json_ratio(terms.rate.value),
        "rate_per": terms.rate.per.value,
        "principal_now": record.agreed_on(position.date),
        "rate_now": json_ratio(account.rate.value),
        "rate_now_per": account.rate.per.value,
        "product": record.product,
        "purpose": record.purpose,
        "guarantor": record.guarantor,
        "approved_on": record.approved_on.isoformat(),
        "approved_by": list(record.approved_by),
        "minutes": record.minutes,
        "decisions": decisions_json(record, position.date),
        "position": position_json(position),
        "schedule": [
            {"due": iso(row.due), **{key: getattr(row, key) for key in keys}}
            for row in position.instalments
        ],
    }
