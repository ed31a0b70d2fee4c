"""The club against the targets of the scheme, each with its denominator."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ledger_core.books.book import Book
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.people import Person, Sex, people_of
from ledger_core.club import Fund, Role
from ledger_core.club.targets import Measure, Target, TargetSet, target_sets
from ledger_core.loans import LoanAccount
from ledger_core.messages import Message, N_
from ledger_core.portfolio import ratio
from ledger_core.reports.day_accounts import accounts_on
from ledger_core.reports.funds.expenses import AREAS
from ledger_core.reports.heading import report_as_of
from ledger_core.reports.people import is_older
from ledger_core.reports.period_people import membership_facts
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.tables import Column, Figure, Kind, Report, Row, Table


@dataclass(frozen=True, slots=True)
class Measured:
    """What a club has of one measure.

    Attributes:
        value: The value that the target is compared with; None where it is not known.
        part: Those counted.
        whole: The denominator; None for a plain number.
    """

    value: Fraction | None
    part: int
    whole: int | None = None

    @classmethod
    def share(cls, part: int, whole: int) -> "Measured":
        """Return a share; not known where there is nobody to count."""
        return cls(ratio(part, whole), part, whole)

    @classmethod
    def number(cls, part: int) -> "Measured":
        """Return a plain number."""
        return cls(Fraction(part), part)


class SpentDays:
    """The days on which money of each fund moved, and money was spent for each area."""

    def __init__(self, days: Mapping[tuple[Fund, Role], Sequence[date]]) -> None:
        self._days = days

    @classmethod
    def of(cls, book: Book) -> "SpentDays":
        """Return those of a club."""
        days: dict[tuple[Fund, Role], list[date]] = defaultdict(list)
        wanted = {*((fund, Role.CASH) for fund in Fund), *((Fund.ACTIVITY, one) for one in AREAS)}
        for posted in book.transactions:
            for place in posted.amounts.keys() & wanted:
                days[place].append(posted.date)
        return cls(days)

    def funds(self, day: date) -> int:
        """Return how many of the two funds have had money by a day."""
        found = (self._days.get((fund, Role.CASH), ()) for fund in Fund)
        return sum(any(one <= day for one in days) for days in found)

    def areas(self, day: date) -> int:
        """Return in how many of the eight areas the club spent money in the year up to a day."""
        year = Period.year_to(day)
        found = (self._days.get((Fund.ACTIVITY, area), ()) for area in AREAS)
        return sum(any(one in year for one in days) for days in found)


def targets(request: ReportRequest) -> Report:
    """Return the club on a day against the targets of both decisions.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    measured = measure(request)
    return report_as_of(
        request,
        "targets",
        Message(N_("The club against the targets of the scheme")),
        [_table(found, measured, request) for found in target_sets()],
        notes=(
            Message(
                N_(
                    "Older members are those of 60 and over on the day. Shares by sex and age are "
                    "taken over members whose sex or birth is on record in people.csv."
                )
            ),
            Message(
                N_(
                    "The decision asks that half of the members get loans and does not say whether "
                    "ever or in the year: both are shown."
                )
            ),
        ),
    )


def measure(request: ReportRequest) -> Mapping[Measure, Measured]:
    """Return what a club has of every measure on the request's day."""
    book, day = request.club.book, request.as_of
    people, accounts = people_of(book.folder), accounts_on(book, day)
    return measured_on(book, day, people, accounts, SpentDays.of(book))


def measured_on(
    book: Book,
    day: date,
    people: Mapping[str, Person],
    accounts: Iterable[tuple[LoanRecord, LoanAccount]],
    spent: SpentDays,
) -> Mapping[Measure, Measured]:
    """Return the same from people that are read and loans that are folded already."""
    members = book.register.active_members(day)
    facts = membership_facts(book.register, accounts, Period.year_to(day))
    return {
        Measure.MEMBERS: Measured.number(len(members)),
        **_by_people([people.get(member.code) for member in members], day),
        Measure.BORROWED_EVER: Measured.share(facts.ever_borrowed, facts.at_end),
        Measure.BORROWED_IN_YEAR: Measured.share(facts.borrowed_in_year, facts.at_end),
        Measure.BOTH_FUNDS: Measured.number(spent.funds(day)),
        Measure.AREAS: Measured.number(spent.areas(day)),
    }


def _by_people(people: list[Person | None], day: date) -> dict[Measure, Measured]:
    known = [person for person in people if person is not None]
    with_sex = [person for person in known if person.sex]
    aged = [person for person in known if is_older(person, day) is not None]
    older = [person for person in aged if is_older(person, day)]
    older_with_sex = [person for person in older if person.sex]
    return {
        Measure.WOMEN: Measured.share(_women(with_sex), len(with_sex)),
        Measure.OLDER: Measured.share(len(older), len(aged)),
        Measure.YOUNGER: Measured.share(len(aged) - len(older), len(aged)),
        Measure.WOMEN_AMONG_OLDER: Measured.share(_women(older_with_sex), len(older_with_sex)),
    }


