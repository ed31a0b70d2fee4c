"""After a meeting is posted: interest passes on, the boxes are counted, a month is closed.

At a terminal it is gone through at once. Elsewhere the commands that are left are named.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.asking import at_terminal, confirm, read_line, say, say_offers
from ledger_core.cli.closing import close_outcome
from ledger_core.cli.counting import count_lines, difference_roles
from ledger_core.cli.meeting_questions import ask_read, read_codes
from ledger_core.cli.payments import distribution_lines
from ledger_core.cli.showing import show_text
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger_core.books.session import WritingSession
    from ledger_core.closing import CountedCash, StillToDo
    from ledger_core.club import Fund, Role
    from ledger_core.meetings import FilledSheet


def finish_meeting(club: Path, manner: Manner, filled: "FilledSheet") -> int:
    """Go on to what is left of the meeting of a sheet; return the exit status."""
    if manner.for_programs:
        return 0
    while not (left := _left(club, filled)).nothing:
        show_text("\n".join(["", *_lines(left)]))
        if manner.yes or not at_terminal():
            show_text("\n".join([_("Still to do:"), *_commands(club, left, filled)]))
            return 0
        if not confirm(str(_question(left))):
            show_text("\n".join([_("Still to do:"), *_commands(club, left, filled)]))
            return 0
        if (status := _do(club, manner, left, filled)) != 0:
            return status
    return 0


def _left(club: Path, filled: "FilledSheet") -> "StillToDo":
    from ledger_core.books.session import open_club
    from ledger_core.closing import still_to_do

    return still_to_do(open_club(club).book, filled.day)


def _lines(left: "StillToDo") -> list[str]:
    """Say which money passes from box to box, and what each must hold then."""
    lines = []
    if left.distribution is not None:
        lines += distribution_lines(left.distribution)
    if left.distribution is not None and left.distribution.activity:
        lines.append(
            _(
                "Take {amount:money} đồng out of the box of the Income-generation fund and put "
                "them into the box of the Activity fund.",
                amount=left.distribution.activity,
            )
        )
    for fund, amount in left.boxes.items():
        lines.append(
            _("Must then be in the box: {amount:money} đồng ({fund})", fund=fund, amount=amount)
        )
    return lines


def _question(left: "StillToDo") -> Message:
    if left.month is None:
        return Message(N_("Count the boxes now, two people, and enter it?"))
    if not left.boxes:
        return Message(N_("Close the month {month} now?"), month=left.month)
    return Message(
        N_("Count the boxes now, two people, and close the month {month}?"), month=left.month
    )


def _commands(club: Path, left: "StillToDo", filled: "FilledSheet") -> list[str]:
    """Return the commands that do what is left, as they can be typed."""
    day = filled.day.isoformat()
    tail = f"--minutes {filled.minutes} --date {day}"
    folder = f'"{club}"' if " " in str(club) else str(club)
    if left.month is not None:
        counted = "".join(f" --{fund.value}-cash …" for fund in left.boxes)
        by = " --by …,…" if counted else ""
        return [f"  clubledger close {folder} --month {left.month}{counted}{by} {tail}"]
    lines = [f"  clubledger distribute {folder} --date {day}"] if left.distribution else []
    return lines + [
        f"  clubledger count {folder} --fund {fund.value} --amount … --counted-by …,… {tail}"
        for fund in left.boxes
    ]


def _do(club: Path, manner: Manner, left: "StillToDo", filled: "FilledSheet") -> int:
    """Ask what was found, and write it; what is refused can be answered again."""
    found = {fund: _ask_box(fund, expected) for fund, expected in left.boxes.items()}
    people = _ask_people() if found else ()
    return write(club, manner, _action(left, filled, _counts(found, people)))


def _counts(
    found: "dict[Fund, tuple[int, Role | None]]", people: tuple[str, ...]
) -> "dict[Fund, CountedCash]":
    from ledger_core.closing import CountedCash

    return {fund: CountedCash(amount, people, how) for fund, (amount, how) in found.items()}


def _action(
    left: "StillToDo", filled: "FilledSheet", counts: "dict[Fund, CountedCash]"
) -> "Callable[[WritingSession], Outcome]":
    from ledger_core.closing import CloseRequest

    if left.month is None:
        return lambda session: _count_only(session, filled, counts)
    request = CloseRequest(left.month, filled.day, filled.minutes, counts)
    return lambda session: close_outcome(session, request)


def _count_only(
    session: "WritingSession", filled: "FilledSheet", counts: "dict[Fund, CountedCash]"
) -> Outcome:
    """Pass the interest on and enter the counts, where no month is to be closed."""
    from ledger_core.closing import count_boxes, distribute_unless_counted

    parts = distribute_unless_counted(session, filled.day)
    taken = count_boxes(session, filled.day, filled.minutes, counts)
    lines = distribution_lines(parts) if parts else []
    for counted in taken:
        lines += [str(counted.fund.label), *count_lines(counted)]
    return Outcome(Message(N_("The cash of the meeting is counted.")), lines)


def _ask_box(fund: "Fund", expected: int) -> "tuple[int, Role | None]":
    """Ask for what was found in a box until it agrees, or until it is said what a difference is."""
    from ledger_core.money import parse_amount

    while True:
        counted = ask_read(_("{fund}: counted: ", fund=fund), parse_amount, empty=None)
        if counted is None:
            continue
        if counted == expected:
            say(_("  The box and the books agree."))
            return counted, None
        missing = expected - counted
        text = (
            N_("  Missing in the box: {amount:money}")
            if missing > 0
            else N_("  Too much in the box: {amount:money}")
        )
        say(str(Message(text, amount=abs(missing))))
        how = _ask_difference(too_much=missing < 0)
        if how is not None:
            return counted, how


def _ask_difference(*, too_much: bool) -> "Role | None":
    from ledger_core.club import Role

    roles = [role for role in difference_roles() if (role is Role.OTHER_INCOME) is too_much]
    say_offers("", [(role.value, str(role.label)) for role in roles])
    typed = read_line(_("How is it entered (Enter = count again): "))
    return roles[int(typed) - 1] if typed in map(str, range(1, len(roles) + 1)) else None


def _ask_people() -> tuple[str, ...]:
    """Ask for the two people who counted."""
    while True:
        question = _("Who counted, two people (codes, such as M001 M004): ")
        nobody: tuple[str, ...] = ()
        codes = ask_read(question, read_codes, empty=nobody)
        if len(set(codes)) >= _COUNTERS:
            return codes
        say(_("Two different people count."))


_COUNTERS = 2
