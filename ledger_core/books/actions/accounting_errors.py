"""Why provisions and accruals are refused before anything is written."""

from datetime import date

from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_


class LaterAccountingEntry(ClubledgerError):
    """An entry of the same kind with a later date rests on what would be changed."""

    def __init__(self, day: date, later: date) -> None:
        super().__init__(
            Message(
                N_("On {later:date}, after {day:date}, the same was entered already."),
                day=day,
                later=later,
            ),
            Message(N_("Choose that day or a later one: the entry brings the books up to date.")),
        )


class NotOnAccrual(ClubledgerError):
    """A club that keeps its books by cash asks for accrual."""

    def __init__(self, day: date) -> None:
        super().__init__(
            Message(
                N_("On {day:date} the club's rules say: interest is income when it is received."),
                day=day,
            ),
            Message(
                N_(
                    "A club that wants interest accrued decides it by minutes and writes "
                    'accounting: "accrual" into its rules; see docs/recipes/accrual.md.'
                )
            ),
        )
