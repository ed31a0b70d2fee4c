"""A loan as the books hold it: the dated agreement, and the facts posted under it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from beancount.core import data

from ledger_core.books.loan_calendar import (
    NO_DAYS_OFF,
    days_off_for,
    ends_too_late,
    ends_too_late_message,
    suspensions,
    terms_with_moratoria,
)
from ledger_core.books.loan_terms import read_loan_terms
from ledger_core.books.metadata import MetadataReader
from ledger_core.books.posted import Posted
from ledger_core.books.register_reading import NO_VALUE, directive_value, report_problems
from ledger_core.books.sources import Findings
from ledger_core.club import Register
from ledger_core.loans import (
    DaysOff,
    Instalment,
    LoanAccount,
    LoanEvent,
    LoanTerms,
    Repayment,
    Rescheduling,
    Reversal,
    TakenOver,
    TransferIn,
    schedule,
)
from ledger_core.messages import Message, N_

TERMS_INCOMPLETE = "loan_lifecycle.terms-incomplete"
FOLDS_KEPT = 64
"""Of one loan: the month ends of some years."""


@dataclass(slots=True)
class LoanFact:
    """One event of a loan and the entry that records it."""

    event: LoanEvent
    entry: data.Custom | data.Transaction
    posted: Posted | None = None


@dataclass(frozen=True, slots=True)
class TopUp:
    """A further sum agreed on a running loan.

    Attributes:
      entry: The `loan-topped-up` directive.
      principal: The further sum in đồng.
      new_dates: The dates agreed with it, None where the old ones stay.
    """

    entry: data.Custom
    principal: int
    new_dates: Rescheduling | None = None


@dataclass(slots=True)
class LoanRecord:
    """One loan agreement and everything posted under it.

    Attributes:
      loan: The loan's id.
      entry: The `loan` directive.
      member: Code of the borrower.
      product: Code of the product whose terms were copied.
      terms: The agreed terms, None when the directive is incomplete.
      purpose: What the loan is for.
      guarantor: Code of the guarantor.
      approved_by: Codes of the members who approved it.
      minutes: The minutes that approved it.
      facts: The events in the order they were read; the fold orders them by date and rank.
      top_ups: The further sums agreed since.
      withdrawn: Decisions that were taken back, with the day of that.
      register: The club, whose days off, meetings and moratoria act on every loan.
      cancellation: The directive that cancels the loan before anything was paid out.
    """

    loan: str
    entry: data.Custom
    member: str
    product: str | None
    terms: LoanTerms | None
    purpose: str | None
    guarantor: str | None
    approved_by: tuple[str, ...]
    minutes: str | None
    facts: list[LoanFact] = field(default_factory=list)
    top_ups: list[TopUp] = field(default_factory=list)
    withdrawn: list[tuple[data.Custom | data.Transaction, date]] = field(default_factory=list)
    register: Register = field(default_factory=Register)
    cancellation: data.Custom | None = None
    _folds: dict[tuple[int, ...], LoanAccount] = field(default_factory=dict)
    _dates: list[date] | None = None

    @property
    def approved_on(self) -> date:
        """The day of approval: the date of the directive."""
        return self.entry.date

    @property
    def changes(self) -> Iterator[LoanFact]:
        """The dated decisions among the facts: those that no transaction records."""
        return (fact for fact in self.facts if fact.posted is None)

    def agreed_on(self, day: date) -> int:
        """The principal agreed by the end of `day`, top-ups included.

        0 where terms are missing, and for a loan that was cancelled.
        """
        if self.is_cancelled(day):
            return 0
        first = self.terms.principal if self.terms else 0
        return first + sum(
            up.principal
            for up in self.top_ups
            if up.entry.date <= day and not self.is_withdrawn(up.entry, day)
        )

    def is_cancelled(self, day: date) -> bool:
        """Whether the loan was cancelled by the end of `day`, with nothing paid out."""
        return self.cancellation is not None and self.cancellation.date <= day

    def is_withdrawn(self, entry: data.Custom | data.Transaction, day: date) -> bool:
        """Whether a decision was taken back by the end of `day`."""
        return any(one is entry and since <= day for one, since in self.withdrawn)

    @property
    def counted(self) -> list[LoanFact]:
        """The facts without what another says more of.

        Beside a `loan-taken-over` directive, its opening transaction tells nothing new.
        """
        begun = {f.event.date: f.event for f in self.facts if isinstance(f.event, TakenOver)}
        if not begun:
            return self.facts
        found = []
        for fact in self.facts:
            event = fact.event
            if isinstance(event, TransferIn) and event.date in begun:
                continue
            taken_back = event.of if isinstance(event, Reversal) else None
            if isinstance(taken_back, TransferIn) and taken_back.date in begun:
                event = Reversal(event.date, begun[taken_back.date])
                found.append(replace(fact, event=event))
            else:
                found.append(fact)
        return found

    @property
    def standing(self) -> list[LoanFact]:
        """The counted facts that no adjusting entry takes back, without those entries."""
        facts = self.counted
        reversals = [fact for fact in facts if isinstance(fact.event, Reversal)]
        if not reversals:
            return facts
        kept = [fact for fact in facts if not isinstance(fact.event, Reversal)]
        for reversal in reversals:
            assert isinstance(reversal.event, Reversal)
            equal = [fact for fact in kept if fact.event == reversal.event.of]
            if equal:
                named = [fact for fact in equal if self._is_named(fact, reversal)]
                gone = (named or equal)[0]
                kept = [fact for fact in kept if fact is not gone]
        return kept

    def _is_named(self, fact: LoanFact, reversal: LoanFact) -> bool:
        """Whether an adjusting entry means this very fact, of two that are alike."""
        if fact.posted is None or reversal.posted is None:
            return self.is_withdrawn(fact.entry, reversal.event.date)
        number = reversal.posted.reverses
        own = {str(voucher) for voucher in fact.posted.vouchers}
        return number == fact.posted.corrects or number in own

    def add(self, fact: LoanFact) -> None:
        """Add a fact; the account is folded anew when next asked for."""
        self.facts.append(fact)
        self.forget()

    @property
    def account(self) -> LoanAccount | None:
        """The fold of all facts; None when the terms are incomplete."""
        return self.account_on(date.max)

    def account_on(self, day: date) -> LoanAccount | None:
        """The fold of the facts up to the end of `day`.

        Facts and decisions about days are only ever added, so that as many of each by one day as
        by another are the same: their fold is kept. A report over many months asks for it often.
        """
        key = self._known(day)
        if key not in self._folds:
            past = (fact.event for fact in self.counted if fact.event.date <= day)
            account = self.fold(past, day)
            if account is None:
                return None
            self.keep_fold(day, account)
        return self._folds[key]

    def days_to_fold(self, days: Iterable[date]) -> list[date]:
        """Return the days for which the loan must be folded, the others being as one of them."""
        found = {self._known(day): day for day in days}
        return [day for key, day in found.items() if key not in self._folds]

    def keep_fold(self, day: date, account: LoanAccount) -> None:
        """Keep what somebody else folded up to the end of `day`."""
        self._folds[self._known(day)] = account
        if len(self._folds) > FOLDS_KEPT:
            del self._folds[next(iter(self._folds))]

    def _known(self, day: date) -> tuple[int, ...]:
        """Count the facts, and the decisions about days, by the end of a day."""
        dates = self._dates = self._dates or sorted(fact.event.date for fact in self.counted)
        return (bisect_right(dates, day), *self.register.calendar.known_on(day))

    def fold(self, events: Iterable[LoanEvent], day: date = date.max) -> LoanAccount | None:
        """Fold events under what the club had decided by the end of `day`; None without terms."""
        if self.terms is None:
            return None
        paused = suspensions(self.register.calendar, self.approved_on, day)
        return LoanAccount.of(self.terms, [*events, *paused], days_off=self.days_off(day))

    def terms_on(self, day: date) -> LoanTerms | None:
        """The terms with the club's moratoria decided by the end of `day`, to plan the loan."""
        if self.terms is None:
            return None
        return terms_with_moratoria(self.terms, self.register.calendar, self.approved_on, day)

    def days_off(self, day: date) -> DaysOff:
        """Weekends, holidays and meetings for this loan, as they were known on `day`."""
        if self.terms is None:
            return NO_DAYS_OFF
        return days_off_for(self.terms, self.register, self.approved_on, self._payments(), day)

    def planned(self) -> tuple[Instalment, ...]:
        """The schedule if the loan is paid out on the day of approval; empty without terms."""
        day = self.approved_on
        terms = self.terms_on(day)
        return () if terms is None else schedule(terms, day, days_off=self.days_off(day))

    def _payments(self) -> Iterator[date]:
        return (fact.event.date for fact in self.facts if isinstance(fact.event, Repayment))

    def forget(self) -> None:
        """Fold anew when next asked: a fact was added, or a decision of the club about days."""
        self._folds.clear()
        self._dates = None

    def facts_on(self, day: date) -> Iterator[LoanFact]:
        """Yield the facts dated `day`."""
        return (fact for fact in self.facts if fact.event.date == day)


