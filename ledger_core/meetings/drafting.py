"""Drawing up a meeting sheet from the books."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ledger_core.books.book import Book
from ledger_core.books.fees import fees_owed_by_member
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.members_capital import paid_in_capital
from ledger_core.club import Fund, Member, Role
from ledger_core.loans import InstalmentPosition, LoanPosition
from ledger_core.meetings.errors import DayBeforeClub, NoClubEntry
from ledger_core.meetings.sheet import LoanDue, MeetingSheet, SheetLine, WaitingLoan


def draft_sheet(book: Book, day: date) -> MeetingSheet:
    """Return the sheet of a meeting, with the books as they stand at the end of its day.

    Raises:
      DayBeforeClub: the books begin later.
    """
    club = book.register.club
    if club is None:
        raise NoClubEntry
    if day < club.founded:
        raise DayBeforeClub(day, club.founded)
    return MeetingSheet(
        club=club.code,
        club_name=club.name,
        day=day,
        minutes=_minutes(book, day),
        membership_fee=book.register.rules_on(day).membership_fee,
        lines=tuple(_lines(book, day)),
        waiting=tuple(_waiting(book, day)),
        opening={fund: book.balance(fund, Role.CASH, on=day) for fund in Fund},
    )


def _minutes(book: Book, day: date) -> str:
    """Propose the usual number; of two meetings in one month, the later has its day in it."""
    usual = f"BB-{day:%Y-%m}"
    taken = {meeting.minutes for meeting in book.register.meetings if meeting.day != day}
    return usual if usual not in taken else f"BB-{day:%Y-%m-%d}"


def _lines(book: Book, day: date) -> Iterator[SheetLine]:
    fees = fees_owed_by_member(book, day)
    monthly = book.register.rules_on(day).membership_fee
    capital = paid_in_capital(book, day)
    for code, member in sorted(book.register.members.items()):
        loans = [
            due
            for record in book.loans_of_member(code)
            if (due := _loan_due(record, day)) is not None
        ]
        if member.joined > day or (not member.active_on(day) and not loans):
            continue
        yield from _lines_of(
            member,
            loans,
            day,
            fee=fees[code],
            monthly_fee=monthly,
            capital=capital.get(code, 0),
        )


def _lines_of(
    member: Member, loans: list[LoanDue], day: date, *, fee: int, monthly_fee: int, capital: int
) -> Iterator[SheetLine]:
    left = not member.active_on(day)
    # Whoever left is not asked for fees any more: heirs pay the loan alone.
    line = SheetLine(
        member.code,
        member.name,
        fee_owed=0 if left else fee,
        loan=loans[0] if loans else None,
        capital=capital,
        left=left,
        monthly_fee=monthly_fee,
    )
    yield line
    for loan in loans[1:]:
        yield replace(line, fee_owed=0, loan=loan, capital=0, further=True)


def _loan_due(record: LoanRecord, day: date) -> LoanDue | None:
    """Return what a loan asks for on a day, None where it does not run."""
    account = record.account_on(day)
    if account is None or not account.state.running:
        return None
    position = account.position(day)
    coming = _collected_early(position, account.terms.advance_window_days, day)
    return LoanDue(
        loan=record.loan,
        late_interest=position.late_interest,
        fee=position.fee_due + sum(row.unpaid_fee for row in coming),
        interest=position.interest_due + sum(row.unpaid_interest for row in coming),
        principal=position.principal_due + sum(row.unpaid_principal for row in coming),
        arrears=position.overdue,
        days_past_due=position.days_past_due,
        outstanding_principal=position.outstanding_principal,
        payoff=position.payoff_amount,
    )


def _collected_early(
    position: LoanPosition, window_days: int, day: date
) -> list[InstalmentPosition]:
    """Return the instalments that a payment on the day counts as due: a meeting is held early."""
    last = day + timedelta(window_days)
    return [row for row in position.instalments if day < row.due <= last]


def _waiting(book: Book, day: date) -> Iterator[WaitingLoan]:
    for record in sorted(book.loans.values(), key=lambda record: record.loan):
        account = record.account_on(day)
        if account is None or record.approved_on > day:
            continue
        begun = account.disbursed + account.transferred_in
        left = record.agreed_on(day) - begun
        # A loan that was repaid, written off or passed on asks for no second tranche.
        if left <= 0 or (begun and not account.state.running):
            continue
        member = book.register.members.get(record.member)
        name = member.name if member else record.member
        yield WaitingLoan(record.loan, record.member, name, left, record.purpose or "")
