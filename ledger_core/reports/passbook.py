"""The loan passbook (sổ theo dõi vay vốn): what fell due, what was paid, and what is still owed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ledger_core.books.loan_record import LoanFact, LoanRecord
from ledger_core.club import Role
from ledger_core.loans import LoanAccount, Recovery, Refund, Repayment, TakenOver, WriteOff
from ledger_core.messages import Message, N_
from ledger_core.reports.loan_schedule import asked_loan, loan_line, member_paper
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import BLANK, Column, Kind, Report, Table

_EVENTS = {
    Repayment: Message(N_("Paid")),
    Recovery: Message(N_("Paid after write-off")),
    Refund: Message(N_("Refund of what was paid too much")),
    WriteOff: Message(N_("Written off")),
}


@dataclass(frozen=True, slots=True)
class PassbookLine:
    """One line of a passbook. Amounts are whole đồng.

    Attributes:
        day: The day.
        voucher: Number of the voucher; "" where something only falls due.
        text: What happened.
        due: What falls due on the day: principal, interest and fees together.
        lent: Principal paid out or taken over.
        principal: Principal repaid, written off or passed on.
        interest: Interest paid.
        extra: Late interest and fees paid.
        order: Where it stands within its day: what is lent, falls due, is paid.
    """

    day: date
    voucher: str
    text: Message
    due: int = 0
    lent: int = 0
    principal: int = 0
    interest: int = 0
    extra: int = 0
    order: int = 0


def loan_passbook(request: ReportRequest) -> Report:
    """Return the passbook of one loan up to the end of a day.

    Raises:
        BooksHaveErrors: the books have errors, so no paper may rest on them.
        NoSuchLoan: there is no loan of this number.
    """
    record, account = asked_loan(request)
    title = Message(N_("Loan passbook"))
    table = _table("passbook", Message(N_("Due and paid")), record, account, request.as_of)
    return member_paper(request, "passbook", title, record, (table,), notes=_notes())


def member_passbook(request: ReportRequest) -> Report:
    """Return the passbook of a member: every loan up to the end of a day.

    Raises:
        BooksHaveErrors: the books have errors, so no paper may rest on them.
    """
    code = (request.member or "").strip().upper()
    book = request.club.book
    tables = []
    for record in book.loans_of_member(code):
        if record.approved_on <= request.as_of:
            _record, account = asked_loan(request, record.loan)
            key = f"passbook_{record.loan.lower().replace('-', '_')}"
            line = loan_line(request, record)
            tables.append(_table(key, line, record, account, request.as_of))
    member = book.register.members.get(code)
    name = f"{member.name} ({code})" if member else code
    notes = _notes() if tables else (Message(N_("No loan up to this day.")),)
    return Report(
        name="member-passbook",
        title=Message(N_("Member's loan passbook")),
        subtitle=(request.club_name, name),
        tables=tuple(tables),
        notes=(*notes, Message(N_("As the books stand on {day:date}."), day=request.as_of)),
        facts=(("club", request.club_name), ("member", code), ("as_of", request.as_of)),
    )


def passbook_lines(record: LoanRecord, account: LoanAccount, day: date) -> list[PassbookLine]:
    """Return what happened to a loan and what fell due up to the end of a day, in order."""
    found = [*_moves(record, day)]
    for row in account.position(day).instalments:
        if row.due <= day:
            text = (
                Message(N_("Instalment {number} falls due"), number=row.number)
                if row.number
                else Message(N_("Overdue in older books"))
            )
            amount = row.principal + row.interest + row.fee
            found.append(PassbookLine(row.due, "", text, due=amount, order=1))
    # What was overdue in older books stands below the line that takes the loan over from them.
    begun = min((line.day for line in found if line.order == 0), default=date.min)
    return sorted(
        found, key=lambda line: (max(line.day, begun), line.order, line.day, line.voucher)
    )


def _moves(record: LoanRecord, day: date) -> Iterator[PassbookLine]:
    """Yield a line for each entry that moved the loan; entries taken back stand with their own."""
    seen = set()
    for fact in record.facts:
        if isinstance(fact.event, TakenOver) and fact.event.date <= day:
            text = Message(N_("Taken over from older books"))
            yield PassbookLine(fact.event.date, "", text, lent=fact.event.principal)
        if fact.posted is None or fact.event.date > day or id(fact.posted) in seen:
            continue
        seen.add(id(fact.posted))
        yield _move(record.loan, fact)


def _move(loan: str, fact: LoanFact) -> PassbookLine:
    posted = fact.posted
    assert posted is not None
    principal = posted.loan_moves.get(loan, 0)
    lent = principal > 0 and posted.reverses is None
    pays = posted.reverses is not None or isinstance(fact.event, Repayment | Recovery)
    interest = -posted.sum(Role.LOAN_INTEREST, Role.INTEREST_RECEIVABLE) if pays else 0
    extra = -posted.sum(Role.LATE_INTEREST, Role.LOAN_FEES, Role.RECOVERIES) if pays else 0
    return PassbookLine(
        day=posted.date,
        voucher=", ".join(map(str, posted.vouchers)),
        text=_what(fact, lent=lent),
        lent=principal if lent else 0,
        principal=0 if lent else -principal,
        interest=interest,
        extra=extra,
        order=0 if lent else 2,
    )


def _what(fact: LoanFact, *, lent: bool) -> Message:
    posted = fact.posted
    assert posted is not None
    if posted.reverses is not None:
        return Message(N_("Takes back {voucher}"), voucher=posted.reverses)
    if lent:
        return Message(N_("Loan paid out"))
    return next(
        (text for kind, text in _EVENTS.items() if isinstance(fact.event, kind)),
        Message(N_("Forgiven or passed on")),
    )


def _table(key: str, title: Message, record: LoanRecord, account: LoanAccount, day: date) -> Table:
    lines = passbook_lines(record, account, day)
    rows, owed = [], 0
    for line in lines:
        owed += line.lent - line.principal
        amounts = (line.due, line.lent, line.principal, line.interest, line.extra)
        rows.append((line.day, line.voucher, line.text, *(one or None for one in amounts), owed))
    sums = [
        sum(getattr(line, name) for line in lines)
        for name in ("due", "lent", "principal", "interest", "extra")
    ]
    return Table(
        key=key,
        title=title,
        columns=(
            Column("date", Message(N_("Date")), Kind.DATE),
            Column("voucher", Message(N_("Voucher"))),
            Column("what", Message(N_("What"))),
            Column("due", Message(N_("Due")), Kind.AMOUNT),
            Column("lent", Message(N_("Lent")), Kind.AMOUNT),
            Column("principal", Message(N_("Principal paid")), Kind.AMOUNT),
            Column("interest", Message(N_("Interest paid")), Kind.AMOUNT),
            Column("extra", Message(N_("Late interest, fees")), Kind.AMOUNT),
            Column("balance", Message(N_("Principal owed")), Kind.AMOUNT),
        ),
        rows=tuple(rows),
        total=(BLANK, BLANK, Message(N_("Total")), *sums, owed) if rows else None,
    )


def _notes() -> tuple[Message, ...]:
    return (
        Message(N_("Amounts in đồng. Compare each line with your receipts.")),
        Message(N_("The column “Due”: principal, interest and fees of the instalment together.")),
    )
