"""From a filled sheet to what is to be entered, with everything that is wrong with it.

A plan is made against the sheet as the books give it now: what was paid is a fact, what is owed is
computed anew. Where the two have drifted apart under a payment, that is a mistake to look at, for
the payment may stand in the books already.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ledger_core.books.actions import (
    DisbursementRequest,
    LoanRequest,
    MoneyRequest,
    ReceiptRequest,
)
from ledger_core.books.book import Book
from ledger_core.club import Fund
from ledger_core.meetings.checking import (
    check_line,
    check_meeting,
    check_new_loan,
    check_other,
    check_paid_out,
)
from ledger_core.meetings.filled import FilledLine, FilledSheet, NewLoan, OtherMoney, PaidOut
from ledger_core.meetings.mistakes import Mistake, Place
from ledger_core.meetings.sharing import share
from ledger_core.meetings.sheet import MeetingSheet


@dataclass(frozen=True, slots=True)
class PlannedReceipt:
    """One receipt of a member: the line it stands on, and what each part is."""

    line: FilledLine
    request: ReceiptRequest


@dataclass(frozen=True, slots=True)
class PlannedLoan:
    """A loan that the meeting approves, and what is paid out of it at once."""

    filled: NewLoan
    request: LoanRequest


@dataclass(frozen=True, slots=True)
class PlannedMoney:
    """Money paid or received for a purpose."""

    filled: OtherMoney
    request: MoneyRequest


@dataclass(slots=True)
class Plan:
    """What a filled sheet asks to be entered.

    Attributes:
      receipts: One for each line with money.
      disbursements: On loans approved before.
      loans: Loans approved now.
      money: Expenses and other receipts.
      mistakes: What is wrong; nothing may be entered while there is any.
    """

    receipts: list[PlannedReceipt] = field(default_factory=list)
    disbursements: list[tuple[PaidOut, DisbursementRequest]] = field(default_factory=list)
    loans: list[PlannedLoan] = field(default_factory=list)
    money: list[PlannedMoney] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def received(self, fund: Fund) -> int:
        """Return the cash in đồng that the plan brings into a fund's box."""
        amounts = (
            r.request.repayment + r.request.capital
            if fund is Fund.INCOME
            else r.request.fee + r.request.fine + r.request.donation
            for r in self.receipts
        )
        return sum(amounts) + sum(self._other(fund, received=True))

    def paid(self, fund: Fund) -> int:
        """Return the cash in đồng that the plan takes out of a fund's box."""
        lent = 0
        if fund is Fund.INCOME:
            lent = sum(request.amount or 0 for _, request in self.disbursements)
            lent += sum(loan.filled.paid_out for loan in self.loans)
        return lent + sum(self._other(fund, received=False))

    def _other(self, fund: Fund, *, received: bool) -> Iterator[int]:
        for planned in self.money:
            if planned.filled.received is received and planned.filled.fund is fund:
                yield planned.filled.amount


def make_plan(
    book: Book, sheet: MeetingSheet, filled: FilledSheet, *, exception: str | None = None
) -> Plan:
    """Return what a filled sheet asks for, and every mistake that can be seen beforehand.

    Args:
      book: The books as they are.
      sheet: The sheet of that day, drawn up from them now.
      filled: What was filled in.
      exception: Minutes that excuse a breach of the rules for lending.
    """
    plan = Plan()
    plan.mistakes += check_meeting(filled)
    seen: dict[tuple[str, str], Place] = {}
    for line in filled.lines:
        found = check_line(book, sheet, line, seen)
        plan.mistakes += found
        if not found and line.paid:
            plan.receipts.append(PlannedReceipt(line, _receipt(sheet, filled, line)))
    _plan_loans(plan, book, sheet, filled, exception)
    for money in filled.other:
        found = list(check_other(money))
        plan.mistakes += found
        if not found:
            plan.money.append(PlannedMoney(money, _money(book, filled, money)))
    return plan


def _plan_loans(
    plan: Plan, book: Book, sheet: MeetingSheet, filled: FilledSheet, exception: str | None
) -> None:
    for paid in filled.paid_out:
        found = list(check_paid_out(sheet, paid))
        plan.mistakes += found
        if not found:
            request = DisbursementRequest(
                paid.loan, filled.day, amount=paid.amount, exception=exception
            )
            plan.disbursements.append((paid, request))
    for loan in filled.new_loans:
        found = list(check_new_loan(book, filled, loan))
        plan.mistakes += found
        if not found:
            plan.loans.append(PlannedLoan(loan, _loan(filled, loan, exception)))


def _receipt(sheet: MeetingSheet, filled: FilledSheet, line: FilledLine) -> ReceiptRequest:
    asked = sheet.line(line.key)
    assert asked is not None
    parts = line.parts
    if line.total is not None and not any(parts.values()):
        parts = share(line.total, asked)
    return ReceiptRequest(
        line.member,
        filled.day,
        loan=line.loan if parts.get("repayment") else None,
        repayment=parts.get("repayment", 0),
        fee=parts.get("fee", 0),
        fine=parts.get("fine", 0),
        donation=parts.get("donation", 0),
        capital=parts.get("capital", 0),
    )


def _loan(filled: FilledSheet, loan: NewLoan, exception: str | None) -> LoanRequest:
    return LoanRequest(
        member=loan.member,
        day=filled.day,
        principal=loan.principal,
        approved_by=filled.approved_by,
        minutes=filled.minutes,
        instalments=loan.instalments,
        purpose=loan.purpose,
        guarantor=loan.guarantor or None,
        exception=exception,
    )


def _money(book: Book, filled: FilledSheet, money: OtherMoney) -> MoneyRequest:
    member = money.person.upper() if money.person.upper() in book.register.members else None
    return MoneyRequest(
        fund=money.fund,
        day=filled.day,
        role=money.role,
        amount=money.amount,
        person="" if member else money.person,
        member=member,
        narration=money.text,
    )
