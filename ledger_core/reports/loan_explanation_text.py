"""The explanation of a loan in sentences and tables, in the order in which a person asks."""

from collections.abc import Iterable

from ledger_core.loans import Figure as LoanFigure
from ledger_core.loans import LoanState
from ledger_core.loans.pauses import Pausing
from ledger_core.messages import Message, N_
from ledger_core.reports.explained_loan import (
    OWED_NOW,
    ExplainedFigure,
    ExplainedMoratorium,
    ExplainedPayment,
    LoanExplanation,
)
from ledger_core.reports.loan_explanation_lines import (
    COMPONENT_LABELS,
    NO_SOURCES,
    Sources,
    figure_table,
    line_columns,
    line_rows,
)
from ledger_core.reports.next_instalment import NextInstalment
from ledger_core.reports.tables import BLANK, Column, Figure, Kind, Report, Row, Table
from ledger_core.reports.text import render_report

_TITLES = {
    LoanFigure.PRINCIPAL_DUE: N_("Principal to pay now: {amount:money} đồng"),
    LoanFigure.INTEREST_DUE: N_("Interest to pay now: {amount:money} đồng"),
    LoanFigure.LATE_INTEREST: N_("Late-payment interest to pay now: {amount:money} đồng"),
    LoanFigure.FEE_DUE: N_("Fees to pay now: {amount:money} đồng"),
    LoanFigure.OUTSTANDING_PRINCIPAL: N_("Principal still owed in all: {amount:money} đồng"),
    LoanFigure.ACCRUED_INTEREST: N_(
        "Interest of the running period so far, not due yet: {amount:money} đồng"
    ),
    LoanFigure.PAYOFF_AMOUNT: N_("To pay everything off on this day: {amount:money} đồng"),
}


def explanation_text(explained: LoanExplanation, *, width: int | None = None) -> str:
    """Return the explanation as text in the current language, for a screen `width` columns wide."""
    return render_report(explanation_document(explained), width=width)


def explanation_document(explained: LoanExplanation) -> Report:
    """Return the explanation, ready to be rendered in any format."""
    vouchers = {payment.date: payment.vouchers for payment in explained.payments}
    sources = Sources(vouchers, explained.charges)
    figures = [figure for figure in explained.figures if figure.amount]
    tables = [
        figure_table(figure, Message(_TITLES[figure.figure], amount=figure.amount), sources)
        for figure in figures
    ]
    if explained.payments:
        tables.append(_payments(explained.payments))
    if explained.coming is not None:
        tables += _coming_tables(explained.coming)
    return Report(
        name="loan-explanation",
        title=Message(N_("Loan {loan}: how the figures came about"), loan=explained.loan),
        subtitle=(
            f"{explained.member} {explained.name}".strip(),
            *_owed(explained, figures),
            *_coming_sentences(explained.coming),
            *_kept(explained.position.overpaid),
        ),
        tables=tuple(tables),
        notes=(
            *(
                Message(N_("{voucher} was taken back by an adjusting entry."), voucher=voucher)
                for voucher in explained.taken_back
            ),
            *_moratoria(explained.moratoria),
            Message(
                N_(
                    "Interest is base × rate × time, rounded once for the whole period; the first "
                    "day of a stretch is not counted, the last is."
                )
            ),
            Message(N_("Instalments that are settled in full are left out of what is owed now.")),
        ),
    )


_HELD = {
    Pausing.DEFERRED: N_(
        "From {start:date} to {end:date} no principal is asked for{by}; the interest of that time "
        "is due with the first instalment after it."
    ),
    Pausing.CHARGED: N_(
        "From {start:date} to {end:date} no principal is asked for{by}; interest is due as always."
    ),
    Pausing.FREE: N_(
        "From {start:date} to {end:date} no principal is asked for{by}, and those days bear no "
        "interest."
    ),
}


def _moratoria(moratoria: Iterable[ExplainedMoratorium]) -> list[Message]:
    return [
        Message(
            _HELD[each.interest],
            start=each.start,
            end=each.end,
            by=Message(N_(" (minutes {minutes})"), minutes=each.decided_by)
            if each.decided_by
            else "",
        )
        for each in moratoria
    ]


_OVER = {
    LoanState.APPROVED: N_("The loan is approved; nothing of it is paid out by {day:date}."),
    LoanState.WRITTEN_OFF: N_(
        "The loan is written off; {claim:money} đồng are still claimed outside the books on "
        "{day:date}."
    ),
    LoanState.TRANSFERRED: N_("The loan passed to another borrower by {day:date}."),
    LoanState.CLOSED: N_("The loan is repaid in full by {day:date}."),
}


