"""`clubledger loan take-over`: a loan from older books comes into these."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.adjusting import paper_option
from ledger_core.cli.changing import owed_json
from ledger_core.cli.framework import command
from ledger_core.cli.instalments import INSTALMENTS
from ledger_core.cli.loan_options import (
    borrower_option,
    decided_by,
    number_option,
    on_terms_of_a_product,
)
from ledger_core.cli.options import club_argument, term_option
from ledger_core.cli.parameters import option
from ledger_core.cli.values import AMOUNT, DAY, MEMBER, NumberType
from ledger_core.cli.words import owed_lines
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.actions import TakenOverLoan
    from ledger_core.books.session import WritingSession
    from ledger_core.club import TermValue
    from ledger_core.loans import InterestRate, KnownInstalment, Method


@command(
    "take-over",
    N_(
        "Enter a running loan of older books, as it stands at the end of a day.\n\n"
        "The date is the day from which these books keep the loan: best the last due date. Terms "
        "that are not named are those of the club's loan product."
    ),
)
@club_argument
@borrower_option
@option(
    "--principal",
    text=N_("All principal that is not repaid, overdue principal with it."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("Principal not yet repaid"),
    needed=True,
)
@option(
    "--instalments",
    text=N_("Number of instalments still to come."),
    metavar=N_("NUMBER"),
    type=NumberType(1, 600),
    question=N_("Number of instalments still to come"),
    needed=True,
)
@option(
    "--first-due",
    text=N_("Due date of the next instalment."),
    metavar=N_("DATE"),
    type=DAY,
    question=N_("Due date of the next instalment"),
    needed=True,
)
@option(
    "--overdue-principal",
    text=N_("The part of the principal that fell due and is unpaid."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("Overdue principal (Enter for none)"),
)
@option(
    "--interest",
    text=N_("Interest that fell due and is unpaid."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("Unpaid interest (Enter for none)"),
)
@option(
    "--interest-receivable",
    text=N_("Under accrual: interest that the older books hold as earned and receivable."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
)
@option(
    "--late-interest",
    text=N_("Late-payment interest asked for and unpaid."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
)
@option("--fee", text=N_("Fees asked for and unpaid."), metavar=N_("AMOUNT"), type=AMOUNT)
@option(
    "--oldest-due",
    text=N_("Oldest due date of which anything is unpaid."),
    metavar=N_("DATE"),
    type=DAY,
    question=N_("Oldest due date of which anything is unpaid (Enter if nothing is overdue)"),
)
@option(
    "--reschedules",
    text=N_("How often the loan was rescheduled before."),
    metavar=N_("NUMBER"),
    type=NumberType(0, 99),
    default=0,
)
@option(
    "--schedule",
    text=N_("The coming instalments as they stand: 2026-02-21 500,000 35,000; 2026-03-21 …"),
    metavar=N_("INSTALMENTS"),
    type=INSTALMENTS,
)
@on_terms_of_a_product
@option("--purpose", text=N_("What the loan is for."), metavar=N_("TEXT"))
@option(
    "--guarantor",
    text=N_("Code of the member who guarantees it."),
    metavar=N_("CODE"),
    type=MEMBER,
)
@number_option
@term_option
@paper_option
@decided_by
def loan_take_over(
    *,
    club: Path,
    member: str,
    principal: int,
    instalments: int,
    first_due: date,
    overdue_principal: int | None,
    interest: int | None,
    interest_receivable: int | None,
    late_interest: int | None,
    fee: int | None,
    oldest_due: date | None,
    reschedules: int,
    schedule: "tuple[KnownInstalment, ...] | None",
    product: str,
    rate: "InterestRate | None",
    method: "Method | None",
    purpose: str | None,
    guarantor: str | None,
    loan: str | None,
    terms: "tuple[tuple[str, TermValue | None], ...]",
    voucher: str | None,
    approved_by: tuple[str, ...],
    minutes: str,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter a loan from older books."""
    from ledger_core.books.actions import LoanRequest, OlderLoan, take_over_loan

    older = OlderLoan(
        LoanRequest(
            member=member,
            day=day,
            principal=principal,
            approved_by=approved_by,
            minutes=minutes,
            instalments=instalments,
            product=product,
            rate=rate,
            method=method,
            first_due=first_due,
            purpose=purpose or "",
            guarantor=guarantor,
            loan=loan,
            exception=exception,
            terms=terms,
        ),
        overdue_principal or 0,
        interest or 0,
        late_interest or 0,
        fee or 0,
        oldest_due,
        reschedules,
        schedule or (),
        interest_receivable or 0,
        voucher,
    )

    def action(session: "WritingSession") -> Outcome:
        taken = take_over_loan(session, older)
        record = taken.record
        done = Message(
            N_("{voucher}: loan {loan} is taken over, {amount:money} đồng of principal."),
            voucher=str(taken.voucher),
            loan=record.loan,
            amount=principal,
        )
        return Outcome(
            done,
            _words(session, taken),
            voucher=str(taken.voucher),
            loan=record.loan,
            member=record.member,
            more={"after": owed_json(taken.position)},
        )

    return write(club, Manner(yes, output), action)


def _words(session: "WritingSession", taken: "TakenOverLoan") -> list[str]:
    """Say how the loan stands in these books at the end of the day."""
    record, position = taken.record, taken.position
    member = session.book.register.members[record.member]
    lines = [
        _(
            "Loan {loan} of {member} {name} comes from older books on {day:date}",
            loan=record.loan,
            member=member.code,
            name=member.name,
            day=position.date,
        ),
        *owed_lines(position),
    ]
    if position.reschedules:
        lines.append(_("  Rescheduled before (times): {count}", count=position.reschedules))
    if position.next_due is not None:
        lines.append(
            _(
                "  Next: {amount:money} on {day:date}, the last on {last:date}",
                amount=position.next_amount,
                day=position.next_due,
                last=max(row.due for row in position.instalments),
            )
        )
    return lines
