"""Why a decision about a loan is refused before anything is written, one class for each case."""

from datetime import date

from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_


class DecisionBeforeLastEvent(ClubledgerError):
    """A decision is dated before a later entry of the same loan, which it would change."""

    def __init__(self, loan: str, day: date, last: date) -> None:
        super().__init__(
            Message(
                N_("Loan {loan} has an entry of {last:date}, later than {day:date}."),
                loan=loan,
                last=last,
                day=day,
            ),
            Message(
                N_("Date the decision {last:date} or later: later payments were split without it."),
                last=last,
            ),
        )


class SameDecision(ClubledgerError):
    """Exactly this decision stands in the books already."""

    def __init__(self, loan: str, day: date) -> None:
        super().__init__(
            Message(
                N_("This very decision of {day:date} on loan {loan} is in the books already."),
                loan=loan,
                day=day,
            ),
            Message(N_("Nothing more has to be entered: clubledger loan show shows the loan.")),
        )


class NothingWaived(ClubledgerError):
    """A waiver names no amount."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("It does not say what is let go.")),
            Message(N_("Give at least one: --interest, --late-interest, --fee.")),
        )
