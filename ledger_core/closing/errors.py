"""Why a month is not closed, beside what its seal refuses."""

from datetime import date

from ledger_core.club import Fund
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_


class CashNotCounted(ClubledgerError):
    """Nobody counted the cash of a fund since the month ended."""

    def __init__(self, fund: Fund, day: date, in_books: int) -> None:
        super().__init__(
            Message(
                N_(
                    "The cash of this fund was not counted since the month ended ({fund}); by the "
                    "books it holds {amount:money} đồng at the end of {day:date}."
                ),
                fund=fund,
                day=day,
                amount=in_books,
            ),
            Message(
                N_(
                    "Let two people count it, and give what they found with --{word}-cash and "
                    "their codes with --by; or enter it before: clubledger count."
                ),
                word=fund.value,
            ),
        )
