"""A schedule agreed anew from one of its instalments on (`inputs.reschedule`)."""

from dataclasses import replace

from ledger_core.loans import InterestRate
from ledger_core.loans.drafting import ScheduleChange
from tests.third_party.agreements import Agreement
from tests.third_party.reading import Inputs, Unsupported


def rescheduled(inputs: Inputs, agreement: Agreement) -> Agreement:
    """Add the rescheduling: it begins when the period of its first instalment begins."""
    section = inputs.section("reschedule")
    if section is None:
        return agreement
    first = section.required(section.day("from_"), "from_")
    before = [row.due for row in agreement.schedule() if row.due < first]
    rate = section.number("new_annual_rate")
    change = ScheduleChange(
        before[-1] if before else agreement.start,
        rate=None if rate is None else InterestRate.yearly(rate),
        first_due=section.day("new_due"),
        more_instalments=section.whole("extra_terms") or 0,
        paused=section.whole("grace_principal") or 0,
    )
    if change == ScheduleChange(change.day):
        raise Unsupported("inputs.reschedule changes nothing")
    return replace(agreement, changes=(*agreement.changes, change))
