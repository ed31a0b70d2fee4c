"""The people of a period, counted from the register, the loans and `people.csv`: numbers only."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.people import Person, Sex, age_on
from ledger_core.club import LeavingReason, Member, Register
from ledger_core.loans import Disbursement, LoanAccount, TransferIn
from ledger_core.portfolio import (
    BorrowerFacts,
    MembershipFacts,
    Period,
    Portfolio,
    largest_by_borrower,
)

OLDER_FROM = 60
"""The age from which a person is an older person (Law 39/2009/QH12, article 2)."""


def borrower_facts(portfolio: Portfolio, people: Mapping[str, Person]) -> BorrowerFacts:
    """Return who owes principal on the portfolio's day."""
    owed = [(loan.facts.member, loan.facts.outstanding_principal) for loan in portfolio.loans]
    return borrowers_of(owed, portfolio.as_of, people)


def borrowers_of(
    owed: Sequence[tuple[str, int]], day: date, people: Mapping[str, Person]
) -> BorrowerFacts:
    """Return the same from borrower and outstanding principal of each loan in the portfolio."""
    members = {member for member, _ in owed}
    known = [people[code] for code in members if code in people]
    sexes = [person.sex for person in known if person.sex]
    ages = [age_on(person.born, day) for person in known]
    return BorrowerFacts(
        borrowers=len(members),
        sex_known=len(sexes),
        women=sexes.count(Sex.FEMALE),
        age_known=sum(age is not None for age in ages),
        older=sum(age is not None and age >= OLDER_FROM for age in ages),
        largest=largest_by_borrower(owed),
    )


def membership_facts(
    register: Register, loans: Iterable[tuple[LoanRecord, LoanAccount]], period: Period
) -> MembershipFacts:
    """Return the members over a period; the day of leaving still counts as membership.

    Args:
        register: The members.
        loans: The loans known at the end of the period, with their accounts on it.
        period: The period.
    """
    members = register.members.values()
    gone = [member for member in members if _gone_in(member, period)]
    died = sum(member.reason is LeavingReason.DEATH for member in gone)
    present = {member.code for member in members if member.active_on(period.end)}
    ever, year, lately = _borrowed(loans, period)
    return MembershipFacts(
        at_start=sum(member.active_on(period.opening) for member in members),
        joined=sum(member.joined in period for member in members),
        left=len(gone) - died,
        died=died,
        ever_borrowed=len(present & ever),
        borrowed_in_year=len(present & year),
        borrowed_in_period=len(present & lately),
    )


def _gone_in(member: Member, period: Period) -> bool:
    """Whether the first day on which somebody is no member any more lies in the period."""
    return member.left is not None and member.left + timedelta(1) in period


def _borrowed(
    loans: Iterable[tuple[LoanRecord, LoanAccount]], period: Period
) -> tuple[set[str], set[str], set[str]]:
    """Return who ever got a loan, who in the year of the last day, and who in the period.

    A loan taken over from older books was got before. One whose payment was taken back was not.
    """
    ever: set[str] = set()
    year: set[str] = set()
    lately: set[str] = set()
    this_year = Period.year_to(period.end)
    for record, account in loans:
        if not _was_lent(record, account):
            continue
        ever.add(record.member)
        paid_out = [day for day in _days_paid_out(record) if day <= period.end]
        if any(day in this_year for day in paid_out):
            year.add(record.member)
        if any(day in period for day in paid_out):
            lately.add(record.member)
    return ever, year, lately


def _was_lent(record: LoanRecord, account: LoanAccount) -> bool:
    heir = any(isinstance(fact.event, TransferIn) for fact in record.facts)
    return account.disbursed > 0 or (account.transferred_in > 0 and not heir)


def _days_paid_out(record: LoanRecord) -> Iterable[date]:
    for fact in record.facts:
        if isinstance(fact.event, Disbursement) and fact.event.amount > 0:
            yield fact.event.date
