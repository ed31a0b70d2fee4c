"""The loan agreement as facts: the parties, the terms, what the loan costs, the schedule."""

from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.errors import NoSuchLoan
from ledger_core.books.loading import LoadedClub
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.session_errors import BooksHaveErrors
from ledger_core.club import Office
from ledger_core.documents.voucher import officers_on
from ledger_core.loans import BorrowingCost, Disbursement, Instalment, LoanTerms, schedule
from ledger_core.loans.loan_cost import loan_cost


@dataclass(frozen=True, slots=True)
class Party:
    """A person of the agreement: code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """A loan agreement, as it was agreed on.

    Attributes:
        loan: The loan's id.
        club: Name of the club, which lends.
        day: Day of approval.
        start: Day the loan is paid out; the day of approval while it waits.
        borrower: Who borrows.
        guarantor: Who answers for it, if anybody.
        approvers: Who approved it.
        officers: Those who sign for the club, by office.
        minutes: The minutes that decided it.
        rules: The minutes that decided the club's rules.
        purpose: What it is for.
        terms: Every term.
        cost: What it really costs a year.
        instalments: The schedule.
        written: Every term as the books have it: key and value.
    """

    loan: str
    club: str
    day: date
    start: date
    borrower: Party
    guarantor: Party | None
    approvers: tuple[Party, ...]
    officers: tuple[tuple[Office, str], ...]
    minutes: str | None
    rules: str | None
    purpose: str | None
    terms: LoanTerms
    cost: BorrowingCost
    instalments: tuple[Instalment, ...]
    written: tuple[tuple[str, str], ...]

    @property
    def total_interest(self) -> int:
        """All interest of the schedule, in đồng."""
        return sum(row.interest for row in self.instalments)

    @property
    def total_fees(self) -> int:
        """All fees of the schedule, in đồng; those at the start are not among them."""
        return sum(row.fee for row in self.instalments)

    @property
    def head(self) -> str:
        """Name of the head of the club on the day, "" where the books name none."""
        return dict(self.officers).get(Office.HEAD, "")


def agreement(club: LoadedClub, loan: str) -> Agreement:
    """Return the agreement of a loan, whatever happened to the loan since.

    Raises:
        BooksHaveErrors: the books have errors, so no paper may rest on them.
        NoSuchLoan: there is no loan of this number.
    """
    if club.errors:
        raise BooksHaveErrors(club.errors)
    number = loan.strip().upper()
    record = club.book.loans.get(number)
    if record is None:
        raise NoSuchLoan(number)
    terms = record.terms_on(record.approved_on)
    if terms is None:
        raise BooksHaveErrors([found for found in club.findings if found.loan == number])
    register = club.book.register
    start = _start(record)
    days_off = record.days_off(record.approved_on)
    rules = register.rules_on(record.approved_on)
    return Agreement(
        loan=record.loan,
        club=register.club.name if register.club else "",
        day=record.approved_on,
        start=start,
        borrower=_party(club, record.member),
        guarantor=_party(club, record.guarantor) if record.guarantor else None,
        approvers=tuple(_party(club, code) for code in record.approved_by),
        officers=officers_on(club.book, record.approved_on),
        minutes=record.minutes,
        rules=getattr(rules, "decided_by", None) or None,
        purpose=record.purpose,
        terms=terms,
        cost=loan_cost(terms, start, days_off),
        instalments=schedule(terms, start, days_off=days_off),
        written=tuple(
            (key, str(value))
            for key, value in record.entry.meta.items()
            if key not in _NO_TERMS and not key.startswith("__")
        ),
    )


_NO_TERMS = {"filename", "lineno", "entered", "exception"}


def _start(record: LoanRecord) -> date:
    paid_out = [fact.event.date for fact in record.standing if isinstance(fact.event, Disbursement)]
    first = min(paid_out, default=record.approved_on)
    due = record.terms.first_due if record.terms else None
    return first if due is None or first < due else record.approved_on


def _party(club: LoadedClub, code: str) -> Party:
    member = club.book.register.members.get(code)
    return Party(code, member.name if member else code)
