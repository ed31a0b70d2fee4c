"""The loans of a club without their borrowers: numbers for codes, no text that is theirs."""

from collections.abc import Iterator
from datetime import date

from ledger_core.books.book import Book
from ledger_core.books.loan_record import LoanRecord
from ledger_core.consolidation.snapshot import InstalmentFacts, LoanSnapshot
from ledger_core.loans import LoanAccount, LoanPosition
from ledger_core.reports.day_accounts import accounts_on
from ledger_core.reports.portfolio import portfolio_of_accounts


def loans_on(book: Book, day: date) -> Iterator[LoanSnapshot]:
    """Yield every loan known on a day, by day of approval."""
    known = sorted(accounts_on(book, day), key=lambda pair: (pair[0].approved_on, pair[0].loan))
    portfolio = portfolio_of_accounts(book, day, known)
    groups = {loan.facts.loan: int(loan.debt_group) for loan in portfolio.loans}
    borrowers: dict[str, int] = {}
    for number, (record, account) in enumerate(known, 1):
        borrower = borrowers.setdefault(record.member, len(borrowers) + 1)
        yield _loan(number, borrower, record, account, groups.get(record.loan, 0), day)


def _loan(
    number: int, borrower: int, record: LoanRecord, account: LoanAccount, group: int, day: date
) -> LoanSnapshot:
    position = account.position(day)
    rate = account.rate.per_year
    return LoanSnapshot(
        number=number,
        borrower=borrower,
        approved=record.approved_on,
        first_event=account.first_event,
        method=account.terms.method.value,
        rate_per_year=f"{rate.numerator}/{rate.denominator}",
        agreed=record.agreed_on(day),
        disbursed=account.disbursed + account.transferred_in,
        repaid=account.repaid,
        written_off=account.written_off,
        relieved=account.relieved,
        outstanding_principal=account.outstanding_principal,
        days_past_due=position.days_past_due,
        debt_group=group,
        reschedules=account.reschedules,
        state=position.state.value,
        instalments=tuple(_instalments(position)),
    )


def _instalments(position: LoanPosition) -> Iterator[InstalmentFacts]:
    for row in position.instalments:
        yield InstalmentFacts(
            number=row.number,
            due=row.due,
            principal=row.principal,
            interest=row.interest,
            principal_paid=row.principal_paid,
            interest_paid=row.interest_paid,
            interest_waived=row.interest_waived,
        )
