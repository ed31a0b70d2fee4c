"""Money received from a member, over both funds, under one receipt number.

A repayment is split by the rule of the loan; the parts that belong to the Activity fund (fee, fine,
donation) become an entry of their own in its journal under the same number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ledger_core.books.actions.accruals import correct_accruals
from ledger_core.books.actions.common import (
    RECEIPT,
    Written,
    account_of,
    excuse,
    known_loan,
    known_member,
    narration,
    new_number,
    person_account,
    positive,
    refuse_taken,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.actions.errors import (
    LoanOfOtherMember,
    NothingReceived,
    WhichLoan,
)
from ledger_core.books.actions.repaying import (
    Correction,
    correct_from,
    days_left_wrong,
    split_on,
)
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.literals import Value
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.posted import CASH_ROLES, Posted
from ledger_core.books.rendering import Open, Posting, Transaction
from ledger_core.books.repayment_lines import income_postings
from ledger_core.books.session import WritingSession
from ledger_core.club import Fund, Member, Role
from ledger_core.loans import Split
from ledger_core.messages import N_

# What a member pays into the Activity fund: field of the request, role, narration.
_ACTIVITY_PARTS = (
    ("fee", Role.MEMBERSHIP_FEES, N_("Membership fee")),
    ("fine", Role.FINES, N_("Fine")),
    ("donation", Role.DONATIONS, N_("Donation (golden-heart book)")),
)


@dataclass(frozen=True, slots=True)
class ReceiptRequest:
    """What a member hands over, in đồng.

    Attributes:
      member: Code of the member.
      day: Day of payment.
      number: Receipt number as typed; the next one when None.
      loan: Loan that is repaid; the member's only running one when None.
      repayment: Repayment of the loan, whole; it is split by the rule.
      fee: Membership fees.
      fine: Fine.
      donation: Donation, for the golden-heart book.
      capital: Capital paid in, refundable on leaving.
      exception: Minutes that excuse a breach.
    """

    member: str
    day: date
    number: str | None = None
    loan: str | None = None
    repayment: int = 0
    fee: int = 0
    fine: int = 0
    donation: int = 0
    capital: int = 0
    exception: str | None = None

    @property
    def total(self) -> int:
        """Everything handed over."""
        return sum(self.amounts)

    @property
    def amounts(self) -> tuple[int, ...]:
        """The amounts by purpose: repayment, fee, fine, donation, capital."""
        return self.repayment, self.fee, self.fine, self.donation, self.capital

    @property
    def _to_activity(self) -> int:
        return self.fee + self.fine + self.donation

    @property
    def funds(self) -> tuple[Fund, ...]:
        """The funds that get a part."""
        parts = {Fund.INCOME: self.repayment + self.capital, Fund.ACTIVITY: self._to_activity}
        return tuple(fund for fund, amount in parts.items() if amount)


@dataclass(frozen=True, slots=True)
class Received(Written):
    """What a receipt became.

    Attributes:
      loan: The loan that was repaid, if any.
      split: How the repayment was split.
      total: The whole sum in đồng.
      corrections: The corrections of later repayments that a late entry brought.
    """

    loan: str | None = None
    split: Split = field(default_factory=Split)
    total: int = 0
    corrections: tuple[Correction, ...] = ()


def receive(session: WritingSession, request: ReceiptRequest) -> Received:
    """Enter what a member hands over; the same receipt again changes nothing.

    Raises:
      VoucherTaken: the number stands on a different entry.
      WhichLoan: no loan is named and the member has none or several.
      RepaymentBeforeEnd: the loan was written off or passed on later.
    """
    check_open_day(session, request.day)
    member = known_member(session, request.member)
    if request.total == 0:
        raise NothingReceived
    for amount in request.amounts:
        if amount:
            positive(amount)
    voucher, existing = new_number(session, RECEIPT, request.day, request.number, *request.funds)
    if existing:
        return _again(session, request, member, voucher, existing)
    record = _loan(session, request, member) if request.repayment else None
    left_wrong = days_left_wrong(record) if record else frozenset()
    split = split_on(session, record, request.day, request.repayment) if record else Split()
    _write_income(session, request, member, voucher, record, split)
    _write_activity(session, request, member, voucher)
    corrections: tuple[Correction, ...] = ()
    if record:
        corrections = correct_from(session, record, request.day, voucher, left_wrong)
        correct_accruals(session, record, request.day)
    return Received(
        voucher,
        loan=record.loan if record else None,
        split=split,
        total=request.total,
        corrections=corrections,
    )


def _loan(session: WritingSession, request: ReceiptRequest, member: Member) -> LoanRecord:
    if request.loan is not None:
        record = known_loan(session, request.loan)
        if record.member != member.code:
            raise LoanOfOtherMember(record.loan, record.member, member.code)
        return record
    running = [
        record
        for record in session.book.loans_of_member(member.code)
        if (account := record.account_on(request.day)) and account.outstanding_principal > 0
    ]
    if len(running) != 1:
        raise WhichLoan(member.code, [record.loan for record in running])
    return running[0]


def _metadata(request: ReceiptRequest, member: Member, loan: str | None) -> dict[str, Value]:
    metadata: dict[str, Value] = {"loan": loan} if loan else {}
    metadata["member"] = member.code
    metadata |= excuse(request.exception)
    return metadata


def _write_income(
    session: WritingSession,
    request: ReceiptRequest,
    member: Member,
    voucher: VoucherNumber,
    record: LoanRecord | None,
    split: Split,
) -> None:
    if not request.repayment and not request.capital:
        return
    openings: list[Open] = []
    overpayments = capital = ""
    if split.overpayment:
        overpayments, new = person_account(session, Role.OVERPAYMENTS, member.code, request.day)
        openings += new
    if request.capital:
        capital, new = person_account(session, Role.MEMBERS_CAPITAL, member.code, request.day)
        openings += new
    postings = [
        Posting(account_of(session, Fund.INCOME, Role.CASH), request.repayment + request.capital)
    ]
    texts = []
    links = {str(voucher)}
    if record is not None:
        postings += income_postings(session.book, record.loan, split, overpayments, request.day)
        texts.append(narration(session, N_("Repayment of loan {loan}"), loan=record.loan))
        links.add(record.loan)
    if request.capital:
        postings.append(Posting(capital, -request.capital))
        texts.append(narration(session, N_("Capital paid in")))
    entry = Transaction(
        request.day,
        "; ".join(texts),
        tuple(postings),
        payee=member.name,
        links=frozenset(links),
        metadata=_metadata(request, member, record.loan if record else None),
    )
    session.add_to_journal(Fund.INCOME, request.day.year, *openings, entry)


def _write_activity(
    session: WritingSession, request: ReceiptRequest, member: Member, voucher: VoucherNumber
) -> None:
    parts = [
        (getattr(request, name), role, text)
        for name, role, text in _ACTIVITY_PARTS
        if getattr(request, name)
    ]
    if not parts:
        return
    postings = [
        Posting(
            account_of(session, Fund.ACTIVITY, Role.CASH), sum(amount for amount, _, _ in parts)
        ),
        *(Posting(account_of(session, Fund.ACTIVITY, role), -amount) for amount, role, _ in parts),
    ]
    entry = Transaction(
        request.day,
        "; ".join(narration(session, text) for _, _, text in parts),
        tuple(postings),
        payee=member.name,
        links=frozenset({str(voucher)}),
        metadata=_metadata(request, member, None),
    )
    session.add_to_journal(Fund.ACTIVITY, request.day.year, entry)


def _again(
    session: WritingSession,
    request: ReceiptRequest,
    member: Member,
    voucher: VoucherNumber,
    existing: Sequence[Posted],
) -> Received:
    """Recognise the same receipt: same day, member and amounts by purpose, whatever its split."""
    existing = [
        p for p in session.book.vouchers[voucher] if p in existing or p.member == member.code
    ]
    loans = [posted.loan for posted in existing if posted.loan]
    loan = loans[0] if loans else None
    wanted = session.book.loans.get(request.loan.strip().upper()) if request.loan else None
    same = (
        all(posted.date == request.day and posted.member == member.code for posted in existing)
        and _amounts(existing) == _asked(request)
        and (wanted is None or wanted.loan == loan)
    )
    if not same:
        refuse_taken(voucher, existing)
    return Received(voucher, repeated=True, loan=loan, total=request.total)


def _asked(request: ReceiptRequest) -> Mapping[str, int]:
    names = ("repayment", "fee", "fine", "donation", "capital")
    return {name: getattr(request, name) for name in names}


def _amounts(existing: Sequence[Posted]) -> Mapping[str, int]:
    income = [posted for posted in existing if Fund.INCOME in posted.funds]
    cash = sum(posted.sum(*CASH_ROLES) for posted in income)
    capital = -sum(posted.sum(Role.MEMBERS_CAPITAL) for posted in existing)
    amounts = {
        name: -sum(posted.sum(role) for posted in existing) for name, role, _ in _ACTIVITY_PARTS
    }
    return {"repayment": cash - capital, "capital": capital, **amounts}
