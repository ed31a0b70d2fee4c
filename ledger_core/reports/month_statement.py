"""The statement read aloud when a month is closed: plain sentences, and who is late.

Every figure is that of the books; the sentences say it as people say it at a meeting.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ledger_core.books.book import Book
from ledger_core.books.posted import CASH_ROLES, Posted
from ledger_core.club import Fund, Month, Role, meeting_date
from ledger_core.messages import Message, N_
from ledger_core.portfolio import Period
from ledger_core.reports.day_accounts import accounts_on
from ledger_core.reports.heading import report_over
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import BLANK, Column, Kind, Report, Style, Table


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """What a month's statement says. Amounts are whole đồng.

    Attributes:
      period: The days it is about.
      opening: Cash of each fund as the month begins.
      received: Cash that came into each box.
      paid: Cash that went out of each box.
      lent: Paid out to borrowers.
      loans: Number of loans paid out.
      principal: Principal repaid.
      interest: Interest, late interest and fees received.
      donations: Each donor with what they gave, in order.
      arrears: Loan, member, overdue amount and days late of each late loan at the end.
      members: Members at the end.
    """

    period: Period
    opening: dict[Fund, int]
    received: dict[Fund, int]
    paid: dict[Fund, int]
    lent: int
    loans: int
    principal: int
    interest: int
    donations: tuple[tuple[str, int], ...]
    arrears: tuple[tuple[str, str, int, int], ...]
    members: int

    def closing(self, fund: Fund) -> int:
        """Return the cash of a fund at the end of the month."""
        return self.opening[fund] + self.received[fund] - self.paid[fund]


def month_figures(book: Book, period: Period) -> MonthFigures:
    """Return what the books say of a period."""
    before = period.start - timedelta(days=1)
    posted = [each for each in book.transactions if each.date in period]
    moved = {fund: [each.amounts.get((fund, Role.CASH), 0) for each in posted] for fund in Fund}
    lent = [each for each in posted if _is_loan(each) and each.sum(*CASH_ROLES) < 0]
    repaid = [each for each in posted if _is_loan(each) and each.sum(*CASH_ROLES) > 0]
    income = (Role.LOAN_INTEREST, Role.LATE_INTEREST, Role.LOAN_FEES, Role.INTEREST_RECEIVABLE)
    return MonthFigures(
        period=period,
        opening={fund: book.balance(fund, Role.CASH, on=before) for fund in Fund},
        received={fund: sum(amount for amount in moved[fund] if amount > 0) for fund in Fund},
        paid={fund: -sum(amount for amount in moved[fund] if amount < 0) for fund in Fund},
        lent=sum(each.sum(Role.LOANS) for each in lent),
        loans=len({each.loan for each in lent}),
        principal=-sum(each.sum(Role.LOANS) for each in repaid),
        interest=-sum(each.sum(*income) for each in posted if each.sum(*CASH_ROLES) > 0),
        donations=tuple(
            (each.entry.payee or "–", -each.sum(Role.DONATIONS))
            for each in posted
            if each.sum(Role.DONATIONS)
        ),
        arrears=tuple(_arrears(book, period.end)),
        members=len(book.register.active_members(period.end)),
    )


def _is_loan(posted: Posted) -> bool:
    return bool(posted.loan_moves) and posted.reverses is None


def _arrears(book: Book, day: date) -> Iterator[tuple[str, str, int, int]]:
    for record, account in accounts_on(book, day):
        spell = account.spell_on(day)
        if late := spell.days_past_due(day):
            overdue = spell.overdue_principal + spell.overdue_interest
            yield record.loan, record.member, overdue, late


def next_meeting(book: Book, day: date) -> date:
    """Return the club's next meeting after a day, as the register knows it."""
    meeting_day = book.register.club.meeting_day if book.register.club else 21
    month = Month.of(day)
    planned = meeting_date(month.year, month.number, meeting_day)
    if planned <= day:
        following = month.following
        planned = meeting_date(following.year, following.number, meeting_day)
    moved = {each.planned: each.held for each in book.register.calendar.meetings_moved}
    return moved.get(planned, planned)


