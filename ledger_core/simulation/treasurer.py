"""The treasurer of an invented club: writes by the calls of the commands, and counts beside them.

Every event of the simulation passes here once: it goes into the books by the same call that a
command makes, and into the running totals by a sum of its own.
"""

from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions import (
    DisbursementRequest,
    LoanRequest,
    MoneyRequest,
    NewMember,
    ReceiptRequest,
    Received,
    add_member,
    add_seed_capital,
    approve_loan,
    disburse_loan,
    distribute_interest,
    member_leaves,
    pay,
    receive,
    receive_for,
    set_office,
)
from ledger_core.books.directives import Directive
from ledger_core.books.literals import VND, Value
from ledger_core.books.rendering import Custom
from ledger_core.books.session import WritingSession
from ledger_core.closing import CloseRequest, CountedCash, close_month
from ledger_core.club import ClubRules, Fund, LeavingReason, Month, Office, Role
from ledger_core.loans import LoanPosition
from ledger_core.simulation.totals import ClubTotals
from ledger_core.simulation.villagers import Villager

_SMALLEST_TRANSFER = 1000


@dataclass(slots=True)
class Treasurer:
    """Writes a club's life into its books, and keeps the totals beside them."""

    session: WritingSession
    totals: ClubTotals

    def happened(self, kind: str) -> None:
        """Count an event, for `truth.json`."""
        self.totals.happened[kind] += 1

    # ------------------------------------------------------------------------ people and rules

    def decide_rules(self, rules: ClubRules) -> None:
        """Enter a set of rules as the members' meeting decided it."""
        shares = rules.interest_shares
        metadata: dict[str, Value] = {
            "loans-per-member": rules.loans_per_member,
            "share-per-borrower": rules.share_per_borrower,
            "membership-months": rules.membership_months,
            "guarantor": rules.guarantor,
            "longest-term": rules.longest_term,
            "membership-fee": VND(rules.membership_fee),
            "share-to-activity": shares.activity,
            "share-to-risk-reserve": shares.risk_reserve,
            "share-to-capital": shares.capital,
            "share-to-management": shares.management,
            "provision-table": rules.provision_table,
        }
        self.session.add_to_register(
            Custom(rules.since, Directive.RULES, (rules.decided_by,), metadata)
        )

    def admit(self, person: Villager, day: date) -> str:
        """Enter a member; return the code."""
        code = add_member(
            self.session,
            NewMember(
                name=person.name,
                joined=day,
                sex=person.sex,
                born=person.born,
                hardship=person.hardship,
                household=person.household,
            ),
        )
        self.totals.joined[code] = day
        return code

    def let_go(self, member: str, day: date, reason: LeavingReason) -> None:
        """Enter that a member left."""
        member_leaves(self.session, member=member, day=day, reason=reason)
        self.totals.left[member] = day

    def appoint(self, office: Office, member: str, day: date) -> None:
        """Enter who holds an office."""
        set_office(self.session, office=office, member=member, day=day)

    # --------------------------------------------------------------------------------- money

    def take_seed_capital(self, day: date, amount: int, source: str, giver: str) -> None:
        """Enter the capital the club starts with."""
        add_seed_capital(self.session, day=day, amount=amount, source=source, giver=giver)
        self.totals.seed_capital += amount
        self.totals.cash[Fund.INCOME] += amount

    def receive(self, handed: ReceiptRequest) -> Received:
        """Write a receipt for what a member hands over."""
        received = receive(self.session, handed)
        self.totals.receive(handed, received.loan, received.split)
        return received

    def receive_for(
        self, day: date, role: Role, amount: int, *, person: str, narration: str
    ) -> None:
        """Write a receipt of the Activity fund for a donation or the yield of common work."""
        receive_for(
            self.session,
            MoneyRequest(
                Fund.ACTIVITY, day, role.value, amount, person=person, narration=narration
            ),
        )
        self.totals.cash[Fund.ACTIVITY] += amount
        if role is Role.DONATIONS:
            self.totals.donations += amount
        else:
            self.totals.common_work += amount

    def spend(self, day: date, role: Role, amount: int, *, person: str, narration: str) -> None:
        """Pay for an activity out of the Activity fund."""
        pay(
            self.session,
            MoneyRequest(
                Fund.ACTIVITY, day, role.value, amount, person=person, narration=narration
            ),
        )
        self.totals.cash[Fund.ACTIVITY] -= amount
        self.totals.spent[role.value] += amount

    def refund_capital(self, member: str, day: date, *, person: str, narration: str) -> None:
        """Pay a member's capital back to them or their family."""
        amount = self.totals.capital[member]
        self._give_back(Role.MEMBERS_CAPITAL, member, day, amount, (person, narration))
        self.totals.capital[member] = 0

    def refund_overpayment(self, member: str, day: date) -> None:
        """Pay back what a member paid too much."""
        amount = self.totals.overpayments[member]
        text = "Trả lại tiền nộp thừa"
        self._give_back(Role.OVERPAYMENTS, member, day, amount, ("", text))
        self.totals.overpayments[member] = 0

    def _give_back(
        self, role: Role, member: str, day: date, amount: int, words: tuple[str, str]
    ) -> None:
        person, narration = words
        pay(
            self.session,
            MoneyRequest(
                Fund.INCOME,
                day,
                role.value,
                amount,
                person=person,
                member=member,
                narration=narration,
            ),
        )
        self.totals.cash[Fund.INCOME] -= amount

    # --------------------------------------------------------------------------------- loans

    def lend(self, request: LoanRequest) -> str:
        """Enter a loan and pay it out at the same meeting; return its number."""
        loan = approve_loan(self.session, request)
        disburse_loan(self.session, DisbursementRequest(loan, request.day))
        self.totals.lend(loan, request.member, request.principal)
        return loan

    def position(self, loan: str, day: date) -> LoanPosition:
        """Return what the loan's card says on a day."""
        account = self.session.book.loans[loan].account
        assert account is not None
        return account.position(day)

    # ---------------------------------------------------------------------------------- months

    def close_month(self, month: Month, day: date, counted_by: tuple[str, ...]) -> None:
        """Close a month: what is in each box is what the treasurer's own sums say."""
        counts = {fund: CountedCash(self.totals.cash[fund], counted_by) for fund in Fund}
        minutes = f"BB-{day:%Y-%m}"
        close_month(self.session, CloseRequest(month, day, minutes, counts, distribute=False))

    def distribute(self, day: date) -> bool:
        """Distribute the interest received, if it is worth passing on; say whether it was."""
        passed_on = self.totals.undistributed * 9 // 10
        if not _SMALLEST_TRANSFER <= passed_on <= self.totals.cash[Fund.INCOME]:
            return False
        distribute_interest(self.session, day=day)
        self.totals.distribute()
        return True
