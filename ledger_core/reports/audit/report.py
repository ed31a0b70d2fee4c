"""The report for auditors: what to ask, the checks with their rates, hand edits and seals."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from ledger_core.books.loading import LoadedClub
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_
from ledger_core.reports.audit.asking import Asked, audit_questions
from ledger_core.reports.audit.checks import CHECKS
from ledger_core.reports.audit.model import AuditCheck
from ledger_core.reports.audit.rates import measured, rate_of
from ledger_core.reports.columns import DATE, LOAN, MEMBER, MINUTES, VOUCHER
from ledger_core.reports.heading import report_over
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Column, Kind, Report, Row, Table

_OWN = Message(N_("our own definition"))
_MOST_NAMED = 12
_CHECK = Column("check", Message(N_("Check")))
_SEVERITY = Column("severity", Message(N_("Weight")))
_BASIS = Column("basis", Message(N_("Basis")))


def audit(request: ReportRequest) -> Report:
    """Return what an auditor should ask about a period.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    asked = audit_questions(request.club, request.period)
    return report_over(
        request,
        "audit",
        Message(N_("Questions of an audit")),
        (_questions(asked), _checks(asked), _warnings(request.club), _seals(request)),
        notes=(_explained(),),
    )


def _explained() -> Message:
    found = measured()
    return Message(
        N_(
            "A question is no accusation. Over {months} months of honest invented clubs all checks "
            "together asked {questions} questions; of {planted} entries planted in others they "
            "named {found}."
        ),
        months=found["honest"]["club_months"],
        questions=found["honest"]["questions"],
        planted=found["planted"]["entries"],
        found=found["planted"]["found"],
    )


def basis_of(check: AuditCheck) -> Message:
    """Return the published basis of a check, or that it is our own definition."""
    return Message(check.basis) if check.basis else _OWN


def _questions(asked: Iterable[Asked]) -> Table:
    return Table(
        "questions",
        Message(N_("To be asked")),
        (
            DATE,
            _CHECK,
            _SEVERITY,
            Column("question", Message(N_("What was seen"))),
            Column("vouchers", VOUCHER.heading),
            Column("loans", LOAN.heading),
            Column("members", MEMBER.heading),
            Column("about", Message(N_("Fund and months"))),
            Column("follow_up", Message(N_("What to do"))),
            _BASIS,
        ),
        tuple(_question(one) for one in asked),
    )


def _question(asked: Asked) -> Row:
    check, question = asked.check, asked.question
    about = " ".join([*([question.fund.value] if question.fund else []), *question.months])
    return (
        question.day,
        check.name,
        check.severity.label,
        question.text,
        " ".join(question.vouchers),
        " ".join(question.loans),
        " ".join(question.members),
        about,
        Message(check.follow_up),
        basis_of(check),
    )


def _checks(asked: Iterable[Asked]) -> Table:
    counted = Counter(one.check.name for one in asked)
    return Table(
        "checks",
        Message(N_("The checks")),
        (
            _CHECK,
            Column("title", Message(N_("What it looks for"))),
            _SEVERITY,
            Column("questions", Message(N_("Questions")), Kind.COUNT),
            Column("honest_rate", Message(N_("Honest clubs")), Kind.RATIO),
            Column("found_rate", Message(N_("Planted, found")), Kind.RATIO),
            _BASIS,
        ),
        tuple(_check(check, counted[check.name]) for check in CHECKS),
        notes=(
            Message(
                N_(
                    "Honest clubs: questions for each month of an invented club in which nothing "
                    "is wrong. Planted, found: share of the entries planted in others, of the "
                    "kinds that the check is good for, that it named."
                )
            ),
        ),
    )


def _check(check: AuditCheck, questions: int) -> Row:
    rate = rate_of(check.name)
    honest: Fraction | None = rate.per_honest_month if rate else None
    found = rate.share_found if rate else None
    return (
        check.name,
        Message(check.title),
        check.severity.label,
        questions,
        honest,
        found,
        basis_of(check),
    )


def _warnings(club: LoadedClub) -> Table:
    """Return the warnings of the rules, hand edits among them, as the books stand now."""
    found = [one for one in club.findings if one.severity is not Severity.BREACH]
    return Table(
        "findings",
        Message(N_("What the rules of the books say besides")),
        (
            Column("rule", Message(N_("Rule"))),
            _SEVERITY,
            LOAN,
            Column("message", Message(N_("What was seen"))),
        ),
        tuple((one.rule, one.severity.label, one.loan, one.message) for one in found),
        notes=(Message(N_("These are about the books as they stand today, not of a period.")),),
    )


def _seals(request: ReportRequest) -> Table:
    sealed = sorted(request.club.book.register.sealed, key=lambda one: one.month)
    return Table(
        "seals",
        Message(N_("Sealed months")),
        (
            Column("month", Message(N_("Month"))),
            Column("code", Message(N_("Code"))),
            Column("closed", Message(N_("Closed on")), Kind.DATE),
            MINUTES,
        ),
        tuple(
            (str(one.month), one.code, one.since, one.minutes)
            for one in sealed
            if one.since <= request.as_of
        ),
        notes=(
            Message(N_("Compare each code with the minutes and with what the association has.")),
        ),
    )