def sentences(book: Book, figures: MonthFigures) -> tuple[Message, ...]:
    """Return the statement as it is read aloud, a sentence each."""
    month = Month.of(figures.period.end)
    said = [
        Message(
            N_("The club has {members} members."),
            members=str(figures.members),
        )
    ]
    said += [_of_fund(figures, fund) for fund in Fund]
    said.append(
        Message(
            N_(
                "In the month {lent:money} đồng were lent in {loans} loans. Borrowers repaid "
                "{principal:money} đồng of principal and {interest:money} đồng of interest."
            ),
            lent=figures.lent,
            loans=str(figures.loans),
            principal=figures.principal,
            interest=figures.interest,
        )
    )
    if figures.arrears:
        said.append(
            Message(
                N_("At the end of the month {loans} loans are late, with {amount:money} đồng."),
                loans=str(len(figures.arrears)),
                amount=sum(amount for _, _, amount, _ in figures.arrears),
            )
        )
    else:
        said.append(Message(N_("At the end of the month no loan is late.")))
    if figures.donations:
        said.append(
            Message(
                N_("The club thanks its donors: {donors}."),
                donors=[
                    Message(N_("{name} ({amount:money} đồng)"), name=name, amount=amount)
                    for name, amount in figures.donations
                ],
            )
        )
    said += _counted(book, figures)
    sealed = next((each for each in book.register.sealed if each.month == month), None)
    if sealed is not None:
        said.append(
            Message(
                N_("The month is sealed. Its code, for the minutes, is {code}."), code=sealed.code
            )
        )
        said.append(
            Message(N_("The next meeting is on {day:date}."), day=next_meeting(book, sealed.since))
        )
    return tuple(said)


def _of_fund(figures: MonthFigures, fund: Fund) -> Message:
    return Message(
        N_(
            "{fund}: the month began with {opening:money} đồng in the box; {received:money} came "
            "in, {paid:money} went out; {closing:money} đồng were left."
        ),
        fund=fund,
        opening=figures.opening[fund],
        received=figures.received[fund],
        paid=figures.paid[fund],
        closing=figures.closing(fund),
    )


def _counted(book: Book, figures: MonthFigures) -> Iterator[Message]:
    """Say of each fund which count came after the month, and who counted."""
    for fund in Fund:
        later = [c for c in book.counts if c.fund is fund and c.day > figures.period.end]
        if later:
            count = min(later, key=lambda count: count.day)
            members = book.register.members
            people = [members[c].name if c in members else c for c in count.counted_by]
            yield Message(
                N_("On {day:date} {people} counted the box and found {amount:money} đồng: {fund}."),
                day=count.day,
                people=people,
                amount=count.amount,
                fund=fund.label,
            )


def month_statement(request: ReportRequest) -> Report:
    """Return the statement of a period to read aloud, with the list of who is late.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book = request.club.book
    figures = month_figures(book, request.period)
    said = Table(
        "statement",
        Message(N_("To be read aloud")),
        (Column("sentence", Message(N_("Statement"))),),
        tuple((sentence,) for sentence in sentences(book, figures)),
    )
    report = report_over(
        request,
        "month-statement",
        Message(N_("Statement of the month")),
        (said, arrears_table(book, figures)),
    )
    return replace(report, style=Style.LARGE)


def arrears_table(book: Book, figures: MonthFigures) -> Table:
    """Return the loans that are late at the end of the month, with what is overdue in đồng."""
    members = book.register.members
    rows = tuple(
        (loan, members[member].name if member in members else member, amount, days)
        for loan, member, amount, days in figures.arrears
    )
    return Table(
        "arrears",
        Message(N_("Loans that are late")),
        (
            Column("loan", Message(N_("Loan"))),
            Column("member", Message(N_("Member"))),
            Column("overdue", Message(N_("Overdue (đồng)")), Kind.AMOUNT),
            Column("days_past_due", Message(N_("Days late")), Kind.DAYS),
        ),
        rows,
        total=(
            Message(N_("Total")),
            BLANK,
            sum(amount for _, _, amount, _ in figures.arrears),
            BLANK,
        ),
    )
