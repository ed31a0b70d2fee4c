"""A loan of a case that runs: its events, payments split by the rule, its rows as columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from ledger_core.loans import (
    Component,
    Disbursement,
    EarlyPayoff,
    ExcessPayment,
    Grace,
    InstalmentPosition,
    LateTerms,
    LoanAccount,
    LoanEvent,
    LoanPosition,
    LoanTerms,
    Repayment,
)
from tests.third_party.agreements import Agreement
from tests.third_party.cases import Cell
from tests.third_party.reading import Inputs
from tests.third_party.roundings import Scale

NEVER_LATE = LateTerms(
    rate_multiple=Fraction(0), interest_rate_per_year=Fraction(0), grace=Grace(0), threshold=0
)
MONEY_IN = {
    "AUTOPAY": True,
    "GOODWILL_CREDIT": True,
    "down payment": True,
    "repayment": True,
}
COLUMNS = ("principal", "interest", "fee", "penalty", "paid", "in_advance", "late", "outstanding")


@dataclass
class RunningLoan:
    """A loan while the events of a case happen to it.

    Attributes:
      terms: The terms.
      scale: Smallest units in one unit of money.
      events: What happened so far.
    """

    terms: LoanTerms
    scale: Scale
    events: list[LoanEvent] = field(default_factory=list)

    @property
    def account(self) -> LoanAccount:
        """The fold of the events."""
        return LoanAccount.of(self.terms, self.events)

    def pay(self, day: date, amount: int, ahead: ExcessPayment | None = None) -> Repayment:
        """Split a payment by the rule and post it; return what was posted."""
        split = LoanAccount.of(self.terms, self.events, as_of=day).split(
            day, amount, in_advance=ahead
        )
        late, fee, interest, principal, overpayment = split.parts
        posted = Repayment(day, principal, interest, late, fee, overpayment, in_advance=ahead)
        self.events.append(posted)
        return posted

    def position(self, day: date | None = None) -> LoanPosition:
        """The loan at the end of a day, or of the day of the last event."""
        account = self.account
        last = account.last_event or date.min
        return account.position(max(last, day) if day else last)

    def rows(self, day: date | None = None) -> list[dict[str, Cell]]:
        """Its instalments as columns of a case, charges that fall due after them included."""
        return list(rows_of(self.position(day), self.scale))


def begin(agreement: Agreement, terms: LoanTerms | None = None) -> RunningLoan:
    """Pay the loan out."""
    loan = RunningLoan(terms or agreement.terms, agreement.scale)
    loan.events.append(Disbursement(agreement.start, agreement.paid_out))
    for change in agreement.changes:
        if change.paid_out:
            loan.events.append(Disbursement(change.day, change.paid_out))
    return loan


def kept_schedule(terms: LoanTerms, ahead: ExcessPayment) -> LoanTerms:
    """Terms of a loan whose schedule stays, whatever is paid when, and which is never late."""
    return replace(
        terms,
        advance_window_days=0,
        early_payoff=EarlyPayoff.WHOLE_TERM,
        excess_payment=ahead,
        late=NEVER_LATE,
    )


def money_in(event: Inputs, scale: Scale) -> tuple[date, int]:
    """Read a payment: its day and amount."""
    event.word("kind", MONEY_IN)
    day = event.required(event.day("date"), "date")
    return day, scale.money(event.required(event.number("amount"), "amount"))


def rows_of(position: LoanPosition, scale: Scale) -> Iterator[dict[str, Cell]]:
    """Yield the instalments as columns of a case."""
    instalments = [row for row in position.instalments if row.number]
    balance = sum(row.principal for row in instalments)
    for number, row in enumerate(instalments, start=1):
        balance -= row.principal
        yield cells_of(row, position, number, balance, scale)
    after = sorted(
        {c.number: c.due for c in position.charges}.keys() - {row.number for row in instalments}
    )
    for place, number in enumerate(after, start=len(instalments) + 1):
        due = max(c.due for c in position.charges if c.number == number)
        row = InstalmentPosition(number, due, 0, 0, 0, 0, 0, 0, 0)
        yield cells_of(row, position, place, 0, scale)


def cells_of(
    row: InstalmentPosition, position: LoanPosition, number: int, balance: int, scale: Scale
) -> dict[str, Cell]:
    """Return one instalment as columns."""
    charges = [c for c in position.charges if c.number == row.number]
    fees = [c for c in charges if c.component is Component.FEE]
    penalties = [c for c in charges if c.component is Component.LATE_INTEREST]
    lines = sum(c.amount for c in position.late_charges if c.number == row.number)
    penalty = sum(c.amount for c in penalties) + lines
    fee = row.fee + sum(c.amount for c in fees)
    paid = row.principal_paid + row.interest_paid + row.fee_paid
    paid += sum(c.paid for c in charges) + lines - row.late_interest
    amounts = {
        "principal": row.principal,
        "interest": row.interest,
        "fee": fee,
        "penalty": penalty,
        "total": row.principal + row.interest + fee + penalty,
        "balance": balance,
        "paid": paid,
        "in_advance": row.paid_in_advance,
        "late": row.paid_late,
        "outstanding": row.unpaid_principal
        + row.unpaid_interest
        + row.unpaid_fee
        + row.late_interest
        + sum(c.unpaid for c in charges),
    }
    if not row.principal and not row.interest and charges:
        amounts["in_advance"], amounts["late"] = timing(position, row)
    return {"no": number, "due": row.due, **{k: scale.cell(v) for k, v in amounts.items()}}


def timing(position: LoanPosition, row: InstalmentPosition) -> tuple[int, int]:
    """What was paid before and after its date of charges that stand by themselves."""
    paid = sum(c.paid for c in position.charges if c.number == row.number)
    return (paid, 0) if position.date < row.due else (0, paid if position.date > row.due else 0)


def listed(words: object) -> Sequence[str]:
    """Return a list of words, or one word as a list."""
    return [words] if isinstance(words, str) else [str(word) for word in words or ()]  # type: ignore[attr-defined]
