"""Comparing the rows of loans and their history, before anything is entered."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ledger_core.books.codes import NotACode, loan_id
from ledger_core.importing.problems import Problem
from ledger_core.importing.reading import SheetRow
from ledger_core.messages import Message, N_

_UNPAID = ("outstanding", "left", "next_due")


def check_loans(
    loans: Sequence[SheetRow], history: Sequence[SheetRow], codes: set[str], day: date | None
) -> Iterator[Problem]:
    """Yield everything that is wrong with the loans of an import.

    Args:
      loans: Rows of the sheet of loans.
      history: Rows of the sheet of repayments.
      codes: Codes of the members.
      day: Day of the opening balances, where it could be read.
    """
    with_history = {row.text("loan") for row in history}
    seen: Counter[str] = Counter()
    for row in loans:
        loan = row.text("loan")
        seen[loan] += bool(loan)
        if seen[loan] > 1:
            yield row.problem("loan", Message(N_("The loan stands in a row above already.")))
        yield from _check_names(row, codes)
        if loan and loan in with_history:
            yield from _check_whole(row, day)
        else:
            yield from _check_unpaid(row, day)
    yield from _check_history(loans, history, day)


def _check_names(row: SheetRow, codes: set[str]) -> Iterator[Problem]:
    try:
        if row.has("loan"):
            loan_id(row.text("loan"))
    except NotACode as error:
        yield row.problem("loan", error.message, error.remedy)
    for key in ("member", "guarantor"):
        code = row.text(key)
        if code and code not in codes:
            yield row.problem(key, Message(N_("{code} is not on the sheet of members."), code=code))
    for key in ("principal", "outstanding", "instalments", "left"):
        if row.has(key) and row.number_of(key) == 0:
            yield row.problem(key, Message(N_("This must be more than zero.")))


def _needed(row: SheetRow, keys: Sequence[str], why: Message) -> Iterator[Problem]:
    for key in keys:
        if not row.has(key) and key not in row.wrong:
            yield row.problem(key, Message(N_("This must be filled in: {what}."), what=why))


def _check_whole(row: SheetRow, day: date | None) -> Iterator[Problem]:
    """A loan whose history is told: the agreement as it was."""
    why = Message(N_("the loan has its history on the other sheet"))
    yield from _needed(row, ("approved", "principal", "instalments"), why)
    approved = row.day("approved")
    if approved and day and approved > day:
        yield row.problem("approved", Message(N_("This is after the day of the opening balances.")))


def _check_unpaid(row: SheetRow, day: date | None) -> Iterator[Problem]:
    """A loan of which only what is unpaid is told."""
    yield from _needed(row, _UNPAID, Message(N_("the loan has no history on the other sheet")))
    outstanding = row.number_of("outstanding")
    if row.has("outstanding", "overdue") and row.number_of("overdue") > outstanding:
        yield row.problem("overdue", Message(N_("More is overdue than is unpaid.")))
    if row.has("outstanding", "principal") and outstanding > row.number_of("principal"):
        yield row.problem("outstanding", Message(N_("More is unpaid than was lent.")))
    late = sum(row.number_of(key) for key in ("overdue", "interest", "late_interest"))
    oldest, following = row.day("oldest_due"), row.day("next_due")
    if late and not oldest and "oldest_due" not in row.wrong:
        yield row.problem(
            "oldest_due",
            Message(N_("Something is overdue, but not since when.")),
            Message(N_("Write the oldest due date of which anything is unpaid.")),
        )
    if oldest and not late and not row.wrong & {"overdue", "interest", "late_interest"}:
        yield row.problem(
            "oldest_due",
            Message(N_("A due date is unpaid, but no amount is overdue.")),
            Message(N_("Write the overdue principal or interest, or leave the date empty.")),
        )
    if oldest and day and oldest > day:
        yield row.problem(
            "oldest_due", Message(N_("This is after the day of the opening balances."))
        )
    if following and day and following <= day:
        yield row.problem(
            "next_due",
            Message(N_("The next instalment falls due after the day of the opening balances.")),
            Message(N_("What fell due before belongs to the overdue principal and interest.")),
        )


def _check_history(
    loans: Sequence[SheetRow], history: Sequence[SheetRow], day: date | None
) -> Iterator[Problem]:
    known = {row.text("loan"): row for row in loans}
    paid_out: Counter[str] = Counter()
    for row in history:
        loan, moved = row.text("loan"), row.day("day")
        agreement = known.get(loan)
        if loan and agreement is None:
            yield row.problem(
                "loan", Message(N_("{loan} is not on the sheet of loans."), loan=loan)
            )
        if moved and day and moved > day:
            yield row.problem("day", Message(N_("This is after the day of the opening balances.")))
        lent = agreement.day("approved") if agreement else None
        if moved and lent and moved < lent:
            yield row.problem("day", Message(N_("This is before the day on which it was lent.")))
        if row.has("amount") and not row.number_of("amount"):
            yield row.problem("amount", Message(N_("This must be more than zero.")))
        if row.text("move") == "disbursement":
            paid_out[loan] += row.number_of("amount")
            agreed = agreement.number_of("principal") if agreement else 0
            if agreed and paid_out[loan] > agreed:
                yield row.problem("amount", Message(N_("More is paid out than was lent.")))
    for loan in dict.fromkeys(row.text("loan") for row in history):
        if loan in known and not paid_out[loan]:
            yield known[loan].problem(
                "loan",
                Message(N_("The history of {loan} does not say when it was paid out."), loan=loan),
                Message(N_("Add a row “paid out” to the sheet of repayments.")),
            )
