"""Top-ups: a further sum agreed on a running loan, read from its `loan-topped-up` directive."""

from datetime import date

from beancount.core import data

from ledger_core.books.loan_record import TERMS_INCOMPLETE, TopUp, first_due_too_early
from ledger_core.books.metadata import MetadataReader
from ledger_core.books.register_reading import NO_VALUE, directive_value, report_problems
from ledger_core.books.sources import Findings
from ledger_core.loans import Rescheduling, ReschedulingKind
from ledger_core.loans.terms import MOST_INSTALMENTS
from ledger_core.messages import Message, N_


def read_top_up(entry: data.Custom, findings: Findings) -> tuple[str, TopUp] | None:
    """Read a `loan-topped-up` directive; what is missing or mistyped becomes findings.

    New dates are agreed as a whole: the number of instalments from then on and the first due date;
    without them the further principal is spread over the instalments to come.
    """
    loan = directive_value(entry)
    if loan is None:
        report_problems(entry, [NO_VALUE], findings, rule=TERMS_INCOMPLETE)
        return None
    reader = MetadataReader(entry.meta)
    principal = reader.amount("principal", required=True)
    if principal == 0:
        reader.problems.append(Message(N_("“{key}:” must be above 0"), key="principal"))
    new_dates = _new_dates(entry.date, reader)
    reader.text("minutes", required=True)
    reader.codes("approved-by", required=True)
    report_problems(entry, reader.finish(), findings, rule=TERMS_INCOMPLETE, loan=loan)
    return (loan, TopUp(entry, principal, new_dates)) if principal else None


def _new_dates(day: date, reader: MetadataReader) -> Rescheduling | None:
    dated = reader.has("instalments") or reader.has("first-due")
    instalments = reader.whole("instalments", required=dated, highest=MOST_INSTALMENTS)
    first_due = reader.day("first-due", required=dated)
    if instalments == 0:
        reader.problems.append(Message(N_("there is no instalment")))
    if first_due is not None and first_due <= day:
        reader.problems.append(first_due_too_early(first_due, day))
        return None
    if not instalments or first_due is None:
        return None
    return Rescheduling(day, ReschedulingKind.TOP_UP, instalments, first_due)
