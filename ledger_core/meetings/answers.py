"""What was answered at a guided meeting so far: kept on the disk after each answer.

The file lies in the club's folder for locks and such, outside the books; it is written whole or not
at all, so that a power cut loses at most the answer being typed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ledger_core.books.disk.files import OPERATING_SYSTEM as _SYSTEM
from ledger_core.books.disk.files import STATE_FOLDER, remove_if_there, write_file
from ledger_core.club import Attendance, Fund
from ledger_core.meetings.filled import (
    PARTS,
    FilledLine,
    FilledSheet,
    NewLoan,
    OtherMoney,
    PaidOut,
)
from ledger_core.meetings.sheet import FORM, MeetingSheet

Key = tuple[str, str]


@dataclass(slots=True)
class LineAnswer:
    """What was answered for one line of the sheet.

    Attributes:
      attendance: Whether the member came, None where that is not asked.
      parts: What was paid for which purpose, in đồng.
    """

    attendance: Attendance | None = None
    parts: dict[str, int] = field(default_factory=dict)

    @property
    def paid(self) -> int:
        """Everything that was handed over."""
        return sum(self.parts.values())


@dataclass(slots=True)
class Answers:
    """The answers of one meeting.

    Attributes:
      club: The club's code.
      day: The day.
      minutes: The number of the minutes.
      lines: The answers by member and loan.
      paid_out: What was paid out on waiting loans.
      new_loans: Loans that the meeting approves.
      approved_by: Who approves them.
      other: Expenses and other receipts.
      counted: The cash that was counted.
      steps: The parts of the meeting that are done.
    """

    club: str
    day: date
    minutes: str
    lines: dict[Key, LineAnswer] = field(default_factory=dict)
    paid_out: dict[str, int] = field(default_factory=dict)
    new_loans: list[NewLoan] = field(default_factory=list)
    approved_by: tuple[str, ...] = ()
    other: list[OtherMoney] = field(default_factory=list)
    counted: dict[Fund, int] = field(default_factory=dict)
    steps: set[str] = field(default_factory=set)

    def filled(self, sheet: MeetingSheet) -> FilledSheet:
        """Return the answers as a filled sheet, in the order of the sheet."""
        lines = tuple(
            FilledLine(line.member, line.key[1], answer.attendance, parts=dict(answer.parts))
            for line in sheet.lines
            if (answer := self.lines.get(line.key)) is not None
        )
        known = {line.key for line in lines}
        # A line that today's sheet has no more is a mistake to be named, not forgotten.
        lines += tuple(
            FilledLine(member, loan, answer.attendance, parts=dict(answer.parts))
            for (member, loan), answer in self.lines.items()
            if (member, loan) not in known and answer.paid
        )
        return FilledSheet(
            club=self.club,
            day=self.day,
            minutes=self.minutes,
            lines=lines,
            paid_out=tuple(PaidOut(loan, paid) for loan, paid in self.paid_out.items() if paid),
            new_loans=tuple(self.new_loans),
            approved_by=self.approved_by,
            other=tuple(self.other),
            counted=dict(self.counted),
        )


def answers_file(club: Path, day: date) -> Path:
    """Return where the answers of a meeting are kept."""
    return club / STATE_FOLDER / f"meeting-{day.isoformat()}.json"


def save_answers(club: Path, answers: Answers) -> None:
    """Keep the answers: the file is wholly the old one or wholly the new one.

    Raises:
      OSError: the disk or the folder refused it.
    """
    path = answers_file(club, answers.day)
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(_to_json(answers), ensure_ascii=False, indent=1)
    write_file(path, text.encode())


def load_answers(club: Path, day: date) -> Answers | None:
    """Return the answers kept of a meeting; None where there are none that can be read."""
    try:
        kept = json.loads(answers_file(club, day).read_text("utf-8"))
        return _from_json(kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def forget_answers(club: Path, day: date) -> None:
    """Remove what was kept: the meeting stands in the books."""
    remove_if_there(answers_file(club, day), system=_SYSTEM)


def _to_json(answers: Answers) -> dict[str, Any]:
    return {
        "form": FORM,
        "club": answers.club,
        "day": answers.day.isoformat(),
        "minutes": answers.minutes,
        "lines": [
            {
                "member": member,
                "loan": loan,
                "attendance": answer.attendance.value if answer.attendance else None,
                "parts": answer.parts,
            }
            for (member, loan), answer in answers.lines.items()
        ],
        "paid_out": answers.paid_out,
        "new_loans": [
            {name: getattr(loan, name) for name in _LOAN_FIELDS} for loan in answers.new_loans
        ],
        "approved_by": list(answers.approved_by),
        "other": [
            {name: getattr(money, name) for name in _MONEY_FIELDS} for money in answers.other
        ],
        "counted": {fund.value: amount for fund, amount in answers.counted.items()},
        "steps": sorted(answers.steps),
    }


_LOAN_FIELDS = ("member", "principal", "instalments", "purpose", "guarantor", "paid_out")
_MONEY_FIELDS = ("fund", "role", "amount", "person", "text", "received")


def _from_json(kept: Mapping[str, Any]) -> Answers | None:
    if kept["form"] != FORM:
        return None
    return Answers(
        club=kept["club"],
        day=date.fromisoformat(kept["day"]),
        minutes=kept["minutes"],
        lines={(line["member"], line["loan"]): _line(line) for line in kept["lines"]},
        paid_out={loan: int(amount) for loan, amount in kept["paid_out"].items()},
        new_loans=[NewLoan(**loan) for loan in kept["new_loans"]],
        approved_by=tuple(kept["approved_by"]),
        other=[OtherMoney(**{**money, "fund": Fund(money["fund"])}) for money in kept["other"]],
        counted={Fund(fund): int(amount) for fund, amount in kept["counted"].items()},
        steps=set(kept["steps"]),
    )


def _line(kept: Mapping[str, Any]) -> LineAnswer:
    word = kept["attendance"]
    parts = {name: int(kept["parts"][name]) for name in PARTS if kept["parts"].get(name)}
    return LineAnswer(Attendance(word) if word else None, parts)