def _women(people: list[Person]) -> int:
    return sum(person.sex == Sex.FEMALE for person in people)


def _table(found: TargetSet, measured: Mapping[Measure, Measured], request: ReportRequest) -> Table:
    return target_set_table(
        found,
        request.as_of,
        (
            Column("target", Message(N_("Target"))),
            Column("least", Message(N_("At least")), Kind.COUNT),
            Column("most", Message(N_("At most")), Kind.COUNT),
            Column("value", Message(N_("The club")), Kind.COUNT),
            Column("part", Message(N_("Counted")), Kind.COUNT),
            Column("whole", Message(N_("Out of")), Kind.COUNT),
            Column("met", Message(N_("Met"))),
            Column("missing", Message(N_("Still missing")), Kind.COUNT),
            Column("denominator", Message(N_("Out of whom"))),
        ),
        [_row(target, measured[target.measure]) for target in found.targets],
    )


def target_set_table(
    found: TargetSet, day: date, columns: Sequence[Column], rows: Sequence[Row]
) -> Table:
    """Return the table of one decision's targets, with a note where `day` is not in its years.

    Args:
        found: The decision; its targets name the rows for programs.
        day: The day of the figures.
        columns: The columns.
        rows: A row for each of the decision's targets, in their order.
    """
    note = Message(N_("The day of this report lies outside the years of this decision."))
    return Table(
        target_set_key(found),
        Message(
            N_("Decision {decision} ({first} to {last})"),
            decision=found.decision,
            first=str(found.start.year),
            last=str(found.end.year),
        ),
        tuple(columns),
        tuple(rows),
        row_keys=tuple(target.measure.value for target in found.targets),
        notes=() if found.covers(day) else (note,),
    )


def target_set_key(found: TargetSet) -> str:
    """Return the key of a decision's table."""
    return "decision_" + found.decision.split("/", maxsplit=1)[0]


def _row(target: Target, found: Measured) -> Row:
    kind = Kind.COUNT if found.whole is None else Kind.RATIO
    name, out_of = MEASURE_WORDS[target.measure]
    return (
        name,
        measure_figure(target.least, kind),
        None if target.most is None else measure_figure(target.most, kind),
        measure_figure(found.value, kind),
        found.part,
        found.whole,
        _VERDICTS[target.met(found.value)],
        _missing(target, found),
        out_of,
    )


def measure_figure(value: Fraction | None, kind: Kind) -> Figure:
    """Return a value of a measure as a share, or as the whole number that it is."""
    if value is None or kind is Kind.RATIO:
        return Figure(value, kind)
    return Figure(int(value), kind)


def _missing(target: Target, found: Measured) -> int | None:
    """Return how many more are needed to reach the least, the others staying as they are.

    People who come count among those counted and among all.
    """
    if found.value is None or found.value >= target.least:
        return None
    if found.whole is None:
        return int(target.least) - found.part
    if target.measure in _OF_MEMBERS:
        return -(-(target.least * found.whole - found.part) // 1)
    needed = (target.least * found.whole - found.part) / (1 - target.least)
    return -(-needed // 1)


_OF_MEMBERS = (Measure.BORROWED_EVER, Measure.BORROWED_IN_YEAR)
_VERDICTS = {
    True: Message(N_("met")),
    False: Message(N_("not met")),
    None: Message(N_("not known")),
}
_ALL = Message(N_("all members on the day"))
_WITH_SEX = Message(N_("members whose sex is on record"))
_WITH_AGE = Message(N_("members whose birth is on record"))
MEASURE_WORDS: dict[Measure, tuple[Message, Message]] = {
    Measure.MEMBERS: (Message(N_("Members")), Message(N_("a number, no share"))),
    Measure.WOMEN: (Message(N_("Women")), _WITH_SEX),
    Measure.OLDER: (Message(N_("Older members")), _WITH_AGE),
    Measure.YOUNGER: (Message(N_("Younger members")), _WITH_AGE),
    Measure.WOMEN_AMONG_OLDER: (
        Message(N_("Women among the older members")),
        Message(N_("older members whose sex is on record")),
    ),
    Measure.BORROWED_EVER: (Message(N_("Members who ever borrowed")), _ALL),
    Measure.BORROWED_IN_YEAR: (Message(N_("Members who borrowed in the year")), _ALL),
    Measure.BOTH_FUNDS: (Message(N_("Funds with money of their own")), Message(N_("two funds"))),
    Measure.AREAS: (
        Message(N_("Areas of activity with expenses in the year")),
        Message(N_("eight areas")),
    ),
}
"""Each measure in words, and out of whom its share is taken."""
