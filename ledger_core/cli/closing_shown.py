"""What closing a month shows: each step, who is late, what minutes allowed, the statement."""

from typing import TYPE_CHECKING, Any

from ledger_core.cli.counting import count_json, count_lines
from ledger_core.cli.payments import distribution_lines
from ledger_core.cli.showing import screen_width
from ledger_core.messages import _

if TYPE_CHECKING:
    from ledger_core.books.session import WritingSession
    from ledger_core.closing import Closed
    from ledger_core.findings import Finding
    from ledger_core.reports.month_statement import MonthFigures

MISSING_VOUCHERS = ("register.voucher-gap", "register.voucher-series-begins-late")


def _figures(session: "WritingSession", closed: "Closed") -> "MonthFigures":
    from ledger_core.portfolio import Period
    from ledger_core.reports.month_statement import month_figures

    month = closed.request.month
    return month_figures(session.book, Period(month.first_day, month.last_day))


def _allowed(session: "WritingSession") -> "list[Finding]":
    """Return the breaches that minutes allowed, as they stood before the month was closed."""
    return [finding for finding in session.findings if finding.exception is not None]


def _missing(session: "WritingSession") -> "list[Finding]":
    """Return what is said of voucher numbers that no entry carries."""
    return [found for found in session.findings if found.rule in MISSING_VOUCHERS]


def missing_lines(session: "WritingSession") -> list[str]:
    """Ask about voucher numbers that are missing, last, above the question whether to write."""
    found = _missing(session)
    if not found:
        return []
    lines = [_("ATTENTION, before the month is closed for good:")]
    lines += [f"  {finding.message}" for finding in found]
    return [*lines, *(f"  {remedy}" for remedy in dict.fromkeys(str(f.remedy) for f in found))]


def closed_lines(session: "WritingSession", closed: "Closed") -> list[str]:
    """Say step by step what closing a month brings."""
    from ledger_core.reports import render_table
    from ledger_core.reports.month_statement import arrears_table, sentences

    figures = _figures(session, closed)
    lines = _steps(session, closed)
    if figures.arrears:
        table = render_table(arrears_table(session.book, figures), width=screen_width())
        lines += ["", *table.rstrip("\n").split("\n")]
    if allowed := _allowed(session):
        lines += ["", _("What minutes allowed against a rule:")]
        lines += [f"  {finding.exception}: {finding.message}" for finding in allowed]
    lines += ["", _("Statement to read aloud:"), ""]
    lines += [f"  {sentence}" for sentence in sentences(session.book, figures)]
    return lines


def _steps(session: "WritingSession", closed: "Closed") -> list[str]:
    lines = []
    if closed.accruals:
        accrued = sum(each.after - each.before for each in closed.accruals)
        lines.append(_("Interest receivable changes by {amount:money} đồng.", amount=accrued))
    if closed.allowance is not None:
        lines.append(
            _(
                "Allowance for loan losses: {before:money}, change {change:money} đồng",
                before=closed.allowance.before,
                change=closed.allowance.change,
            )
        )
    if closed.distribution is not None:
        lines += distribution_lines(closed.distribution)
    if closed.undistributed > 0:
        lines.append(
            _("Interest not distributed yet: {amount:money} đồng", amount=closed.undistributed)
        )
    members = session.book.register.members
    taken = {each.fund: each for each in closed.taken}
    for count in closed.counts:
        people = [f"{c} {members[c].name}" for c in count.counted_by if c in members]
        lines.append(
            _(
                "{fund}, {day:date}: {amount:money} đồng counted by {people}.",
                fund=count.fund,
                day=count.day,
                amount=count.amount,
                people=people,
            )
        )
        if count.fund in taken:
            lines += count_lines(taken[count.fund])
    return lines


def closed_json(session: "WritingSession", closed: "Closed") -> dict[str, Any]:
    """Return what closing a month brought, for programs."""
    from ledger_core.reports.json_values import json_finding
    from ledger_core.reports.month_statement import sentences

    figures = _figures(session, closed)
    parts = closed.distribution
    return {
        "month": str(closed.request.month),
        "closed": closed.request.day.isoformat(),
        "minutes": closed.seal.minutes,
        "code": closed.seal.code,
        "root": closed.seal.root,
        "accrued": sum(each.after - each.before for each in closed.accruals),
        "allowance_change": None if closed.allowance is None else closed.allowance.change,
        "distribution": None
        if parts is None
        else {
            "interest": parts.interest,
            "activity": parts.activity,
            "risk_reserve": parts.risk_reserve,
            "capital": parts.capital,
            "management": parts.management,
        },
        "undistributed_interest": closed.undistributed,
        "counts": [
            {
                "fund": count.fund.value,
                "date": count.day.isoformat(),
                "counted": count.amount,
                "counted_by": list(count.counted_by),
            }
            for count in closed.counts
        ],
        "counted_now": [count_json(each) for each in closed.taken],
        "arrears": [
            {"loan": loan, "member": member, "overdue": amount, "days_past_due": days}
            for loan, member, amount, days in figures.arrears
        ],
        "missing_vouchers": [json_finding(finding) for finding in _missing(session)],
        "exceptions": [json_finding(finding) for finding in _allowed(session)],
        "statement": [str(sentence) for sentence in sentences(session.book, figures)],
    }
