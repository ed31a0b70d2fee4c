"""The register of members (*Danh sách thành viên*) with ages on the day, for use in the club.

It names people and tells of age and hardship: it stays in the club and is no part of a return.
"""

from collections.abc import Iterable

from ledger_core.books.members_capital import paid_in_capital
from ledger_core.books.people import age_on, people_of
from ledger_core.club import Member, Office
from ledger_core.messages import Message, N_
from ledger_core.reports.columns import MEMBER, NAME, TOTAL
from ledger_core.reports.heading import report_as_of
from ledger_core.reports.people import hardship_of, is_older, sex_of
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import BLANK, Column, Kind, Report, Row, Table


def member_register(request: ReportRequest) -> Report:
    """Return the members on a day with age, sex, hardship, office, capital; and who left.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    register = request.club.book.register
    active = register.active_members(request.as_of)
    gone = [
        member
        for member in register.members.values()
        if member.left is not None and member.left < request.as_of
    ]
    return report_as_of(
        request,
        "members",
        Message(N_("Register of members")),
        (_counts(request, active), _members(request, active), _left(gone)),
        notes=(
            Message(
                N_(
                    "This list names people and tells of age and hardship: it stays in the club "
                    "(Law 91/2025/QH15)."
                )
            ),
            Message(N_("Of a year of birth alone, the age is the one reached in this year.")),
        ),
    )


_UNKNOWN = Message(N_("Members with no personal data on record"))


def _counts(request: ReportRequest, members: list[Member]) -> Table:
    people = people_of(request.club.book.folder)
    day = request.as_of
    known = [people[member.code] for member in members if member.code in people]
    older = sum(bool(is_older(person, day)) for person in known)
    counted = (
        ("members", Message(N_("Members")), len(members)),
        ("women", Message(N_("Women")), sum(person.sex == "f" for person in known)),
        ("older", Message(N_("Older members (60 and over)")), older),
        (
            "unknown",
            Message(N_("Members with no personal data on record")),
            len(members) - len(known),
        ),
    )
    return Table(
        "counts",
        Message(N_("Members in numbers")),
        (
            Column("figure", Message(N_("Figure"))),
            Column("members", Message(N_("Members")), Kind.COUNT),
        ),
        tuple((label, count) for _, label, count in counted),
        row_keys=tuple(key for key, _, _ in counted),
    )


def _members(request: ReportRequest, members: list[Member]) -> Table:
    book, day = request.club.book, request.as_of
    people = people_of(book.folder)
    capital = paid_in_capital(book, day)
    offices = {
        holder: office
        for office in Office
        if (holder := book.register.holder_of(office, day)) is not None
    }
    rows: list[Row] = []
    for member in sorted(members, key=lambda member: member.code):
        person = people.get(member.code)
        office = offices.get(member.code)
        rows.append(
            (
                member.code,
                member.name,
                sex_of(person),
                None if person is None else age_on(person.born, day),
                hardship_of(person),
                "" if office is None else office.label,
                member.joined,
                capital.get(member.code, 0),
            )
        )
    return Table(
        "members",
        Message(N_("Members")),
        (
            *(MEMBER, NAME),
            Column("sex", Message(N_("Sex"))),
            Column("age", Message(N_("Age")), Kind.COUNT),
            Column("hardship", Message(N_("Household"))),
            Column("office", Message(N_("Office"))),
            Column("joined", Message(N_("Joined")), Kind.DATE),
            Column("capital", Message(N_("Paid-in capital")), Kind.AMOUNT),
        ),
        tuple(rows),
        total=(TOTAL, *[BLANK] * 6, sum(capital.get(member.code, 0) for member in members)),
    )


def _left(gone: Iterable[Member]) -> Table:
    found = sorted(gone, key=lambda member: (member.left or member.joined, member.code))
    return Table(
        "left",
        Message(N_("Members who left")),
        (
            *(MEMBER, NAME),
            Column("joined", Message(N_("Joined")), Kind.DATE),
            Column("left", Message(N_("Left")), Kind.DATE),
            Column("reason", Message(N_("Why"))),
        ),
        tuple(
            (
                member.code,
                member.name,
                member.joined,
                member.left,
                "" if member.reason is None else member.reason.label,
            )
            for member in found
        ),
    )
