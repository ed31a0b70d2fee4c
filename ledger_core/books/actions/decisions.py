"""What a meeting decides about a running loan: new dates, another rate, charges, waivers.

Each becomes one dated directive of the loan and posts nothing; the loan's figures follow from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.accruals import correct_accruals
from ledger_core.books.actions.common import excuse, known_loan, known_member, positive
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.actions.decision_errors import (
    DecisionBeforeLastEvent,
    NothingWaived,
    SameDecision,
)
from ledger_core.books.actions.repaying import Correction, correct_from, days_left_wrong
from ledger_core.books.decision_facts import in_force
from ledger_core.books.directives import Directive
from ledger_core.books.literals import VND, Value
from ledger_core.books.loan_changes import ChargeComponent, WaiverReason
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.loan_terms import rate_metadata
from ledger_core.books.reading_back import reads_as_meant
from ledger_core.books.rendering import Custom
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Fund
from ledger_core.loans import (
    InterestRate,
    LoanPosition,
    Repayment,
    ReschedulingKind,
    UnpaidInterest,
)
from ledger_core.messages import Message, N_


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about one loan.

    Attributes:
      loan: The loan's id.
      day: The day from which it counts.
      minutes: Minutes of the meeting that decided it.
      approved_by: Codes of those who approved it.
      exception: Minutes that excuse a breach of a rule.
    """

    loan: str
    day: date
    minutes: str
    approved_by: tuple[str, ...]
    exception: str | None = None


@dataclass(frozen=True, slots=True)
class NewDates:
    """New instalment dates for all principal that is not repaid.

    Attributes:
      kind: Within the term, or an extension of it.
      instalments: Number of instalments from then on.
      first_due: Due date of the first of them.
      every_days: Days from one to the next; None for a month.
      unpaid_interest: What becomes of interest that fell due and is unpaid.
    """

    kind: ReschedulingKind
    instalments: int
    first_due: date
    every_days: int | None = None
    unpaid_interest: UnpaidInterest = UnpaidInterest.STAYS


@dataclass(frozen=True, slots=True)
class Asked:
    """A fee, or a penalty of a fixed sum.

    Attributes:
      amount: Amount in đồng.
      due: Due date.
      component: A fee, or late interest for a penalty.
      reason: What it is for.
    """

    amount: int
    due: date
    component: ChargeComponent
    reason: str


