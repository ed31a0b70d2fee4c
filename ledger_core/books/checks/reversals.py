"""Checks of adjusting entries: what they take back or correct is there, and only once."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from ledger_core.books.book import Book
from ledger_core.books.codes import NotACode, VoucherNumber
from ledger_core.books.posted import SOURCE_ROLES, Posted
from ledger_core.books.rendering import Posting, posting_lines
from ledger_core.club import Fund, Role
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

_HELD = (Role.OVERPAYMENTS,)


def check_reversals(book: Book) -> None:
    """Check each entry that takes another back: it is there, opposite, and taken back once."""
    seen: dict[tuple[str, Fund], Posted] = {}
    adjusting = [posted for posted in book.transactions if posted.reverses is not None]
    for posted in sorted(adjusting, key=lambda posted: posted.date):
        assert posted.reverses is not None
        originals = book.taken_back_by(posted)
        if not any(original.corrects is None for original in originals):
            _unknown(book, posted)
            continue
        for fund in posted.funds:
            if (posted.reverses, fund) in seen:
                _twice(book, posted, seen[posted.reverses, fund])
            seen.setdefault((posted.reverses, fund), posted)
        wanted = {name: -amount for name, amount in _amounts(originals).items() if amount}
        if wanted != {name: amount for name, amount in _amounts([posted]).items() if amount}:
            _differs(book, posted, wanted)


def _amounts(entries: Iterable[Posted]) -> dict[str, int]:
    amounts: dict[str, int] = defaultdict(int)
    for posted in entries:
        for posting in posted.entry.postings:
            if posting.units is not None and posting.units.number is not None:
                amounts[posting.account] += int(posting.units.number)
    return amounts


def _unknown(book: Book, posted: Posted) -> None:
    book.findings.add(
        "register.reversal-unknown",
        Severity.ERROR,
        posted.entry.meta,
        Message(
            N_("No entry of voucher {voucher} stands in this fund by {day:date}."),
            voucher=posted.reverses or "",
            day=posted.date,
        ),
        remedy=Message(
            N_("Correct the number under “reverses:”; an adjusting entry takes no other one back.")
        ),
        loan=posted.loan,
    )


def _twice(book: Book, posted: Posted, first: Posted) -> None:
    book.findings.add(
        "register.reversed-twice",
        Severity.ERROR,
        posted.entry.meta,
        Message(
            N_("Voucher {voucher} was taken back already on {day:date}."),
            voucher=posted.reverses or "",
            day=first.date,
        ),
        remedy=Message(N_("Delete one of the two adjusting entries.")),
        loan=posted.loan,
    )


def _differs(book: Book, posted: Posted, wanted: dict[str, int]) -> None:
    book.findings.add(
        "register.reversal-differs",
        Severity.ERROR,
        posted.entry.meta,
        Message(
            N_("The entry does not take back exactly what voucher {voucher} posted."),
            voucher=posted.reverses or "",
        ),
        remedy=Message(N_("Write the opposite of each of its lines, its corrections included.")),
        loan=posted.loan,
        lines=posting_lines([Posting(name, amount) for name, amount in wanted.items()]),
    )


def check_corrections(book: Book) -> None:
    """Check each entry that corrects a split: same loan, same day, no money moved."""
    for number, entries in book.corrections.items():
        known = _repayments(book, number)
        for posted in entries:
            moved = [role for role in SOURCE_ROLES if role not in _HELD and posted.sum(role)]
            if (posted.loan, posted.date) not in known or moved:
                _astray(book, posted)


def _repayments(book: Book, number: str) -> Counter[tuple[str | None, object]]:
    try:
        entries = book.vouchers.get(VoucherNumber.parse(number), [])
    except NotACode:
        entries = []
    return Counter((posted.loan, posted.date) for posted in entries if posted.loan is not None)


def _astray(book: Book, posted: Posted) -> None:
    book.findings.add(
        "loan_lifecycle.correction-astray",
        Severity.ERROR,
        posted.entry.meta,
        Message(
            N_(
                "A correction changes the split of a repayment of the same loan and day, and moves "
                "no money; voucher {voucher} is none, or money moves."
            ),
            voucher=posted.corrects or "",
        ),
        remedy=Message(N_("Correct the number under “corrects:”, the date or the lines.")),
        loan=posted.loan,
    )
