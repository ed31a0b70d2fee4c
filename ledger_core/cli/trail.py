"""`clubledger log` and `undo`: what was done, and taking the last of it back."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger_core.cli.framework import command
from ledger_core.cli.loan_options import decided_by
from ledger_core.cli.options import (
    JSON,
    by_option,
    club_argument,
    format_option,
)
from ledger_core.cli.parameters import option
from ledger_core.cli.showing import show_json, show_text
from ledger_core.cli.stamping import command_name, entered_now
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.session import WritingSession
    from ledger_core.books.trail.reading import Trail
    from ledger_core.books.trail.records import FileChange, Record


@command(
    "log",
    N_(
        "Show what was done in the books: when, by whom, by which command, what it wrote.\n\n"
        "Changes by other hands since the last command are listed with the entries concerned."
    ),
)
@club_argument
@option("--last", text=N_("How many commands; 0 for all."), type=int, default=20)
@option(
    "--accept",
    text=N_("Note that the files are meant to be as they are now."),
    is_flag=True,
)
@by_option
@format_option
def log(*, club: Path, last: int, accept: bool, output: str) -> int:
    """Show the log."""
    from ledger_core.books.trail.reading import accept_changes, read_trail

    accepted = accept_changes(club, entered=entered_now(), command=command_name()) if accept else {}
    trail = read_trail(club)
    if output == JSON:
        show_json(_as_json(trail, last))
    else:
        lines = _lines(trail, last)
        if accepted:
            names = ", ".join(accepted)
            lines += [
                "",
                _("Noted: these files are meant to be so: {files}", files=names),
            ]
        show_text("\n".join(lines))
    return 0


def _shown(trail: "Trail", last: int) -> tuple["Record", ...]:
    return trail.log.records[-last:] if last > 0 else trail.log.records


def _lines(trail: "Trail", last: int) -> list[str]:
    lines = []
    for record in _shown(trail, last):
        when, _space, who = record.entered.partition(" ")
        lines.append(f"{record.number:>5}  {when.replace('T', ' ')}  {who}  {record.command}")
        if record.by_hand:
            lines += _by_hand_lines(record.by_hand, _("before it, by other hands:"))
        if record.written:
            lines.append("       " + ", ".join(record.written))
        if record.undoes is not None:
            lines.append("       " + _("undoes command {number}", number=str(record.undoes)))
    if not trail.log.records:
        lines.append(_("There is no log: no command has written into these books yet."))
    for file, line in trail.log.damaged:
        lines.append(_("Damaged: {file}, line {line}", file=file, line=str(line)))
    if trail.by_hand and trail.log.records:
        lines += ["", *_by_hand_lines(trail.by_hand, _("Since the last command, by other hands:"))]
    return lines


def _by_hand_lines(changes: "Mapping[str, FileChange]", title: str) -> list[str]:
    lines = [f"       {title}"]
    for path, change in changes.items():
        lines.append(f"         {path}")
        if change.removed:
            labels = ", ".join(block.label for block in change.removed)
            lines.append("           " + _("changed or removed: {labels}", labels=labels))
        if change.added:
            labels = ", ".join(block.label for block in change.added)
            lines.append("           " + _("changed or new: {labels}", labels=labels))
    return lines


def _as_json(trail: "Trail", last: int) -> dict[str, Any]:
    return {
        "commands": [_record_json(record) for record in _shown(trail, last)],
        "by_hand": _changes_json(trail.by_hand),
        "damaged": [{"file": file, "line": line} for file, line in trail.log.damaged],
    }


def _record_json(record: "Record") -> dict[str, Any]:
    when, _space, who = record.entered.partition(" ")
    return {
        "number": record.number,
        "at": when,
        "by": who,
        "command": record.command,
        "written": list(record.written),
        "files": [
            {"file": path, "old": change.old, "new": change.new}
            for path, change in sorted(record.files.items())
        ],
        "by_hand": _changes_json(record.by_hand),
        "undoes": record.undoes,
    }


def _changes_json(changes: "Mapping[str, FileChange]") -> list[dict[str, Any]]:
    return [
        {
            "file": path,
            "added": [block.label for block in change.added],
            "removed": [block.label for block in change.removed],
        }
        for path, change in sorted(changes.items())
    ]


@command(
    "undo",
    N_(
        "Take the last command back by adjusting entries.\n\n"
        "Nothing is struck out and no number is used again: each voucher that the command wrote "
        "gets an entry with exactly opposite amounts. Shown before it is written."
    ),
)
@club_argument
@decided_by
def undo(
    *,
    club: Path,
    approved_by: tuple[str, ...],
    minutes: str,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Take the last command back."""
    from ledger_core.books.actions.undoing import UndoRequest
    from ledger_core.books.actions.undoing import undo as enter

    def action(session: "WritingSession") -> Outcome:
        undone = enter(session, UndoRequest(day, minutes, approved_by, exception))
        record = undone.record
        pairs = [(str(one.original), str(one.voucher)) for one in undone.reversed]
        done = Message(
            N_("Command {number} ({command}, {entered}) is taken back: {vouchers}."),
            number=str(record.number),
            command=record.command,
            entered=record.entered,
            vouchers=", ".join(
                [f"{original} → {voucher}" for original, voucher in pairs] + [*undone.decisions]
            ),
        )
        return Outcome(
            done,
            [str(done)],
            voucher=pairs[0][1] if len(pairs) == 1 else None,
            loan=next((one.loan for one in undone.reversed if one.loan), None),
            member=next((one.member for one in undone.reversed if one.member), None),
            more={
                "undoes": record.number,
                "reversed": [{"original": first, "voucher": second} for first, second in pairs],
                "decisions": list(undone.decisions),
            },
        )

    return write(club, Manner(yes, output), action)
