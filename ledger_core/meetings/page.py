"""The meeting sheet as a page to fill in by hand: A4, large type, room to write and to sign."""

from ledger_core.club import Fund
from ledger_core.figures import format_amount
from ledger_core.meetings.layout import AREAS
from ledger_core.meetings.sheet import MeetingSheet, SheetLine
from ledger_core.meetings.workbook_labels import CASH_LABELS
from ledger_core.messages import _, current_language
from ledger_core.reports.formats.pdf import page_label
from ledger_core.reports.formats.typesetting import printable, typeset

_TEMPLATE = "meetings/templates/sheet.typ"
_FREE_LOANS = 4
_FREE_EXPENSES = 3
_FREE_RECEIPTS = 5


def meeting_pdf(sheet: MeetingSheet) -> bytes:
    """Return the page of a meeting sheet as PDF, in the current language.

    Raises:
      FormatNotInstalled: the extra `reports` is not installed.
    """
    return typeset(_TEMPLATE, page_data(sheet), day=sheet.day)


def page_data(sheet: MeetingSheet) -> dict[str, object]:
    """Return what the template reads: texts alone."""
    lines = sheet.lines
    sums = [
        sum(line.fee_owed for line in lines),
        sum(line.loan.late_interest + line.loan.fee for line in lines if line.loan),
        sum(line.loan.interest for line in lines if line.loan),
        sum(line.loan.principal for line in lines if line.loan),
        sum(line.loan.arrears for line in lines if line.loan),
        sum(line.to_pay for line in lines),
    ]
    return {
        "title": printable(_("Meeting sheet of {day:date}", day=sheet.day)),
        "club": printable(sheet.club_name),
        "minutes": printable(_("Minutes: {minutes}", minutes=sheet.minutes)),
        "page": page_label(),
        "headings": _headings(),
        "rows": [_row(line) for line in lines],
        "total": [_("TOGETHER"), "", *map(_money, sums)],
        "how": _(
            "Attendance: x present, p excused, v absent. Amounts in đồng. Write what was really "
            "paid; if it is more than asked, write beside it what it is for."
        ),
        "loans": {
            "title": _("Loans paid out today"),
            "headings": [
                _("Loan"),
                _("Code"),
                _("Full name"),
                _("Purpose"),
                _("Approved"),
                _("Paid out today"),
                _("Signature"),
            ],
            "rows": [
                [w.loan, w.member, printable(w.name), printable(w.purpose), _money(w.to_pay_out)]
                for w in sheet.waiting
            ],
            "free": _FREE_LOANS,
        },
        "expenses": {
            "title": _("Expenses of the Activity fund"),
            "headings": [_("Area"), _("Amount"), _("Who got it"), _("What for"), _("Signature")],
            "rows": [[printable(area.label)] for area in AREAS],
            "free": _FREE_EXPENSES,
        },
        "receipts": {
            "title": _("Other receipts"),
            "headings": [
                _("Fund"),
                _("Kind of expense or receipt"),
                _("Amount"),
                _("Who gave it"),
                _("Signature"),
            ],
            "rows": [],
            "free": _FREE_RECEIPTS,
        },
        "cash": {
            "title": _("Cash of both boxes"),
            "headings": ["", *(printable(fund.label) for fund in Fund)],
            "rows": [
                [
                    printable(label),
                    *(_money(sheet.opening[fund]) if name == "opening" else "" for fund in Fund),
                ]
                for name, label in CASH_LABELS.items()
                if name != "difference"
            ],
        },
        "signatures": [_("Secretary"), _("Treasurer"), _("Accountant"), _("Head of the club")],
        "sign": _("(signature and full name)"),
    }


def _headings() -> list[str]:
    return [
        _("Code"),
        _("Full name"),
        _("Membership fee"),
        _("Late interest"),
        _("Interest"),
        _("Principal"),
        _("Of these in arrears"),
        _("TO PAY"),
        _("Roll"),
        _("PAID"),
        _("Fine, donation, capital"),
        _("Signature"),
    ]


def _row(line: SheetLine) -> list[str]:
    loan = line.loan
    figures = (
        [loan.late_interest + loan.fee, loan.interest, loan.principal, loan.arrears]
        if loan
        else [0, 0, 0, 0]
    )
    return [
        line.member,
        printable(line.name),
        loan.loan if loan else "",
        *map(_money, [line.fee_owed, *figures, line.to_pay]),
    ]


def _money(amount: int) -> str:
    """Return an amount; nothing for zero, so that the eye finds what is asked."""
    return format_amount(amount, current_language()) if amount else ""
