"""The lines of a repayment: which account takes which part of the money."""

from datetime import date

from ledger_core.books.book import Book
from ledger_core.books.receivables import receivable_left
from ledger_core.books.rendering import Posting, posting_lines
from ledger_core.club import Fund, Role
from ledger_core.loans import Split


def income_postings(
    book: Book, loan: str, split: Split, overpayments: str, day: date | None = None
) -> list[Posting]:
    """Return the credit lines of a repayment, split as told; parts of nothing are left out.

    Interest that was accrued settles the receivable first; the rest of it is income.

    Args:
      book: The club's book.
      loan: The loan's id; its account must be open.
      split: The parts in đồng.
      overpayments: The account that takes what is paid too much.
      day: The day of payment; the last one when None.
    """
    chart = book.chart
    postings = []
    if split.principal:
        postings.append(Posting(chart.of_loan[loan].name, -split.principal))
    accrued = min(split.interest, receivable_left(book, loan, day)) if split.interest > 0 else 0
    parts = (
        (Role.LATE_INTEREST, split.late_interest),
        (Role.LOAN_FEES, split.fee),
        (Role.INTEREST_RECEIVABLE, accrued),
        (Role.LOAN_INTEREST, split.interest - accrued),
    )
    for role, amount in parts:
        if amount:
            postings.append(Posting(chart.general[Fund.INCOME, role].name, -amount))
    if split.overpayment:
        postings.append(Posting(overpayments, -split.overpayment))
    return postings


def repayment_lines(book: Book, loan: str, split: Split) -> str:
    """Return a repayment in cash as text, for a finding; empty if the chart lacks an account."""
    try:
        cash = book.chart.general[Fund.INCOME, Role.CASH].name
        overpayments = book.chart.general[Fund.INCOME, Role.OVERPAYMENTS].name
        credits_ = income_postings(book, loan, split, overpayments)
    except KeyError:
        return ""
    return posting_lines([Posting(cash, split.total), *credits_])
