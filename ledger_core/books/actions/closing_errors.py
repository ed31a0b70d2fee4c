"""Why a month is not closed, and why a closed one takes no entry."""

from datetime import date

from ledger_core.club import MonthSealed
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_


class MonthIsSealed(ClubledgerError):
    """An entry is dated in a sealed month, or before one."""

    def __init__(self, day: date, sealed: MonthSealed) -> None:
        super().__init__(
            Message(
                N_(
                    "{day:date} lies in a sealed month: the books were sealed up to {last:date} on "
                    "{since:date} (minutes {minutes})."
                ),
                day=day,
                last=sealed.month.last_day,
                since=sealed.since,
                minutes=sealed.minutes,
            ),
            Message(
                N_(
                    "Date the entry in the open month. A mistake in a sealed month is corrected by "
                    "a new entry of the open month that names the voucher it corrects: "
                    "clubledger reverse."
                )
            ),
        )
