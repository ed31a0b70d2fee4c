"""The last command is taken back: each voucher it wrote by an adjusting entry of its own.

Decisions about loans are taken back by decisions; that a meeting was held or cash was counted stays
true.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ledger_core.books.actions.decisions import Decision
from ledger_core.books.actions.reversals import ReversalRequest, Reversed, reverse
from ledger_core.books.actions.taking_back import Meant, take_decision_back
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.decision_facts import REVERSIBLE
from ledger_core.books.directives import Directive, fund_of_file
from ledger_core.books.session import WritingSession
from ledger_core.books.trail.records import Record, read_log
from ledger_core.club import Fund
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_

_STAY: Final = frozenset({Directive.MEETING, Directive.CASH_COUNT})
"""Facts that stay true when what was entered with them is taken back."""


class NothingToUndo(ClubledgerError):
    """The log holds no command that could be taken back."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                N_("There is no command to undo: the log holds none that wrote into the books.")
            ),
            Message(N_("Take a single voucher back with clubledger reverse.")),
        )


class CannotBeUndone(ClubledgerError):
    """The last command wrote something that no adjusting entry takes back."""

    def __init__(self, record: Record, labels: list[str]) -> None:
        super().__init__(
            Message(
                N_(
                    "Command {number} ({command}, {entered}) cannot be undone: it wrote {labels}, "
                    "and only vouchers are taken back by adjusting entries."
                ),
                number=str(record.number),
                command=record.command,
                entered=record.entered,
                labels=", ".join(labels),
            ),
            Message(
                N_(
                    "Nothing was changed. A decision is replaced by a newer one; a loan that was "
                    "not paid out has no effect; a member leaves with clubledger member leave."
                )
            ),
        )


@dataclass(frozen=True, slots=True)
class UndoRequest:
    """How the last command is to be taken back.

    Attributes:
      day: Day of the adjusting entries.
      minutes: Minutes that decided it.
      approved_by: Codes of the officers who approved it.
      exception: Minutes that excuse a breach of a rule.
    """

    day: date
    minutes: str
    approved_by: tuple[str, ...] = ()
    exception: str | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back.

    Attributes:
      record: The command, as the log has it.
      reversed: Each voucher with its adjusting entry, the last one first.
      decisions: Decisions about loans that were taken back, as the log names them.
    """

    record: Record
    reversed: tuple[Reversed, ...]
    decisions: tuple[str, ...] = ()


def last_command(records: tuple[Record, ...]) -> Record:
    """Return the last command that wrote entries and was not taken back since.

    Raises:
      NothingToUndo: there is none.
    """
    undone = {record.undoes for record in records}
    for record in reversed(records):
        if record.undoes is None and record.number not in undone and record.written:
            return record
    raise NothingToUndo


def undo(session: WritingSession, request: UndoRequest) -> Undone:
    """Take back all vouchers of the last command; the numbers stay used.

    Raises:
      NothingToUndo: the log holds no such command.
      CannotBeUndone: it wrote a decision, or an entry without a voucher.
      MonthIsSealed, ReversedAlready, NotReversible, ReversalBeforeOriginal: as `reverse`.
    """
    record = last_command(read_log(session.folder).records)
    taken = []
    vouchers, decisions = _written(session, record)
    for number, fund in reversed(vouchers):
        mistake = ReversalRequest(
            number,
            request.day,
            request.minutes,
            fund,
            exception=request.exception,
            approved_by=request.approved_by,
        )
        taken.append(reverse(session, mistake))
    for kind, loan in reversed(decisions):
        decision = Decision(
            loan, request.day, request.minutes, request.approved_by, request.exception
        )
        take_decision_back(session, decision, Meant(kind))
    if not taken and not decisions:
        raise CannotBeUndone(record, list(record.written))
    session.undoes = record.number
    return Undone(record, tuple(taken), tuple(f"{kind} {loan}" for kind, loan in decisions))


def _written(
    session: WritingSession, record: Record
) -> tuple[list[tuple[str, Fund | None]], list[tuple[Directive, str]]]:
    """Return the vouchers of a command and its decisions about loans.

    A voucher that stands in one fund alone comes with it. Corrections of other entries are left
    out: taking the entry back that brought them makes new ones.
    """
    funds: dict[str, set[Fund]] = {}
    decisions: list[tuple[Directive, str]] = []
    refused = []
    for path, change in sorted(record.files.items()):
        for block in change.added:
            if block.label not in record.written:
                continue
            kind, _space, value = block.label.partition(" ")
            if kind in _STAY:
                continue
            if kind in REVERSIBLE:
                decisions.append((Directive(kind), value))
                continue
            fund = fund_of_file(path)
            numbers = [_number(word) for word in block.label.split()]
            if fund is None or None in numbers:
                refused.append(block.label)
                continue
            for number in filter(None, numbers):
                if not any(p.corrects for p in session.book.vouchers.get(number, ())):
                    funds.setdefault(str(number), set()).add(fund)
    if refused:
        raise CannotBeUndone(record, refused)
    vouchers = [(number, next(iter(of)) if len(of) == 1 else None) for number, of in funds.items()]
    return vouchers, decisions


def _number(word: str) -> VoucherNumber | None:
    try:
        return VoucherNumber.parse(word)
    except ClubledgerError:
        return None
