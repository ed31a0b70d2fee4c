"""One member's line of a guided meeting: what is shown, asked, and meant by the answer."""

from typing import TYPE_CHECKING

from ledger_core.cli.asking import say
from ledger_core.cli.meeting_questions import PART_LABELS, ask_parts, surplus_parts
from ledger_core.messages import _

if TYPE_CHECKING:
    from ledger_core.club import Attendance
    from ledger_core.meetings import SheetLine
    from ledger_core.meetings.answers import LineAnswer

PARTS_SIGN = "+"


def asked_of(line: "SheetLine") -> list[tuple[str, int]]:
    """Return what a line asks for, in words, without what asks for nothing."""
    rows = [(_("Membership fee"), line.fee_owed)]
    if line.loan is not None:
        loan = line.loan
        rows += [
            (_("{loan}: late interest and fees", loan=loan.loan), loan.late_interest + loan.fee),
            (_("{loan}: interest", loan=loan.loan), loan.interest),
            (_("{loan}: principal", loan=loan.loan), loan.principal),
            (_("   (of these in arrears)"), loan.arrears),
        ]
    return [(what, amount) for what, amount in rows if amount]


def prompt_of(line: "SheetLine") -> str:
    """Return the question of a line."""
    if line.left:
        return _("Paid (Enter = nothing): ")
    if not line.to_pay:
        return _("Paid (Enter = came, pays nothing; v = absent; p = excused): ")
    return _(
        "Paid (Enter = came, pays all {amount:money}; 0 = nothing; v = absent; p = excused): ",
        amount=line.to_pay,
    )


def answer_of(line: "SheetLine", typed: str) -> "LineAnswer | None":
    """Return what was typed means; None where it is to be asked again."""
    from ledger_core.club import Attendance
    from ledger_core.meetings.answers import LineAnswer
    from ledger_core.meetings.words import attendance_of

    came: Attendance | None = None if line.left or line.further else Attendance.PRESENT
    word, _space, rest = typed.partition(" ")
    mark = attendance_of(word) if word and not word.isdecimal() else None
    if mark is not None and not word.startswith(PARTS_SIGN):
        came = None if line.left or line.further else mark
        typed = rest.strip()
        if not typed and mark is Attendance.PRESENT:
            say(_("   Enter = came and pays all; 0 = came, pays nothing."))
            return None
        if not typed:
            return LineAnswer(came)
    if typed == PARTS_SIGN:
        return LineAnswer(came, ask_parts(line))
    if not typed:
        return LineAnswer(came, {} if line.left else _shared(line, line.to_pay))
    return _paid(line, typed, came)


def _paid(line: "SheetLine", typed: str, came: "Attendance | None") -> "LineAnswer | None":
    from ledger_core.meetings.answers import LineAnswer
    from ledger_core.money import parse_amount

    amount = parse_amount(typed)
    if amount <= line.to_pay:
        return LineAnswer(came, _shared(line, amount))
    parts = surplus_parts(line, amount)
    return None if parts is None else LineAnswer(came, parts)


def _shared(line: "SheetLine", amount: int) -> dict[str, int]:
    from ledger_core.meetings.sharing import share

    return share(amount, line)


def say_back(answer: "LineAnswer") -> None:
    """Say back what was understood, so that a slip is seen at once."""
    parts = [
        _("{what} {amount:money}", what=PART_LABELS[name], amount=amount)
        for name, amount in answer.parts.items()
        if amount
    ]
    came = str(answer.attendance.label) if answer.attendance else ""
    said = "; ".join(part for part in (came, *parts) if part)
    say(f"   ✓ {said or _('nothing paid')}")
