"""Every audit check, in the order in which they are listed, each with its basis.

Published sources are named as their readers know them; where there is none, the check says that it
is our own definition.
"""

from typing import Final

from ledger_core.findings import Severity
from ledger_core.messages import N_
from ledger_core.reports.audit import cash, days, entering, lapping, lending, people, vouchers
from ledger_core.reports.audit.model import AuditCheck

_ISA_ENTRIES: Final = N_("ISA 240, A45: characteristics of fraudulent entries")
_ISA_APPENDIX: Final = N_("ISA 240, Appendix 3: circumstances that indicate fraud")
_ACFE_RECEIPTS: Final = N_("ACFE, Fraud Examiners Manual: skimming and lapping of receipts")
_ACFE_PAYMENTS: Final = N_("ACFE, Fraud Examiners Manual: fraudulent disbursements")
_CGAP: Final = N_("CGAP, External Audits of Microfinance Institutions (1998): fraud in loans")
_CAMPION: Final = N_("Campion, Improving Internal Control (GTZ 2000): microfinance institutions")
_CRS: Final = N_("CRS, Internal Account Management: toolkit for village banks, audits")
_ACCOUNTING: Final = N_("Law on Accounting 2015, art. 16–18 and 27: vouchers and corrections")

_ASK, _LOOK = Severity.WARNING, Severity.INFORMATION

