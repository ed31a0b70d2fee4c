"""Checks that money passes between the funds in pairs of entries that agree."""

from ledger_core.books.book import Book
from ledger_core.books.posted import Posted
from ledger_core.books.rendering import Posting, Transaction
from ledger_core.club import Fund, Role
from ledger_core.errors import ClubledgerError
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_


def check_transfers(book: Book) -> None:
    """Check that each transfer has its other half in the other fund's journal."""
    for posted in book.transactions:
        if not posted.touches(Role.TRANSFERS) or len(posted.funds) != 1:
            continue
        fund = next(iter(posted.funds))
        partner = _partner(book, posted, fund)
        if partner is None:
            _unpaired(book, posted, fund)
        elif fund is Fund.ACTIVITY and (
            _moved(partner) != -_moved(posted) or partner.date != posted.date
        ):
            _disagree(book, posted, partner)


def _partner(book: Book, posted: Posted, fund: Fund) -> Posted | None:
    return next(
        (
            other
            for number in posted.vouchers
            for other in book.vouchers[number]
            if fund.other in other.funds and other.touches(Role.TRANSFERS) and other is not posted
        ),
        None,
    )


def _moved(posted: Posted) -> int:
    return posted.sum(Role.TRANSFERS)


def _unpaired(book: Book, posted: Posted, fund: Fund) -> None:
    book.findings.add(
        "fund_separation.transfer-unpaired",
        Severity.ERROR,
        posted.entry.meta,
        Message(
            N_("{amount:money} đồng pass between the funds, but only one fund says so: {fund}."),
            amount=abs(_moved(posted)),
            fund=fund.label,
        ),
        remedy=Message(
            N_("Enter the other half in the other fund's journal, with the same date and number.")
        ),
        lines=_other_half(book, posted, fund),
    )


def _other_half(book: Book, posted: Posted, fund: Fund) -> str:
    """Return the entry that the other fund's journal lacks, as far as its accounts are known."""
    cash = book.chart.general.get((fund.other, Role.CASH))
    transfers = book.chart.general.get((fund.other, Role.TRANSFERS))
    if cash is None or transfers is None:
        return ""
    moved = _moved(posted)
    half = Transaction(
        posted.date,
        posted.entry.narration or "",
        (Posting(cash.name, moved), Posting(transfers.name, -moved)),
        payee=posted.entry.payee,
        links=frozenset(str(number) for number in posted.vouchers),
    )
    try:
        return half.render()
    except ClubledgerError:  # what a hand wrote here cannot be written by the rules
        return ""


def _disagree(book: Book, posted: Posted, partner: Posted) -> None:
    book.findings.add(
        "fund_separation.transfer-disagrees",
        Severity.ERROR,
        posted.entry.meta,
        Message(
            N_(
                "The two halves of transfer {voucher} do not agree: {amount:money} đồng on "
                "{day:date} here, {other:money} đồng on {other_day:date} in the other fund."
            ),
            voucher=next((str(n) for n in posted.vouchers if n in partner.vouchers), ""),
            amount=abs(_moved(posted)),
            day=posted.date,
            other=abs(_moved(partner)),
            other_day=partner.date,
        ),
        remedy=Message(N_("Correct the half that differs from the voucher.")),
    )
