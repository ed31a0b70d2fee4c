"""A mistaken entry is taken back by an adjusting entry; nothing is ever struck out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger_core.books.actions.accruals import correct_accruals
from ledger_core.books.actions.common import (
    Written,
    approved,
    excuse,
    narration,
    new_number,
    refuse_taken,
    same_entries,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.actions.loan_errors import (
    NoSuchVoucher,
    NotReversible,
    NumberOfTwoPapers,
    ReversalBeforeOriginal,
    ReversedAlready,
)
from ledger_core.books.actions.repaying import Correction, correct_from, days_left_wrong
from ledger_core.books.book import Book
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.interest_received import DISTRIBUTED_KEY
from ledger_core.books.literals import VND, Value
from ledger_core.books.loan_events import OVERPAID_ON_KEY, loans_of
from ledger_core.books.metadata import whole_amount
from ledger_core.books.papers import papers
from ledger_core.books.posted import Posted
from ledger_core.books.rendering import Posting, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Fund
from ledger_core.messages import Message, N_


@dataclass(frozen=True, slots=True)
class ReversalRequest:
    """A mistaken entry that is to be taken back.

    Attributes:
      number: Its voucher number, whole.
      day: Day of the adjusting entry.
      minutes: Minutes that decided it.
      fund: The fund, where the number stands on a paper of its own in each; None for all of it.
      new: Number of the adjusting entry as typed; the next one of the series when None.
      exception: Minutes that excuse a breach of a rule.
      approved_by: Codes of the officers who approved it.
    """

    number: str
    day: date
    minutes: str
    fund: Fund | None = None
    new: str | None = None
    exception: str | None = None
    approved_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reversed(Written):
    """What was taken back.

    Attributes:
      original: The number of the mistaken entry.
      funds: The funds whose journals it stood in.
      loan: The loan it moved, if any.
      member: The member it named, if any.
      corrections: The corrections of later repayments of the loan that it brought.
    """

    original: VoucherNumber | None = None
    funds: tuple[Fund, ...] = ()
    loan: str | None = None
    member: str | None = None
    corrections: tuple[Correction, ...] = ()


def reverse(session: WritingSession, request: ReversalRequest) -> Reversed:
    """Enter an adjusting entry with exactly opposite amounts in each fund of a voucher.

    Corrections of the split of the mistaken entry are taken back with it.

    Raises:
      NoSuchVoucher: no entry has the number.
      NumberOfTwoPapers: each fund has a paper of its own under it, and no fund is named.
      NotReversible: it is an adjusting entry itself.
      ReversedAlready: it was taken back before.
      ReversalBeforeOriginal: the day is before the mistake.
    """
    check_open_day(session, request.day)
    original, entries = _originals(session.book, request)
    funds = tuple(fund for fund in Fund if any(fund in posted.funds for posted in entries))
    voucher, existing = new_number(session, original.series, request.day, request.new, *funds)
    meant = {
        fund: _opposite(session, request, original, voucher, _of_fund(session.book, entries, fund))
        for fund in funds
    }
    loans = list(dict.fromkeys(loan for posted in entries for loan in loans_of(posted)))
    done = Reversed(
        voucher,
        original=original,
        funds=funds,
        loan=loans[0] if loans else None,
        member=next((posted.member for posted in entries if posted.member), None),
    )
    if existing:
        if not same_entries(existing, list(meant.values())):
            refuse_taken(voucher, existing)
        return replace(done, repeated=True)
    for posted in entries:
        _refuse_second(session.book, original, posted)
    return _write(session, request, done, meant, loans)


def _write(
    session: WritingSession,
    request: ReversalRequest,
    done: Reversed,
    meant: dict[Fund, Transaction],
    loans: Sequence[str],
) -> Reversed:
    records = [session.book.loans[loan] for loan in loans if loan in session.book.loans]
    left_wrong = {record.loan: days_left_wrong(record) for record in records}
    for fund, entry in meant.items():
        session.add_to_journal(fund, request.day.year, entry)
    assert done.voucher is not None
    corrections: list[Correction] = []
    for record in records:
        corrections += correct_from(
            session, record, date.min, done.voucher, left_wrong[record.loan]
        )
        correct_accruals(session, record, request.day)
    return replace(done, corrections=tuple(corrections))


def _originals(book: Book, request: ReversalRequest) -> tuple[VoucherNumber, list[Posted]]:
    number = VoucherNumber.parse(request.number.strip().upper())
    entries = [
        posted
        for posted in book.vouchers.get(number, ())
        if request.fund is None or request.fund in posted.funds
    ]
    if not entries:
        raise NoSuchVoucher(str(number))
    for posted in entries:
        adjusts = posted.reverses or posted.corrects
        if adjusts is not None:
            raise NotReversible(str(number), adjusts)
        if request.day < posted.date:
            raise ReversalBeforeOriginal(str(number), request.day, posted.date)
    if len(papers(entries)) > 1:
        raise NumberOfTwoPapers(str(number))
    return number, entries


def _refuse_second(book: Book, number: VoucherNumber, posted: Posted) -> None:
    for other in book.transactions:
        if other.reverses == str(number) and other.funds == posted.funds:
            by = str(other.vouchers[0]) if other.vouchers else "–"
            raise ReversedAlready(str(number), by, other.date)


def _of_fund(book: Book, entries: Sequence[Posted], fund: Fund) -> list[Posted]:
    """Return the mistaken entry of a fund and the corrections of its split."""
    own = [posted for posted in entries if fund in posted.funds]
    numbers = {str(number) for posted in own for number in posted.vouchers}
    corrections = [
        posted
        for number in sorted(numbers)
        for posted in book.corrections.get(number, ())
        if fund in posted.funds
    ]
    return own + corrections


def _opposite(
    session: WritingSession,
    request: ReversalRequest,
    original: VoucherNumber,
    voucher: VoucherNumber,
    entries: Sequence[Posted],
) -> Transaction:
    first = entries[0]
    amounts: dict[str, int] = {}
    for posted in entries:
        for posting in posted.entry.postings:
            if posting.units is not None and posting.units.number is not None:
                amount = int(posting.units.number)
                amounts[posting.account] = amounts.get(posting.account, 0) - amount
    metadata: dict[str, Value] = {}
    if first.loan is not None:
        metadata["loan"] = first.loan
    if first.member is not None:
        metadata["member"] = first.member
    metadata["reverses"] = str(original)
    metadata |= approved(session, request.approved_by)
    metadata["minutes"] = clean_text(request.minutes, Message(N_("The number of the minutes")))
    distributed = whole_amount(first.entry.meta.get(DISTRIBUTED_KEY))
    if distributed:
        metadata[DISTRIBUTED_KEY] = VND(-distributed)
    if paid_on := first.entry.meta.get(OVERPAID_ON_KEY):
        metadata[OVERPAID_ON_KEY] = str(paid_on)
    metadata |= excuse(request.exception)
    loans = {loan for posted in entries for loan in loans_of(posted)}
    own = {str(number) for posted in entries for number in posted.vouchers}
    links = {link for link in first.entry.links if link not in own}
    return Transaction(
        request.day,
        narration(
            session,
            N_("Taking back {voucher}: {what}"),
            voucher=str(original),
            what=first.entry.narration or "–",
        ),
        tuple(Posting(account, amount) for account, amount in amounts.items() if amount),
        payee=first.entry.payee,
        links=frozenset(links | loans | {str(voucher)}),
        metadata=metadata,
    )
