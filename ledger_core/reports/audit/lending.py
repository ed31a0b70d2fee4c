"""Checks on loans: to whom, on what terms, and what became of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.posted import Posted
from ledger_core.club import Role
from ledger_core.loans import Relief, Waiver, WriteOff
from ledger_core.messages import Message, N_
from ledger_core.reports.audit.evidence import Evidence, expense_role, money, vouchers_of
from ledger_core.reports.audit.model import Question

_TWO_YEARS = timedelta(days=730)
_FEWEST_OTHERS = 3
_FIRST_PAYMENT = timedelta(days=45)  # late with the first instalment
_BEFORE = timedelta(days=7)
_TOGETHER = 2  # instalments repaid at once
_USUAL_GIFT = 250_000
_MOST_GIFTS = 3
_YEAR = timedelta(days=365)
_GIFTS = frozenset({Role.AREA_COMMUNITY_SUPPORT, Role.AREA_HEALTH_CARE, Role.AREA_HOME_CARE})


def officer_loan(evidence: Evidence) -> Iterator[Question]:
    """Ask how a loan to an officer was decided that is above, or cheaper than, all others."""
    for record, lent in evidence.loans:
        if lent not in evidence.period or record.terms is None:
            continue
        if record.member not in evidence.officers_on(record.approved_on):
            continue
        others = [
            other.terms
            for other, day in evidence.loans
            if other.terms is not None
            and lent - _TWO_YEARS <= day <= lent
            and other.member not in evidence.officers_on(other.approved_on)
        ]
        if len(others) < _FEWEST_OTHERS:
            continue
        largest = max(terms.principal for terms in others)
        usual = median(terms.rate.per_year for terms in others)
        if record.terms.principal > largest or record.terms.rate.per_year < usual:
            yield Question(
                lent,
                Message(
                    N_(
                        "A loan of {amount:money} đồng to an officer, above or cheaper than those "
                        "of all others (largest {largest:money} đồng)."
                    ),
                    amount=record.terms.principal,
                    largest=largest,
                ),
                loans=(record.loan,),
                members=(record.member,),
            )


def approves_own(evidence: Evidence) -> Iterator[Question]:
    """Ask about a loan that its borrower approved."""
    for record, lent in evidence.loans:
        if lent in evidence.period and record.member in record.approved_by:
            yield Question(
                lent,
                Message(N_("{member} approved the loan and borrowed it."), member=record.member),
                loans=(record.loan,),
                members=(record.member,),
            )


def nothing_repaid(evidence: Evidence) -> Iterator[Question]:
    """Ask to see the borrower of a loan of which nothing was ever repaid."""
    for record, lent in evidence.loans:
        account = record.account_on(evidence.end)
        if evidence.repaid[record.loan] or account is None or account.outstanding_principal <= 0:
            continue
        oldest = account.position(evidence.end).oldest_unpaid_due
        if oldest is not None and evidence.end - oldest >= _FIRST_PAYMENT:
            yield Question(
                evidence.end,
                Message(
                    N_(
                        "Paid out on {lent:date}, first due on {due:date}: nothing was ever repaid."
                    ),
                    lent=lent,
                    due=oldest,
                ),
                loans=(record.loan,),
                members=(record.member,),
            )


@dataclass(frozen=True, slots=True)
class _Ended:
    """A loan whose last payment came in: the day, its amount and what was usual before."""

    record: LoanRecord
    day: date
    troubled: bool


def refinanced(evidence: Evidence) -> Iterator[Question]:
    """Ask whether arrears were repaid out of a new loan."""
    for record, lent in evidence.loans:
        if lent not in evidence.period:
            continue
        for other, _ in evidence.loans:
            if other is record or other.member != record.member:
                continue
            old = _ended_by(evidence, other, lent)
            if old is not None and old.troubled:
                yield Question(
                    lent,
                    Message(
                        N_(
                            "{old}, late or long before its end, was repaid on {day:date} and "
                            "{new} paid out: was one repaid with the other?"
                        ),
                        old=old.record.loan,
                        day=old.day,
                        new=record.loan,
                    ),
                    loans=(record.loan, old.record.loan),
                    members=(record.member,),
                )


def _ended_by(evidence: Evidence, record: LoanRecord, lent: date) -> _Ended | None:
    """Return how a loan ended that did shortly before `lent`; late, or in one sum, is trouble."""
    paid = evidence.repaid[record.loan]
    if not paid or not timedelta(0) <= lent - paid[-1].day <= _BEFORE:
        return None
    account = record.account_on(evidence.end)
    if account is None or account.outstanding_principal > 0:
        return None
    day = paid[-1].day
    earlier = record.account_on(day - timedelta(days=1))
    if earlier is None:
        return None
    before = earlier.spell_on(day - timedelta(days=1))
    rows = earlier.outline(before.start).instalments
    unpaid = [one for one in rows if one.unpaid_principal + one.unpaid_interest > 0]
    overdue = before.overdue_principal + before.overdue_interest
    return _Ended(record, day, bool(overdue) or len(unpaid) > _TOGETHER)


def written_off(evidence: Evidence) -> Iterator[Question]:
    """Ask to see the borrower of every loan written off or forgiven."""
    for record, _ in evidence.loans:
        for fact in record.standing:
            event = fact.event
            if isinstance(event, WriteOff | Relief) and event.date in evidence.period:
                yield Question(
                    event.date,
                    Message(
                        N_("{amount:money} đồng of principal were given up."),
                        amount=event.principal,
                    ),
                    vouchers_of(fact.posted) if fact.posted else (),
                    (record.loan,),
                    (record.member,),
                )


def interest_waived(evidence: Evidence) -> Iterator[Question]:
    """Ask for the minutes of every waiver."""
    for record, _ in evidence.loans:
        for fact in record.standing:
            event = fact.event
            if isinstance(event, Waiver) and event.date in evidence.period:
                yield Question(
                    event.date,
                    Message(N_("Interest that was due was let go.")),
                    loans=(record.loan,),
                    members=(record.member,),
                )


def paid_to_officer(evidence: Evidence) -> Iterator[Question]:
    """Ask for the bill of an expense paid to an officer, gifts and visits of a usual size apart."""
    members = evidence.book.register.members
    gifts: dict[str, list[Posted]] = {}
    for posted in evidence.payments:
        role = expense_role(posted)
        if role is None:
            continue
        names = {members[code].name: code for code in evidence.officers_on(posted.date)}
        code = names.get(posted.entry.payee or "")
        if code is None:
            continue
        usual = role in _GIFTS and -money(posted) <= _USUAL_GIFT
        got = gifts.setdefault(code, [])
        got.append(posted)
        lately = [one for one in got if posted.date - one.date <= _YEAR]
        if posted.date in evidence.period and (not usual or len(lately) > _MOST_GIFTS):
            yield Question(
                posted.date,
                Message(
                    N_("An officer, {person}, was paid {amount:money} đồng."),
                    person=posted.entry.payee or "–",
                    amount=-money(posted),
                ),
                vouchers_of(posted),
                members=(code,),
            )
