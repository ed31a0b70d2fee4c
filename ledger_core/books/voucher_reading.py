"""Reading what a club states of its vouchers: where a series begins, which forms are void."""

import re
from datetime import date
from typing import Final

from ledger_core.books.codes import NotACode, VoucherNumber
from ledger_core.books.metadata import MetadataReader
from ledger_core.club import Fund, VoidVoucher, VoucherBook, VoucherSeries
from ledger_core.messages import Message, N_

_SERIES: Final = re.compile(r"[A-Z]{2}")


def read_voucher_series(
    book: VoucherBook, since: date, series: str, reader: MetadataReader
) -> None:
    """Read a `voucher-series` directive."""
    first = reader.whole("first", required=True)
    fund = reader.word("fund", Fund)
    reader.finish()
    if not _SERIES.fullmatch(series):
        reader.problems.append(
            Message(N_("“{value}” is no series of vouchers, such as PT"), value=series)
        )
    elif first is not None and not reader.problems:
        book.series.append(VoucherSeries(series, since, first, fund))


def read_voucher_void(book: VoucherBook, since: date, number: str, reader: MetadataReader) -> None:
    """Read a `voucher-void` directive."""
    reason = reader.text("reason", required=True)
    fund = reader.word("fund", Fund)
    reader.finish()
    try:
        found = VoucherNumber.parse(number)
    except NotACode as wrong:
        reader.problems.append(wrong.message)
        return
    if reason is not None and not reader.problems:
        book.void.append(VoidVoucher(str(found), since, reason, fund))
