"""Checks on the day of an entry: most of a club's money moves at its meetings."""

from collections.abc import Iterator
from datetime import timedelta

from ledger_core.books.posted import Posted
from ledger_core.club import LeavingReason, Role
from ledger_core.messages import Message, N_
from ledger_core.reports.audit.evidence import Evidence, money, vouchers_of
from ledger_core.reports.audit.model import Question

_MOURNING = timedelta(days=14)
_SOON = timedelta(days=10)
_AT_MEETINGS = (Role.MEMBERSHIP_FEES, Role.FINES, Role.DONATIONS, Role.MEMBERS_CAPITAL)


def off_meeting_payment(evidence: Evidence) -> Iterator[Question]:
    """Ask who was there when money was paid out between two meetings."""
    deaths = [
        member.left
        for member in evidence.members
        if member.left is not None and member.reason is LeavingReason.DEATH
    ]
    for posted in evidence.payments:
        day = posted.date
        if day not in evidence.period or day <= evidence.founded or evidence.is_meeting(day):
            continue
        mourning = posted.touches(Role.AREA_COMMUNITY_SUPPORT) and any(
            death <= day <= death + _MOURNING for death in deaths
        )
        if mourning or posted.touches(Role.BANK_CHARGES):
            continue
        yield Question(
            day,
            Message(
                N_("{amount:money} đồng were paid out to {person}, and the club did not meet."),
                amount=-money(posted),
                person=posted.entry.payee or "–",
            ),
            vouchers_of(posted),
            (posted.loan,) if posted.loan else (),
        )


def off_meeting_receipt(evidence: Evidence) -> Iterator[Question]:
    """Ask about money received between two meetings that nobody had to bring then.

    Borrowers who missed a meeting bring their payment later, and some a few days before the next.
    """
    for posted in evidence.audited:
        day = posted.date
        if day <= evidence.founded or evidence.is_meeting(day) or posted.reverses is not None:
            continue
        asked = any(posted.touches(role) for role in _AT_MEETINGS)
        if money(posted) > 0 and (asked or _nothing_due(evidence, posted)):
            yield Question(
                day,
                Message(
                    N_("{amount:money} đồng were received from {person}; the club did not meet."),
                    amount=money(posted),
                    person=posted.entry.payee or "–",
                ),
                vouchers_of(posted),
                members=(posted.member,) if posted.member else (),
            )


def _nothing_due(evidence: Evidence, posted: Posted) -> bool:
    """Whether a repayment came when the loan was not late and nothing was due soon."""
    record = evidence.book.loans.get(posted.loan or "")
    before = posted.date - timedelta(days=1)
    account = record.account_on(before) if record else None
    if account is None or not posted.loan_moves:
        return False
    position = account.position(before)
    due = position.principal_due + position.interest_due + position.late_interest
    soon = position.next_due is not None and position.next_due - posted.date <= _SOON
    return not due and not soon


def approved_off_meeting(evidence: Evidence) -> Iterator[Question]:
    """Ask which meeting approved a loan that bears a day without one."""
    for record, _ in evidence.loans:
        day = record.approved_on
        if day in evidence.period and day > evidence.founded and not evidence.is_meeting(day):
            yield Question(
                day,
                Message(
                    N_("The loan was approved on a day without a meeting; minutes: {minutes}."),
                    minutes=record.minutes or "–",
                ),
                loans=(record.loan,),
                members=(record.member,),
            )
