"""How every command writes: show what will stand in the books, ask, write, say what was done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger_core.cli.asking import at_terminal, confirm, say
from ledger_core.cli.options import JSON
from ledger_core.cli.showing import show_json, show_text
from ledger_core.cli.stamping import command_name, entered_now, now
from ledger_core.messages import Message, _

if TYPE_CHECKING:
    from datetime import date

    from ledger_core.books.session import WritingSession


FAR_AHEAD = timedelta(300)
"""A day of last month with the next year's number lies further ahead than this."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How the user wants a command to write.

    Attributes:
      yes: Without the question.
      output: `text` or `json`.
    """

    yes: bool
    output: str

    @property
    def for_programs(self) -> bool:
        """Whether a program reads the answer."""
        return self.output == JSON


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action added to the session, for people and for programs.

    Attributes:
      done: What was done, in a sentence, said once it is written.
      before: What the entries mean, in plain words, shown before they are written.
      after: What is to be seen last, below long entries, right above the question.
      voucher: The voucher's number.
      repeated: Whether the same entry stood there already.
      loan: The loan concerned.
      member: The member concerned.
      split: The parts of a repayment, in đồng.
      more: Further keys of the answer for programs.
      unchanged: What to say where nothing was to be entered, if no voucher tells it.
    """

    done: Message
    before: Sequence[str] = ()
    voucher: str | None = None
    repeated: bool = False
    loan: str | None = None
    member: str | None = None
    split: Mapping[str, int] | None = None
    more: Mapping[str, Any] | None = None
    unchanged: Message | None = None
    after: Sequence[str] = ()


def write(club: Path, manner: Manner, action: Callable[["WritingSession"], Outcome]) -> int:
    """Run an action on a club's books and write what it adds; return the exit status."""
    from ledger_core.books.session import writing

    with writing(club, command=command_name(), entered=entered_now()) as session:
        outcome = action(session)
        entries = session.pending_text
        session.check()
        if not outcome.repeated:
            if not manner.for_programs or not manner.yes:
                far = far_ahead(session.latest_day)
                _show_before(outcome, [entries, *far], quiet=manner.for_programs)
            if not agreed(manner):
                say(_("Nothing was written."))
                return 1
        written = session.commit()
    if manner.for_programs:
        show_json(answer(outcome, written, entries))
    elif outcome.repeated and outcome.unchanged is not None:
        show_text("\n".join([*outcome.before, "", str(outcome.unchanged)]))
    elif outcome.repeated:
        show_text(
            _(
                "{number} stands in the books already, exactly so: nothing was changed.",
                number=outcome.voucher,
            )
        )
    else:
        show_text(_("Written. {what}", what=outcome.done))
    return 0


def agreed(manner: Manner) -> bool:
    """Ask whether to write, at a terminal; a program that gave all data has decided already."""
    if manner.yes or not at_terminal():
        return True
    return confirm(_("Write this into the books?"))


def answer(outcome: Outcome, written: Sequence[str], entries: str) -> dict[str, Any]:
    """Return what was written, for programs; every key is always there."""
    return {
        "written": list(written),
        "voucher": outcome.voucher,
        "repeated": outcome.repeated,
        "loan": outcome.loan,
        "member": outcome.member,
        "split": None if outcome.split is None else dict(outcome.split),
        "entries": entries,
        **(outcome.more or {}),
    }


def far_ahead(day: "date | None") -> list[str]:
    """Warn of money that moves so far ahead of the computer's day that the year may be mistyped."""
    today = now().date()
    if day is None or day <= today + FAR_AHEAD:
        return []
    return [
        _(
            "Is the year right? {day:date} is long after today, {today:date} by this computer's "
            "clock.",
            day=day,
            today=today,
        )
    ]


def _show_before(outcome: Outcome, entries: Sequence[str], *, quiet: bool) -> None:
    lines = [*outcome.before]
    if lines:
        lines.append("")
    lines += [_("Into the books:"), "", *entries, *outcome.after]
    show_text("\n".join(lines), error=quiet)
