"""Why an entry about a loan is refused before anything is written, one class for each case."""

from collections.abc import Sequence
from datetime import date

from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_


class EntryBeforeLastEvent(ClubledgerError):
    """An entry is dated before a later one of the same loan, which it would make senseless."""

    def __init__(self, loan: str, day: date, last: date) -> None:
        super().__init__(
            Message(
                N_("Loan {loan} has an entry of {last:date}, later than {day:date}."),
                loan=loan,
                last=last,
                day=day,
            ),
            Message(N_("Check the date: this entry must be of {last:date} or later."), last=last),
        )


class RepaymentBeforeEnd(ClubledgerError):
    """A repayment is dated before the loan was written off, forgiven or passed on."""

    def __init__(self, loan: str, day: date, end: date) -> None:
        super().__init__(
            Message(
                N_(
                    "Loan {loan} was written off or passed on on {end:date}: a repayment of "
                    "{day:date} would change the sum."
                ),
                loan=loan,
                end=end,
                day=day,
            ),
            Message(N_("Take that entry back first: clubledger reverse.")),
        )


class CannotCorrect(ClubledgerError):
    """A later repayment has no voucher number that a correction could name."""

    def __init__(self, loan: str, day: date) -> None:
        super().__init__(
            Message(
                N_("The repayment of loan {loan} on {day:date} has no voucher number to correct."),
                loan=loan,
                day=day,
            ),
            Message(N_("Give it its number in the journal first, such as ^PT-2026-0102.")),
        )


class NoSuchVoucher(ClubledgerError):
    """A voucher number is not in the books."""

    def __init__(self, number: str) -> None:
        super().__init__(
            Message(N_("There is no voucher {number} in the books."), number=number),
            Message(N_("Write the whole number, such as PT-2026-0102.")),
        )


class NumberOfTwoPapers(ClubledgerError):
    """The same number stands in each fund on a different paper."""

    def __init__(self, number: str) -> None:
        super().__init__(
            Message(
                N_("Number {number} stands on a paper of its own in each fund."), number=number
            ),
            Message(N_("Say which one: --fund income or --fund activity.")),
        )


class ReversedAlready(ClubledgerError):
    """An entry was taken back before."""

    def __init__(self, number: str, by: str, day: date) -> None:
        super().__init__(
            Message(
                N_("{number} was taken back already, by {by} of {day:date}."),
                number=number,
                by=by,
                day=day,
            )
        )


class NotReversible(ClubledgerError):
    """An adjusting entry cannot be taken back itself."""

    def __init__(self, number: str, original: str) -> None:
        super().__init__(
            Message(
                N_("{number} is itself an adjusting entry, of {original}."),
                number=number,
                original=original,
            ),
            Message(N_("Enter what really happened anew, under a new number.")),
        )


class ReversalBeforeOriginal(ClubledgerError):
    """An adjusting entry is dated before the mistake."""

    def __init__(self, number: str, day: date, original: date) -> None:
        super().__init__(
            Message(
                N_("{number} is of {original:date}, later than {day:date}."),
                number=number,
                original=original,
                day=day,
            ),
            Message(N_("Date the adjusting entry on the day you found the mistake.")),
        )


class NothingOutstanding(ClubledgerError):
    """Nothing of a loan is outstanding on a day."""

    def __init__(self, loan: str, day: date) -> None:
        super().__init__(
            Message(N_("Nothing of loan {loan} is outstanding on {day:date}."), loan=loan, day=day),
            Message(N_("Check the number of the loan and the date.")),
        )


class MoreThanOutstanding(ClubledgerError):
    """More is to be taken off a loan than is outstanding."""

    def __init__(self, loan: str, amount: int, outstanding: int) -> None:
        super().__init__(
            Message(
                N_(
                    "{amount:money} đồng are more than the {outstanding:money} đồng of loan {loan}."
                ),
                amount=amount,
                outstanding=outstanding,
                loan=loan,
            )
        )


class NotWrittenOff(ClubledgerError):
    """A recovery is meant for a loan that is not written off."""

    def __init__(self, loan: str) -> None:
        super().__init__(
            Message(N_("Loan {loan} is not written off."), loan=loan),
            Message(N_("Enter the payment as a repayment: clubledger receive.")),
        )


class MoreThanClaimed(ClubledgerError):
    """More is recovered than is still claimed."""

    def __init__(self, loan: str, amount: int, claim: int) -> None:
        super().__init__(
            Message(
                N_(
                    "{amount:money} đồng are more than the {claim:money} đồng still claimed "
                    "of {loan}."
                ),
                amount=amount,
                claim=claim,
                loan=loan,
            ),
            Message(N_("Enter the rest as a donation, or give it back.")),
        )


class SameBorrower(ClubledgerError):
    """A loan is to pass to its own borrower."""

    def __init__(self, loan: str, member: str) -> None:
        super().__init__(
            Message(
                N_("{member} is the borrower of loan {loan} already."), member=member, loan=loan
            )
        )


class NotSoMuchKept(ClubledgerError):
    """More is to be given back or used than the club keeps for a member."""

    def __init__(self, member: str, amount: int, kept: int) -> None:
        super().__init__(
            Message(
                N_("Of this the club keeps {kept:money} đồng for {member}, not {amount:money}."),
                kept=kept,
                member=member,
                amount=amount,
            )
            if kept
            else Message(N_("The club keeps nothing of this kind for {member}."), member=member),
            Message(N_("Check the amount and the date.")),
        )


class MoreThanPayoff(ClubledgerError):
    """What is set off exceeds what settles the loan."""

    def __init__(self, loan: str, amount: int, payoff: int) -> None:
        super().__init__(
            Message(
                N_(
                    "{amount:money} đồng are more than the {payoff:money} đồng that settle "
                    "loan {loan}."
                ),
                amount=amount,
                payoff=payoff,
                loan=loan,
            ),
            Message(N_("Leave the amount out to settle the loan exactly.")),
        )


class WhichOverpayment(ClubledgerError):
    """No loan, or several, hold an overpayment of the member."""

    def __init__(self, member: str, loans: Sequence[str]) -> None:
        super().__init__(
            Message(
                N_("Several loans of {member} hold an overpayment: {loans}."),
                member=member,
                loans=", ".join(loans),
            )
            if loans
            else Message(N_("No loan of {member} holds an overpayment."), member=member),
            Message(N_("Name the loan with --from-loan.")) if loans else None,
        )


class NewDatesIncomplete(ClubledgerError):
    """A top-up names only a part of the new dates."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("New dates are the number of instalments and the first due date together.")),
            Message(N_("Give both --instalments and --first-due, or neither.")),
        )
