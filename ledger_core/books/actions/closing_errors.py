"""Why a month is not closed, and why a closed one takes no entry."""

from collections.abc import Sequence
from datetime import date

from ledger_core.club import Month, MonthSealed
from ledger_core.errors import ClubledgerError
from ledger_core.findings import Finding
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


class MonthNotOver(ClubledgerError):
    """A month is to be closed that has not ended."""

    def __init__(self, month: Month, day: date) -> None:
        super().__init__(
            Message(N_("On {day:date} the month {month} has not ended."), month=month, day=day),
            Message(N_("A month is closed at the next meeting after its end.")),
        )


class MonthSealedAlready(ClubledgerError):
    """A month is to be closed that is sealed."""

    def __init__(self, month: Month, sealed: MonthSealed) -> None:
        super().__init__(
            Message(
                N_("{month} is sealed: the books were sealed up to {last:date} (code {code})."),
                month=month,
                last=sealed.month.last_day,
                code=sealed.code,
            ),
            Message(N_("The next month to close is {month}."), month=sealed.month.following),
        )


class OtherMonthFirst(ClubledgerError):
    """Months are closed in order."""

    def __init__(self, month: Month, first: Month) -> None:
        super().__init__(
            Message(
                N_("{first} must be closed before {month}: months are closed in order."),
                month=month,
                first=first,
            ),
            Message(N_("clubledger close … --month {first}"), first=first),
        )


class MonthBeforeBooks(ClubledgerError):
    """A month is to be closed in which the books had not begun."""

    def __init__(self, month: Month, founded: date) -> None:
        super().__init__(
            Message(
                N_("The books begin on {founded:date}: {month} holds nothing to close."),
                month=month,
                founded=founded,
            ),
            Message(N_("Check the month.")),
        )


class BooksNotInOrder(ClubledgerError):
    """Something blocking stands in the books: nothing may be sealed."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        first = findings[0]
        super().__init__(
            Message(
                N_(
                    "The month is not closed: {count} findings stand in the way, such as {rule}: "
                    "{message}"
                ),
                count=str(len(findings)),
                rule=first.rule,
                message=first.message,
            ),
            Message(N_("clubledger check shows each, and what to do.")),
        )


class YearNotSealed(ClubledgerError):
    """A year is to be closed whose last month is open."""

    def __init__(self, year: int, december: Month) -> None:
        super().__init__(
            Message(
                N_("{year} cannot be closed: the month {month} is not sealed yet."),
                year=str(year),
                month=december,
            ),
            Message(N_("Close the months first: clubledger close.")),
        )


class YearClosedAlready(ClubledgerError):
    """A year is to be closed a second time."""

    def __init__(self, year: int, day: date) -> None:
        super().__init__(
            Message(N_("{year} was closed on {day:date}."), year=str(year), day=day),
            Message(N_("To close it anew, take that entry back first: clubledger reverse.")),
        )