def _owed(explained: LoanExplanation, figures: Iterable[ExplainedFigure]) -> list[Message]:
    day, owed = explained.position.date, explained.owed_now
    state = explained.position.state
    if not owed and state in _OVER:
        claim = {"claim": explained.position.memo_claim} if state is LoanState.WRITTEN_OFF else {}
        return [Message(_OVER[state], day=day, **claim)]
    if not owed:
        return [Message(N_("At the end of {day:date} nothing is due."), day=day)]
    parts = [
        Message(N_("{what} {amount:money}"), what=_SHORT[each.figure], amount=each.amount)
        for each in figures
        if each.figure in OWED_NOW
    ]
    sentence = N_("At the end of {day:date} {amount:money} đồng are due: {parts}.")
    sentences = [Message(sentence, day=day, amount=owed, parts=_joined(parts))]
    if explained.position.days_past_due and explained.position.oldest_unpaid_due:
        sentences.append(
            Message(
                N_("The oldest unpaid instalment was due on {due:date}, {days} days before."),
                due=explained.position.oldest_unpaid_due,
                days=explained.position.days_past_due,
            )
        )
    return sentences


def _kept(overpaid: int) -> list[Message]:
    if overpaid <= 0:
        return []
    text = N_("{amount:money} đồng that were paid too much are kept for the borrower.")
    return [Message(text, amount=overpaid)]


_SHORT = {
    LoanFigure.PRINCIPAL_DUE: COMPONENT_LABELS["principal"],
    LoanFigure.INTEREST_DUE: COMPONENT_LABELS["interest"],
    LoanFigure.LATE_INTEREST: COMPONENT_LABELS["late-interest"],
    LoanFigure.FEE_DUE: COMPONENT_LABELS["fee"],
}


def _joined(parts: list[Message]) -> Message:
    """Join parts of a sentence by semicolons: commas stand inside figures."""
    joined = parts[0]
    for part in parts[1:]:
        joined = Message(N_("{first}; {second}"), first=joined, second=part)
    return joined


def _payments(payments: Iterable[ExplainedPayment]) -> Table:
    rows: list[Row] = []
    total = 0
    for payment in payments:
        total += payment.amount
        head = (payment.date, ", ".join(payment.vouchers))
        for index, part in enumerate(payment.parts):
            first = head if index == 0 else (BLANK, "")
            what = COMPONENT_LABELS[part.component]
            if part.number is None and part.due is None and part.component in _AHEAD:
                what = _AHEAD[part.component]
            number = BLANK if part.number is None else part.number
            sum_of_day = payment.amount if index == 0 else BLANK
            due = BLANK if part.due is None else part.due
            rows.append((*first, sum_of_day, what, number, due, part.amount))
    return Table(
        key="payments",
        title=Message(N_("Payments, and where each went")),
        columns=(
            Column("date", Message(N_("Date")), Kind.DATE),
            Column("vouchers", Message(N_("Voucher"))),
            Column("paid", Message(N_("Paid")), Kind.AMOUNT),
            Column("component", Message(N_("Went to"))),
            Column("instalment", Message(N_("Instalment")), Kind.COUNT),
            Column("due", Message(N_("Due")), Kind.DATE),
            Column("amount", Message(N_("Amount")), Kind.AMOUNT),
        ),
        rows=tuple(rows),
        total=(
            Figure(Message(N_("Total")), Kind.TEXT),
            "",
            total,
            "",
            BLANK,
            BLANK,
            total,
        ),
    )


_AHEAD = {
    "principal": Message(N_("principal, before it is due")),
    "interest": Message(N_("interest, in advance")),
}


def _coming_sentences(coming: NextInstalment | None) -> list[Message]:
    if coming is None:
        return []
    sentences = [
        Message(
            N_("Next: instalment {number}, {amount:money} đồng on {due:date}."),
            number=coming.number,
            amount=coming.amount,
            due=coming.due,
        )
    ]
    if coming.total != coming.amount:
        sentences.append(
            Message(
                N_("If nothing is paid until then, {total:money} đồng are to be paid that day."),
                total=coming.total,
            )
        )
    if coming.previous_due is None:
        return sentences
    more = coming.total - coming.previous_amount
    if more > 0:
        text = N_("That is {amount:money} đồng more than the instalment of {day:date}.")
    elif more < 0:
        text = N_("That is {amount:money} đồng less than the instalment of {day:date}.")
    else:
        return sentences
    return [*sentences, Message(text, amount=abs(more), day=coming.previous_due)]


def _coming_tables(coming: NextInstalment) -> list[Table]:
    tables = []
    if coming.lines:
        rows = line_rows(coming.lines, NO_SOURCES)
        tables.append(
            Table(
                key="next_interest",
                title=Message(
                    N_("Interest of instalment {number} on {due:date}: {amount:money} đồng"),
                    number=coming.number,
                    due=coming.due,
                    amount=coming.interest,
                ),
                columns=line_columns(),
                rows=rows,
            )
        )
    if coming.previous_due is not None and coming.changes:
        rows = (
            (
                Message(
                    N_("the instalment of {day:date}, as it was asked for"),
                    day=coming.previous_due,
                ),
                coming.previous_amount,
            ),
            *((change.label, amount) for change, amount in coming.changes),
        )
        tables.append(
            Table(
                key="next_changes",
                title=Message(
                    N_("Why {total:money} đồng are to be paid on {due:date}"),
                    total=coming.total,
                    due=coming.due,
                ),
                columns=(
                    Column("reason", Message(N_("Why"))),
                    Column("amount", Message(N_("More (less: -)")), Kind.AMOUNT),
                ),
                rows=rows,
                total=(Message(N_("To pay")), coming.total),
            )
        )
    return tables
