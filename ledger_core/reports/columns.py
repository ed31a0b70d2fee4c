"""Columns that many tables share, and the cells of an entry below them."""

from datetime import date

from ledger_core.books.posted import Posted
from ledger_core.messages import Message, N_
from ledger_core.reports.tables import Column, Figure, Kind

DATE = Column("date", Message(N_("Date")), Kind.DATE)
VOUCHER = Column("voucher", Message(N_("Voucher")))
PERSON = Column("person", Message(N_("Payer or recipient")))
CONTENT = Column("content", Message(N_("Content")))
LOAN = Column("loan", Message(N_("Loan")))
MEMBER = Column("member", Message(N_("Code")))
NAME = Column("name", Message(N_("Name")))
MINUTES = Column("minutes", Message(N_("Minutes")))
PRINCIPAL = Column("principal", Message(N_("Principal")), Kind.AMOUNT)
INTEREST = Column("interest", Message(N_("Interest")), Kind.AMOUNT)
PRINCIPAL_OWED = Column("outstanding_principal", Message(N_("Principal owed")), Kind.AMOUNT)
AMOUNT = Column("amount", Message(N_("Amount (đồng)")), Kind.AMOUNT)
TOTAL = Message(N_("Total"))
TOTAL_UNDER_DATE = Figure(TOTAL, Kind.TEXT)
TAKEN_BACK = Message(N_("An entry that was taken back stands below zero."))


def voucher_text(posted: Posted) -> str:
    """Return the voucher numbers of an entry; empty where it has none."""
    return " ".join(str(number) for number in posted.vouchers)


def about(posted: Posted) -> tuple[date, str, str, str]:
    """Return the cells under `DATE`, `VOUCHER`, `PERSON` and `CONTENT`."""
    entry = posted.entry
    return posted.date, voucher_text(posted), entry.payee or "", entry.narration or ""
