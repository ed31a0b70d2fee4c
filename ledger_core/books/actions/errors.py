"""Why an action is refused before anything is written, one class for each case."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ledger_core.club import Fund, Role
from ledger_core.errors import ClubledgerError
from ledger_core.loans import LoanState
from ledger_core.messages import Message, N_


class ClubExists(ClubledgerError):
    """A folder holds books already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Message(N_("The folder “{folder}” holds books already."), folder=str(folder)),
            Message(N_("Choose another folder for the new club.")),
        )


class DayBeforeBooks(ClubledgerError):
    """An entry is dated before the club's books begin."""

    def __init__(self, day: date, founded: date) -> None:
        super().__init__(
            Message(
                N_("{day:date} is before the day the books begin, {founded:date}."),
                day=day,
                founded=founded,
            ),
            Message(N_("Check the date.")),
        )


class NoSuchMember(ClubledgerError):
    """A code is not in the register."""

    def __init__(self, code: str) -> None:
        super().__init__(
            Message(N_("Member {member} is not in the register."), member=code),
            Message(N_("clubledger member list shows every code.")),
        )


class MemberExists(ClubledgerError):
    """A code is taken."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(
            Message(N_("The code {member} belongs to {name}."), member=code, name=name),
            Message(N_("Leave the code out to get the next free one.")),
        )


class MemberNotActive(ClubledgerError):
    """Somebody has left the club already."""

    def __init__(self, code: str, left: date) -> None:
        super().__init__(
            Message(N_("{member} left the club on {left:date}."), member=code, left=left)
        )


class MemberOwes(ClubledgerError):
    """A member cannot leave while something is open between the club and them."""

    def __init__(self, code: str, loans: Sequence[str], capital: int) -> None:
        super().__init__(
            Message(
                N_("{member} cannot leave yet: running loans: {loans}."),
                member=code,
                loans=", ".join(loans),
            )
            if loans
            else Message(
                N_("{member} cannot leave yet: paid-in capital of {capital:money} đồng is open."),
                member=code,
                capital=capital,
            ),
            Message(N_("Settle the loans and refund the capital first.")),
        )


class NoSuchLoan(ClubledgerError):
    """A loan's id is not in the books."""

    def __init__(self, loan: str) -> None:
        super().__init__(
            Message(N_("There is no loan {loan} in the books."), loan=loan),
            Message(N_("clubledger loan list shows every loan.")),
        )


class LoanExists(ClubledgerError):
    """A loan's id is taken."""

    def __init__(self, loan: str) -> None:
        super().__init__(
            Message(N_("The number {loan} belongs to another loan."), loan=loan),
            Message(N_("Leave the number out to get the next free one.")),
        )


class NoSuchProduct(ClubledgerError):
    """The club has no loan product of that name on the day."""

    def __init__(self, product: str, day: date, known: Sequence[str]) -> None:
        super().__init__(
            Message(
                N_("On {day:date} the club has no loan product “{product}”; it has: {known}."),
                day=day,
                product=product,
                known=", ".join(known) or "–",
            )
        )


class ProductIncomplete(ClubledgerError):
    """A new loan product lacks something that no other version of it says."""

    def __init__(self, product: str, missing: Sequence[str]) -> None:
        super().__init__(
            Message(
                N_("The new loan product “{product}” lacks: {missing}."),
                product=product,
                missing=tuple(missing),
            ),
            Message(
                N_("Give --name, and terms such as --term rate-per-month=1% --term method=flat.")
            ),
        )


class NothingToDisburse(ClubledgerError):
    """A loan is paid out in full."""

    def __init__(self, loan: str, disbursed: int) -> None:
        super().__init__(
            Message(
                N_("Loan {loan} is paid out already: {disbursed:money} đồng."),
                loan=loan,
                disbursed=disbursed,
            )
        )


class WhichLoan(ClubledgerError):
    """A repayment names no loan, and the member has none or several."""

    def __init__(self, member: str, loans: Sequence[str]) -> None:
        super().__init__(
            Message(
                N_("{member} has several running loans: {loans}."),
                member=member,
                loans=", ".join(loans),
            )
            if loans
            else Message(N_("{member} has no running loan."), member=member),
            Message(N_("Name the loan with --loan.")) if loans else None,
        )


