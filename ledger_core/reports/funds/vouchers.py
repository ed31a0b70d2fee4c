"""Who and what an entry is about, as the books of a club list it."""

from datetime import date

from ledger_core.books.posted import Posted
from ledger_core.messages import Message, N_
from ledger_core.reports.tables import Column, Kind

DATE = Column("date", Message(N_("Date")), Kind.DATE)
VOUCHER = Column("voucher", Message(N_("Voucher")))
PERSON = Column("person", Message(N_("Person")))
CONTENT = Column("content", Message(N_("Content")))


def voucher_text(posted: Posted) -> str:
    """Return the voucher numbers of an entry; empty where it has none."""
    return " ".join(str(number) for number in posted.vouchers)


def about(posted: Posted) -> tuple[date, str, str, str]:
    """Return the cells under `DATE`, `VOUCHER`, `PERSON` and `CONTENT`."""
    entry = posted.entry
    return posted.date, voucher_text(posted), entry.payee or "", entry.narration or ""
