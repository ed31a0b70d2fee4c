"""The questions of a guided meeting beside the members' lines."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ledger_core.cli.asking import read_line, say, say_offers, say_refusal
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.meetings import MeetingSheet, SheetLine
    from ledger_core.meetings.answers import Answers

_R = TypeVar("_R")

Keep: TypeAlias = Callable[[], None]
"""Keeps what was answered so far, so that a power cut loses nothing of it."""

PART_LABELS = {
    "repayment": Message(N_("repayment of the loan")),
    "fee": Message(N_("membership fee")),
    "fine": Message(N_("fine")),
    "donation": Message(N_("donation")),
    "capital": Message(N_("capital paid in")),
}


def show_help() -> None:
    """Say what can be typed at a member."""
    for line in (
        _("   Enter     came, and pays exactly what is asked"),
        _("   500k      came, and pays 500.000: the fee first, the rest for the loan"),
        _("   0         came, and pays nothing"),
        _("   v         absent, and pays nothing; v 500k: absent, but sent 500.000"),
        _("   p         excused; p 500k: excused, but sent 500.000"),
        _("   +         pays several things: they are asked one by one"),
        _("   <         back to the one before, to answer again"),
        _("   >         put off: comes again at the end"),
        _("   q         stop; every answer is kept"),
    ):
        say(line)


def ask_read(question: str, read: Callable[[str], _R], *, empty: _R) -> _R:
    """Ask until the answer can be read; Enter gives `empty`."""
    while True:
        typed = read_line(question)
        if not typed:
            return empty
        try:
            return read(typed)
        except ClubledgerError as error:
            say_refusal(error)


def _amount(question: str, *, empty: int = 0) -> int:
    from ledger_core.money import parse_amount

    return ask_read(question, parse_amount, empty=empty)


def ask_parts(line: "SheetLine") -> dict[str, int]:
    """Ask for each thing a member may pay for; Enter takes what is asked, or nothing."""
    asked = {"repayment": line.loan_due, "fee": line.fee_owed}
    parts = {}
    for name, label in PART_LABELS.items():
        if name == "repayment" and line.loan is None:
            continue
        usual = asked.get(name, 0)
        question = _("   {what} [{amount:money}]: ", what=label, amount=usual)
        parts[name] = _amount(question, empty=usual)
    return {name: amount for name, amount in parts.items() if amount}


def surplus_parts(line: "SheetLine", amount: int) -> dict[str, int] | None:
    """Ask what the surplus over what is asked is for; None to be asked again."""
    surplus = amount - line.to_pay
    names = [name for name in PART_LABELS if name != "repayment" or line.loan is not None]
    say(
        _(
            "   {amount:money} is {surplus:money} more than is asked. What is that for?",
            amount=amount,
            surplus=surplus,
        )
    )
    offers = [(name, str(PART_LABELS[name])) for name in names]
    say_offers("", offers)
    typed = read_line(_("   Your choice (Enter = I mistyped the amount): "))
    if not typed.isdecimal() or not 1 <= int(typed) <= len(names):
        return None
    chosen = names[int(typed) - 1]
    parts = {"repayment": line.loan_due, "fee": line.fee_owed}
    parts[chosen] = parts.get(chosen, 0) + surplus
    return {name: part for name, part in parts.items() if part}


def ask_waiting(sheet: "MeetingSheet", answers: "Answers", keep: Keep) -> None:
    """Ask which of the loans approved before are paid out."""
    if not sheet.waiting:
        return
    _title(_("LOANS TO PAY OUT"))
    for loan in sheet.waiting:
        say(
            _(
                "{loan}  {member} {name}: {amount:money} to be paid out",
                loan=loan.loan,
                member=loan.member,
                name=loan.name,
                amount=loan.to_pay_out,
            )
        )
        answers.paid_out[loan.loan] = _amount(_("Paid out today (Enter = nothing): "))
        keep()


def ask_approvals(sheet: "MeetingSheet", answers: "Answers", keep: Keep) -> None:
    """Ask for the loans that the meeting approves."""
    from ledger_core.books.codes import member_code
    from ledger_core.meetings import NewLoan

    _title(_("LOANS THAT THIS MEETING APPROVES"))
    known = {line.member: line.name for line in sheet.lines}
    said = [f"{loan.member}  {known.get(loan.member, '')}" for loan in answers.new_loans]
    if _again(said):
        answers.new_loans = []
    while code := ask_read(_("Borrower's code (Enter = no more): "), member_code, empty=""):
        if code not in known:
            say(_("No member has the code {code}.", code=code))
            continue
        say(f"   {known[code]}")
        principal = _amount(_("   Principal approved: "))
        if not principal:
            continue
        instalments = ask_read(
            _("   Number of instalments (Enter = as usual): "), _whole, empty=None
        )
        purpose = read_line(_("   What for: "))
        paid_out = _amount(_("   Paid out today (Enter = all of it, 0 = later): "), empty=principal)
        answers.new_loans.append(
            NewLoan(code, principal, instalments, purpose=purpose, paid_out=paid_out)
        )
        keep()
    if answers.new_loans:
        answers.approved_by = ask_read(
            _("Who approved them (codes, such as M001 M003): "), read_codes, empty=()
        )


def _again(said: Sequence[str]) -> bool:
    """Show what is kept of a part already; return whether it is to be entered anew."""
    if not said:
        return False
    for line in said:
        say(f"   ✓ {line}")
    return read_line(_("Enter = keep these and go on; 0 = enter all of them again: ")) == "0"


def _whole(text: str) -> int:
    from ledger_core.cli.errors import NotAWholeNumber

    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= _MOST):
        raise NotAWholeNumber(text, 1, _MOST)
    return int(text)


_MOST = 120


def read_codes(text: str) -> tuple[str, ...]:
    """Read the codes of members, parted by commas or blanks."""
    from ledger_core.books.codes import member_code

    return tuple(member_code(word) for word in text.replace(",", " ").split())


def ask_other(sheet: "MeetingSheet", answers: "Answers", keep: Keep, *, received: bool) -> None:
    """Ask for expenses, or for other receipts, until there are no more."""
    from ledger_core.meetings import OtherMoney
    from ledger_core.meetings.layout import purposes

    del sheet
    _title(_("OTHER RECEIPTS") if received else _("EXPENSES"))
    known = purposes(received=received)
    labels = [str(purpose.label) for purpose in known]
    said = [
        _("{what} {amount:money}", what=money.person, amount=money.amount)
        for money in answers.other
        if money.received is received
    ]
    if _again(said):
        answers.other = [money for money in answers.other if money.received is not received]
    while (chosen := _choice(labels)) is not None:
        amount = _amount(_("   Amount: "))
        if not amount:
            continue
        who = _("   Who gives it: ") if received else _("   Who gets it: ")
        person = ""
        while not person:
            person = read_line(who)
        text = read_line(_("   What for (Enter = as its name says): "))
        purpose = known[chosen]
        answers.other.append(
            OtherMoney(purpose.fund, purpose.role.value, amount, person, text, received)
        )
        keep()


def _choice(labels: Sequence[str]) -> int | None:
    """Ask for one of a list; None for no more."""
    say_offers("", [(label, label) for label in labels])
    while typed := read_line(_("Number of the purpose (Enter = no more): ")):
        if typed.isdecimal() and 1 <= int(typed) <= len(labels):
            return int(typed) - 1
        say(_("Please type one of the numbers."))
    return None


def ask_minutes(sheet: "MeetingSheet", answers: "Answers", keep: Keep) -> None:
    """Ask for the number of the minutes."""
    _title(_("MINUTES OF THE MEETING"))
    question = _("Number of the minutes [{number}]: ", number=sheet.minutes)
    answers.minutes = read_line(question) or sheet.minutes
    keep()


def ask_count(sheet: "MeetingSheet", answers: "Answers", keep: Keep) -> None:
    """Ask for the cash that was counted in each box."""
    from ledger_core.club import Fund
    from ledger_core.money import parse_amount

    del sheet
    _title(_("COUNT THE CASH"))
    for fund in Fund:
        question = _("{fund}: counted (Enter = not counted): ", fund=fund)
        counted = ask_read(question, parse_amount, empty=None)
        answers.counted.pop(fund, None)
        if counted is not None:
            answers.counted[fund] = counted
        keep()


def _title(text: str) -> None:
    say()
    say("═" * 60)
    say(text)
