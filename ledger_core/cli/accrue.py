"""`clubledger accrue`: interest earned and not received is entered, or taken back."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger_core.cli.framework import command
from ledger_core.cli.options import club_argument, date_option, format_option, yes_option
from ledger_core.cli.showing import screen_width
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_

if TYPE_CHECKING:
    from ledger_core.books.actions import LoanAccrual
    from ledger_core.books.session import WritingSession
    from ledger_core.reports import Table


@command(
    "accrue",
    N_(
        "Enter the interest that loans of debt group 1 have earned.\n\n"
        "For clubs whose rules say accounting: accrual. Interest of loans that left group 1 is "
        "taken back. No money moves."
    ),
)
@club_argument
@date_option
@yes_option
@format_option
def accrue(*, club: Path, day: date, yes: bool, output: str) -> int:
    """Enter accrued interest."""
    from ledger_core.books.actions import accrue_interest
    from ledger_core.reports import render_table, standard_loans

    def action(session: "WritingSession") -> Outcome:
        loans = accrue_interest(session, day=day, standard=standard_loans(session.book, day))
        entered = [each for each in loans if each.voucher is not None]
        receivable = sum(each.after for each in loans)
        done = Message(
            N_("{count} accounting entries; interest receivable is now {amount:money} đồng."),
            count=len(entered),
            amount=receivable,
        )
        table = _table(loans, day)
        return Outcome(
            done,
            render_table(table, width=screen_width()).rstrip("\n").split("\n"),
            voucher=None,
            repeated=not entered,
            more={"accruals": [_json(each) for each in loans]},
            unchanged=Message(
                N_("Interest receivable is {amount:money} đồng already: no change."),
                amount=receivable,
            ),
        )

    return write(club, Manner(yes, output), action)


def _table(loans: Sequence["LoanAccrual"], day: date) -> "Table":
    from ledger_core.reports import Column, Kind, Table

    rows = tuple(
        (
            each.loan,
            each.member,
            each.before,
            each.movement.accrued or None,
            each.movement.reversed or None,
            each.movement.waived or None,
            each.after,
            each.off_the_books or None,
        )
        for each in loans
    )
    sums = [sum(row[i] or 0 for row in rows) for i in range(2, 8)]  # type: ignore[misc]
    return Table(
        key="accruals",
        title=Message(N_("Interest earned and not received, {day:date}"), day=day),
        columns=(
            Column("loan", Message(N_("Loan"))),
            Column("member", Message(N_("Borrower"))),
            Column("before", Message(N_("Receivable before")), Kind.AMOUNT),
            Column("accrued", Message(N_("Accrued")), Kind.AMOUNT),
            Column("reversed", Message(N_("Taken back")), Kind.AMOUNT),
            Column("waived", Message(N_("Waived")), Kind.AMOUNT),
            Column("after", Message(N_("Receivable after")), Kind.AMOUNT),
            Column("off_the_books", Message(N_("Outside the books")), Kind.AMOUNT),
        ),
        rows=rows,
        notes=(
            Message(
                N_(
                    "Interest is accrued on loans of debt group 1 only; what other loans owe is "
                    "followed outside the books and is income when it is received."
                )
            ),
        ),
        total=(Message(N_("Total")), "", *sums),
    )


def _json(each: "LoanAccrual") -> dict[str, Any]:
    return {
        "loan": each.loan,
        "member": each.member,
        "accruing": each.accruing,
        "receivable_before": each.before,
        "accrued": each.movement.accrued,
        "reversed": each.movement.reversed,
        "waived": each.movement.waived,
        "receivable_after": each.after,
        "off_the_books": each.off_the_books,
        "voucher": None if each.voucher is None else str(each.voucher),
    }