CHECKS: Final[tuple[AuditCheck, ...]] = (
    AuditCheck(
        "voucher-missing",
        N_("Numbers missing in a pad, and money moved without a voucher"),
        N_("See the pad; ask members who hold a receipt of that number."),
        _ACCOUNTING,
        _ASK,
        vouchers.voucher_missing,
    ),
    AuditCheck(
        "voucher-void",
        N_("Forms stated to be spoiled"),
        N_("See the spoiled form, all its copies."),
        _ACCOUNTING,
        _ASK,
        vouchers.voucher_void,
    ),
    AuditCheck(
        "taken-back",
        N_("Money entered and taken back"),
        N_("Ask the member whether the money was paid, and see the member's own receipt."),
        _ACFE_RECEIPTS,
        _ASK,
        vouchers.taken_back,
    ),
    AuditCheck(
        "lapping",
        N_("Borrowers who miss one meeting in turn and pay double at the next"),
        N_("Compare these borrowers' passbooks and receipts with the books, day by day."),
        _ACFE_RECEIPTS,
        _ASK,
        lapping.lapping,
    ),
    AuditCheck(
        "missed-once",
        N_("Borrowers who always paid, missed one meeting and paid double at the next"),
        N_("Ask the borrower whether that meeting was missed, and see the passbook."),
        _ACFE_RECEIPTS,
        _LOOK,
        lapping.missed_once,
    ),
    AuditCheck(
        "excused",
        N_("Breaches of rules, with or without minutes that allow them"),
        N_("Read the minutes, and ask somebody who was at that meeting."),
        _ISA_APPENDIX,
        _ASK,
        vouchers.excused,
    ),
    AuditCheck(
        "paid-twice",
        N_("Two vouchers for one person with one amount"),
        N_("See both bills; ask the person how often the money came."),
        _ACFE_PAYMENTS,
        _ASK,
        vouchers.paid_twice,
    ),
    AuditCheck(
        "round-amount",
        N_("Expenses of a round half million or more"),
        N_("See the bill and what was bought."),
        _ISA_ENTRIES,
        _LOOK,
        vouchers.round_amount,
    ),
    AuditCheck(
        "split-payment",
        N_("Several payments to one person within a week, large together"),
        N_("Ask who decided the purchase, and see the bills side by side."),
        _ACFE_PAYMENTS,
        _ASK,
        vouchers.split_payment,
    ),
    AuditCheck(
        "paid-to-officer",
        N_("Expenses in an officer's own name"),
        N_("See the bill, and ask who received what was bought."),
        _ACFE_PAYMENTS,
        _ASK,
        lending.paid_to_officer,
    ),
    AuditCheck(
        "capital-refund",
        N_("Paid-in capital paid out to members who stay"),
        N_("Ask the member."),
        None,
        _ASK,
        vouchers.capital_refund,
    ),
    AuditCheck(
        "off-meeting-payment",
        N_("Money paid out between two meetings"),
        N_("Ask who decided it and who saw it paid."),
        None,
        _ASK,
        days.off_meeting_payment,
    ),
    AuditCheck(
        "off-meeting-receipt",
        N_("Fees, donations and capital received between two meetings"),
        N_("Compare with the giver's receipt."),
        None,
        _LOOK,
        days.off_meeting_receipt,
    ),
    AuditCheck(
        "approved-off-meeting",
        N_("Loans approved on a day without a meeting"),
        N_("Read the minutes that are named, and their date."),
        None,
        _ASK,
        days.approved_off_meeting,
    ),
    AuditCheck(
        "entered-late",
        N_("Entries written more than three days after the day they bear"),
        N_("Compare with the paper vouchers and the cash count between the two days."),
        _ISA_APPENDIX,
        _ASK,
        entering.entered_late,
    ),
    AuditCheck(
        "entered-early",
        N_("Entries written before the day they bear"),
        N_("Ask why it was known beforehand."),
        _ISA_APPENDIX,
        _ASK,
        entering.entered_early,
    ),
    AuditCheck(
        "recorder-unusual",
        N_("Entries by somebody who does not usually keep the books"),
        N_("Ask the treasurer whether this was agreed."),
        _ISA_ENTRIES,
        _ASK,
        entering.recorder_unusual,
    ),
    AuditCheck(
        "entered-at-night",
        N_("Entries written at night"),
        N_("Ask who had the computer."),
        None,
        _LOOK,
        entering.entered_at_night,
    ),
    AuditCheck(
        "written-by-hand",
        N_("Entries that no command wrote"),
        N_("See their vouchers, and ask who wrote them."),
        _ISA_ENTRIES,
        _LOOK,
        entering.without_stamp,
    ),
    AuditCheck(
        "changed-by-hand",
        N_("Files changed outside the commands"),
        N_("Compare with the last backup and with what members hold."),
        _ISA_APPENDIX,
        _ASK,
        entering.changed_by_hand,
    ),
    AuditCheck(
        "same-person",
        N_("Two codes that look like one person"),
        N_("Meet both."),
        _CGAP,
        _ASK,
        people.same_person,
    ),
    AuditCheck(
        "member-silent",
        N_("Members who never paid anything"),
        N_("Visit the member at home."),
        _CGAP,
        _ASK,
        people.member_silent,
    ),
    AuditCheck(
        "loan-before-leaving",
        N_("Loans paid out within a month before the borrower died or left, or after"),
        N_("Ask the family whether the money came, and when."),
        _CGAP,
        _ASK,
        people.loan_before_leaving,
    ),
    AuditCheck(
        "nothing-repaid",
        N_("Loans of which nothing was ever repaid"),
        N_("Visit the borrower with the loan agreement."),
        _CGAP,
        _ASK,
        lending.nothing_repaid,
    ),
    AuditCheck(
        "officer-loan",
        N_("Loans to officers above, or cheaper than, those of all others"),
        N_("Read the minutes; ask members at a meeting whether they knew."),
        _CAMPION,
        _ASK,
        lending.officer_loan,
    ),
    AuditCheck(
        "approves-own",
        N_("Loans that their borrower approved"),
        N_("Ask the other approver."),
        _CAMPION,
        _ASK,
        lending.approves_own,
    ),
    AuditCheck(
        "refinanced",
        N_("Arrears, or a loan long before its end, repaid beside a new loan"),
        N_("Ask the borrower whether money changed hands."),
        _CGAP,
        _ASK,
        lending.refinanced,
    ),
    AuditCheck(
        "written-off",
        N_("Loans written off or forgiven"),
        N_("Visit the borrower or the family; read the minutes."),
        _CAMPION,
        _ASK,
        lending.written_off,
    ),
    AuditCheck(
        "interest-waived",
        N_("Interest let go"),
        N_("Read the minutes; ask whether the borrower paid it all the same."),
        _CAMPION,
        _LOOK,
        lending.interest_waived,
    ),
    AuditCheck(
        "count-missing",
        N_("Cash not counted for over six weeks"),
        N_("Count now, in front of witnesses, without notice."),
        _CRS,
        _ASK,
        cash.count_missing,
    ),
    AuditCheck(
        "count-by-one",
        N_("Cash counted by one person"),
        N_("Count again with two others."),
        _CRS,
        _ASK,
        cash.count_by_one,
    ),
    AuditCheck(
        "idle-cash",
        N_("Cash far above need in a box for months"),
        N_("See the money."),
        _CRS,
        _ASK,
        cash.idle_cash,
    ),
    AuditCheck(
        "late-banking",
        N_("Cash taken to the bank after more than two weeks"),
        N_("Compare the bank's slip with the days on which the money came in."),
        _CRS,
        _ASK,
        cash.late_banking,
    ),
    AuditCheck(
        "interest-late",
        N_("Interest passed to the Activity fund over two months late, or not at all"),
        N_("Ask where it was in the meantime."),
        None,
        _ASK,
        cash.interest_late,
    ),
)
"""Every check; their names are stable."""
