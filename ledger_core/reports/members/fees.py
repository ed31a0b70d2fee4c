"""Membership fees: what each member was asked for, paid and owes."""

from ledger_core.books.fees import fees_paid, older_books_until
from ledger_core.club import fees_asked
from ledger_core.messages import Message, N_
from ledger_core.reports.columns import MEMBER, NAME, TOTAL
from ledger_core.reports.heading import report_over
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import BLANK, Column, Kind, Report, Table

_FIGURES = 5


def membership_fees(request: ReportRequest) -> Report:
    """Return the fees of each member: asked for and paid in all and in the period, and owed.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book, period = request.club.book, request.period
    register = book.register
    paid, before = fees_paid(book, period.end), fees_paid(book, period.opening)
    after = older_books_until(book)
    found: list[tuple[str, str, tuple[int, ...]]] = []
    for code, member in sorted(register.members.items()):
        asked = fees_asked(member, register, period.end, after)
        amount = paid.get(code, 0)
        owed, ahead = max(0, asked - amount), max(0, amount - asked)
        figures = (asked, amount, amount - before.get(code, 0), owed, ahead)
        if any(figures) or member.active_on(period.end):
            found.append((code, member.name, figures))
    table = Table(
        "fees",
        Message(N_("Membership fees (đồng)")),
        (
            *(MEMBER, NAME),
            Column("asked", Message(N_("Asked for so far")), Kind.AMOUNT),
            Column("paid", Message(N_("Paid so far")), Kind.AMOUNT),
            Column("paid_in_period", Message(N_("of which in the period")), Kind.AMOUNT),
            Column("owed", Message(N_("Still owed")), Kind.AMOUNT),
            Column("ahead", Message(N_("Paid ahead")), Kind.AMOUNT),
        ),
        tuple((code, name, *figures) for code, name, figures in found),
        total=(
            *(TOTAL, BLANK),
            *(sum(figures[place] for _, _, figures in found) for place in range(_FIGURES)),
        ),
        notes=(
            Message(
                N_(
                    "A month asks for a fee when the person is a member on the day of its meeting, "
                    "by the rules of that day. The month of the last day counts whole."
                )
            ),
            Message(N_("What an adjusting entry took back counts as not paid.")),
        ),
    )
    return report_over(request, "fees", Message(N_("Membership fees")), (table,))
