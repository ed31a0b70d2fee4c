"""The reports a club can be asked for, each by name with a line that explains it.

A report's module is imported when the report is built, so that a command starts quickly.
"""

from ledger_core.messages import N_
from ledger_core.reports.report_kind import About, Family, NoSuchReport, ReportKind, Takes
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Report

__all__ = ["KINDS", "About", "Family", "NoSuchReport", "ReportKind", "Takes"]

KINDS: tuple[ReportKind, ...] = (
    ReportKind(
        "portfolio",
        N_("Loans outstanding, portfolio at risk, ageing, debt groups and provisions at a day."),
        Family.LOANS,
        "portfolio:portfolio_document",
        json_builder="portfolio:portfolio_json",
    ),
    ReportKind(
        "ageing",
        N_("Ageing and portfolio at risk, with and without rescheduled loans, and the late loans."),
        Family.LOANS,
        "loans.quality:ageing",
    ),
    ReportKind(
        "debt-groups",
        N_("Debt groups and provisions, what is set aside, and the group of each loan."),
        Family.LOANS,
        "loans.quality:debt_groups",
    ),
    ReportKind(
        "expected-payments",
        N_("Instalments that fall due in a period, and what is overdue before it."),
        Family.LOANS,
        "loans.expected:expected_payments",
        Takes.PERIOD,
    ),
    ReportKind(
        "due-and-collected",
        N_("What fell due in a period and what of it was collected, with the recovery rates."),
        Family.LOANS,
        "loans.collection:due_and_collected",
        Takes.PERIOD,
    ),
    ReportKind(
        "disbursements",
        N_("Loans paid out."),
        Family.LOANS,
        "loans.lists:disbursements",
        Takes.PERIOD,
    ),
    ReportKind(
        "repayments",
        N_("Repayments with their parts: principal, interest, late interest, fees."),
        Family.LOANS,
        "loans.lists:repayments",
        Takes.PERIOD,
    ),
    ReportKind(
        "interest",
        N_("Interest due and received, loan by loan."),
        Family.LOANS,
        "loans.interest_list:interest_list",
        Takes.PERIOD,
    ),
    ReportKind(
        "rescheduled",
        N_("Reschedulings decided, and rescheduled loans still owed."),
        Family.LOANS,
        "loans.troubled:rescheduled",
        Takes.PERIOD,
    ),
    ReportKind(
        "written-off",
        N_("Loans written off or forgiven, recoveries, and claims kept off-balance."),
        Family.LOANS,
        "loans.troubled:written_off",
        Takes.PERIOD,
    ),
    ReportKind(
        "concentration",
        N_("Borrowers by what they owe, against the club's limit."),
        Family.LOANS,
        "loans.concentration:concentration",
    ),
    ReportKind(
        "portfolio-by",
        N_("Portfolio by purpose, product, and sex, age and hardship of the borrowers."),
        Family.LOANS,
        "loans.by_kind:portfolio_by_kind",
    ),
    ReportKind(
        "loan-rounds",
        N_("Loan turns of the members, and turnover of the capital."),
        Family.LOANS,
        "loans.rounds:loan_rounds",
        Takes.PERIOD,
    ),
    ReportKind(
        "ratios",
        N_("Every ratio of a period with numerator, denominator and definition."),
        Family.LOANS,
        "ratios:ratios",
        Takes.PERIOD,
    ),
    ReportKind(
        "ratios-by-month",
        N_("Every ratio of each month of a period, side by side."),
        Family.LOANS,
        "ratios:ratios_by_month",
        Takes.PERIOD,
    ),
    ReportKind(
        "loan-card",
        N_("Everything about one loan: agreed, standing, instalments, payments."),
        Family.LOANS,
        "loans.card:loan_card",
        about=About.LOAN,
    ),
    ReportKind(
        "schedule",
        N_("Repayment schedule of one loan, to hand to the borrower."),
        Family.LOANS,
        "loan_schedule:loan_schedule",
        about=About.LOAN,
    ),
    ReportKind(
        "passbook",
        N_("Passbook of one loan: due and paid, and what is owed after each payment."),
        Family.LOANS,
        "passbook:loan_passbook",
        about=About.LOAN,
    ),
    ReportKind(
        "member-passbook",
        N_("Passbook of a member: every loan, due and paid."),
        Family.LOANS,
        "passbook:member_passbook",
        about=About.MEMBER,
    ),
    ReportKind(
        "summary",
        N_("The club on one page, to hang on the wall: rates, funds, loans, donations, targets."),
        Family.FUNDS,
        "summary:summary",
    ),
    ReportKind(
        "months",
        N_("Month by month with pictures: lent and at risk, money, due and collected."),
        Family.FUNDS,
        "months:over_months",
        Takes.PERIOD,
    ),
    ReportKind(
        "cash-book",
        N_("Cash book of each fund with its running balance, and its bank book."),
        Family.FUNDS,
        "funds.cash_book:cash_book",
        Takes.PERIOD,
        by_fund=True,
    ),
    ReportKind(
        "receipts-and-payments",
        N_("Money received and paid by each fund, by what it was for."),
        Family.FUNDS,
        "funds.receipts_and_payments:receipts_and_payments",
        Takes.PERIOD,
        by_fund=True,
    ),
    ReportKind(
        "balance-sheet",
        N_("Assets, liabilities and equity of each fund and of the club at a day."),
        Family.FUNDS,
        "funds.statements:balance_sheet",
        by_fund=True,
    ),
    ReportKind(
        "income-statement",
        N_("Income, expenses and result of each fund and of the club."),
        Family.FUNDS,
        "funds.statements:income_statement",
        Takes.PERIOD,
        by_fund=True,
    ),
    ReportKind(
        "donations",
        N_("Golden-heart book: every donation, in money or in kind."),
        Family.FUNDS,
        "funds.donations:donation_book",
        Takes.PERIOD,
    ),
    ReportKind(
        "expenses",
        N_("What the Activity fund spent, by the eight areas and one by one."),
        Family.FUNDS,
        "funds.expenses:expenses_by_area",
        Takes.PERIOD,
    ),
    ReportKind(
        "capital",
        N_("Capital of the Income-generation fund by source, its use, and whether it is whole."),
        Family.FUNDS,
        "funds.capital:capital",
        Takes.PERIOD,
    ),
    ReportKind(
        "trial-balance",
        N_("Every account with opening balance, movement and closing balance."),
        Family.FUNDS,
        "funds.trial_balance:trial_balance",
        Takes.PERIOD,
        by_fund=True,
    ),
    ReportKind(
        "month-statement",
        N_("The statement of a month to read aloud: cash, loans, who is late, donors, the seal."),
        Family.FUNDS,
        "month_statement:month_statement",
        Takes.MONTH,
    ),
    ReportKind(
        "meeting",
        N_("The last meeting up to a day: who came, who paid what, payments, the cash boxes."),
        Family.FUNDS,
        "meeting_day:meeting_day",
    ),
    ReportKind(
        "year-end",
        N_("The year in one report: statements, capital and portfolio."),
        Family.FUNDS,
        "funds.year_end:year_end",
        Takes.PERIOD,
    ),
    ReportKind(
        "members",
        N_("Register of members with ages on the day, offices, capital, and who left."),
        Family.MEMBERS,
        "members.register:member_register",
    ),
    ReportKind(
        "fees",
        N_("Membership fees asked for, paid and owed, member by member."),
        Family.MEMBERS,
        "members.fees:membership_fees",
        Takes.PERIOD,
    ),
    ReportKind(
        "attendance",
        N_("Who came to the meetings of a period."),
        Family.MEMBERS,
        "members.attendance:attendance",
        Takes.PERIOD,
    ),
    ReportKind(
        "targets",
        N_("The club against the targets of Decisions 1336 and 1648, each with its denominator."),
        Family.SCHEME,
        "scheme.targets:targets",
    ),
    ReportKind(
        "return",
        N_("The return to the association: sums of a month or quarter, no person."),
        Family.SCHEME,
        "scheme.club_return:club_return",
        Takes.PERIOD,
    ),
    ReportKind(
        "audit",
        N_("Questions of an audit, each with its basis and how often honest clubs raise it."),
        Family.AUDIT,
        "audit.report:audit",
        Takes.PERIOD,
    ),
)
"""Every report, in the order in which they are listed."""

REPORT_KINDS = KINDS


def build_report(name: str, request: ReportRequest) -> Report:
    """Return the report of that name, as every format and page shows it.

    Raises:
        NoSuchReport: there is none.
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    for kind in KINDS:
        if kind.name == name:
            return kind.build(request)
    raise NoSuchReport(name)
