"""Vouchers: what the books say under one number, the same as text, JSON and page."""

import io
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from ledger_core.books.actions import ReceiptRequest, ReversalRequest, receive, reverse
from ledger_core.books.actions.loan_errors import NoSuchVoucher
from ledger_core.books.book import Book
from ledger_core.books.session import open_club, writing
from ledger_core.club import Fund
from ledger_core.documents.voucher import Voucher, VoucherKind, voucher, vouchers
from ledger_core.documents.voucher_forms import (
    voucher_json,
    voucher_list,
    voucher_pdf,
    voucher_text,
    voucher_words,
)
from ledger_core.figures import format_amount
from ledger_core.messages import language
from tests.clubs import BOARD, small_club
from tests.lending_club import club_until_april
from tests.strategies_hostile import HOSTILE

FEBRUARY = date(2026, 2, 21)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return open_club(club_until_april(tmp_path_factory.mktemp("books") / "club")).book


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", unicodedata.normalize("NFC", text))


def page_texts(pdf: bytes) -> list[str]:
    return [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def over_both_funds(book: Book) -> Voucher:
    return next(one for one in vouchers(book) if len(one.funds) > 1 and one.loans)


def test_a_receipt_over_both_funds_is_one_voucher(book: Book) -> None:
    found = over_both_funds(book)
    assert found.kind is VoucherKind.RECEIPT
    assert dict(found.amounts) == {Fund.INCOME: 560_000, Fund.ACTIVITY: 5_000}
    assert found.amount == 565_000
    assert voucher_words(found) == "Năm trăm sáu mươi lăm nghìn đồng chẵn"
    assert sum(line.debit for line in found.lines) == sum(line.credit for line in found.lines)


def test_a_transfer_is_one_amount_not_two(book: Book) -> None:
    found = vouchers(book, kinds=[VoucherKind.TRANSFER])[0]
    assert {amount for _, amount in found.amounts} == {found.amount}


def test_every_voucher_of_the_books_is_listed_once(book: Book) -> None:
    found = vouchers(book)
    assert [one.number for one in found] == sorted(book.vouchers)
    in_february = vouchers(book, start=FEBRUARY, end=FEBRUARY)
    assert in_february == [one for one in found if one.day == FEBRUARY]
    listed = voucher_list(found).tables[0].rows
    assert [row[0] for row in listed] == [str(number) for number in sorted(book.vouchers)]


@pytest.mark.parametrize("tongue", ["vi", "en"])
def test_text_json_and_page_show_the_same(book: Book, tongue: str) -> None:
    with language(tongue):
        for found in vouchers(book)[:12]:
            text, page = squeezed(voucher_text(found)), "".join(page_texts(voucher_pdf([found])))
            shown = [
                str(found.number),
                voucher_words(found),
                format_amount(found.amount, tongue),
                found.content,
                *(format_amount(line.debit or line.credit, tongue) for line in found.lines),
            ]
            for part in shown:
                assert squeezed(part) in text
                assert squeezed(part) in page
            assert voucher_json(found)["amount_in_words"] == voucher_words(found)


def test_vouchers_stand_two_on_a_page(book: Book) -> None:
    pages = page_texts(voucher_pdf(vouchers(book)[:5]))
    assert [len(re.findall(r"(?:PT|PC|CQ)-2026-\d{4}", page)) for page in pages] == [2, 2, 1]
    copies = page_texts(voucher_pdf([over_both_funds(book)], copies=True))
    assert len(copies) == 1
    assert "Liên1" in copies[0]
    assert "Liên2" in copies[0]


def test_the_same_vouchers_give_the_same_bytes(book: Book) -> None:
    assert voucher_pdf(vouchers(book)) == voucher_pdf(vouchers(book))


def test_a_number_is_found_as_people_type_it(book: Book) -> None:
    assert voucher(book, " pt-2026-0002 ").number == voucher(book, "PT-2026-0002").number
    with pytest.raises(NoSuchVoucher):
        voucher(book, "PT-2026-9999")


def test_a_voucher_that_was_taken_back_says_so(tmp_path: Path) -> None:
    folder = small_club(tmp_path / "club")
    with writing(folder) as session:
        receive(session, ReceiptRequest(member="M001", day=FEBRUARY, fee=5_000))
        session.commit()
    number = str(vouchers(open_club(folder).book)[-1].number)
    with writing(folder) as session:
        reverse(session, ReversalRequest(number, FEBRUARY, "BB-2026-02", approved_by=BOARD))
        session.commit()
    book = open_club(folder).book
    found = voucher(book, number)
    (by,) = found.reversed_by
    assert voucher(book, by).reverses == number
    assert f"ĐÃ GHI ĐẢO bằng {by}" in voucher_text(found)
    assert squeezed(f"ĐÃ GHI ĐẢO bằng {by}") in page_texts(voucher_pdf([found]))[0]


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.isprintable()])
def test_no_text_of_a_voucher_is_markup(book: Book, text: str) -> None:
    from dataclasses import replace  # noqa: PLC0415

    found = replace(over_both_funds(book), person=text, content=text, club=text)
    page = "".join(page_texts(voucher_pdf([found])))
    if "中" not in text:
        assert squeezed(text) in page
    assert squeezed(text) in squeezed(voucher_text(found))
