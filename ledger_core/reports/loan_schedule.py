"""The repayment schedule of a loan, to be handed to the borrower.

A paper for one person: breaches of rules and whatever concerns other members stand in other
reports.
"""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from ledger_core.books.loan_lookup import loan_on
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.session_errors import BooksHaveErrors
from ledger_core.loans import Instalment, LoanAccount
from ledger_core.messages import Message, N_
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.standing import standing_of
from ledger_core.reports.tables import BLANK, Column, Figure, Kind, Report, Table, Value


def loan_schedule(request: ReportRequest) -> Report:
    """Return the schedule of a loan as it stands at the end of a day.

    Before the loan is paid out it is the one agreed on, counted from the day of approval.

    Raises:
        BooksHaveErrors: the books have errors, so no paper may rest on them.
        NoSuchLoan: there is no loan of this number.
    """
    record, account = asked_loan(request)
    day = request.as_of
    rows = schedule_on(record, account, day)
    outside = account.disbursed + account.transferred_in - sum(row.principal for row in rows)
    notes: tuple[Message, ...] = ()
    if account.position(day).instalments and outside:
        notes = (
            Message(
                N_(
                    "Principal settled outside the instalments, such as in advance: "
                    "{amount:money} đồng. What was owed after past dates stands in the passbook."
                ),
                amount=outside,
            ),
        )
    return member_paper(
        request,
        "schedule",
        Message(N_("Repayment schedule")),
        record,
        (schedule_table(rows, passed=day if notes else None),),
        notes=notes,
    )


def asked_loan(request: ReportRequest, loan: str | None = None) -> tuple[LoanRecord, LoanAccount]:
    """Return a loan and its account at the end of the request's day.

    Raises:
        BooksHaveErrors: the books have errors, or the loan's terms cannot be read.
        NoSuchLoan: there is no loan of this number.
        LoanNotYetApproved: it was approved later.
    """
    standing_of(request.club, request.as_of)
    record = loan_on(request.club.book, loan or request.loan or "", request.as_of)
    account = record.account_on(request.as_of)
    if account is None:
        findings = request.club.findings
        raise BooksHaveErrors([found for found in findings if found.loan == record.loan])
    return record, account


def schedule_on(record: LoanRecord, account: LoanAccount, day: date) -> tuple[Instalment, ...]:
    """Return the instalments of a loan at the end of a day, with what is still owed after each."""
    asked = account.position(day).instalments
    if not asked:
        return record.planned()
    total = sum(row.principal for row in asked)
    repaid = accumulate(row.principal for row in asked)
    return tuple(
        Instalment(number, row.due, row.principal, row.interest, total - sofar, row.fee)
        for number, (row, sofar) in enumerate(zip(asked, repaid, strict=True), start=1)
    )


def schedule_table(rows: Sequence[Instalment], *, passed: date | None = None) -> Table:
    """Return instalments as a table; fees have a column where there are any.

    Args:
        rows: The instalments.
        passed: The day up to which what was owed does not follow from the instalments alone.
    """
    fees = any(row.fee for row in rows)
    columns = [
        Column("number", Message(N_("No.")), Kind.COUNT),
        Column("due", Message(N_("Due date")), Kind.DATE),
        Column("principal", Message(N_("Principal (đồng)")), Kind.AMOUNT),
        Column("interest", Message(N_("Interest (đồng)")), Kind.AMOUNT),
        *([Column("fee", Message(N_("Fee (đồng)")), Kind.AMOUNT)] if fees else []),
        Column("total", Message(N_("To pay (đồng)")), Kind.AMOUNT),
        Column("balance", Message(N_("Principal owed after (đồng)")), Kind.AMOUNT),
    ]

    def cells(row: Instalment) -> tuple[Value, ...]:
        fee = (row.fee,) if fees else ()
        balance = None if passed is not None and row.due <= passed else row.balance
        return (row.number, row.due, row.principal, row.interest, *fee, row.total, balance)

    sums = [sum(row.principal for row in rows), sum(row.interest for row in rows)]
    sums += [sum(row.fee for row in rows)] if fees else []
    return Table(
        key="schedule",
        title=Message(N_("The instalments")),
        columns=tuple(columns),
        rows=tuple(cells(row) for row in rows),
        total=(
            Figure(Message(N_("Total")), Kind.TEXT),
            BLANK,
            *sums,
            sum(row.total for row in rows),
            BLANK,
        )
        if rows
        else None,
    )


def member_paper(
    request: ReportRequest,
    name: str,
    title: Message,
    record: LoanRecord,
    tables: tuple[Table, ...],
    *,
    notes: tuple[Message, ...] = (),
) -> Report:
    """Return a paper on one loan for its borrower."""
    return Report(
        name=name,
        title=title,
        subtitle=(request.club_name, loan_line(request, record)),
        tables=tables,
        notes=(*notes, Message(N_("As the books stand on {day:date}."), day=request.as_of)),
        facts=(("club", request.club_name), ("loan", record.loan), ("as_of", request.as_of)),
    )


def loan_line(request: ReportRequest, record: LoanRecord) -> Message:
    """Say whose loan it is, how much and since when."""
    member = request.club.book.register.members.get(record.member)
    return Message(
        N_("Loan {loan}: {name} ({member}), {principal:money} đồng, approved on {day:date}"),
        loan=record.loan,
        name=member.name if member else "",
        member=record.member,
        principal=record.agreed_on(request.as_of),
        day=record.approved_on,
    )
