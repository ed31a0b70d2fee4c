"""What the club's rules and the loan product allow when a loan is topped up."""

from datetime import date
from fractions import Fraction

from ledger_core.books.book import Book
from ledger_core.books.checks.lending_limits import EXCUSE
from ledger_core.books.loan_record import LoanRecord, TopUp
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_


def check_top_ups(book: Book, record: LoanRecord) -> None:
    """Check each top-up of a loan against the rules in force on its day."""
    for top_up in record.top_ups:
        _check_sum(book, record, top_up)


def _check_sum(book: Book, record: LoanRecord, top_up: TopUp) -> None:
    day = top_up.entry.date
    held = _held(record, day)
    product = book.register.product_on(record.product, day) if record.product else None
    largest = product.largest_principal if product else None
    if largest is not None and held > largest:
        _breach(
            book,
            record,
            top_up,
            "loan_lifecycle.principal-over-limit",
            Message(
                N_("{principal:money} đồng are more than the product's {largest:money} đồng."),
                principal=held,
                largest=largest,
            ),
        )
    others = (
        _held(other, day) for other in book.loans_of_member(record.member) if other is not record
    )
    whole, capital = held + sum(others), book.lending_capital(day)
    limit = book.register.rules_on(day).share_per_borrower
    if capital > 0 and whole > limit * capital:
        _breach(
            book,
            record,
            top_up,
            "loan_lifecycle.share-over-limit",
            Message(
                N_(
                    "With this loan {member} would hold {held:money} of {capital:money} đồng "
                    "lending capital: {share:percent}; the rule allows {limit:percent}."
                ),
                member=record.member,
                held=whole,
                capital=capital,
                share=Fraction(whole, capital),
                limit=limit,
            ),
        )


def _held(record: LoanRecord, day: date) -> int:
    """Return what a borrower holds of a loan on a day, with what is agreed and not paid out yet."""
    account = record.account_on(day)
    if account is None or record.approved_on > day:
        return 0
    begun = account.disbursed + account.transferred_in
    return account.outstanding_principal + max(0, record.agreed_on(day) - begun)


def _breach(book: Book, record: LoanRecord, top_up: TopUp, rule: str, message: Message) -> None:
    book.findings.add(
        rule,
        Severity.BREACH,
        top_up.entry.meta,
        message,
        remedy=Message(EXCUSE),
        loan=record.loan,
    )
