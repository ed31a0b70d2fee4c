"""The book of a club: its entries read once into register, chart, loans and vouchers.

A `Book` is built from Beancount's directives and may be extended by further ones, so that a
meeting's receipts can be split one after the other before anything is written. Loans are folded
once, when first asked for, and again only when a fact is added to them.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from beancount.core import data

from ledger_core.books.accounts import Chart
from ledger_core.books.codes import NotACode, VoucherNumber, voucher_of
from ledger_core.books.counts import CashCount, read_count
from ledger_core.books.decision_facts import add_decisions
from ledger_core.books.directives import LOAN_CHANGES, REGISTER_DIRECTIVES, Directive, Scope
from ledger_core.books.kept import Kept
from ledger_core.books.lending_capital import capital_by_day
from ledger_core.books.loan_events import events_of
from ledger_core.books.loan_record import LoanFact, LoanRecord, read_loan
from ledger_core.books.metadata import FIRST_YEAR, LAST_YEAR
from ledger_core.books.posted import Posted, read_posted
from ledger_core.books.register_reading import RegisterReader
from ledger_core.books.sources import Findings
from ledger_core.club import AccountType, Fund, Register, Role
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_


@dataclass(slots=True, repr=False)
class Book:
    """Everything the program knows of one club's books.

    Attributes:
      folder: The club's folder.
      scope: Whether the whole club or one fund alone was loaded.
      register: Members, rules, products and offices.
      chart: The accounts by role.
      entries: Every directive that was read, in the order in which they came.
      loans: The loans by id.
      by_member: The loans of each borrower.
      transactions: All transactions, read by roles.
      vouchers: The transactions of each voucher number.
      corrections: The adjusting entries that correct the split of each voucher.
      receivables: The transactions that move interest receivable, by the loan they name.
      counts: The cash counts, in the order of the entries.
      customs: Custom directives that are no part of the ledger format.
      register_entries: The directives of the register.
      closes: All `close` directives.
      others: Every other directive: balances, pads, notes, prices and so on.
      orphans: Loan facts whose loan has no agreement, with the loan's id.
      findings: What was found wrong so far.
      files: The files that were loaded.
      roots: The first parts of account names, with the kind of account each means.
      checked: Names of the checks that ran.
      kept: What was worked out from all of this, until more is read.
    """

    folder: Path
    scope: Scope
    register: Register = field(default_factory=Register)
    chart: Chart = field(default_factory=Chart)
    entries: list[data.Directive] = field(default_factory=list)
    loans: dict[str, LoanRecord] = field(default_factory=dict)
    by_member: dict[str, list[LoanRecord]] = field(default_factory=lambda: defaultdict(list))
    transactions: list[Posted] = field(default_factory=list)
    vouchers: dict[VoucherNumber, list[Posted]] = field(default_factory=lambda: defaultdict(list))
    corrections: dict[str, list[Posted]] = field(default_factory=lambda: defaultdict(list))
    receivables: dict[str | None, list[Posted]] = field(default_factory=lambda: defaultdict(list))
    counts: list[CashCount] = field(default_factory=list)
    customs: list[data.Custom] = field(default_factory=list)
    register_entries: list[data.Custom] = field(default_factory=list)
    closes: list[data.Close] = field(default_factory=list)
    others: list[data.Directive] = field(default_factory=list)
    orphans: list[tuple[str, LoanFact]] = field(default_factory=list)
    findings: Findings = field(init=False)
    files: tuple[str, ...] = ()
    roots: dict[str, AccountType] = field(default_factory=dict)
    checked: set[str] = field(default_factory=set)
    kept: Kept = field(default_factory=Kept, compare=False)
    _last_numbers: dict[tuple[str, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Give the book its own list of findings."""
        self.findings = Findings(self.folder)

    def __repr__(self) -> str:
        """Stay short: Fava shows this text among the options of a ledger."""
        return f"<Book {self.scope.value}: {len(self.loans)} loans>"

    @property
    def language(self) -> str:
        """The club's language, for findings that Beancount and Fava show."""
        return self.register.club.language if self.register.club else "vi"

    def extend(self, entries: Iterable[data.Directive]) -> None:
        """Read further directives into the book.

        Agreements and accounts are read before transactions, whatever their order, because
        Beancount sorts a day's directives by line number across files.
        """
        transactions: list[data.Transaction] = []
        changes: list[data.Custom] = []
        registered: list[data.Custom] = []
        for entry in entries:
            self.entries.append(entry)
            if not FIRST_YEAR <= entry.date.year <= LAST_YEAR:
                self._date_impossible(entry)
            elif isinstance(entry, data.Transaction):
                transactions.append(entry)
            elif isinstance(entry, data.Open):
                self.chart.add(entry)
            elif isinstance(entry, data.Custom):
                self._add_custom(entry, registered, changes)
            elif isinstance(entry, data.Close):
                self.closes.append(entry)
            else:
                self.others.append(entry)
        self._add_to_register(registered)
        add_decisions(self, changes)
        added = [self._add_transaction(transaction) for transaction in transactions]
        for posted in sorted(added, key=lambda posted: posted.reverses is not None):
            self._add_events(posted)
        self.kept.forget()

    def _date_impossible(self, entry: data.Directive) -> None:
        """Report an entry and leave it out: due dates could not be counted from it."""
        self.findings.add(
            "register.date-impossible",
            Severity.ERROR,
            entry.meta,
            Message(N_("The entry is dated in the year {year}."), year=str(entry.date.year)),
            remedy=Message(N_("Correct the date.")),
        )

    def _add_custom(
        self, entry: data.Custom, registered: list[data.Custom], changes: list[data.Custom]
    ) -> None:
        if entry.type in REGISTER_DIRECTIVES:
            registered.append(entry)
        elif entry.type == Directive.LOAN:
            self._add_loan(entry)
        elif entry.type in LOAN_CHANGES:
            changes.append(entry)
        elif entry.type == Directive.CASH_COUNT:
            count = read_count(entry, self.findings)
            self.counts += [] if count is None else [count]
        else:
            self.customs.append(entry)

    def _add_to_register(self, entries: list[data.Custom]) -> None:
        """Read members first: an office may stand above its holder on the same day."""
        reader = RegisterReader(self.register, self.findings)
        for entry in sorted(entries, key=lambda entry: entry.type != Directive.MEMBER):
            reader.read(entry)
        self.register_entries += entries
        if entries:
            for record in self.loans.values():
                record.forget()

    def _add_loan(self, entry: data.Custom) -> None:
        record = read_loan(entry, self.findings)
        if record is None:
            return
        if record.loan in self.loans:
            self.findings.add(
                "loan_lifecycle.loan-twice",
                Severity.ERROR,
                entry.meta,
                Message(N_("Loan {loan} is entered twice."), loan=record.loan),
                remedy=Message(N_("Keep one of the two; a second loan needs a number of its own.")),
                loan=record.loan,
            )
            return
        record.register = self.register
        self.loans[record.loan] = record
        self.by_member[record.member].append(record)

    def _add_transaction(self, entry: data.Transaction) -> Posted:
        posted = read_posted(entry, self.chart)
        self.transactions.append(posted)
        for number in posted.vouchers:
            self.vouchers[number].append(posted)
            series = (number.series, number.year)
            self._last_numbers[series] = max(self._last_numbers.get(series, 0), number.number)
        if posted.corrects is not None:
            self.corrections[posted.corrects].append(posted)
        if posted.touches(Role.INTEREST_RECEIVABLE):
            self.receivables[posted.loan].append(posted)
        return posted

    def _add_events(self, posted: Posted) -> None:
        if posted.loan is None and not posted.loan_moves:
            return
        originals = self.taken_back_by(posted) if posted.reverses is not None else ()
        for loan, event in events_of(posted, originals):
            self.add_fact(loan, LoanFact(event, posted.entry, posted))

    def was_taken_back(self, posted: Posted) -> bool:
        """Whether a later adjusting entry takes this one back."""
        taken_back = self.kept.of(("taken back",), self._numbers_taken_back)
        return not taken_back.isdisjoint(posted.entry.links or ())

    def _numbers_taken_back(self) -> frozenset[str]:
        reversed_ = (entry.reverses for entry in self.transactions)
        return frozenset(n for n in reversed_ if n and voucher_of(n) is not None)

    def taken_back_by(self, posted: Posted) -> list[Posted]:
        """Return the entries that an adjusting entry takes back: of its voucher, in its fund.

        Corrections of a split are taken back with the entry that they correct.
        """
        if posted.reverses is None:
            return []
        try:
            number = VoucherNumber.parse(posted.reverses)
        except NotACode:
            return []
        entries = [*self.vouchers.get(number, ()), *self.corrections.get(posted.reverses, ())]
        return [
            entry
            for entry in entries
            if entry.funds == posted.funds
            and entry.date <= posted.date
            and entry is not posted
            and entry.reverses is None
        ]

    def add_fact(self, loan: str, fact: LoanFact) -> None:
        """Add a fact to a loan; one of a loan without agreement is kept among the orphans."""
        record = self.loans.get(loan)
        if record is None:
            self.orphans.append((loan, fact))
        else:
            record.add(fact)

    def next_voucher(self, series: str, year: int) -> VoucherNumber:
        """Return the number after the greatest of a series and year in the whole club.

        Forms that were spoiled are passed over, and a new pad begins where it is said to.
        """
        stated = self.register.voucher_book.last_number(series, year)
        return VoucherNumber(
            series, year, 1 + max(stated, self._last_numbers.get((series, year), 0))
        )

    def loans_of_member(self, member: str) -> list[LoanRecord]:
        """Return the loans whose borrower is `member`, in the order of their agreements."""
        return self.by_member.get(member, [])

    def balance(self, fund: Fund, *roles: Role, on: date | None = None) -> int:
        """Return the balance in đồng of a fund's accounts of these roles, debits positive.

        `on` leaves out everything dated later.
        """
        return sum(
            posted.amounts.get((fund, role), 0)
            for posted in self.transactions
            for role in roles
            if on is None or posted.date <= on
        )

    def account_balance(self, name: str) -> int:
        """Return the balance in đồng of one account, debits positive."""
        return sum(
            int(posting.units.number)
            for posted in self.transactions
            for posting in posted.entry.postings
            if posting.account == name and posting.units and posting.units.number
        )

    def lending_capital(self, on: date) -> int:
        """Return cash, bank and outstanding principal of the Income-generation fund in đồng.

        The base of the largest share one borrower may hold (Decree 113/2024 article 19).
        """
        days, totals = self.kept.of(("lending capital",), lambda: capital_by_day(self.transactions))
        index = bisect_right(days, on)
        return totals[index - 1] if index else 0
