"""The rates of a loan against the law: what it bears, what it costs, what paying late costs."""

from fractions import Fraction
from typing import Final

from beancount.core import data

from ledger_core.books.book import Book
from ledger_core.books.loan_record import LoanRecord
from ledger_core.findings import Severity
from ledger_core.loans import (
    CEILING_PER_YEAR,
    DateTerms,
    FeeTerms,
    InterestPeriod,
    InterestRate,
    LoanTerms,
    Method,
    SpreadTerms,
    exceeds_ceiling,
)
from ledger_core.loans.loan_cost import loan_cost
from ledger_core.messages import Message, N_

_HIGHEST_LATE_MULTIPLE: Final = Fraction(3, 2)  # Civil Code 2015 article 466(5)(b)
_HIGHEST_RATE_ON_LATE_INTEREST: Final = Fraction(1, 10)  # articles 466(5)(a) and 468(2)
_HIGHEST_LATE_RATE_INTEREST_FREE: Final = Fraction(1, 10)  # articles 466(4) and 468(2)
_DAYS_PER_YEAR: Final = 365

# On these, what the loan costs is its rate, but for what rounding adds.
_COST_THEIR_RATE: Final = frozenset(
    {Method.DECLINING_EQUAL_PRINCIPAL, Method.ANNUITY, Method.INTEREST_ONLY, Method.BULLET}
)
_PLAIN: Final = (InterestPeriod.MONTH, DateTerms(), SpreadTerms(), FeeTerms())


def check_rates(book: Book, record: LoanRecord, terms: LoanTerms) -> None:
    """Check the contract rate, the real cost, and what paying late costs."""
    if exceeds_ceiling(terms.rate):
        over_ceiling(book, record, record.entry.meta, terms.rate)
    elif not _agreed_interest_over_ceiling(book, record, terms):
        _check_cost(book, record, terms)
    _check_late(book, record, terms)
    _check_late_interest_free(book, record, terms)


def over_ceiling(book: Book, record: LoanRecord, meta: data.Meta, rate: InterestRate) -> None:
    """Report a rate above the ceiling of the law."""
    book.findings.add(
        "interest_rules.rate-over-ceiling",
        Severity.BREACH,
        meta,
        Message(
            N_(
                "The rate is {by_months:percent} a year counted by months and "
                "{by_days:percent} counted by days; the law allows {ceiling:percent}."
            ),
            by_months=rate.per_year,
            by_days=rate.per_year_by_days,
            ceiling=CEILING_PER_YEAR,
        ),
        remedy=Message(N_("The excess is void (Civil Code 2015, article 468): lower the rate.")),
        loan=record.loan,
    )


def _add(
    book: Book, record: LoanRecord, rule: str, severity: Severity, message: Message, remedy: Message
) -> None:
    book.findings.add(
        rule,
        severity,
        record.entry.meta,
        message,
        remedy=remedy,
        loan=record.loan,
    )


def _agreed_interest_over_ceiling(book: Book, record: LoanRecord, terms: LoanTerms) -> bool:
    """Report interest agreed as one sum, if it is more than the ceiling of the whole term."""
    total = terms.spread.flat_interest_total
    if terms.method is not Method.FLAT or not total:
        return False
    days = (record.planned()[-1].due - record.approved_on).days
    rate = Fraction(total * _DAYS_PER_YEAR, terms.principal * max(1, days))
    if rate <= CEILING_PER_YEAR:
        return False
    _add(
        book,
        record,
        "interest_rules.rate-over-ceiling",
        Severity.BREACH,
        Message(
            N_(
                "The agreed interest of {total:money} đồng is {rate:percent} of the principal a "
                "year; the law allows {ceiling:percent}."
            ),
            total=total,
            rate=rate,
            ceiling=CEILING_PER_YEAR,
        ),
        Message(N_("The excess is void (Civil Code 2015, article 468): lower the interest.")),
    )
    return True


def _check_cost(book: Book, record: LoanRecord, terms: LoanTerms) -> None:
    """A rate within the ceiling may still cost more than it on the balance really owed."""
    plain = (terms.interest_period, terms.dates, terms.spread, terms.fees) == _PLAIN
    if terms.method in _COST_THEIR_RATE and plain:
        return
    day = record.approved_on
    cost = loan_cost(record.terms_on(day) or terms, day, record.days_off(day)).apr
    if cost is None or cost <= CEILING_PER_YEAR:
        return
    _add(
        book,
        record,
        "interest_rules.cost-over-20",
        Severity.WARNING,
        Message(
            N_(
                "The agreed rate is {nominal:percent} a year; "
                "on the balance really owed it costs {cost:percent}."
            ),
            nominal=terms.rate.per_year,
            cost=cost,
        ),
        Message(N_("Tell the borrower both figures, or charge interest on the balance."))
        if terms.method is Method.FLAT
        else Message(N_("Tell the borrower both figures, or lower the fees.")),
    )


def _check_late(book: Book, record: LoanRecord, terms: LoanTerms) -> None:
    if terms.late.rate_multiple > _HIGHEST_LATE_MULTIPLE:
        _add(
            book,
            record,
            "interest_rules.late-rate-over-150",
            Severity.BREACH,
            Message(
                N_("The late rate is {multiple:percent} of the contract rate."),
                multiple=terms.late.rate_multiple,
            ),
            Message(N_("The law sets 150 % (Civil Code 2015, article 466): lower it.")),
        )
    if terms.late.interest_rate_per_year > _HIGHEST_RATE_ON_LATE_INTEREST:
        _add(
            book,
            record,
            "interest_rules.late-interest-rate-over-10",
            Severity.BREACH,
            Message(
                N_("Interest paid late bears {rate:percent} a year."),
                rate=terms.late.interest_rate_per_year,
            ),
            Message(N_("The law sets 10 % a year (Civil Code 2015, article 466): lower it.")),
        )
    if terms.late.once_share:
        _add(
            book,
            record,
            "interest_rules.late-penalty-once",
            Severity.WARNING,
            Message(
                N_("A late instalment costs {share:percent} of what is overdue at once."),
                share=terms.late.once_share,
            ),
            Message(
                N_(
                    "The law knows late interest by days; a penalty falls hardest on who is late "
                    "by a day. Agree on a late rate instead, or let the members' meeting decide."
                )
            ),
        )


def _check_late_interest_free(book: Book, record: LoanRecord, terms: LoanTerms) -> None:
    rate = terms.late.interest_free_rate_per_year
    if terms.rate.value or rate <= _HIGHEST_LATE_RATE_INTEREST_FREE:
        return
    _add(
        book,
        record,
        "interest_rules.late-free-rate-over-10",
        Severity.BREACH,
        Message(
            N_("Late principal of this interest-free loan bears {rate:percent} a year."), rate=rate
        ),
        Message(N_("The law sets 10 % a year (Civil Code 2015, article 466): lower it.")),
    )
