"""Checks of the form of every transaction: amounts, texts, flag, keys."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from beancount.core import data

from ledger_core.books.book import Book
from ledger_core.books.metadata import CURRENCY, written_with_decimals
from ledger_core.books.posted import Posted
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_
from ledger_core.money import ledger_amount

_KNOWN_KEYS = frozenset(
    {
        "filename",
        "lineno",
        "loan",
        "member",
        "reverses",
        "corrects",
        "relief",
        "reason",
        "approved-by",
        "in-kind",
        "overpaid-on",
        "minutes",
        "distributed-interest",
        "year-end",
        "opening",
        "provision-table",
        "exception",
        "entered",
    }
)
_FLAGS = frozenset("*!")
_THOUSANDS = 3  # digits behind a point that was meant to part thousands


def check_entries(book: Book) -> None:
    """Check the form of every transaction, and the texts of every custom directive."""
    for posted in book.transactions:
        _check_entry(book, posted)
    customs = [*book.register_entries, *book.customs, *(count.entry for count in book.counts)]
    for record in book.loans.values():
        changes = (change.entry for change in record.changes)
        customs += [record.entry, *(entry for entry in changes if isinstance(entry, data.Custom))]
    for entry in customs:
        _check_texts(book, entry.meta, _texts_of_custom(entry), None)


def _check_entry(book: Book, posted: Posted) -> None:
    entry = posted.entry
    if not entry.postings:
        book.findings.add(
            "register.entry-without-amounts",
            Severity.ERROR,
            entry.meta,
            Message(N_("The entry has no amounts at all.")),
            remedy=Message(N_("Add its lines, or delete the entry.")),
            loan=posted.loan,
        )
    for posting in entry.postings:
        _, units, cost, price, _, meta = posting
        if (
            cost is not None
            or price is not None
            or units is None
            or units.currency != CURRENCY
            or meta is None
            or "lineno" not in meta
            or "__automatic__" in meta
            or not str(units.number).removeprefix("-").isdecimal()
        ):  # not a whole amount in VND as a person wrote it, as nearly all are
            _check_posting(book, entry, posting)
    if entry.flag != "*":
        _check_flag(book, posted)
    for key in _unknown_keys(tuple(entry.meta)):
        book.findings.add(
            "register.key-unknown",
            Severity.WARNING,
            entry.meta,
            Message(N_("“{key}:” is no key of this directive: a typing mistake?"), key=key),
            remedy=Message(N_("Correct the line; docs/ledger-format.md shows every key.")),
            loan=posted.loan,
        )
    payee, narration = entry.payee or "", entry.narration or ""
    said = payee + narration
    if "\n" in said or "<" in said or ">" in said:
        _check_texts(book, entry.meta, iter((payee, narration)), posted.loan)


@lru_cache(maxsize=1024)
def _unknown_keys(keys: tuple[str, ...]) -> list[str]:
    """Return the keys of an entry that mean nothing here, in order."""
    return sorted(key for key in set(keys) - _KNOWN_KEYS if not key.startswith("_"))


def _check_posting(book: Book, entry: data.Transaction, posting: data.Posting) -> None:
    number = _number(posting)
    if number is None:
        return
    meta = posting.meta or entry.meta
    if meta.get("__automatic__"):
        book.findings.add(
            "register.amount-missing",
            Severity.ERROR,
            meta,
            Message(N_("The amount of {account} is not written out."), account=posting.account),
            remedy=Message(N_("Write every amount: the computer must not fill any in.")),
            lines=_line(posting, _meant(number)),
        )
    elif written_with_decimals(number):
        book.findings.add(
            "register.amount-not-whole",
            Severity.ERROR,
            meta,
            Message(
                N_("{number} is read as {value:money} đồng: a point divides decimals here."),
                number=str(number),
                value=int(number),
            ),
            remedy=Message(N_("In the books write 100,000 VND or 100000 VND.")),
            lines=_line(posting, _meant(number)),
        )
    assert posting.units is not None
    if posting.units.currency != CURRENCY or posting.cost or posting.price:
        book.findings.add(
            "register.amount-not-vnd",
            Severity.ERROR,
            meta,
            Message(N_("The amount is not a plain amount in VND.")),
            remedy=Message(N_("Write the value in VND, without cost or price.")),
        )


def _number(posting: data.Posting) -> Decimal | None:
    number = posting.units.number if posting.units else None
    return number if isinstance(number, Decimal) else None


def _meant(number: Decimal) -> int | None:
    """Return the amount that `100.000` was meant to be; None when there is no telling."""
    if not written_with_decimals(number):
        return int(number)
    if number.as_tuple().exponent == -_THOUSANDS:
        return int(number.scaleb(_THOUSANDS))
    return None


def _line(posting: data.Posting, amount: int | None) -> str:
    return "" if amount is None else f"  {posting.account}  {ledger_amount(amount)}\n"


def _check_flag(book: Book, posted: Posted) -> None:
    flag = posted.entry.flag
    if flag in _FLAGS:
        message = Message(N_("The entry is marked “!”: something about it is still open."))
    else:
        message = Message(N_("The entry is marked “{flag}”."), flag=flag)
    book.findings.add(
        "register.flag-not-final",
        Severity.WARNING,
        posted.entry.meta,
        message,
        remedy=Message(N_("Check it against its voucher, then mark it “*”.")),
        loan=posted.loan,
    )


def _texts_of_custom(entry: data.Custom) -> Iterator[str]:
    yield from (value.value for value in entry.values or () if isinstance(value.value, str))
    yield from (
        value
        for key, value in entry.meta.items()
        if isinstance(value, str) and key != "filename" and not key.startswith("_")
    )


def _check_texts(book: Book, meta: data.Meta, texts: Iterator[str], loan: str | None) -> None:
    for text in texts:
        if "\n" in text:
            book.findings.add(
                "register.text-of-two-lines",
                Severity.ERROR,
                meta,
                Message(N_("A text between quotation marks goes on over the end of its line.")),
                remedy=Message(
                    N_("A quotation mark may be missing: entries below it may be swallowed.")
                ),
                loan=loan,
            )
        elif "<" in text or ">" in text:
            book.findings.add(
                "register.text-with-markup",
                Severity.WARNING,
                meta,
                Message(N_("The signs < and > in a text may confuse the pages that show it.")),
                remedy=Message(N_("Write it in words.")),
                loan=loan,
            )
