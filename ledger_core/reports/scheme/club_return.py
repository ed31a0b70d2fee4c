"""The return to the association: aggregates of a month or quarter, and no person in them.

Names, codes of members and loans, and texts that a person wrote are not in it. Numbers of people
that would tell who are hidden (Law 91/2025/QH15 on personal data).
"""

from collections import Counter
from collections.abc import Sequence

from ledger_core.books.people import Person, people_of
from ledger_core.messages import Message, N_
from ledger_core.portfolio import ratio_sheet
from ledger_core.reports.columns import TOTAL
from ledger_core.reports.facts_of_period import period_facts
from ledger_core.reports.funds.receipts_and_payments import receipts_and_payments_tables
from ledger_core.reports.heading import report_over, without_breaches
from ledger_core.reports.people import (
    AGE_ORDER,
    HARDSHIP_ORDER,
    SEX_ORDER,
    UNKNOWN,
    age_band,
    hardship_of,
    sex_of,
)
from ledger_core.reports.portfolio import portfolio_report
from ledger_core.reports.ratios import ratio_table
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.suppression import SMALLEST_SHOWN, suppressed
from ledger_core.reports.tables import Column, Kind, Report, Table

_PORTFOLIO = ("figures", "par", "ageing", "debt_groups")
# These would tell what one person owes, or how many of very few people are of a kind.
_OF_PERSONS = ("largest_borrower_share", "women_borrowers_share", "older_borrowers_share")


def club_return(request: ReportRequest) -> Report:
    """Return the figures that a club sends for a period, without any person.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book, period = request.club.book, request.period
    people = people_of(book.folder)
    sheet = ratio_sheet(period_facts(book, period, people))
    lines = [line for line in sheet.lines if line.key not in _OF_PERSONS]
    portfolio = portfolio_report(request.club, request.as_of).tables()
    report = report_over(
        request,
        "return",
        Message(N_("Return to the association of the elderly")),
        (
            *_members(request, people),
            *(table for table in portfolio if table.key in _PORTFOLIO),
            *receipts_and_payments_tables(request),
            ratio_table("ratios", Message(N_("Ratios")), lines),
        ),
        notes=(
            Message(
                N_(
                    "No person is named. “–” stands for a number of people from 1 to {most}, or "
                    "for one from which such a number could be found."
                ),
                most=SMALLEST_SHOWN - 1,
            ),
        ),
    )
    return without_breaches(report)


def _members(request: ReportRequest, people: dict[str, Person]) -> tuple[Table, ...]:
    day = request.as_of
    members = request.club.book.register.active_members(day)
    known = [people.get(member.code) for member in members]
    parted = (
        ("sex", Message(N_("Members by sex")), [sex_of(p) for p in known], SEX_ORDER),
        ("age", Message(N_("Members by age")), [age_band(p, day) for p in known], AGE_ORDER),
        (
            "hardship",
            Message(N_("Members by hardship of the household")),
            [hardship_of(p) for p in known],
            HARDSHIP_ORDER,
        ),
    )
    return tuple(_counts(*part) for part in parted)


def _counts(key: str, title: Message, found: Sequence[Message], order: Sequence[Message]) -> Table:
    counts = Counter(found)
    shown = [label for label in order if counts[label] or label is not UNKNOWN]
    hidden = suppressed([counts[label] for label in shown])
    return Table(
        f"members_{key}",
        title,
        (
            Column("kind", Message(N_("Kind"))),
            Column("members", Message(N_("Members")), Kind.COUNT),
        ),
        tuple(zip(shown, hidden, strict=True)),
        total=(TOTAL, len(found)),
    )
