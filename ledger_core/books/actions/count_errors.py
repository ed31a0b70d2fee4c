"""Why a cash count is refused before anything is written, one class for each case."""

from datetime import date

from ledger_core.club import Fund
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_


class TwoMustCount(ClubledgerError):
    """The cash was not counted by two different people."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("Cash is counted by two different people.")),
            Message(N_("Name both by their codes, such as --counted-by M001,M004.")),
        )


class CountedAlready(ClubledgerError):
    """A fund's cash was counted on that day, with another result."""

    def __init__(self, fund: Fund, day: date, amount: int) -> None:
        super().__init__(
            Message(
                N_(
                    "The cash of this fund was counted on {day:date} already, {amount:money} đồng: "
                    "{fund}."
                ),
                fund=fund,
                day=day,
                amount=amount,
            ),
            Message(N_("One count a day stands in the books. Count again on another day.")),
        )


class CountDiffers(ClubledgerError):
    """What was counted is not what the books say, and nobody said what becomes of it."""

    def __init__(self, fund: Fund, day: date, counted: int, in_books: int) -> None:
        over = counted > in_books
        super().__init__(
            Message(
                N_(
                    "The box holds {counted:money} đồng, the books say {books:money} at the end of "
                    "{day:date}: {difference:money} too much ({fund})."
                )
                if over
                else N_(
                    "The box holds {counted:money} đồng, the books say {books:money} at the end of "
                    "{day:date}: {difference:money} are missing ({fund})."
                ),
                fund=fund,
                day=day,
                counted=counted,
                books=in_books,
                difference=abs(counted - in_books),
            ),
            Message(
                N_(
                    "Count again, and look for an entry that is missing, wrong or of another day. "
                    "If it is not found, enter it as other income: --difference other-income "
                    "(with close: --{fund}-difference)."
                )
                if over
                else N_(
                    "Count again, and look for an entry that is missing, wrong or of another day. "
                    "If it is not found: --difference cash-shortage has it made good by the "
                    "cashier, --difference administration lets the fund bear it (with close: "
                    "--{fund}-difference)."
                ),
                fund=fund.value,
            ),
        )


class DifferenceAsked(ClubledgerError):
    """A way to enter the difference is named that does not fit it."""

    def __init__(self, word: str, difference: int) -> None:
        super().__init__(
            Message(N_("The count agrees with the books: there is nothing to enter."))
            if not difference
            else Message(N_("“{word}” is not for cash that is too much."), word=word)
            if difference > 0
            else Message(N_("“{word}” is not for cash that is missing."), word=word),
            Message(
                N_(
                    "Too much: other-income. Missing: cash-shortage (to be made good) or "
                    "administration. No difference: leave it out."
                )
            ),
        )
