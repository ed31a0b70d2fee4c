"""Checks on who is in the register."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from ledger_core.books.people import Person
from ledger_core.club import Member
from ledger_core.messages import Message, N_
from ledger_core.reports.audit.evidence import Evidence
from ledger_core.reports.audit.model import Question

_SILENT = timedelta(days=80)
_OTHERS = 9, 10  # at least nine tenths of the others have paid something
_LEAVING = timedelta(days=31)


def same_person(evidence: Evidence) -> Iterator[Question]:
    """Ask whether two codes are one person: one name and birth, one telephone or identity."""
    seen: set[tuple[str, str]] = set()
    for alike in _alike(evidence):
        for first, second in pairwise(sorted(alike, key=lambda one: (one.joined, one.code))):
            pair = (first.code, second.code)
            if second.joined in evidence.period and pair not in seen:
                seen.add(pair)
                yield Question(
                    second.joined,
                    Message(
                        N_("{first} and {second} look like one person: {name}."),
                        first=first.code,
                        second=second.code,
                        name=second.name,
                    ),
                    members=pair,
                )


def _alike(evidence: Evidence) -> Iterator[list[Member]]:
    names: dict[str, list[Member]] = defaultdict(list)
    marks: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in evidence.members:
        names[" ".join(unicodedata.normalize("NFC", member.name).casefold().split())].append(member)
        person = evidence.people.get(member.code, Person(member.code))
        for kind in ("phone", "identity"):
            if mark := "".join(getattr(person, kind).split()):
                marks[kind, mark].append(member)
    for named in names.values():
        births: dict[str, list[Member]] = defaultdict(list)
        for member in named:
            births[evidence.people.get(member.code, Person(member.code)).born[:4]].append(member)
        unknown = births.pop("", [])
        if len(births) <= 1:
            yield [*unknown, *(member for known in births.values() for member in known)]
        else:
            yield from births.values()
    yield from marks.values()


def member_silent(evidence: Evidence) -> Iterator[Question]:
    """Ask to meet a member who never paid anything, while nearly everybody else did."""
    active = [member for member in evidence.members if member.active_on(evidence.end)]
    for member in active:
        waited = evidence.end - member.joined >= _SILENT
        if evidence.days_of_member.get(member.code) or not waited:
            continue
        others = [one for one in active if one is not member]
        paid = sum(
            any(day > member.joined for day in evidence.days_of_member.get(one.code, ()))
            for one in others
        )
        if others and paid * _OTHERS[1] >= len(others) * _OTHERS[0]:
            yield Question(
                evidence.end,
                Message(
                    N_("{member} has paid nothing since joining on {day:date}; does {name} come?"),
                    member=member.code,
                    day=member.joined,
                    name=member.name,
                ),
                members=(member.code,),
            )


def loan_before_leaving(evidence: Evidence) -> Iterator[Question]:
    """Ask who got a loan whose borrower died or left within a month, or before."""
    for record, lent in evidence.loans:
        member = evidence.book.register.members.get(record.member)
        if member is None or member.left is None or lent not in evidence.period:
            continue
        if member.left <= evidence.end and member.left - lent <= _LEAVING:
            yield Question(
                lent,
                Message(
                    N_("The loan was paid out on {lent:date}; {member} left on {left:date}."),
                    lent=lent,
                    member=member.code,
                    left=member.left,
                ),
                loans=(record.loan,),
                members=(member.code,),
            )
