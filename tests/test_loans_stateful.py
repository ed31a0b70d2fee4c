"""A loan lived through day by day: reports of the past never change, and figures always add up."""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ledger_core.loans import (
    Charge,
    Component,
    Disbursement,
    ExcessPayment,
    Figure,
    LoanAccount,
    LoanEvent,
    LoanPosition,
    LoanTerms,
    Moratorium,
    Pausing,
    Reamortisation,
    Repayment,
    Rescheduling,
    ReschedulingKind,
    Reversal,
    Suspension,
    Waiver,
)
from ledger_core.loans.explaining import figure_of
from tests.strategies import starts
from tests.strategies_accounts import account_terms, by_rule

FRACTIONS = st.integers(1, 4)


class LivingLoan(RuleBasedStateMachine):
    """Days pass; the borrower pays something, the club decides something, or nothing happens."""

    terms: LoanTerms
    day: date

    def __init__(self) -> None:
        super().__init__()
        self.events: list[LoanEvent] = []
        self.reports: list[tuple[date, LoanPosition]] = []

    @initialize(terms=account_terms(), start=starts())
    def begin(self, terms: LoanTerms, start: date) -> None:
        self.terms, self.day = terms, start
        self.events = [Disbursement(start, terms.principal)]

    @property
    def account(self) -> LoanAccount:
        return LoanAccount.of(self.terms, self.events)

    @rule(days=st.integers(1, 70))
    def days_pass(self, days: int) -> None:
        """The past is closed before they do: what is reported then must stay."""
        self.reports.append((self.day, self.account.position(self.day)))
        self.day += timedelta(days=days)

    @rule(part=FRACTIONS, ahead=st.none() | st.sampled_from(ExcessPayment))
    def pay(self, part: int, ahead: ExcessPayment | None) -> None:
        payoff = self.account.position(self.day).payoff_amount
        if payoff:
            before = self.account.split(self.day, payoff // part, in_advance=ahead)
            assert before.total == payoff // part
            self.events.append(by_rule(self.account, self.day, payoff // part, ahead))

    @rule(amount=st.integers(1, 40_000), due=st.integers(-30, 60), penalty=st.booleans())
    def charge(self, amount: int, due: int, *, penalty: bool) -> None:
        component = Component.LATE_INTEREST if penalty else Component.FEE
        self.events.append(Charge(self.day, amount, self.day + timedelta(due), component))

    @rule(part=FRACTIONS)
    def waive(self, part: int) -> None:
        position = self.account.position(self.day)
        self.events.append(
            Waiver(
                self.day,
                interest=position.interest_due // part,
                late_interest=position.late_interest // part,
                fee=position.fee_due // part,
            )
        )

    @rule(kind=st.sampled_from(ReschedulingKind), instalments=st.integers(1, 8))
    def reschedule(self, kind: ReschedulingKind, instalments: int) -> None:
        first = self.day + timedelta(days=25)
        self.events.append(Rescheduling(self.day, kind, instalments, first))

    @rule(start=st.integers(-40, 60), days=st.integers(0, 120), interest=st.sampled_from(Pausing))
    def suspend(self, start: int, days: int, interest: Pausing) -> None:
        first = self.day + timedelta(start)
        storm = Moratorium(first, first + timedelta(days), interest)
        self.events.append(Suspension(self.day, storm))

    @rule()
    def re_amortise(self) -> None:
        self.events.append(Reamortisation(self.day))

    @rule()
    def correct_the_last_payment(self) -> None:
        reversed_ones = [event.of for event in self.events if isinstance(event, Reversal)]
        standing = [e for e in self.events if isinstance(e, Repayment) and e not in reversed_ones]
        if standing:
            self.events.append(Reversal(self.day, standing[-1]))

    @invariant()
    def reports_of_the_past_stay(self) -> None:
        for day, position in self.reports[-3:]:
            past = LoanAccount.of(self.terms, self.events, as_of=day)
            assert past.position(day) == position

    @invariant()
    def figures_add_up(self) -> None:
        if not self.events:
            return
        account = self.account
        position, lines = account.position(self.day), account.explain(self.day)
        assert position.outstanding_principal >= 0
        assert sum(row.unpaid_principal for row in position.instalments) == (
            position.outstanding_principal
        )
        for figure in Figure:
            total = sum(line.amount for line in lines if line.figure is figure)
            assert total == figure_of(position, figure) >= 0


TestLivingLoan = LivingLoan.TestCase
TestLivingLoan.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
