"""`interest_rules`: rates within the law, and every repayment split as the rule says."""

from ledger_core.books.book import Book
from ledger_core.books.checks.counterparts import check_interest_has_a_loan
from ledger_core.books.checks.loan_rates import check_rates, over_ceiling
from ledger_core.books.loan_record import LoanFact, LoanRecord
from ledger_core.books.repayment_lines import repayment_lines
from ledger_core.books.splits import wrong_days
from ledger_core.findings import Severity
from ledger_core.loans import (
    RateChange,
    Repayment,
    RepaymentDay,
    exceeds_ceiling,
)
from ledger_core.messages import Message, N_


def check_interest_rules(book: Book) -> None:
    """Check the terms of every loan against the law, and its repayments against its terms."""
    check_interest_has_a_loan(book)
    for record in book.loans.values():
        if record.terms is None:
            continue
        check_rates(book, record, record.terms)
        for fact in record.changes:
            if isinstance(fact.event, RateChange) and exceeds_ceiling(fact.event.rate):
                over_ceiling(book, record, fact.entry.meta, fact.event.rate)
        for day in wrong_days(record):
            _report_split(book, record, day)


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
