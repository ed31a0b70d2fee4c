"""What fell due in a period and what of it was collected, loan by loan."""

from ledger_core.messages import Message, N_
from ledger_core.portfolio import (
    CollectionFacts,
    arrears_clean_up_rate,
    current_recovery_rate,
    loan_period,
    merged,
    on_time_rate,
    total_recovery_rate,
)
from ledger_core.reports.columns import LOAN, MEMBER, NAME, TOTAL
from ledger_core.reports.day_accounts import fold_loans_on
from ledger_core.reports.heading import report_over
from ledger_core.reports.loans.moves import who
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import BLANK, Column, Kind, Report, Row, Table

_Facts = CollectionFacts


def due_and_collected(request: ReportRequest) -> Report:
    """Return what fell due over a period and what of it came in, with the rates made of it.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book, period = request.club.book, request.period
    fold_loans_on(book, (period.opening, period.end))
    rows: list[Row] = []
    principal, interest = [_Facts()], [_Facts()]
    for record in book.loans.values():
        after = record.account_on(period.end)
        if after is None:
            continue
        facts = loan_period(record.account_on(period.opening), after, period)
        both = merged([facts.principal, facts.interest])
        if both == _Facts():
            continue
        principal.append(facts.principal)
        interest.append(facts.interest)
        rows.append((*who(book, record), *_amounts(both)))
    parts = (merged(principal), merged(interest))
    whole = merged(parts)
    loans = Table(
        "loans",
        Message(N_("Loan by loan (đồng)")),
        (LOAN, MEMBER, NAME, *_COLUMNS),
        tuple(rows),
        total=(TOTAL, BLANK, BLANK, *_amounts(whole)),
    )
    title = Message(N_("Due and collected"))
    return report_over(request, "due-and-collected", title, (_sums(*parts), _rates(whole), loans))


_COLUMNS = (
    Column("due", Message(N_("Due in the period")), Kind.AMOUNT),
    Column("collected", Message(N_("Collected of it")), Kind.AMOUNT),
    Column("collected_on_time", Message(N_("by the due date")), Kind.AMOUNT),
    Column("arrears_at_start", Message(N_("Arrears before")), Kind.AMOUNT),
    Column("arrears_collected", Message(N_("Collected of arrears")), Kind.AMOUNT),
    Column("paid_ahead", Message(N_("Paid ahead")), Kind.AMOUNT),
)


def _amounts(facts: _Facts) -> tuple[int, ...]:
    return (
        facts.due,
        facts.collected,
        facts.collected_on_time,
        facts.arrears_at_start,
        facts.arrears_collected,
        facts.paid_ahead,
    )


def _sums(principal: _Facts, interest: _Facts) -> Table:
    return Table(
        "sums",
        Message(N_("Principal and interest (đồng)")),
        (Column("part", Message(N_("Part"))), *_COLUMNS),
        (
            (Message(N_("Principal")), *_amounts(principal)),
            (Message(N_("Interest")), *_amounts(interest)),
        ),
        row_keys=("principal", "interest"),
        total=(TOTAL, *_amounts(merged([principal, interest]))),
        notes=(
            Message(
                N_(
                    "What fell due and was rescheduled, forgiven or written off later counts as "
                    "due and not collected. Late interest and fees are left out."
                )
            ),
        ),
    )


def _rates(facts: _Facts) -> Table:
    rates = (
        ("current_recovery_rate", current_recovery_rate(facts), _CURRENT),
        ("on_time_rate", on_time_rate(facts), _ON_TIME),
        ("arrears_clean_up_rate", arrears_clean_up_rate(facts), _CLEAN_UP),
        ("total_recovery_rate", total_recovery_rate(facts), _TOGETHER),
    )
    return Table(
        "rates",
        Message(N_("Rates")),
        (
            Column("figure", Message(N_("Figure"))),
            Column("value", Message(N_("Value")), Kind.RATIO),
            Column("definition", Message(N_("How it is reckoned"))),
        ),
        tuple((name, rate, definition) for _, rate, (name, definition) in rates),
        row_keys=tuple(key for key, _, _ in rates),
    )


_CURRENT = (
    Message(N_("Current recovery rate")),
    Message(N_("Collected of what fell due ÷ due in the period")),
)
_ON_TIME = (
    Message(N_("On-time repayment rate")),
    Message(N_("Collected by the due date ÷ due in the period")),
)
_CLEAN_UP = (
    Message(N_("Clean-up of arrears")),
    Message(N_("Collected of arrears ÷ arrears before")),
)
_TOGETHER = (
    Message(N_("Recovery of arrears and dues together")),
    Message(N_("Both collected ÷ both owed")),
)
