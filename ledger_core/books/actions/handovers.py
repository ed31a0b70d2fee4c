"""A running loan passes to another borrower: an heir, or the guarantor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger_core.books.actions.common import (
    ACCOUNTING_ENTRY,
    Written,
    excuse,
    known_loan,
    known_member,
    narration,
    new_number,
    refuse_taken,
    two_lines,
)
from ledger_core.books.actions.dating import check_not_before_last, check_open_day
from ledger_core.books.actions.loan_errors import NothingOutstanding, SameBorrower
from ledger_core.books.actions.loans import free_loan_id, loan_account
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.directives import Directive
from ledger_core.books.known_instalments import instalments_metadata
from ledger_core.books.literals import VND, Value
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.loan_terms import term_metadata
from ledger_core.books.posted import Posted
from ledger_core.books.rendering import Custom, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Fund, Member
from ledger_core.loans import (
    KnownInstalment,
    LoanPosition,
    LoanTerms,
    PauseTerms,
    RateChange,
    Shares,
    SpreadTerms,
)
from ledger_core.loans.spread_terms import rest_of
from ledger_core.messages import Message, N_


@dataclass(frozen=True, slots=True)
class HandoverRequest:
    """A loan that passes to another borrower.

    Attributes:
      loan: The loan's id.
      to: Code of the new borrower.
      day: The day it passes.
      minutes: Minutes that decided it.
      approved_by: Codes of those who approved it.
      number: Number of the accounting entry as typed; the next one when None.
      exception: Minutes that excuse a breach of the club's rules by the new agreement.
    """

    loan: str
    to: str
    day: date
    minutes: str
    approved_by: tuple[str, ...]
    number: str | None = None
    exception: str | None = None


@dataclass(frozen=True, slots=True)
class HandedOver(Written):
    """What a handover became.

    Attributes:
      old: Id of the loan that passed on.
      loan: Id of the new borrower's loan.
      member: Code of the new borrower.
      principal: Outstanding principal in đồng.
    """

    old: str = ""
    loan: str = ""
    member: str = ""
    principal: int = 0


def transfer_loan(session: WritingSession, request: HandoverRequest) -> HandedOver:
    """Pass a running loan to another borrower.

    The new agreement has the old terms and the rest of the instalments as they stand. What is
    overdue keeps its age, and the reschedulings are counted on.

    Raises:
      NothingOutstanding: nothing of the loan is outstanding.
      SameBorrower: it is the borrower's already.
      EntryBeforeLastEvent: the loan has a later entry.
    """
    check_open_day(session, request.day)
    record = known_loan(session, request.loan)
    member = known_member(session, request.to)
    if member.code == record.member:
        raise SameBorrower(record.loan, member.code)
    voucher, existing = new_number(
        session, ACCOUNTING_ENTRY, request.day, request.number, Fund.INCOME
    )
    if existing:
        return _again(session, record, member, request, voucher, existing)
    check_not_before_last(record, request.day)
    account = record.account_on(request.day)
    if account is None or record.terms is None or account.outstanding_principal <= 0:
        raise NothingOutstanding(record.loan, request.day)
    position = account.position(request.day)
    coming = _coming(position)
    loan = free_loan_id(session, request.day)
    agreement = _agreement(session, request, record, member, _terms(record, position, coming))
    figures = _figures(request, position, coming, str(agreement["approved-by"]))
    session.add_to_journal(
        Fund.INCOME,
        request.day.year,
        Custom(request.day, Directive.LOAN, (loan,), agreement),
        Custom(request.day, Directive.LOAN_TAKEN_OVER, (loan,), figures),
    )
    new, openings = loan_account(session, session.book.loans[loan], request.day)
    old = session.book.chart.of_loan[record.loan].name
    entry = Transaction(
        request.day,
        narration(session, N_("Loan {old} passes on as {new}"), old=record.loan, new=loan),
        two_lines(new, old, position.outstanding_principal),
        payee=member.name,
        links=frozenset({record.loan, loan, str(voucher)}),
        metadata={key: str(figures[key]) for key in ("approved-by", "minutes")}
        | excuse(request.exception),
    )
    session.add_to_journal(Fund.INCOME, request.day.year, *openings, entry)
    return HandedOver(
        voucher,
        old=record.loan,
        loan=loan,
        member=member.code,
        principal=position.outstanding_principal,
    )


def _again(
    session: WritingSession,
    record: LoanRecord,
    member: Member,
    request: HandoverRequest,
    voucher: VoucherNumber,
    existing: Sequence[Posted],
) -> HandedOver:
    for posted in existing:
        new = [loan for loan, move in posted.loan_moves.items() if move > 0]
        if posted.date == request.day and posted.loan_moves.get(record.loan, 0) < 0 and new:
            taker = session.book.loans.get(new[0])
            if taker is not None and taker.member == member.code:
                moved = posted.loan_moves[new[0]]
                return HandedOver(voucher, True, record.loan, new[0], member.code, moved)  # noqa: FBT003 (repeated)
    refuse_taken(voucher, existing)
    raise AssertionError


def _coming(position: LoanPosition) -> tuple[KnownInstalment, ...]:
    """Return the instalments to come of which anything is unpaid."""
    return tuple(
        KnownInstalment(row.due, row.unpaid_principal, row.unpaid_interest, row.unpaid_fee)
        for row in position.instalments
        if row.due > position.date and (row.unpaid_principal or row.unpaid_interest)
    )


def _fallen_due(position: LoanPosition) -> tuple[KnownInstalment, ...]:
    """Return the instalments that fell due of which anything is unpaid."""
    return tuple(
        KnownInstalment(row.due, row.unpaid_principal, row.unpaid_interest)
        for row in position.instalments
        if row.due <= position.date and (row.unpaid_principal or row.unpaid_interest)
    )


def _terms(
    record: LoanRecord, position: LoanPosition, coming: Sequence[KnownInstalment]
) -> LoanTerms:
    """Return the old terms for what is left: principal, instalments and dates."""
    terms = record.terms
    assert terms is not None
    changes = [
        fact.event
        for fact in record.standing
        if isinstance(fact.event, RateChange) and fact.event.date <= position.date
    ]
    newest = max(changes, key=lambda event: event.date, default=None)
    count = max(1, len(coming))
    spread = terms.spread
    shares = None
    if spread.shares is not None:
        principal = rest_of(spread.shares.principal, count)
        interest = rest_of(spread.shares.interest, count) if spread.shares.interest else ()
        shares = Shares(principal, interest) if principal else None
    left = replace(spread, shares=shares, down_payment=SpreadTerms().down_payment)
    return replace(
        terms,
        principal=position.outstanding_principal,
        rate=newest.rate if newest else terms.rate,
        instalments=count,
        first_due=coming[0].due if coming else None,
        pauses=PauseTerms(moratoria=terms.pauses.moratoria),
        spread=replace(left, flat_interest_total=None),
    )


def _agreement(
    session: WritingSession,
    request: HandoverRequest,
    record: LoanRecord,
    member: Member,
    terms: LoanTerms,
) -> dict[str, Value]:
    metadata: dict[str, Value] = {"member": member.code}
    product = record.product
    if product is not None and session.book.register.product_on(product, request.day) is not None:
        metadata["product"] = product
    metadata |= {
        "principal": VND(terms.principal),
        "instalments": terms.instalments,
        **term_metadata(terms),
        "purpose": narration(
            session,
            N_("taken over from {name}, loan {loan}"),
            name=session.book.register.members[record.member].name,
            loan=record.loan,
        ),
    }
    if record.guarantor is not None and record.guarantor != member.code:
        guarantor = session.book.register.members.get(record.guarantor)
        if guarantor is not None and guarantor.active_on(request.day):
            metadata["guarantor"] = record.guarantor
    approvers = (known_member(session, code).code for code in request.approved_by)
    metadata["approved-by"] = " ".join(approvers)
    metadata["minutes"] = clean_text(request.minutes, Message(N_("The number of the minutes")))
    return metadata | excuse(request.exception)


def _figures(
    request: HandoverRequest,
    position: LoanPosition,
    coming: Sequence[KnownInstalment],
    approvers: str,
) -> dict[str, Value]:
    """Return what the new borrower takes over, as the `loan-taken-over` directive states it."""
    charges = sum(
        charge.amount - charge.paid - charge.waived
        for charge in position.charges
        if charge.due > position.date
    )
    metadata: dict[str, Value] = {"principal": VND(position.outstanding_principal)}
    overdue = position.outstanding_principal - sum(one.principal for one in coming)
    amounts = {
        "overdue-principal": overdue,
        "interest": position.interest_due,
        "late-interest": position.late_interest,
        "fee": position.fee_due + charges,
    }
    metadata |= {key: VND(amount) for key, amount in amounts.items() if amount}
    oldest = [row.due for row in position.instalments if row.due <= position.date]
    unpaid = [
        row.due
        for row in position.instalments
        if row.due <= position.date and (row.unpaid_principal or row.unpaid_interest)
    ]
    if overdue or position.interest_due:
        metadata["oldest-due"] = position.oldest_unpaid_due or min(unpaid or oldest)
        if metadata["oldest-due"] == min(unpaid, default=None):
            # No older age from a rescheduling: each instalment keeps its own.
            metadata |= instalments_metadata(_fallen_due(position), "overdue")
    if position.reschedules:
        metadata["reschedules"] = position.reschedules
    metadata |= instalments_metadata(coming)
    metadata["approved-by"] = approvers
    metadata["minutes"] = clean_text(request.minutes, Message(N_("The number of the minutes")))
    return metadata
