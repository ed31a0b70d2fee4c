"""The meeting sheet as a report: what the screen shows, and any format a report has."""

from ledger_core.club import Fund
from ledger_core.meetings.sheet import MeetingSheet, SheetLine
from ledger_core.messages import Message, N_
from ledger_core.reports import Column, Kind, Report, Table

_MEMBER_COLUMNS = (
    Column("member", Message(N_("Code"))),
    Column("name", Message(N_("Full name"))),
    Column("loan", Message(N_("Loan"))),
    Column("fee_owed", Message(N_("Membership fee")), Kind.AMOUNT),
    Column("late_interest", Message(N_("Late interest and fees")), Kind.AMOUNT),
    Column("interest", Message(N_("Interest")), Kind.AMOUNT),
    Column("principal", Message(N_("Principal")), Kind.AMOUNT),
    Column("arrears", Message(N_("Of these in arrears")), Kind.AMOUNT),
    Column("to_pay", Message(N_("TO PAY")), Kind.AMOUNT),
    Column("capital", Message(N_("Capital held")), Kind.AMOUNT),
)
_SUMMED = 3  # the first columns hold words

_WAITING_COLUMNS = (
    Column("loan", Message(N_("Loan"))),
    Column("member", Message(N_("Code"))),
    Column("name", Message(N_("Full name"))),
    Column("purpose", Message(N_("Purpose"))),
    Column("to_pay_out", Message(N_("To be paid out")), Kind.AMOUNT),
)

_CASH_COLUMNS = (
    Column("fund", Message(N_("Fund"))),
    Column("opening", Message(N_("In the box before the meeting, by the books")), Kind.AMOUNT),
)


def sheet_report(sheet: MeetingSheet) -> Report:
    """Return the sheet as a report: who is asked for what, loans that wait, cash."""
    rows = tuple(_row(line) for line in sheet.lines)
    sums = tuple(
        sum(value for row in rows if isinstance(value := row[number], int))
        for number in range(_SUMMED, len(_MEMBER_COLUMNS))
    )
    members = Table(
        "members",
        Message(N_("Members and what is asked of each")),
        _MEMBER_COLUMNS,
        rows,
        notes=(
            Message(
                N_("Membership fee: {fee:money} đồng a month; months not paid are in it."),
                fee=sheet.membership_fee,
            ),
        ),
        total=("", Message(N_("TOGETHER")), "", *sums),
    )
    waiting = Table(
        "waiting",
        Message(N_("Loans that wait to be paid out")),
        _WAITING_COLUMNS,
        tuple(
            (loan.loan, loan.member, loan.name, loan.purpose, loan.to_pay_out)
            for loan in sheet.waiting
        ),
    )
    cash = Table(
        "cash",
        Message(N_("Cash")),
        _CASH_COLUMNS,
        tuple((fund.label, sheet.opening[fund]) for fund in Fund),
    )
    tables = (members, waiting, cash) if sheet.waiting else (members, cash)
    subtitle = (sheet.club_name, Message(N_("Minutes: {minutes}"), minutes=sheet.minutes))
    title = Message(N_("Meeting sheet of {day:date}"), day=sheet.day)
    return Report("meeting", title, subtitle, tables)


def _row(line: SheetLine) -> tuple[str | int | None, ...]:
    loan = line.loan
    return (
        line.member,
        line.name,
        loan.loan if loan else "",
        line.fee_owed,
        loan.late_interest + loan.fee if loan else None,
        loan.interest if loan else None,
        loan.principal if loan else None,
        loan.arrears if loan else None,
        line.to_pay,
        line.capital,
    )
