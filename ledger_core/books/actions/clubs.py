"""Starting a club: its folder from a template, its first capital, its officers."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ledger_core.books.actions.common import (
    RECEIPT,
    Written,
    account_of,
    known_member,
    narration,
    new_number,
    positive,
    two_lines,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.actions.errors import ClubExists, RoleNotForThis
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.directives import (
    FORMAT_VERSION,
    PEOPLE_FILE,
    REGISTER_FILE,
    Directive,
    Scope,
)
from ledger_core.books.disk.errors import FolderNotWritable
from ledger_core.books.disk.intent import complete_intent, write_files
from ledger_core.books.disk.lock import club_lock
from ledger_core.books.entered import Entered, Stamp, stamp_of, stamped_text
from ledger_core.books.folder import book_files
from ledger_core.books.literals import Value, checked
from ledger_core.books.loading import load_club
from ledger_core.books.people import EMPTY_PEOPLE
from ledger_core.books.rehearsal import put_files
from ledger_core.books.rendering import Custom, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.session_errors import WouldBreakRules
from ledger_core.books.templates import club_files
from ledger_core.books.text import clean_text
from ledger_core.books.trail.writing import log_line
from ledger_core.club import Fund, Office, Role
from ledger_core.messages import Message, N_

SEED_SOURCES: Mapping[str, Role] = {"grant": Role.GRANTS, "budget": Role.BUDGET_SUPPORT}


@dataclass(frozen=True, slots=True)
class SeedCapital:
    """Capital a club starts with, in cash.

    Attributes:
      amount: Amount in đồng.
      source: `grant` or `budget`.
      giver: Who gives it, as the receipt names them.
    """

    amount: int
    source: str
    giver: str


@dataclass(frozen=True, slots=True)
class NewBooks:
    """What starting a club wrote.

    Attributes:
      written: The files.
      voucher: Number of the receipt of the seed capital, if any.
      entries: The entries of the seed capital, as they stand in the books.
    """

    written: tuple[str, ...]
    voucher: VoucherNumber | None
    entries: str


@dataclass(frozen=True, slots=True)
class NewClub:
    """What a new club starts from.

    Attributes:
      name: Full name, for titles.
      founded: Day the books begin.
      template: Name of the template: `vi` or `en`.
      meeting_day: Day of the month the club meets, 1 to 31.
      commune: Code of the commune, if known.
      province: Code of the province, if known.
      minutes: Minutes that decided the rules.
      code: Short code; the folder's name when empty.
      seed: Capital it starts with, entered on the same day.
    """

    name: str
    founded: date
    template: str = "vi"
    meeting_day: int = 21
    commune: str | None = None
    province: str | None = None
    minutes: str = ""
    code: str = ""
    seed: SeedCapital | None = None


def _escaped(text: str) -> str:
    return checked(text).replace("\\", "\\\\").replace('"', '\\"')


def _files(folder: Path, club: NewClub, entered: Entered | None) -> dict[str, bytes]:
    name = clean_text(club.name, Message(N_("The club's name")))
    minutes = clean_text(
        club.minutes or f"BB-{club.founded:%Y-%m}", Message(N_("The number of the minutes"))
    )
    values = {
        "name": _escaped(name),
        "minutes": _escaped(minutes),
        "date": f"{club.founded:%Y-%m-%d}",
        "year": str(club.founded.year),
    }
    files = club_files(club.template, values, club.founded.year)
    metadata: dict[str, Value] = {
        "name": name,
        "format": FORMAT_VERSION,
        "language": club.template,
        "meeting-day": club.meeting_day,
        **{key: value for key, value in _codes(club).items() if value},
    }
    code = clean_text(club.code or folder.name, Message(N_("The club's code")))
    entry = Custom(club.founded, Directive.CLUB, (code,), metadata)
    files[REGISTER_FILE] = stamped_text(files[REGISTER_FILE] + entry.render(), entered)
    encoded = {path: text.encode("utf-8") for path, text in files.items()}
    return {**encoded, PEOPLE_FILE: EMPTY_PEOPLE.encode("utf-8")}


def _codes(club: NewClub) -> dict[str, str | None]:
    return {"commune": club.commune, "province": club.province}


def create_club(
    folder: Path,
    club: NewClub,
    also: Callable[[WritingSession], None] | None = None,
    *,
    entered: Entered | Stamp | None = None,
    command: str = "clubledger new",
) -> NewBooks:
    """Write the books of a new club into `folder`, its seed capital too: all files or none.

    Args:
      folder: Where the books go.
      club: What the club starts from.
      also: Adds further entries; what it raises leaves the folder without books.
      entered: When and by whom, as `writing` takes it.
      command: What the log names the command.

    Raises:
      ClubExists: the folder holds books already.
      TextRefused: the name cannot stand in the books.
      FolderNotWritable: the folder cannot be made or written to.
    """
    stamp = stamp_of(entered, club.founded)
    files = _files(folder, club, stamp)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotWritable(folder, error) from error
    with club_lock(folder):
        complete_intent(folder)
        if book_files(folder):
            raise ClubExists(folder)
        with tempfile.TemporaryDirectory(prefix="clubledger-") as name:
            copy = Path(name).resolve()
            put_files(copy, files)
            session = WritingSession(copy, load_club(copy), {}, entered)
            voucher = _seed(session, club)
            if also is not None:
                also(session)
            put_files(copy, session.changes)
            for scope in Scope:
                blocking = load_club(copy, scope).blocking
                if blocking:
                    raise WouldBreakRules(blocking)
        files |= session.changes
        written = _write_first(folder, files, stamp, command)
    return NewBooks(written, voucher, session.pending_text)


def _write_first(
    folder: Path, files: dict[str, bytes], stamp: Entered | None, command: str
) -> tuple[str, ...]:
    """Write the files of a new club and, if it was said who does, the first line of its log."""
    expected: dict[str, str | None] = dict.fromkeys(files)
    if stamp is None:
        return write_files(folder, files, expected=expected)
    line = log_line(folder, files, entered=stamp, command=command)
    everything = {**files, line.path: line.content}
    written = write_files(folder, everything, expected={**expected, line.path: line.old})
    return tuple(path for path in written if path != line.path)


def _seed(session: WritingSession, club: NewClub) -> VoucherNumber | None:
    seed = club.seed
    if seed is None:
        return None
    return add_seed_capital(
        session, day=club.founded, amount=seed.amount, source=seed.source, giver=seed.giver
    ).voucher


def add_seed_capital(
    session: WritingSession,
    *,
    day: date,
    amount: int,
    source: str,
    giver: str,
    number: str | None = None,
) -> Written:
    """Enter the capital a club starts with, in cash, by its source.

    Sources differ in law and so have accounts of their own: `grant` (donor) and `budget`
    (state budget support).
    """
    role = SEED_SOURCES.get(source)
    if role is None:
        raise RoleNotForThis(source, Fund.INCOME, tuple(SEED_SOURCES.values()))
    check_open_day(session, day)
    voucher, _ = new_number(session, RECEIPT, day, number, Fund.INCOME)
    cash = account_of(session, Fund.INCOME, Role.CASH)
    entry = Transaction(
        day,
        narration(session, N_("Seed capital of the Income-generation fund")),
        two_lines(cash, account_of(session, Fund.INCOME, role), positive(amount)),
        payee=clean_text(giver, Message(N_("The giver's name"))),
        links=frozenset({str(voucher)}),
    )
    session.add_to_journal(Fund.INCOME, day.year, entry)
    return Written(voucher)


def set_office(session: WritingSession, *, office: Office, member: str, day: date) -> None:
    """Enter who holds an office from `day` on."""
    check_open_day(session, day, may_precede_books=True)
    holder = known_member(session, member)
    entry = Custom(day, Directive.OFFICE, (office.value,), {"member": holder.code})
    session.add_to_register(entry)
