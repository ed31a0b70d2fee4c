"""`clubledger meeting run`: the meeting at the terminal, member by member."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger_core.cli.asking import at_terminal, read_line, say, say_refusal
from ledger_core.cli.framework import command
from ledger_core.cli.meeting_closing import finish_meeting
from ledger_core.cli.meeting_lines import answer_of, asked_of, prompt_of, say_back
from ledger_core.cli.meeting_questions import (
    Keep,
    ask_approvals,
    ask_count,
    ask_minutes,
    ask_other,
    ask_waiting,
    show_help,
)
from ledger_core.cli.meetings import post_filled
from ledger_core.cli.options import club_argument, date_option, exception_option, yes_option
from ledger_core.cli.output_file import CannotWriteFile
from ledger_core.cli.writing import Manner
from ledger_core.errors import CannotRun, ClubledgerError
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.book import Book
    from ledger_core.club import MeetingHeld
    from ledger_core.meetings import MeetingSheet, SheetLine
    from ledger_core.meetings.answers import Answers

_BACK, _LATER, _HELP, _STOP = "<", ">", "?", "q"


class NeedsATerminal(CannotRun):
    """A guided meeting is asked for where nobody can answer."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("A guided meeting needs a terminal, with somebody to answer.")),
            Message(N_("Fill in a sheet instead: clubledger meeting sheet, then meeting post.")),
        )


