"""`interest_rules`: rates within the law, and every repayment split as the rule says."""

from fractions import Fraction

from ledger_core.books.book import Book
from ledger_core.books.loan_record import LoanFact, LoanRecord
from ledger_core.books.repayment_lines import repayment_lines
from ledger_core.findings import Severity
from ledger_core.loans import (
    CEILING_PER_YEAR,
    LoanTerms,
    Method,
    Repayment,
    RepaymentDay,
    borrowing_cost,
    exceeds_ceiling,
    schedule,
)
from ledger_core.messages import Message, N_

_HIGHEST_LATE_MULTIPLE = Fraction(3, 2)  # Civil Code 2015 article 466(5)(b)
_HIGHEST_RATE_ON_LATE_INTEREST = Fraction(1, 10)  # articles 466(5)(a) and 468(2)


def check_interest_rules(book: Book) -> None:
    """Check the terms of every loan against the law, and its repayments against its terms."""
    for record in book.loans.values():
        if record.terms is None:
            continue
        _check_rates(book, record, record.terms)
        account = record.account
        if account is None:
            continue
        for day in account.days:
            if day.posted != day.expected:
                _report_split(book, record, day)


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


def _check_rates(book: Book, record: LoanRecord, terms: LoanTerms) -> None:
    if exceeds_ceiling(terms.rate):
        _add(
            book,
            record,
            "interest_rules.rate-over-ceiling",
            Severity.BREACH,
            Message(
                N_(
                    "The rate is {by_months:percent} a year counted by months and "
                    "{by_days:percent} counted by days; the law allows {ceiling:percent}."
                ),
                by_months=terms.rate.per_year,
                by_days=terms.rate.per_year_by_days,
                ceiling=CEILING_PER_YEAR,
            ),
            Message(N_("The excess is void (Civil Code 2015, article 468): lower the rate.")),
        )
    else:
        _check_cost(book, record, terms)
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


def _check_cost(book: Book, record: LoanRecord, terms: LoanTerms) -> None:
    """A flat rate within the ceiling may still cost more than it on the balance really owed."""
    if terms.method is not Method.FLAT:
        return
    start = record.approved_on
    cost = borrowing_cost(start, terms.principal, schedule(terms, start)).apr
    if cost is not None and cost > CEILING_PER_YEAR:
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
            Message(N_("Tell the borrower both figures, or charge interest on the balance.")),
        )


def _report_split(book: Book, record: LoanRecord, day: RepaymentDay) -> None:
    facts = [fact for fact in record.facts_on(day.date) if isinstance(fact.event, Repayment)]
    fact = max(facts, key=_position)
    book.findings.add(
        "interest_rules.split-differs",
        Severity.BREACH,
        _excused(facts) or fact.entry.meta,
        Message(
            N_(
                "Posted: late interest {late:money}, interest {interest:money}, principal "
                "{principal:money}. By the rule: late interest {rule_late:money}, interest "
                "{rule_interest:money}, principal {rule_principal:money}, too much "
                "{rule_over:money}."
            ),
            late=day.posted.late_interest,
            interest=day.posted.interest,
            principal=day.posted.principal,
            rule_late=day.expected.late_interest,
            rule_interest=day.expected.interest,
            rule_principal=day.expected.principal,
            rule_over=day.expected.overpayment,
        ),
        remedy=Message(
            N_("Write the lines below instead, or add the minutes that decided it: exception.")
        ),
        loan=record.loan,
        lines=repayment_lines(book, record.loan, day.expected) if len(facts) == 1 else "",
    )


def _position(fact: LoanFact) -> tuple[str, int]:
    return str(fact.entry.meta["filename"]), int(fact.entry.meta["lineno"])


def _excused(facts: list[LoanFact]) -> dict[str, object] | None:
    return next((fact.entry.meta for fact in facts if fact.entry.meta.get("exception")), None)
