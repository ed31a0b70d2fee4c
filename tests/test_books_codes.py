"""Codes of members, loans and vouchers: one spelling in the books, several at the keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books.codes import (
    LoanNumber,
    NotACode,
    OtherVoucherSeries,
    VoucherNumber,
    loan_id,
    member_code,
    next_loan_number,
    parse_voucher,
)

vouchers = st.builds(
    VoucherNumber,
    st.sampled_from(["PT", "PC", "CQ"]),
    st.integers(1900, 2999),
    st.integers(1, 999_999),
)


@pytest.mark.parametrize(
    ("typed", "code"), [("M012", "M012"), (" m012 ", "M012"), ("HP-07", "HP-07")]
)
def test_member_codes(typed: str, code: str) -> None:
    assert member_code(typed) == code


@pytest.mark.parametrize("typed", ["", "012", "M 12", "M:1", "Đ1", "M" * 21, "ı1", "M1\n2", "M_1"])
def test_not_a_member_code(typed: str) -> None:
    with pytest.raises(NotACode):
        member_code(typed)


def test_loan_numbers() -> None:
    assert loan_id(" l2026-007 ") == "L2026-007"
    assert LoanNumber.parse("L2026-1234") == LoanNumber(2026, 1234)
    assert str(LoanNumber(2026, 7).next()) == "L2026-008"
    used = [LoanNumber(2026, 7), LoanNumber(2025, 31)]
    assert str(next_loan_number(used, 2026)) == "L2026-008"
    assert str(next_loan_number(used, 2027)) == "L2027-001"


@pytest.mark.parametrize("typed", ["L2026-7", "L2026-000", "L2026-0007", "2026-007", "M012", ""])
def test_not_a_loan_number(typed: str) -> None:
    with pytest.raises(NotACode):
        loan_id(typed)


@given(vouchers)
def test_a_voucher_number_is_read_as_it_is_written(voucher: VoucherNumber) -> None:
    assert VoucherNumber.parse(str(voucher)) == voucher
    assert parse_voucher(str(voucher), voucher.series, voucher.year) == voucher
    assert parse_voucher(str(voucher.number), voucher.series, voucher.year) == voucher


@pytest.mark.parametrize(
    "typed",
    ["102", "0102", " 000102 ", "PT-2026-0102", "pt-2026-102", "PT-102", "PT 0102", "2026-0102"],
)
def test_voucher_numbers_as_people_type_them(typed: str) -> None:
    assert str(parse_voucher(typed, "PT", 2026)) == "PT-2026-0102"


@pytest.mark.parametrize("typed", ["PC-2026-0102", "PT-2025-0102", "PC-102", "2025-0102"])
def test_another_series_or_year_is_refused(typed: str) -> None:
    with pytest.raises(OtherVoucherSeries):
        parse_voucher(typed, "PT", 2026)


@pytest.mark.parametrize("typed", ["", "0", "PT-2026-0000", "1234567", "12a", "1.5", "-3", "١٠٢"])
def test_not_a_voucher_number(typed: str) -> None:
    with pytest.raises(NotACode):
        parse_voucher(typed, "PT", 2026)


@pytest.mark.parametrize("link", ["PT-2026-102", "pt-2026-0102", "PT-2026-00102", "L2026-007"])
def test_only_one_spelling_stands_in_the_books(link: str) -> None:
    with pytest.raises(NotACode):
        VoucherNumber.parse(link)


@pytest.mark.parametrize(
    ("series", "year", "number"), [("P", 2026, 1), ("PT", 26, 0), ("PT", 10000, 1)]
)
def test_impossible_voucher_numbers(series: str, year: int, number: int) -> None:
    with pytest.raises(NotACode):
        VoucherNumber(series, year, number)


def test_vouchers_among_the_links_of_an_entry() -> None:
    links = {"L2026-007", "PT-2026-0102", "PC-2026-0003"}
    assert [str(v) for v in VoucherNumber.among(links)] == ["PC-2026-0003", "PT-2026-0102"]
