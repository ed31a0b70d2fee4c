# Types of the public names: see `__init__.py`, which loads each when first used.

from ledger_core.books.book import Book as Book
from ledger_core.books.directives import Scope as Scope
from ledger_core.books.loading import LoadedClub as LoadedClub
from ledger_core.books.loading import load_club as load_club
from ledger_core.books.received import NotRead as NotRead
from ledger_core.books.received import Read as Read
from ledger_core.books.received import ReaderProcess as ReaderProcess
from ledger_core.books.received import ReceivedBooks as ReceivedBooks
from ledger_core.books.received import find_received as find_received
from ledger_core.books.session import WritingSession as WritingSession
from ledger_core.books.session import open_club as open_club
from ledger_core.books.session import writing as writing
from ledger_core.club import ClubRules as ClubRules
from ledger_core.club import Fund as Fund
from ledger_core.club import LoanProduct as LoanProduct
from ledger_core.club import Member as Member
from ledger_core.club import Role as Role
from ledger_core.documents.agreement import Agreement as Agreement
from ledger_core.documents.agreement import agreement as agreement
from ledger_core.documents.agreement_forms import agreement_pdf as agreement_pdf
from ledger_core.documents.voucher import Voucher as Voucher
from ledger_core.documents.voucher import voucher as voucher
from ledger_core.documents.voucher import vouchers as vouchers
from ledger_core.documents.voucher_forms import voucher_pdf as voucher_pdf
from ledger_core.errors import ClubledgerError as ClubledgerError
from ledger_core.findings import Finding as Finding
from ledger_core.findings import Severity as Severity
from ledger_core.importing.running import prepare_import as prepare_import
from ledger_core.importing.template import template_xlsx as template_xlsx
from ledger_core.loans import Instalment as Instalment
from ledger_core.loans import InterestRate as InterestRate
from ledger_core.loans import LateTerms as LateTerms
from ledger_core.loans import LoanAccount as LoanAccount
from ledger_core.loans import LoanPosition as LoanPosition
from ledger_core.loans import LoanTerms as LoanTerms
from ledger_core.loans import Method as Method
from ledger_core.loans import Rounding as Rounding
from ledger_core.loans import Split as Split
from ledger_core.loans import borrowing_cost as borrowing_cost
from ledger_core.loans import parse_rate as parse_rate
from ledger_core.loans import schedule as schedule
from ledger_core.meetings import MeetingSheet as MeetingSheet
from ledger_core.meetings import draft_sheet as draft_sheet
from ledger_core.meetings import post_meeting as post_meeting
from ledger_core.messages import Message as Message
from ledger_core.messages import language as language
from ledger_core.money import RoundingMode as RoundingMode
from ledger_core.money import amount_in_words as amount_in_words
from ledger_core.money import format_amount as format_amount
from ledger_core.money import parse_amount as parse_amount
from ledger_core.portfolio import Period as Period
from ledger_core.portfolio import PeriodFacts as PeriodFacts
from ledger_core.portfolio import Portfolio as Portfolio
from ledger_core.portfolio import RatioLine as RatioLine
from ledger_core.portfolio import RatioSheet as RatioSheet
from ledger_core.portfolio import ratio_sheet as ratio_sheet
from ledger_core.reports import loan_explanation as loan_explanation
from ledger_core.reports import monthly_ratio_sheets as monthly_ratio_sheets
from ledger_core.reports import period_facts as period_facts
from ledger_core.reports import portfolio_report as portfolio_report
from ledger_core.reports.formats.pdf import report_pdf as report_pdf
from ledger_core.reports.formats.rendering import ReportFormat as ReportFormat
from ledger_core.reports.formats.rendering import render_as as render_as
from ledger_core.reports.kinds import REPORT_KINDS as REPORT_KINDS
from ledger_core.reports.kinds import build_report as build_report
from ledger_core.reports.request import ReportRequest as ReportRequest
from ledger_core.reports.tables import Report as Report
from ledger_core.reports.tables import Table as Table

__version__: str

from ledger_core.consolidation.consolidation import Consolidation as Consolidation
from ledger_core.consolidation.opening import open_clubs as open_clubs
from ledger_core.consolidation.reports.kinds import CONSOLIDATED_KINDS as CONSOLIDATED_KINDS
from ledger_core.consolidation.reports.request import ConsolidatedRequest as ConsolidatedRequest
from ledger_core.consolidation.returns.form import ClubReturn as ClubReturn
from ledger_core.consolidation.returns.making import return_of as return_of
from ledger_core.consolidation.returns.reading import parse_return as parse_return

__all__ = [
    "CONSOLIDATED_KINDS",
    "REPORT_KINDS",
    "Agreement",
    "Book",
    "ClubReturn",
    "ClubRules",
    "ClubledgerError",
    "ConsolidatedRequest",
    "Consolidation",
    "Finding",
    "Fund",
    "Instalment",
    "InterestRate",
    "LateTerms",
    "LoadedClub",
    "LoanAccount",
    "LoanPosition",
    "LoanProduct",
    "LoanTerms",
    "MeetingSheet",
    "Member",
    "Message",
    "Method",
    "NotRead",
    "Period",
    "PeriodFacts",
    "Portfolio",
    "RatioLine",
    "RatioSheet",
    "Read",
    "ReaderProcess",
    "ReceivedBooks",
    "Report",
    "ReportFormat",
    "ReportRequest",
    "Role",
    "Rounding",
    "RoundingMode",
    "Scope",
    "Severity",
    "Split",
    "Table",
    "Voucher",
    "WritingSession",
    "__version__",
    "agreement",
    "agreement_pdf",
    "amount_in_words",
    "borrowing_cost",
    "build_report",
    "draft_sheet",
    "find_received",
    "format_amount",
    "language",
    "load_club",
    "loan_explanation",
    "monthly_ratio_sheets",
    "open_club",
    "open_clubs",
    "parse_amount",
    "parse_rate",
    "parse_return",
    "period_facts",
    "portfolio_report",
    "post_meeting",
    "prepare_import",
    "ratio_sheet",
    "render_as",
    "report_pdf",
    "return_of",
    "schedule",
    "template_xlsx",
    "voucher",
    "voucher_pdf",
    "vouchers",
    "writing",
]
