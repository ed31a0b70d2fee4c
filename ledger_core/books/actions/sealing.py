"""A month is sealed: what its entries say is hashed, and the code goes into the register."""

from datetime import date

from ledger_core.books.actions.closing_errors import (
    BooksNotInOrder,
    MonthBeforeBooks,
    MonthNotOver,
    MonthSealedAlready,
    OtherMonthFirst,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.directives import PEOPLE_FILE, Directive
from ledger_core.books.disk.files import sha256
from ledger_core.books.rendering import Custom
from ledger_core.books.seals.building import seal_of
from ledger_core.books.seals.seal import Seal
from ledger_core.books.seals.seal_file import parse_seal, seal_path, write_seal
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Month
from ledger_core.messages import Message, N_


def month_to_close(session: WritingSession) -> Month | None:
    """Return the month that is to be closed next; None while no meeting closed any."""
    last = session.book.register.last_sealed
    return None if last is None else last.month.following


def check_may_close(session: WritingSession, month: Month, day: date) -> None:
    """Refuse to close a month out of order, before its end, or while something is wrong.

    Raises:
      MonthNotOver, MonthSealedAlready, OtherMonthFirst, MonthBeforeBooks: it is not its turn.
      BooksNotInOrder: an error, or a breach that no minutes excuse, stands in the books.
    """
    last = session.book.register.last_sealed
    if last is not None and month <= last.month:
        raise MonthSealedAlready(month, last)
    if last is not None and month != last.month.following:
        raise OtherMonthFirst(month, last.month.following)
    club = session.book.register.club
    if club is not None and month.last_day < club.founded:
        raise MonthBeforeBooks(month, club.founded)
    if day <= month.last_day:
        raise MonthNotOver(month, day)
    check_open_day(session, day)
    if session.blocking:
        raise BooksNotInOrder(session.blocking)


def seal_month(session: WritingSession, month: Month, *, day: date, minutes: str) -> Seal:
    """Seal a month with everything that is dated in it, or before it where it is the first.

    Args:
      session: The books, with everything entered that belongs to the month.
      month: The month; months are sealed in order.
      day: The day on which it is closed, after its end.
      minutes: The minutes into which the code is written.

    Raises:
      ClubledgerError: as `check_may_close`.
    """
    check_may_close(session, month, day)
    last = session.book.register.last_sealed
    before = None if last is None else parse_seal(session.read(seal_path(last.month))).seal
    people = session.read(PEOPLE_FILE)
    seal = seal_of(
        session.book,
        month,
        closed=day,
        minutes=clean_text(minutes, Message(N_("The number of the minutes"))),
        people=sha256(people.encode("utf-8")) if people else None,
        previous=before,
    )
    session.replace(seal_path(month), write_seal(seal))
    metadata = {"code": seal.code, "minutes": seal.minutes}
    session.add_to_register(Custom(day, Directive.MONTH_SEALED, (str(month),), metadata))
    return seal