class LoanOfOtherMember(ClubledgerError):
    """A repayment names a member and somebody else's loan."""

    def __init__(self, loan: str, borrower: str, member: str) -> None:
        super().__init__(
            Message(
                N_("Loan {loan} was lent to {borrower}, not to {member}."),
                loan=loan,
                borrower=borrower,
                member=member,
            ),
            Message(N_("Check the loan's number and the member's code on the paper.")),
        )


class LoanNotRunning(ClubledgerError):
    """A loan cannot take a repayment: not paid out yet, settled, written off or passed on."""

    def __init__(self, loan: str, state: LoanState) -> None:
        said, remedy = _NOT_RUNNING.get(state, _NOT_RUNNING[LoanState.CLOSED])
        super().__init__(Message(said, loan=loan), Message(remedy, loan=loan) if remedy else None)


_NOT_RUNNING = {
    LoanState.APPROVED: (N_("Loan {loan} is not paid out yet."), ""),
    LoanState.CLOSED: (N_("Loan {loan} is repaid: nothing is owed on it."), ""),
    LoanState.WRITTEN_OFF: (
        N_("Loan {loan} is written off."),
        N_("What is still paid on it is a recovery: clubledger loan recover CLUB {loan}"),
    ),
    LoanState.TRANSFERRED: (
        N_("Loan {loan} passed to another borrower."),
        N_("The new borrower owes what was left of {loan}: clubledger loan list shows the loan."),
    ),
}


class OneReceiptNeeded(ClubledgerError):
    """A second repayment of a day would change how the first was split."""

    def __init__(self, loan: str, day: date) -> None:
        super().__init__(
            Message(
                N_("Loan {loan} had a repayment on {day:date} already, split otherwise."),
                loan=loan,
                day=day,
            ),
            Message(N_("Enter this payment with the date of the next day.")),
        )


class AmountNotPositive(ClubledgerError):
    """An amount is nothing, or less."""

    def __init__(self, amount: int) -> None:
        super().__init__(
            Message(N_("The amount is {amount:money} đồng; it must be above 0."), amount=amount)
        )


class MemberNeeded(ClubledgerError):
    """Money that belongs to one member is paid without saying to whom."""

    def __init__(self, role: Role) -> None:
        super().__init__(
            Message(N_("“{role}” belongs to a member; the payment names none."), role=role),
            Message(N_("Add the member's code: --member M012.")),
        )


class NothingReceived(ClubledgerError):
    """A receipt has no amount at all."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("The receipt has no amount.")),
            Message(N_("Give at least one: --repayment, --fee, --fine, --donation, --capital.")),
        )


class VoucherTaken(ClubledgerError):
    """A voucher number stands on another entry."""

    def __init__(self, number: str, day: date, what: str) -> None:
        super().__init__(
            Message(
                N_("Number {number} stands on another entry already: {day:date}, {what}."),
                number=number,
                day=day,
                what=what,
            ),
            Message(N_("Look at the paper; leave the number out to get the next free one.")),
        )


class RoleNotForThis(ClubledgerError):
    """Money cannot be received or paid for that purpose in that fund."""

    def __init__(self, word: str, fund: Fund, allowed: Sequence[Role]) -> None:
        super().__init__(
            Message(
                N_("“{word}” is no purpose in this fund ({fund}). Possible: {allowed}."),
                word=word,
                fund=fund,
                allowed="; ".join(f"{role.label} ({role.value})" for role in allowed),
            )
        )


class AccountMissing(ClubledgerError):
    """The chart has no account for a role."""

    def __init__(self, fund: Fund, role: Role) -> None:
        super().__init__(
            Message(
                N_("The chart of accounts has no account for “{role}” in this fund ({fund})."),
                role=role.value,
                fund=fund,
            ),
            Message(N_("Open one in the fund's chart with the lines fund and role.")),
        )


class SameFund(ClubledgerError):
    """A transfer goes from a fund to itself."""

    def __init__(self) -> None:
        super().__init__(Message(N_("A transfer goes from one fund to the other.")))


class NothingToDistribute(ClubledgerError):
    """No interest was received since the last distribution."""

    def __init__(self) -> None:
        super().__init__(Message(N_("No interest was received since the last distribution.")))
