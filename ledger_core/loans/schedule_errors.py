"""What the arithmetic of schedules refuses, one class for each case."""

from datetime import date
from fractions import Fraction

from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_


class MoratoriumEndsTooEarly(ClubledgerError):
    """A moratorium ends before it begins."""

    def __init__(self, start: date, end: date) -> None:
        super().__init__(
            Message(
                N_("A moratorium from {start:date} cannot end on {end:date}."),
                start=start,
                end=end,
            ),
            Message(N_("Write its first day before its last.")),
        )


class DatesOutOfOrder(ClubledgerError):
    """Due dates that are given one by one do not follow each other."""

    def __init__(self, before: date, after: date) -> None:
        super().__init__(
            Message(
                N_("The due date {after:date} does not follow {before:date}."),
                before=before,
                after=after,
            ),
            Message(N_("Write the due dates in order, each once.")),
        )


class SharesDoNotSum(ClubledgerError):
    """The shares of the instalments are negative, or do not sum to the whole."""

    def __init__(self, total: Fraction | int) -> None:
        super().__init__(
            Message(N_("The shares sum to {total:percent}."), total=Fraction(total)),
            Message(N_("Write one share for each instalment, none negative, and 1 in all.")),
        )


class InstalmentTooSmall(ClubledgerError):
    """An agreed instalment does not even pay the interest of a period."""

    def __init__(self, instalment: int) -> None:
        super().__init__(
            Message(
                N_("An instalment of {instalment:money} never repays this loan."),
                instalment=instalment,
            ),
            Message(N_("Agree on an instalment above the interest of one period.")),
        )