class OtherClubsAnswers(ClubledgerError):
    """Answers kept in the folder belong to another club."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Message(N_("The answers kept in {path} are of another club."), path=str(path)),
            Message(N_("Remove the file if nobody needs it.")),
        )


@command(
    "run",
    N_(
        "Hold the meeting here: member by member, question by question.\n\n"
        "Each answer is kept at once; after a power cut, the same command goes on where it "
        "stopped. At the end everything is shown, and posted whole."
    ),
)
@club_argument
@exception_option
@date_option
@yes_option
def meeting_run(*, club: Path, exception: str | None, day: date, yes: bool) -> int:
    """Hold the meeting at the terminal."""
    from ledger_core.books.session import open_club
    from ledger_core.books.session_errors import BooksHaveErrors
    from ledger_core.meetings import draft_sheet
    from ledger_core.meetings.answers import forget_answers

    if not at_terminal():
        raise NeedsATerminal
    loaded = open_club(club)
    if loaded.errors:
        raise BooksHaveErrors(loaded.errors)
    held = [meeting for meeting in loaded.book.register.meetings if meeting.day == day]
    if held:
        return _finish(club, loaded.book, held[0], Manner(yes, "text"))
    sheet = draft_sheet(loaded.book, day)
    run = _Run(club, sheet, _begin(club, sheet))
    try:
        run.hold()
    except click.Abort:
        say(_("Stopped. Every answer is kept: the same command goes on from here."))
        return 1
    status = post_filled(club, Manner(yes, "text"), run.answers.filled(sheet), exception=exception)
    if status == 0:
        with contextlib.suppress(OSError):
            forget_answers(club, day)
        return finish_meeting(club, Manner(yes, "text"), run.answers.filled(sheet))
    run.open_again()
    say(_("The answers are kept: run the same command again to correct them."))
    return status


def _finish(club: Path, book: "Book", held: "MeetingHeld", manner: Manner) -> int:
    """Go on with a meeting that stands in the books: its count, and the close of the month."""
    from ledger_core.closing import still_to_do
    from ledger_core.meetings import FilledSheet
    from ledger_core.meetings.errors import MeetingPostedOtherwise

    if still_to_do(book, held.day).nothing:
        raise MeetingPostedOtherwise(held.minutes, held.day)
    say(
        _(
            "The meeting of {day:date} ({minutes}) stands in the books.",
            day=held.day,
            minutes=held.minutes,
        )
    )
    code = book.register.club.code if book.register.club else ""
    return finish_meeting(club, manner, FilledSheet(code, held.day, held.minutes))


def _begin(club: Path, sheet: "MeetingSheet") -> "Answers":
    """Return the answers kept from before, or none yet, and say which."""
    from ledger_core.meetings.answers import Answers, answers_file, load_answers

    kept = load_answers(club, sheet.day)
    if kept is None:
        return Answers(sheet.club, sheet.day, sheet.minutes)
    if kept.club != sheet.club:
        raise OtherClubsAnswers(answers_file(club, sheet.day))
    done = sum(line.key in kept.lines for line in sheet.lines)
    say(
        _(
            "Going on with the meeting of {day:date}: {done} of {all} lines are answered already.",
            day=sheet.day,
            done=str(done),
            all=str(len(sheet.lines)),
        )
    )
    return kept


@dataclass(slots=True)
class _Run:
    """One guided meeting."""

    club: Path
    sheet: "MeetingSheet"
    answers: "Answers"

    def keep(self) -> None:
        """Keep every answer so far."""
        from ledger_core.meetings.answers import answers_file, save_answers

        try:
            save_answers(self.club, self.answers)
        except OSError as error:
            path = answers_file(self.club, self.sheet.day)
            raise CannotWriteFile(path, error) from error

    def hold(self) -> None:
        """Ask everything that is not answered yet."""
        say()
        say(_("MEETING OF {day:date} – {club}", day=self.sheet.day, club=self.sheet.club_name))
        say(_("Type ? for help at any member. Ctrl-C stops; nothing that was answered is lost."))
        if "members" not in self.answers.steps:
            self._members()
            self._done("members")
        steps: tuple[tuple[str, Callable[[MeetingSheet, Answers, Keep], None]], ...] = (
            ("waiting", ask_waiting),
            ("approvals", ask_approvals),
            ("expenses", lambda s, a, keep: ask_other(s, a, keep, received=False)),
            ("receipts", lambda s, a, keep: ask_other(s, a, keep, received=True)),
            ("minutes", ask_minutes),
            ("count", ask_count),
        )
        for name, ask in steps:
            if name not in self.answers.steps:
                ask(self.sheet, self.answers, self.keep)
                self._done(name)
        self._again()

    def _again(self) -> None:
        """Let lines be answered again before everything is shown."""
        say()
        while code := read_line(_("Answer again for whom (code; Enter = for nobody): ")):
            wanted = [n for n, line in enumerate(self.sheet.lines) if line.member == code.upper()]
            if not wanted:
                say(_("No member has the code {code}.", code=code))
            for number in wanted:
                self._ask_line(number)

    def open_again(self) -> None:
        """Ask everything beside the members once more: something in it was refused."""
        self.answers.steps &= {"members"}
        self.keep()

    def _done(self, step: str) -> None:
        self.answers.steps.add(step)
        self.keep()

    def _members(self) -> None:
        """Go through the lines; those that were put off come again at the end."""
        lines = self.sheet.lines
        number = 0
        while True:
            waiting = [n for n, line in enumerate(lines) if line.key not in self.answers.lines]
            if not waiting:
                return
            number = next((n for n in waiting if n >= number), waiting[0])
            move = self._ask_line(number)
            number = max(0, number + move)

    def _ask_line(self, number: int) -> int:
        """Ask one line; return by how many lines to go on."""
        line = self.sheet.lines[number]
        self._show(number, line)
        while True:
            typed = read_line(prompt_of(line))
            if typed == _BACK:
                return self._back(number)
            if typed == _LATER:
                return 1
            if typed.casefold() == _STOP:
                raise click.Abort
            if typed == _HELP:
                show_help()
                continue
            try:
                answer = answer_of(line, typed)
            except ClubledgerError as error:
                say_refusal(error)
                continue
            if answer is not None:
                self.answers.lines[line.key] = answer
                self.keep()
                say_back(answer)
                return 1

    def _back(self, number: int) -> int:
        """Take the answer before back, so that it is asked again."""
        if number == 0:
            say(_("This is the first member."))
            return 0
        self.answers.lines.pop(self.sheet.lines[number - 1].key, None)
        self.keep()
        return -1

    def _show(self, number: int, line: "SheetLine") -> None:
        say()
        say("─" * 60)
        place = _("{number} of {all}", number=str(number + 1), all=str(len(self.sheet.lines)))
        say(f"{place}    {line.member}  {line.name.upper()}")
        if line.left:
            say(_("   (no member any more; the heirs or the guarantor pay)"))
        for what, amount in asked_of(line):
            say(f"   {what:<34}{_('{amount:money}', amount=amount):>14}")
        say(f"   {_('TO PAY'):<34}{_('{amount:money}', amount=line.to_pay):>14}")
