"""Which repayments are split otherwise than the rule says, judged by what the books then said."""

from ledger_core.books.loan_record import LoanRecord
from ledger_core.loans import RepaymentDay, Reversal


def wrong_days(record: LoanRecord) -> list[RepaymentDay]:
    """Return the days of a loan whose repayments are split otherwise than the rule says.

    A day before a reversal is judged without it: nobody knew then that an earlier entry was a
    mistake. What the reversal leaves unpaid stays owed, and the next payment settles it.
    """
    account = record.account
    if account is None:
        return []
    days = [_as_judged(record, day) for day in account.days if day.posted != day.expected]
    return [day for day in days if day.posted != day.expected]


def _as_judged(record: LoanRecord, day: RepaymentDay) -> RepaymentDay:
    facts = record.counted
    reversed_later = any(isinstance(f.event, Reversal) and f.event.date > day.date for f in facts)
    if not reversed_later and not record.register.calendar.taken_back_after(day.date):
        return day
    then = record.account_on(day.date)
    assert then is not None
    return then.days[-1]
