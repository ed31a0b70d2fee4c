"""How each figure of a loan came about: what is owed, where each payment went, what comes next.

The figures are those of `loan show` and of the portfolio report, because they come from the same
position; the lines of each figure sum exactly to it. Amounts are whole đồng.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter

from ledger_core.books.loading import LoadedClub
from ledger_core.books.loan_lookup import loan_on
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.metadata import text_of
from ledger_core.books.session_errors import BooksHaveErrors
from ledger_core.loans import (
    Charge,
    Component,
    ExplainedLine,
    Figure,
    How,
    LoanAccount,
    LoanPosition,
    Repayment,
    RepaymentDay,
    Settlement,
)
from ledger_core.loans.explaining import figure_of
from ledger_core.loans.pauses import Pausing
from ledger_core.reports.next_instalment import NextInstalment, next_instalment
from ledger_core.reports.standing import standing_of

OWED_NOW = (Figure.PRINCIPAL_DUE, Figure.INTEREST_DUE, Figure.LATE_INTEREST, Figure.FEE_DUE)
"""The figures that together are due on the day or were due before it."""

_OVERPAYMENT = "overpayment"
_COMPONENTS = ("late-interest", "fee", "interest", "principal")


@dataclass(frozen=True, slots=True)
class ExplainedFigure:
    """A figure with the lines that sum to it, in the order in which they happened."""

    figure: Figure
    amount: int
    lines: tuple[ExplainedLine, ...]


@dataclass(frozen=True, slots=True)
class PaymentPart:
    """Where a part of a payment went.

    Attributes:
      component: `principal`, `interest`, `fee`, `late-interest`, or `overpayment` for what is
        kept for the borrower.
      amount: How much, in đồng.
      number: Number of the instalment, None where it went to none: principal paid before it is
        due, interest in advance, a charge with a due date of its own, an overpayment.
      due: When that fell or falls due, None with the instalment's number.
    """

    component: str
    amount: int
    number: int | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class ExplainedPayment:
    """What was paid on one day and where it went; the parts sum to the amount.

    Payments of one day count as one.

    Attributes:
      date: The day.
      vouchers: The numbers of its vouchers.
      amount: Everything paid on the loan that day.
      parts: Where it went.
    """

    date: date
    vouchers: tuple[str, ...]
    amount: int
    parts: tuple[PaymentPart, ...]


@dataclass(frozen=True, slots=True)
class ExplainedCharge:
    """A fee or penalty of a fixed sum, and why it was asked for.

    Attributes:
      decided: The day on which it was decided.
      due: The day on which it falls due.
      component: What it is asked for as.
      amount: How much, in đồng.
      reason: Why, in the words of the decision.
    """

    decided: date
    due: date
    component: Component
    amount: int
    reason: str


@dataclass(frozen=True, slots=True)
class ExplainedMoratorium:
    """A time in which the loan asks for no principal.

    Attributes:
      start: Its first day.
      end: Its last day.
      interest: What happens to the interest of that time.
      decided_by: The minutes that decided it for every loan; "" where the agreement says it.
    """

    start: date
    end: date
    interest: Pausing
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class LoanExplanation:
    """A loan at the end of a day, explained.

    Attributes:
      loan: The loan's id.
      member: Code of the borrower.
      name: The borrower's name.
      position: The figures that are explained.
      figures: Every figure with its lines, those of `OWED_NOW` first.
      payments: The days with payments, in order.
      coming: The next instalment, None where none is to come.
      taken_back: Vouchers that adjusting entries took back; they count for nothing.
      charges: The fees and penalties of fixed sums, with the reasons that were given.
      moratoria: The times in which it asks for no principal.
    """

    loan: str
    member: str
    name: str
    position: LoanPosition
    figures: tuple[ExplainedFigure, ...]
    payments: tuple[ExplainedPayment, ...]
    coming: NextInstalment | None
    taken_back: tuple[str, ...] = ()
    charges: tuple[ExplainedCharge, ...] = ()
    moratoria: tuple[ExplainedMoratorium, ...] = ()

    @property
    def owed_now(self) -> int:
        """Everything due on the day or before it and unpaid: the figures of `OWED_NOW`."""
        return sum(each.amount for each in self.figures if each.figure in OWED_NOW)

    def figure(self, figure: Figure) -> ExplainedFigure:
        """Return one of the figures."""
        return next(each for each in self.figures if each.figure is figure)


def loan_explanation(club: LoadedClub, loan: str, as_of: date) -> LoanExplanation:
    """Explain a loan at the end of `as_of`; every later entry is ignored.

    Raises:
      BooksHaveErrors: the books have errors, so no figure may rest on them.
      NoSuchLoan: there is no loan of this number.
      LoanNotYetApproved: it was approved later.
    """
    standing_of(club, as_of)
    record = loan_on(club.book, loan, as_of)
    account = record.account_on(as_of)
    if account is None:
        raise BooksHaveErrors([found for found in club.findings if found.loan == record.loan])
    member = club.book.register.members.get(record.member)
    name = member.name if member else ""
    return replace(
        explain_account(account, as_of, _vouchers(record, as_of)),
        loan=record.loan,
        member=record.member,
        name=name,
        taken_back=_taken_back(record, as_of),
        charges=_charges(record, as_of),
        moratoria=_moratoria(record, as_of),
    )


def explain_account(
    account: LoanAccount, day: date, vouchers: Mapping[date, tuple[str, ...]]
) -> LoanExplanation:
    """Explain an account whose events end by `day`; `vouchers` are those of each day."""
    position = account.position(day)
    lines = account.explain(day)
    rest = [figure for figure in Figure if figure not in OWED_NOW]
    figures = tuple(
        ExplainedFigure(
            figure,
            figure_of(position, figure),
            tuple(line for line in lines if line.figure is figure),
        )
        for figure in (*OWED_NOW, *rest)
    )
    return LoanExplanation(
        loan="",
        member="",
        name="",
        position=position,
        figures=figures,
        payments=_payments(account, vouchers),
        coming=next_instalment(account, position),
    )


def _taken_back(record: LoanRecord, day: date) -> tuple[str, ...]:
    """Return the vouchers that adjusting entries took back by the end of a day."""
    posted = (fact.posted for fact in record.facts if fact.event.date <= day)
    return tuple(sorted({each.reverses for each in posted if each and each.reverses}))


def _moratoria(record: LoanRecord, day: date) -> tuple[ExplainedMoratorium, ...]:
    """Return the moratoria of the agreement, and those decided for every loan by a day."""
    agreed = record.terms.pauses.moratoria if record.terms else ()
    own = [ExplainedMoratorium(each.start, each.end, each.interest) for each in agreed]
    common = [
        ExplainedMoratorium(each.start, each.end, Pausing(each.interest.value), each.decided_by)
        for each in record.register.calendar.moratoria
        if each.since <= day and each.end >= record.approved_on
    ]
    return (*own, *sorted(common, key=attrgetter("start", "end")))


def _charges(record: LoanRecord, day: date) -> tuple[ExplainedCharge, ...]:
    """Return the fees and penalties decided by the end of a day."""
    return tuple(
        ExplainedCharge(
            event.date,
            event.due,
            event.component,
            event.amount,
            text_of(fact.entry.meta, "reason") or "",
        )
        for fact in record.changes
        if isinstance(event := fact.event, Charge) and event.date <= day
    )


def _vouchers(record: LoanRecord, day: date) -> dict[date, tuple[str, ...]]:
    """Return the vouchers of the payments of each day that stand."""
    found: dict[date, set[str]] = defaultdict(set)
    for fact in record.facts:
        if fact.posted and isinstance(fact.event, Repayment) and fact.event.date <= day:
            found[fact.event.date].update(map(str, fact.posted.vouchers))
    gone = _taken_back(record, day)
    return {paid_on: tuple(sorted(found[paid_on].difference(gone))) for paid_on in found}


def _payments(
    account: LoanAccount, vouchers: Mapping[date, tuple[str, ...]]
) -> tuple[ExplainedPayment, ...]:
    settled = {
        day: list(entries) for day, entries in groupby(account.settlements, key=attrgetter("date"))
    }
    return tuple(
        ExplainedPayment(
            day.date,
            vouchers.get(day.date, ()),
            day.posted.total,
            tuple(_parts(day, settled.get(day.date, ()))),
        )
        for day in account.days
    )


def _parts(day: RepaymentDay, settled: Iterable[Settlement]) -> list[PaymentPart]:
    """Part what was posted by instalments; what settled none stands for itself."""
    posted = day.posted
    sums = {
        "late-interest": posted.late_interest,
        "fee": posted.fee,
        "interest": posted.interest,
        "principal": posted.principal,
    }
    parts: dict[tuple[str, int | None, date | None], int] = {}
    for entry in settled:
        if entry.how in (How.PAID, How.TAKEN_BACK):
            key = (entry.component.value, entry.number, entry.due)
            parts[key] = parts.get(key, 0) + entry.amount
    for component in _COMPONENTS:
        known = sum(amount for key, amount in parts.items() if key[0] == component)
        free = (component, None, None)
        parts[free] = parts.get(free, 0) + sums[component] - known
    parts[_OVERPAYMENT, None, None] = posted.overpayment
    order = (*_COMPONENTS, _OVERPAYMENT)
    keys = sorted(parts, key=lambda key: (order.index(key[0]), key[2] or date.max, key[1] or 0))
    return [PaymentPart(key[0], parts[key], key[1], key[2]) for key in keys if parts[key]]