@dataclass(frozen=True, slots=True)
class LetGo:
    """What the club does not ask for any more, in đồng.

    Attributes:
      interest: Contract interest.
      late_interest: Late interest and penalties.
      fee: Fees.
      reason: Why.
    """

    interest: int = 0
    late_interest: int = 0
    fee: int = 0
    reason: WaiverReason | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A loan at the end of a day, without a decision and with it.

    Attributes:
      record: The loan.
      before: Without it.
      after: With it.
      corrections: The corrections of repayments that it brought.
    """

    record: LoanRecord
    before: LoanPosition
    after: LoanPosition
    corrections: tuple[Correction, ...] = ()


def reschedule_loan(session: WritingSession, decision: Decision, dates: NewDates) -> Decided:
    """Enter new dates for a loan.

    Raises:
      DecisionBeforeLastEvent: the loan has a later entry that is no repayment.
      SameDecision: the same stands in the books already.
    """
    metadata: dict[str, Value] = {
        "kind": dates.kind.value,
        "instalments": dates.instalments,
        "first-due": dates.first_due,
    }
    if dates.every_days is not None:
        metadata["every-days"] = dates.every_days
    if dates.unpaid_interest is not UnpaidInterest.STAYS:
        metadata["unpaid-interest"] = dates.unpaid_interest.value
    return _decide(session, decision, Directive.LOAN_RESCHEDULED, metadata)


def reamortise_loan(
    session: WritingSession, decision: Decision, principal: int | None = None
) -> Decided:
    """Enter that overdue principal moves to the coming instalments; all of it when None.

    Raises:
      DecisionBeforeLastEvent: the loan has a later entry that is no repayment.
      SameDecision: the same stands in the books already.
    """
    metadata: dict[str, Value] = {}
    if principal is not None:
        metadata["principal"] = VND(positive(principal))
    return _decide(session, decision, Directive.LOAN_REAMORTISED, metadata)


def change_rate(session: WritingSession, decision: Decision, rate: InterestRate) -> Decided:
    """Enter another contract rate; the day is the last one at the old rate.

    Raises:
      DecisionBeforeLastEvent: the loan has a later entry that is no repayment.
      SameDecision: the same stands in the books already.
    """
    return _decide(session, decision, Directive.LOAN_RATE_CHANGED, rate_metadata(rate))


def charge_loan(session: WritingSession, decision: Decision, asked: Asked) -> Decided:
    """Enter a fee or a fixed penalty that falls due on a day.

    Raises:
      DecisionBeforeLastEvent: the loan has a later entry that is no repayment.
      SameDecision: the same stands in the books already.
    """
    metadata: dict[str, Value] = {
        "amount": VND(positive(asked.amount)),
        "due": asked.due,
        "component": asked.component.value,
        "reason": clean_text(asked.reason, Message(N_("The reason"))),
    }
    return _decide(session, decision, Directive.LOAN_CHARGED, metadata)


def waive(session: WritingSession, decision: Decision, let_go: LetGo) -> Decided:
    """Enter what the club lets go, the oldest first.

    Raises:
      NothingWaived: no amount is named.
      DecisionBeforeLastEvent: the loan has a later entry that is no repayment.
      SameDecision: the same stands in the books already.
    """
    amounts = {
        "interest": let_go.interest,
        "late-interest": let_go.late_interest,
        "fee": let_go.fee,
    }
    metadata: dict[str, Value] = {
        key: VND(positive(amount)) for key, amount in amounts.items() if amount
    }
    if not metadata:
        raise NothingWaived
    if let_go.reason is not None:
        metadata["reason"] = let_go.reason.value
    return _decide(session, decision, Directive.LOAN_WAIVED, metadata)


def _decide(
    session: WritingSession, decision: Decision, directive: Directive, what: Mapping[str, Value]
) -> Decided:
    check_open_day(session, decision.day)
    record = known_loan(session, decision.loan)
    _check_order(record, decision.day)
    return enter_decision(session, record, decision, directive, what)


def _check_order(record: LoanRecord, day: date) -> None:
    """A late decision may change how repayments after it are split, but nothing else after it."""
    others = [fact.event.date for fact in record.standing if not isinstance(fact.event, Repayment)]
    last = max(others, default=day)
    if day < last:
        raise DecisionBeforeLastEvent(record.loan, day, last)


def enter_decision(
    session: WritingSession,
    record: LoanRecord,
    decision: Decision,
    directive: Directive,
    what: Mapping[str, Value],
) -> Decided:
    """Enter a decision about a loan, with the corrections of repayments that it makes necessary.

    Raises:
      SameDecision: the same stands in the books already.
    """
    approvers = [known_member(session, code).code for code in decision.approved_by]
    minutes = clean_text(decision.minutes, Message(N_("The number of the minutes")))
    metadata = {
        **what,
        "approved-by": " ".join(approvers),
        "minutes": minutes,
        **excuse(decision.exception),
    }
    before = _position(record, decision.day)
    entry = Custom(decision.day, directive, (record.loan,), metadata)
    if any(reads_as_meant([entry], [one]) for one in in_force(record)):
        raise SameDecision(record.loan, decision.day)
    left_wrong = days_left_wrong(record)
    session.add_to_journal(Fund.INCOME, decision.day.year, entry)
    corrections = correct_from(session, record, date.min, minutes, left_wrong)
    correct_accruals(session, record, decision.day)
    return Decided(record, before, _position(record, decision.day), corrections)


def _position(record: LoanRecord, day: date) -> LoanPosition:
    account = record.account_on(day)
    assert account is not None  # books with terms that cannot be read are not written into
    return account.position(day)
