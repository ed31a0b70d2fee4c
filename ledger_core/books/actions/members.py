"""Members join and leave."""

import re
from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.common import known_member
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.actions.errors import MemberExists, MemberNotActive, MemberOwes
from ledger_core.books.codes import member_code
from ledger_core.books.directives import PEOPLE_FILE, Directive
from ledger_core.books.people import Hardship, Person, Sex, read_people, write_people
from ledger_core.books.rendering import Custom
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import LeavingReason, Role
from ledger_core.messages import Message, N_

_NUMBERED = re.compile(r"M([0-9]+)")


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody who joins.

    Attributes:
      name: Name as vouchers print it.
      joined: Day of joining.
      sex: For the scheme's targets; goes to `people.csv`.
      born: Year of birth, or the whole date as ISO; likewise.
      code: Code, the next free `M…` when None.
      hardship: Household's hardship; likewise.
      household: Code of the household; likewise.
      phone: Telephone number; likewise.
    """

    name: str
    joined: date
    sex: Sex
    born: int | str
    code: str | None = None
    hardship: Hardship = Hardship.NONE
    household: str = ""
    phone: str = ""


def next_member_code(session: WritingSession) -> str:
    """Return the code after the greatest of the form `M012`."""
    matches = map(_NUMBERED.fullmatch, session.book.register.members)
    return f"M{1 + max((int(m[1]) for m in matches if m), default=0):03d}"


def add_member(session: WritingSession, new: NewMember) -> str:
    """Enter a member; return the code.

    Raises:
      MemberExists: the code is taken.
    """
    code = member_code(new.code) if new.code else next_member_code(session)
    check_open_day(session, new.joined, may_precede_books=True)
    known = session.book.register.members.get(code)
    if known is not None:
        raise MemberExists(code, known.name)
    name = clean_text(new.name, Message(N_("The member's name")))
    session.add_to_register(Custom(new.joined, Directive.MEMBER, (code,), {"name": name}))
    people = read_people(session.read(PEOPLE_FILE) or "code\n")
    people[code] = Person(
        code=code,
        sex=new.sex.value,
        born=str(new.born),
        household=clean_text(new.household, Message(N_("The household's code")), may_be_empty=True),
        hardship=new.hardship.value,
        phone=clean_text(new.phone, Message(N_("The telephone number")), may_be_empty=True),
    )
    session.replace(PEOPLE_FILE, write_people(people))
    return code


def member_leaves(
    session: WritingSession, *, member: str, day: date, reason: LeavingReason
) -> None:
    """Enter that a member leaves; what is open must be settled first, except after a death.

    Raises:
      MemberOwes: a loan is running or capital is not refunded.
    """
    check_open_day(session, day, may_precede_books=True)
    leaving = known_member(session, member)
    if leaving.left is not None:
        raise MemberNotActive(leaving.code, leaving.left)
    loans = [
        record.loan
        for record in session.book.loans_of_member(leaving.code)
        if record.account is None or record.account.outstanding_principal > 0
    ]
    account = session.book.chart.of_person.get((Role.MEMBERS_CAPITAL, leaving.code))
    capital = -session.book.account_balance(account.name) if account else 0
    if (loans or capital) and reason is not LeavingReason.DEATH:
        raise MemberOwes(leaving.code, loans, capital)
    session.add_to_register(
        Custom(day, Directive.MEMBER_LEFT, (leaving.code,), {"reason": reason.value})
    )
