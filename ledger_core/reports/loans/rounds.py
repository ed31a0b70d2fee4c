"""Loan turns of the members (*lượt vay*), and how often the capital was lent out anew."""

from collections import Counter, defaultdict
from datetime import date

from ledger_core.books.people import people_of
from ledger_core.loans import Disbursement
from ledger_core.messages import Message, N_
from ledger_core.portfolio import ratio_sheet
from ledger_core.reports.columns import PRINCIPAL, TOTAL
from ledger_core.reports.facts_of_period import period_facts
from ledger_core.reports.heading import report_over
from ledger_core.reports.loans.moves import moves
from ledger_core.reports.ratios import ratio_table
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.tables import Column, Figure, Kind, Report, Table

_KEYS = (
    "capital_turnover",
    "average_loan",
    "ever_borrowed_rate",
    "borrowed_in_year_rate",
)


def loan_rounds(request: ReportRequest) -> Report:
    """Return how many loans members have had, and the turnover of the capital over a period.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book = request.club.book
    sheet = ratio_sheet(period_facts(book, request.period, people_of(book.folder)))
    figures = ratio_table(
        "figures", Message(N_("Main figures")), [sheet.line(key) for key in _KEYS]
    )
    title = Message(N_("Loan turns and turnover of the capital"))
    return report_over(request, "loan-rounds", title, (figures, _by_turn(request)))


def _by_turn(request: ReportRequest) -> Table:
    """Return the loans paid out so far by their turn: a member's first, second and so on."""
    book = request.club.book
    turn_of: dict[str, int] = {}
    turns: Counter[str] = Counter()
    lent: dict[int, list[int]] = defaultdict(list)
    in_period: Counter[int] = Counter()
    for move in moves(book, Period(date.min, request.as_of), Disbursement):
        record = move.record
        if move.sign < 0 or not move.event.amount:
            continue
        if record.loan not in turn_of:
            turns[record.member] += 1
            turn_of[record.loan] = turns[record.member]
            in_period[turn_of[record.loan]] += move.date in request.period
        lent[turn_of[record.loan]].append(move.event.amount)
    loans = Counter(turn_of.values())
    members = len(book.register.active_members(request.as_of))
    return Table(
        "turns",
        Message(N_("Loans by turn of the member")),
        (
            Column("turn", Message(N_("Turn")), Kind.COUNT),
            Column("loans", Message(N_("Number of loans")), Kind.COUNT),
            Column("in_period", Message(N_("of which in the period")), Kind.COUNT),
            PRINCIPAL,
        ),
        tuple((turn, loans[turn], in_period[turn], sum(lent[turn])) for turn in sorted(lent)),
        total=(
            Figure(TOTAL, Kind.TEXT),
            sum(loans.values()),
            sum(in_period.values()),
            sum(sum(amounts) for amounts in lent.values()),
        ),
        notes=(
            Message(
                N_(
                    "The first turn counts the members who ever borrowed, those who left among "
                    "them; members on the last day: {count}."
                ),
                count=members,
            ),
            Message(N_("Loans taken over from older books are not counted as paid out here.")),
        ),
    )