def read_loan(entry: data.Custom, findings: Findings) -> LoanRecord | None:
    """Read a `loan` directive; what is missing or mistyped becomes findings."""
    loan = directive_value(entry)
    if loan is None:
        report_problems(entry, [NO_VALUE], findings, rule=TERMS_INCOMPLETE)
        return None
    reader = MetadataReader(entry.meta)
    member = reader.text("member", required=True)
    record = LoanRecord(
        loan=loan,
        entry=entry,
        member=member or "",
        product=reader.text("product"),
        terms=read_loan_terms(entry.meta, reader),
        purpose=reader.text("purpose"),
        guarantor=reader.text("guarantor"),
        approved_by=reader.codes("approved-by", required=True),
        minutes=reader.text("minutes", required=True),
    )
    first_due = record.terms.first_due if record.terms else None
    if first_due is not None and first_due <= entry.date:
        reader.problems.append(first_due_too_early(first_due, entry.date))
        record.terms = None
    if record.terms is not None and ends_too_late(record.terms, entry.date):
        reader.problems.append(ends_too_late_message())
        record.terms = None
    report_problems(entry, reader.finish(), findings, rule=TERMS_INCOMPLETE, loan=loan)
    return record


def first_due_too_early(first_due: date, day: date) -> Message:
    """Say that a first due date does not lie after the day from which it counts."""
    return Message(
        N_("the first due date {first_due:date} is not after {day:date}"),
        first_due=first_due,
        day=day,
    )
