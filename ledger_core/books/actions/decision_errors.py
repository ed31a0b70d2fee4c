"""Why a decision about a loan is refused before anything is written, one class for each case."""

from collections.abc import Sequence
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
                N_(
                    "Date the decision {last:date} or later, or take that entry back first: "
                    "clubledger reverse, clubledger loan take-back."
                ),
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


class LoanIsPaidOut(ClubledgerError):
    """A loan is to be cancelled on which money was paid out."""

    def __init__(self, loan: str) -> None:
        super().__init__(
            Message(N_("Money was paid out on loan {loan}: it cannot be cancelled."), loan=loan),
            Message(
                N_(
                    "If the disbursement was a mistake, take it back first: clubledger reverse. "
                    "Otherwise the loan ends when it is repaid."
                )
            ),
        )


class LoanIsCancelled(ClubledgerError):
    """Money is to be paid out on a loan that was cancelled."""

    def __init__(self, loan: str, day: date) -> None:
        super().__init__(
            Message(N_("Loan {loan} was cancelled on {day:date}."), loan=loan, day=day),
            Message(N_("If it is lent after all, approve it anew: clubledger loan approve.")),
        )


class NothingWaived(ClubledgerError):
    """A waiver names no amount."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("It does not say what is let go.")),
            Message(N_("Give at least one: --interest, --late-interest, --fee.")),
        )


class NoSuchDecision(ClubledgerError):
    """No decision of a loan that is in force is the one meant, or several are."""

    def __init__(self, loan: str, in_force: Sequence[str]) -> None:
        super().__init__(
            Message(
                N_("Decisions about loan {loan} in force: {decisions}."),
                loan=loan,
                decisions=", ".join(in_force),
            )
            if in_force
            else Message(N_("No decision about loan {loan} is in force."), loan=loan),
            Message(N_("Name the one that is taken back: --decision, --decided, --of-minutes.")),
        )


class TakenBackBeforeDecided(ClubledgerError):
    """A decision is to be taken back before its own day."""

    def __init__(self, decided: date, day: date) -> None:
        super().__init__(
            Message(
                N_("The decision is of {decided:date}, later than {day:date}."),
                decided=decided,
                day=day,
            ),
            Message(N_("Date the adjusting entry on the day you found the mistake.")),
        )
