"""The treasurer of an invented club: writes by the calls of the commands, and counts beside them.

Every event of the simulation passes here once: it goes into the books by the same call that a
command makes, and into the running totals by a sum of its own.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from ledger_core.books.actions import (
    CountRequest,
    DisbursementRequest,
    LoanRequest,
    MoneyRequest,
    NewMember,
    ReceiptRequest,
    Received,
    Written,
    add_member,
    add_seed_capital,
    approve_loan,
    count_cash,
    disburse_loan,
    distribute_interest,
    member_leaves,
    pay,
    receive,
    receive_for,
    rules_as_written,
    set_office,
)
from ledger_core.books.actions.common import RECEIPT, account_of, excuse
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.directives import Directive
from ledger_core.books.rendering import Custom, Posting, Transaction
from ledger_core.books.repayment_lines import income_postings
from ledger_core.books.session import WritingSession
from ledger_core.closing import CloseRequest, CountedCash, close_month
from ledger_core.club import ClubRules, Fund, LeavingReason, Month, Office, Role
from ledger_core.loans import LoanPosition, Split
from ledger_core.simulation.totals import ClubTotals
from ledger_core.simulation.villagers import Villager

_SMALLEST_TRANSFER = 1000
_LEFT_OUT = frozenset({"accounting", "approvals-needed"})
"""Rules of which these clubs say nothing, so that the ledger format's own hold."""


@dataclass(slots=True)
class Treasurer:
    """Writes a club's life into its books, and keeps the totals beside them.

    Attributes:
      session: The books.
      totals: What they must come to.
      expenses: What was paid out of the Activity fund.
      receipts: What members handed over, with the receipt's number.
      distributed: The transfers that distributed interest, by day.
    """

    session: WritingSession
    totals: ClubTotals
    expenses: list[MoneyRequest] = field(default_factory=list)
    receipts: list[tuple[ReceiptRequest, VoucherNumber]] = field(default_factory=list)
    distributed: dict[date, str] = field(default_factory=dict)
    _skipped: VoucherNumber | None = None

    def happened(self, kind: str) -> None:
        """Count an event, for `truth.json`."""
        self.totals.happened[kind] += 1

    # ------------------------------------------------------------------------ people and rules

    def decide_rules(self, rules: ClubRules) -> None:
        """Enter a set of rules as the members' meeting decided it."""
        written = rules_as_written(rules)
        metadata = {key: value for key, value in written.items() if key not in _LEFT_OUT}
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
        skipped, self._skipped = self._skipped, None
        if skipped is not None and skipped.year == handed.day.year:
            handed = replace(handed, number=str(skipped.next()))
        received = receive(self.session, handed)
        self.totals.receive(handed, received.loan, received.split)
        assert received.voucher is not None
        self.receipts.append((handed, received.voucher))
        return received

    def skip_receipt(self, day: date) -> VoucherNumber:
        """Take a form from the pad that the books will not see; return its number."""
        self._skipped = self.session.book.next_voucher(RECEIPT, day.year)
        return self._skipped

    def receive_as_principal(self, handed: ReceiptRequest) -> VoucherNumber:
        """Write a repayment as principal alone, whatever the loan's own rule says."""
        session, day, loan = self.session, handed.day, handed.loan
        assert loan is not None
        number = session.book.next_voucher(RECEIPT, day.year)
        member = session.book.register.members[handed.member]
        split = Split(principal=handed.repayment)
        entry = Transaction(
            day,
            f"Thu nợ khoản vay {loan}",
            (
                Posting(account_of(session, Fund.INCOME, Role.CASH), handed.repayment),
                *income_postings(session.book, loan, split, ""),
            ),
            payee=member.name,
            links=frozenset({str(number), loan}),
            metadata={"loan": loan, "member": member.code, **excuse(handed.exception)},
        )
        session.add_to_journal(Fund.INCOME, day.year, entry)
        self.totals.receive(handed, loan, split)
        return number

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

    def spend(self, day: date, role: Role, amount: int, *, person: str, narration: str) -> Written:
        """Pay for an activity out of the Activity fund."""
        request = MoneyRequest(
            Fund.ACTIVITY, day, role.value, amount, person=person, narration=narration
        )
        paid = pay(self.session, request)
        self.expenses.append(request)
        self.totals.cash[Fund.ACTIVITY] -= amount
        self.totals.spent[role.value] += amount
        return paid

    def bank(self, day: date, amount: int, narration: str) -> Written:
        """Take cash of the Activity fund to the bank."""
        request = MoneyRequest(
            Fund.ACTIVITY, day, Role.BANK.value, amount, person="Ngân hàng", narration=narration
        )
        self.totals.cash[Fund.ACTIVITY] -= amount
        return pay(self.session, request)

    def refund_capital(self, member: str, day: date, *, person: str, narration: str) -> Written:
        """Pay a member's capital back to them or their family."""
        amount = self.totals.capital[member]
        words = (person, narration)
        paid = self._give_back(Role.MEMBERS_CAPITAL, member, day, amount, words)
        self.totals.capital[member] = 0
        return paid

    def refund_overpayment(self, member: str, day: date) -> None:
        """Pay back what a member paid too much."""
        amount = self.totals.overpayments[member]
        text = "Trả lại tiền nộp thừa"
        self._give_back(Role.OVERPAYMENTS, member, day, amount, ("", text))
        self.totals.overpayments[member] = 0

    def _give_back(
        self, role: Role, member: str, day: date, amount: int, words: tuple[str, str]
    ) -> Written:
        person, narration = words
        paid = pay(
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
        return paid

    # --------------------------------------------------------------------------------- loans

    def lend(self, request: LoanRequest) -> str:
        """Enter a loan and pay it out at the same meeting; return its number."""
        loan = approve_loan(self.session, request)
        disburse_loan(
            self.session, DisbursementRequest(loan, request.day, exception=request.exception)
        )
        self.totals.lend(loan, request.member, request.principal)
        return loan

    def position(self, loan: str, day: date) -> LoanPosition:
        """Return what the loan's card says on a day."""
        account = self.session.book.loans[loan].account
        assert account is not None
        return account.position(day)

    # ---------------------------------------------------------------------------------- months

    def close_month(
        self, month: Month, day: date, counted_by: tuple[str, ...], *, counted: bool = False
    ) -> None:
        """Close a month: what is in each box is what the treasurer's own sums say.

        `counted` says that the boxes were counted that evening already.
        """
        found = () if counted else tuple(Fund)
        counts = {fund: CountedCash(self.totals.cash[fund], counted_by) for fund in found}
        minutes = f"BB-{day:%Y-%m}"
        close_month(self.session, CloseRequest(month, day, minutes, counts, distribute=False))

    def count_alone(self, day: date, by: str) -> None:
        """One person counts both boxes, with the minutes that allowed it."""
        minutes = f"BB-{day:%Y-%m}"
        for fund in Fund:
            request = CountRequest(
                fund, day, self.totals.cash[fund], (by,), minutes, exception=minutes
            )
            count_cash(self.session, request)

    def distribute(self, day: date) -> None:
        """Distribute the interest received, if it is worth passing on."""
        passed_on = self.totals.undistributed * 9 // 10
        if not _SMALLEST_TRANSFER <= passed_on <= self.totals.cash[Fund.INCOME]:
            return
        written, _ = distribute_interest(self.session, day=day)
        self.totals.distribute()
        self.distributed[day] = str(written.voucher)
