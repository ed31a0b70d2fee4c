"""What the loan arithmetic refuses, one class for each case."""

from datetime import date

from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_


class NotARate(ClubledgerError):
    """A text is not a rate of interest."""

    def __init__(self, text: str) -> None:
        super().__init__(
            Message(N_("“{text}” is not a rate of interest."), text=text),
            Message(N_("Write the rate with its period, such as 1%/month or 12%/year.")),
        )


class AmbiguousRate(ClubledgerError):
    """A rate could mean more than one thing; the choices are named."""

    def __init__(self, text: str, *choices: str) -> None:
        self.choices = choices
        super().__init__(
            Message(N_("The rate “{text}” can be read in more than one way."), text=text),
            Message(N_("Write one of: {choices}."), choices="; ".join(choices)),
        )


class TermOutOfRange(ClubledgerError):
    """A term of a loan lies outside the limits of the program."""

    def __init__(self, term: Message, value: object, lowest: object, highest: object) -> None:
        super().__init__(
            Message(
                N_("{term} must be from {lowest} to {highest}, not {value}."),
                term=term,
                value=str(value),
                lowest=str(lowest),
                highest=str(highest),
            ),
            Message(N_("Correct this term of the loan.")),
        )


class IncompleteAllocation(ClubledgerError):
    """An allocation order does not name each component exactly once."""

    def __init__(self, words: str) -> None:
        super().__init__(
            Message(
                N_("The allocation “{words}” does not name each component exactly once."),
                words=words,
            ),
            Message(N_("Write late-interest, fee, interest and principal in the order you want.")),
        )


class IncompleteAllocationTable(ClubledgerError):
    """An allocation table does not name each pair of bucket and component exactly once."""

    def __init__(self, words: str) -> None:
        super().__init__(
            Message(
                N_(
                    "The allocation table “{words}” does not name each component of what is past"
                    " due, due and in advance exactly once."
                ),
                words=words,
            ),
            Message(
                N_(
                    "Write steps such as: past-due due: late-interest fee interest principal;"
                    " in-advance: late-interest fee interest principal"
                )
            ),
        )


class NotAGrace(ClubledgerError):
    """A text is not a period of grace."""

    def __init__(self, text: str) -> None:
        super().__init__(
            Message(N_("“{text}” is not a period of grace."), text=text),
            Message(N_("Write next-due-date, or a number of days such as 10 days.")),
        )


class FirstDueTooEarly(ClubledgerError):
    """A first due date does not lie after the day the loan starts."""

    def __init__(self, first_due: date, start: date) -> None:
        super().__init__(
            Message(
                N_("The first due date {first_due:date} is not after {start:date}."),
                first_due=first_due,
                start=start,
            ),
            Message(N_("Choose a first due date after the day the money is paid out.")),
        )


class DateBeforeLastEvent(ClubledgerError):
    """A loan is asked about a day before the last event that was folded."""

    def __init__(self, day: date, last: date) -> None:
        super().__init__(
            Message(
                N_("The loan has an event on {last:date}, after {day:date}."), day=day, last=last
            ),
            Message(N_("Leave out the later events to see the loan as of the earlier day.")),
        )
