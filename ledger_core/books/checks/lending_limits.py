"""What the club's rules and the loan product allow at the approval of a loan."""

from datetime import date
from fractions import Fraction

from ledger_core.books.book import Book
from ledger_core.books.loan_record import LoanRecord
from ledger_core.club import ClubRules, LoanProduct
from ledger_core.findings import Severity
from ledger_core.loans import DateTerms, LoanTerms, add_months
from ledger_core.messages import Message, N_

_MONTHS_OF_A_USUAL_TERM = 12
EXCUSE = N_("Keep to the rule, or enter the minutes of the meeting that allowed it: exception.")


def check_limits(book: Book, record: LoanRecord) -> None:
    """Check one loan against the rules in force on the day of approval."""
    day = record.approved_on
    rules = book.register.rules_on(day)
    product = _product(book, record)
    if record.terms is not None:
        _check_term(book, record, record.terms, rules, product)
        _check_principal(book, record, record.terms, rules, product)
    _check_number(book, record, rules)
    _check_membership(book, record, rules)
    if rules.guarantor and not record.guarantor:
        _breach(
            book,
            record,
            "loan_lifecycle.guarantor-missing",
            Message(N_("The club's rules ask for a guarantor; the loan has none.")),
        )
    if record.guarantor and record.guarantor == record.member:
        _breach(
            book,
            record,
            "loan_lifecycle.guarantor-is-borrower",
            Message(N_("{member} stands surety for a loan of their own."), member=record.member),
        )


def _breach(book: Book, record: LoanRecord, rule: str, message: Message) -> None:
    book.findings.add(
        rule,
        Severity.BREACH,
        record.entry.meta,
        message,
        remedy=Message(EXCUSE),
        loan=record.loan,
    )


def _product(book: Book, record: LoanRecord) -> LoanProduct | None:
    if record.product is None:
        return None
    product = book.register.product_on(record.product, record.approved_on)
    if product is None:
        book.findings.add(
            "loan_lifecycle.product-unknown",
            Severity.ERROR,
            record.entry.meta,
            Message(
                N_("On {day:date} the club has no loan product “{product}”."),
                day=record.approved_on,
                product=record.product,
            ),
            remedy=Message(N_("Check the product's name and the date from which it is offered.")),
            loan=record.loan,
        )
    return product


def longest_term(book: Book, record: LoanRecord, day: date) -> int:
    """Return how many months the rules of a day, or the loan's product, allow the loan to run."""
    product = record.product and book.register.product_on(record.product, record.approved_on)
    return _longest(book.register.rules_on(day), product or None)


def _longest(rules: ClubRules, product: LoanProduct | None) -> int:
    return (product.longest_term if product else None) or rules.longest_term


def _check_term(
    book: Book,
    record: LoanRecord,
    terms: LoanTerms,
    rules: ClubRules,
    product: LoanProduct | None,
) -> None:
    longest = _longest(rules, product)
    months = _months(record, terms)
    if months > longest:
        _breach(
            book,
            record,
            "loan_lifecycle.term-over-limit",
            Message(
                N_("The term of {months} months is longer than the {longest} months allowed."),
                months=months,
                longest=longest,
            ),
        )
    elif months > _MONTHS_OF_A_USUAL_TERM:
        book.findings.add(
            "loan_lifecycle.term-over-12",
            Severity.WARNING,
            record.entry.meta,
            Message(N_("The term is {months} months: over a year."), months=months),
            remedy=Message(N_("Money lent for a year comes back for others: a usual term is 12.")),
            loan=record.loan,
        )


def _months(record: LoanRecord, terms: LoanTerms) -> int:
    """Return the agreed term in months; by its dates where instalments are not a month apart."""
    if terms.dates == DateTerms():
        return terms.instalments
    start, last = record.approved_on, record.planned()[-1].due
    months = (last.year - start.year) * _MONTHS_OF_A_USUAL_TERM + last.month - start.month
    return max(1, months + (add_months(start, months) < last))


def _check_principal(
    book: Book,
    record: LoanRecord,
    terms: LoanTerms,
    rules: ClubRules,
    product: LoanProduct | None,
) -> None:
    largest = product.largest_principal if product else None
    if largest is not None and terms.principal > largest:
        _breach(
            book,
            record,
            "loan_lifecycle.principal-over-limit",
            Message(
                N_("{principal:money} đồng are more than the product's {largest:money} đồng."),
                principal=terms.principal,
                largest=largest,
            ),
        )
    capital = book.lending_capital(record.approved_on)
    held = terms.principal + sum(
        _outstanding(other, record.approved_on) for other in _others(book, record)
    )
    if capital > 0 and held > rules.share_per_borrower * capital:
        _breach(
            book,
            record,
            "loan_lifecycle.share-over-limit",
            Message(
                N_(
                    "With this loan {member} would hold {held:money} of {capital:money} đồng "
                    "lending capital: {share:percent}; the rule allows {limit:percent}."
                ),
                member=record.member,
                held=held,
                capital=capital,
                share=Fraction(held, capital),
                limit=rules.share_per_borrower,
            ),
        )


def _others(book: Book, record: LoanRecord) -> list[LoanRecord]:
    """Return the borrower's other loans agreed before this one (or the same day, by id)."""
    key = (record.approved_on, record.loan)
    return [
        other
        for other in book.loans_of_member(record.member)
        if (other.approved_on, other.loan) < key
    ]


def _outstanding(record: LoanRecord, day: date) -> int:
    account = record.account_on(day)
    return account.outstanding_principal if account else 0


def _is_open(record: LoanRecord, day: date) -> bool:
    """Whether a loan is agreed and not yet repaid by the end of `day`."""
    account = record.account_on(day)
    if account is None or not account.disbursed + account.transferred_in:
        return True
    return account.outstanding_principal > 0


def _check_number(book: Book, record: LoanRecord, rules: ClubRules) -> None:
    day = record.approved_on
    running = [other.loan for other in _others(book, record) if _is_open(other, day)]
    if len(running) + 1 > rules.loans_per_member:
        _breach(
            book,
            record,
            "loan_lifecycle.too-many-loans",
            Message(
                N_("{member} still owes {loans}; the rule allows {allowed} at once."),
                member=record.member,
                loans=", ".join(running),
                allowed=rules.loans_per_member,
            ),
        )


def _check_membership(book: Book, record: LoanRecord, rules: ClubRules) -> None:
    member = book.register.members.get(record.member)
    if member is None or not rules.membership_months:
        return
    joined, day = member.joined, record.approved_on
    months = (day.year - joined.year) * 12 + day.month - joined.month - (day.day < joined.day)
    if months < rules.membership_months:
        _breach(
            book,
            record,
            "loan_lifecycle.membership-too-short",
            Message(
                N_("{member} has been a member for {months} months; the rule asks for {needed}."),
                member=record.member,
                months=months,
                needed=rules.membership_months,
            ),
        )
