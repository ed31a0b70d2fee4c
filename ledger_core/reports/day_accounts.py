"""Every loan of a club with its account at the end of a day, and its facts for the portfolio."""

from collections.abc import Collection
from datetime import date

from ledger_core.books.book import Book
from ledger_core.books.loan_changes import WaiverReason, waiver_reason
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.loan_spells import fold_on_days
from ledger_core.loans import LoanAccount, Waiver
from ledger_core.loans.outstanding import outstanding_principal
from ledger_core.portfolio import LoanFacts


def accounts_on(book: Book, day: date) -> list[tuple[LoanRecord, LoanAccount]]:
    """Return each loan approved by the end of `day` with its account on it."""
    accounts = []
    for record in book.loans.values():
        account = record.account_on(day)
        # Terms that cannot be read are an error in the books, so none is missing here.
        if account is not None and (record.approved_on <= day or account.last_event is not None):
            accounts.append((record, account))
    return accounts


def fold_loans_on(book: Book, days: Collection[date]) -> None:
    """Fold each loan once for many days, on which its account will be asked for."""
    for record in book.loans.values():
        fold_on_days(record, days)


def loan_facts(record: LoanRecord, account: LoanAccount, day: date) -> LoanFacts:
    """Return the facts of one loan at the end of `day`, with its account on it."""
    spell, waived = account.spell_on(day), interest_waived(record, day)
    return LoanFacts.of_spell(record.loan, record.member, spell, day, interest_waived=waived)


def interest_waived(record: LoanRecord, day: date) -> bool:
    """Whether the club let interest go by the end of `day` because the borrower cannot pay."""
    return any(
        fact.event.interest and waiver_reason(fact.entry) in (None, WaiverReason.INABILITY)
        for fact in record.changes
        if isinstance(fact.event, Waiver)
        and fact.event.date <= day
        and not record.is_withdrawn(fact.entry, day)
    )


def facts_on(book: Book, day: date) -> list[LoanFacts]:
    """Return the facts of every loan approved by the end of `day`."""
    return [loan_facts(record, account, day) for record, account in accounts_on(book, day)]


def principal_on(record: LoanRecord, day: date) -> int:
    """Return a loan's outstanding principal at the end of `day` in đồng; nothing is folded."""
    if record.terms is None:
        return 0
    if not record.days_to_fold((day,)) and (account := record.account_on(day)) is not None:
        return account.outstanding_principal
    return outstanding_principal(f.event for f in record.counted if f.event.date <= day)
