"""Checks on the numbers of vouchers, and on what one decision excused or took back."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ledger_core.books.codes import NotACode, VoucherNumber
from ledger_core.books.posted import CASH_ROLES, Posted
from ledger_core.club import Fund, Role
from ledger_core.findings import Finding, Severity
from ledger_core.messages import Message, N_
from ledger_core.reports.audit.evidence import Evidence, expense_role, money, vouchers_of
from ledger_core.reports.audit.model import Question

_GAPS = frozenset({"register.voucher-gap", "register.voucher-series-begins-late"})
_MOST_NAMED = 60  # numbers of one gap
_NEAR_DAYS = 10
_ROUND = 500_000
_SPLIT_DAYS = 7
_LEAST_SPLIT = 600_000


def voucher_missing(evidence: Evidence) -> Iterator[Question]:
    """Ask about numbers that no entry carries, and about cash moved without a number."""
    for finding in evidence.club.findings:
        day = evidence.date_of(finding)
        if day not in evidence.period:
            continue
        if finding.rule in _GAPS:
            yield Question(day, finding.message, _missing(finding))
        elif finding.rule == "register.voucher-missing":
            loans = (finding.loan,) if finding.loan else ()
            yield Question(day, finding.message, loans=loans)


def _missing(finding: Finding) -> tuple[str, ...]:
    """Return the numbers that a finding says are missing."""
    values = finding.message.values
    if "numbers" not in values:
        return _numbers_before(str(values.get("number", "")))
    ends = str(values["numbers"]).split(" – ")
    try:
        first, last = VoucherNumber.parse(ends[0]), VoucherNumber.parse(ends[-1])
    except NotACode:
        return ()
    return _numbers(first, last)


def _numbers_before(text: str) -> tuple[str, ...]:
    try:
        number = VoucherNumber.parse(text)
    except NotACode:
        return ()
    if number.number == 1:
        return ()
    first = VoucherNumber(number.series, number.year, 1)
    return _numbers(first, VoucherNumber(number.series, number.year, number.number - 1))


def _numbers(first: VoucherNumber, last: VoucherNumber) -> tuple[str, ...]:
    named = range(first.number, min(last.number, first.number + _MOST_NAMED) + 1)
    return tuple(str(VoucherNumber(first.series, first.year, number)) for number in named)


def voucher_void(evidence: Evidence) -> Iterator[Question]:
    """Ask to see each form that was stated to be spoiled."""
    for void in evidence.book.register.voucher_book.void:
        if void.since in evidence.period:
            yield Question(
                void.since,
                Message(
                    N_("Form {number} is stated to be spoiled: “{reason}”."),
                    number=void.number,
                    reason=void.reason,
                ),
                (void.number,),
            )


def taken_back(evidence: Evidence) -> Iterator[Question]:
    """Ask about money that was entered and then taken back."""
    for posted in evidence.audited:
        if posted.reverses is not None and any(posted.touches(role) for role in CASH_ROLES):
            yield Question(
                posted.date,
                Message(
                    N_("{voucher} of {person} was taken back, {amount:money} đồng in money."),
                    voucher=posted.reverses,
                    person=posted.entry.payee or "–",
                    amount=abs(money(posted)),
                ),
                (*vouchers_of(posted), posted.reverses),
                (posted.loan,) if posted.loan else (),
                (posted.member,) if posted.member else (),
            )


def excused(evidence: Evidence) -> Iterator[Question]:
    """Ask for the minutes behind every breach of a rule."""
    for finding in evidence.club.findings:
        day = evidence.date_of(finding)
        if finding.severity is not Severity.BREACH or day not in evidence.period:
            continue
        posted = evidence.posted_of(finding)
        fund, months = _counted(evidence, finding)
        yield Question(
            day,
            finding.message,
            vouchers_of(posted) if posted else (),
            (finding.loan,) if finding.loan else (),
            fund=fund,
            months=months,
        )


def _counted(evidence: Evidence, finding: Finding) -> tuple[Fund | None, tuple[str, ...]]:
    """Return the fund and the day, where a finding is about a cash count."""
    entry = evidence.entry_of(finding)
    count = next((one for one in evidence.book.counts if one.entry is entry), None)
    return (None, ()) if count is None else (count.fund, (count.day.isoformat(),))


# ------------------------------------------------------------------------------ amounts


def paid_twice(evidence: Evidence) -> Iterator[Question]:
    """Ask about two vouchers for one person, of one amount, on one day or soon after."""
    alike: dict[tuple[str, Fund, int], list[Posted]] = defaultdict(list)
    for posted in evidence.transactions:
        amount = money(posted)
        if posted.entry.payee and amount and posted.reverses is None and len(posted.funds) == 1:
            alike[posted.entry.payee, next(iter(posted.funds)), amount].append(posted)
    for (person, _, amount), entries in sorted(alike.items(), key=lambda item: item[0]):
        for first, second in pairwise(entries):
            if second.date in evidence.period and _one_payment(first, second):
                yield Question(
                    second.date,
                    Message(
                        N_("{person} stands twice with {amount:money} đồng within {days} days."),
                        person=person,
                        amount=abs(amount),
                        days=(second.date - first.date).days,
                    ),
                    vouchers_of(first, second),
                )


def _one_payment(first: Posted, second: Posted) -> bool:
    """Whether two vouchers look like one; soon after it must be the same kind of expense."""
    if first.date == second.date:
        return True
    role = expense_role(second)
    near = (second.date - first.date).days <= _NEAR_DAYS
    return near and role is not None and role is expense_role(first)


def round_amount(evidence: Evidence) -> Iterator[Question]:
    """Ask to see the bill of an expense that is a multiple of half a million."""
    for posted in evidence.expenses:
        amount = -money(posted)
        if amount >= _ROUND and amount % _ROUND == 0:
            yield Question(
                posted.date,
                Message(
                    N_("{person} got {amount:money} đồng, a round sum."),
                    person=posted.entry.payee or "–",
                    amount=amount,
                ),
                vouchers_of(posted),
            )


def split_payment(evidence: Evidence) -> Iterator[Question]:
    """Ask about several payments to one person in a week that come to a large sum."""
    by_person: dict[str, list[Posted]] = defaultdict(list)
    for posted in evidence.expenses:
        if posted.entry.payee:
            by_person[posted.entry.payee].append(posted)
    for person, entries in sorted(by_person.items()):
        for group in _weeks(entries):
            total = -sum(money(posted) for posted in group)
            if len(group) > 1 and total >= _LEAST_SPLIT:
                yield Question(
                    group[-1].date,
                    Message(
                        N_("{person} got {count} payments within a week, {total:money} đồng."),
                        person=person,
                        count=len(group),
                        total=total,
                    ),
                    vouchers_of(*group),
                )


def _weeks(entries: list[Posted]) -> Iterator[list[Posted]]:
    """Yield entries in groups, each within a week of its first."""
    group: list[Posted] = []
    for posted in entries:
        if group and (posted.date - group[0].date).days > _SPLIT_DAYS:
            yield group
            group = []
        group.append(posted)
    if group:
        yield group


def capital_refund(evidence: Evidence) -> Iterator[Question]:
    """Ask members who stay whether they got the capital that was paid out in their name."""
    for posted in evidence.payments:
        member = evidence.book.register.members.get(posted.member or "")
        refunded = posted.sum(Role.MEMBERS_CAPITAL) > 0
        if posted.date not in evidence.period or not refunded or member is None:
            continue
        if member.left is None or not _leaves_soon(member.left, posted.date):
            yield Question(
                posted.date,
                Message(
                    N_("{member} got paid-in capital of {amount:money} đồng and stays a member."),
                    member=member.code,
                    amount=posted.sum(Role.MEMBERS_CAPITAL),
                ),
                vouchers_of(posted),
                members=(member.code,),
            )


def _leaves_soon(left: date, day: date) -> bool:
    return (left - day).days <= _NEAR_DAYS
