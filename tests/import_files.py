"""Workbooks to import: the template filled in, from rows or from the books of a club."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl

from ledger_core.books.people import read_people
from ledger_core.books.session import open_club
from ledger_core.club import AccountType, Fund, Role, role_spec
from ledger_core.importing.columns import BALANCE_ROLES, FORMS, Kind
from ledger_core.importing.template import TOP, template_xlsx
from ledger_core.loans import Disbursement, Repayment
from ledger_core.messages import Message

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
FIRST = TOP + 2


def filled(club: Mapping[str, Any], rows: Rows) -> bytes:
    """The template in the current language with these values; words of choices by their labels."""
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx()))
    for form in FORMS:
        sheet = book[str(form.title)]
        if form.upright:
            for number, field in enumerate(form.fields, start=TOP):
                sheet.cell(number, 2).value = shown(field, club.get(field.key))
            continue
        for number in range(FIRST, FIRST + form.rows):
            for column in range(1, len(form.fields) + 1):
                sheet.cell(number, column).value = None
        for number, row in enumerate(rows.get(form.key, ()), start=FIRST):
            for column, field in enumerate(form.fields, start=1):
                sheet.cell(number, column).value = shown(field, row.get(field.key))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def shown(field: Any, value: Any) -> Any:
    if value is not None and field.kind is Kind.CHOICE and field.words and value in field.words:
        return str(field.words[value])
    return str(value) if isinstance(value, Message) else value


def state_of(
    folder: Path, day: date, *, history: bool, exception: bool = False
) -> tuple[dict[str, Any], Rows]:
    """What a volunteer would copy from the books of a club on a day."""
    book = open_club(folder).book
    register = book.register
    people = read_people((folder / "people.csv").read_text("utf-8"))
    assert register.club is not None
    members = [
        {
            "code": code,
            "name": member.name,
            "sex": people[code].sex,
            "born": people[code].born,
            "joined": member.joined,
            "household": people[code].household or None,
            "hardship": people[code].hardship or None,
            "phone": people[code].phone or None,
        }
        for code, member in register.members.items()
        if member.joined <= day
    ]
    for holder in register.offices:
        for row in members:
            if row["code"] == holder.member and holder.since <= day:
                row["office"] = holder.office.value
    taken = {row.get("office") for row in members}
    loans, moves = loans_of(book, day, history=history, exception=exception)
    club = {
        "name": register.club.name,
        "day": day,
        "minutes": "BB-2026-01",
        "approvers": ", ".join(h.member for h in register.offices) if taken else "M001, M002",
        "meeting_day": register.club.meeting_day,
        "commune": register.club.commune,
        "province": register.club.province,
    }
    rows = {"members": members, "balances": balances_of(book, day), "loans": loans}
    return club, {**rows, "history": moves}


def loans_of(
    book: Any, day: date, *, history: bool, exception: bool
) -> tuple[list[Any], list[Any]]:
    loans, moves = [], []
    for record in book.loans.values():
        account = record.account_on(day)
        if account is None or not account.disbursed or account.outstanding_principal <= 0:
            continue
        position = account.position(day)
        row: dict[str, Any] = {
            "loan": record.loan,
            "member": record.member,
            "rate": float(record.terms.rate.per_month * 100),
            "method": record.terms.method.value,
            "exception": "BB-2026-01" if exception else None,
            "outstanding": position.outstanding_principal,
            "overdue": position.overdue_principal,
            "interest": position.overdue_interest,
        }
        whole = history and all(
            isinstance(fact.event, Disbursement | Repayment) for fact in record.facts
        )
        if whole:
            row |= {
                "approved": record.approved_on,
                "principal": record.terms.principal,
                "instalments": record.terms.instalments,
                "first_due": record.terms.first_due,
            }
            moves += [
                {
                    "loan": record.loan,
                    "day": fact.event.date,
                    "move": "disbursement" if isinstance(fact.event, Disbursement) else "repayment",
                    "amount": moved(fact.event),
                }
                for fact in record.facts
                if fact.event.date <= day
            ]
        else:
            coming = [row for row in position.instalments if row.due > day]
            row |= {
                "late_interest": position.late_interest,
                "oldest_due": position.oldest_unpaid_due,
                "next_due": coming[0].due if coming else day + timedelta(30),
                "left": max(1, len(coming)),
                "reschedules": position.reschedules,
            }
        loans.append(row)
    return loans, moves


def moved(event: Any) -> int:
    """The money of one event of a loan."""
    if isinstance(event, Disbursement):
        return event.amount
    return sum((event.principal, event.interest, event.late_interest, event.fee, event.overpayment))


def balances_of(book: Any, day: date) -> list[dict[str, Any]]:
    rows = []
    for fund in Fund:
        for role in BALANCE_ROLES:
            sums: dict[str | None, int] = {}
            for posted in book.transactions:
                if posted.date <= day:
                    for posting in posted.entry.postings:
                        account = book.chart.get(posting.account)
                        if (account.fund, account.role) == (fund, role):
                            code = account.member
                            sums[code] = sums.get(code, 0) + int(posting.units.number)
            sign = 1 if role_spec(role).account_type is AccountType.ASSETS else -1
            rows += [
                {"fund": fund.value, "source": role.value, "member": code, "amount": sign * amount}
                for code, amount in sums.items()
                if sign * amount > 0
            ]
    return rows


__all__ = ["FIRST", "Role", "Rows", "filled", "state_of"]
