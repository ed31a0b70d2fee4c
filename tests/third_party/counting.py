"""How a case counts days and months."""

from ledger_core.loans import InterestPeriod
from ledger_core.loans.date_terms import Every
from tests.third_party.reading import Inputs

BY_YEAR = {
    "360": InterestPeriod.ACTUAL_360,
    "364": InterestPeriod.ACTUAL_364,
    "365": InterestPeriod.ACTUAL_365,
    "ACTUAL": InterestPeriod.ACTUAL_ACTUAL,
}
MONTHS_BY_YEAR = {
    "360": InterestPeriod.MONTH,
    "364": InterestPeriod.THIRTY_364,
    "365": InterestPeriod.THIRTY_365,
    "ACTUAL": InterestPeriod.THIRTY_ACTUAL,
}
DAY_COUNTS = {
    "30/360": InterestPeriod.MONTH,
    "30/360-prorata": InterestPeriod.MONTH,
    "actual/365": InterestPeriod.ACTUAL_365,
    "actual/365-inclusive": InterestPeriod.ACTUAL_365_INCLUSIVE,
    "actual/actual": InterestPeriod.ACTUAL_ACTUAL,
    "periodic": InterestPeriod.MONTH,
}
PERIODIC = "periodic"
DAILY = {PERIODIC, "daily", "daily-recalculated", "daily-within-period"}
BY_PARTS = "by days_in_month/days_in_year"


def interest_period(inputs: Inputs, every: Every) -> InterestPeriod:
    """Return how the interest of a period is counted.

    30/360 with periods of whole months charges a twelfth for each, whatever its days; a part of a
    month is that part of its days. Interest "periodic" never counts days.
    """
    way = inputs.text("interest_period")
    if way is not None and way not in DAILY:
        raise inputs.unknown("interest_period", way)
    count = inputs.text("day_count")
    in_month, in_year = inputs.text("days_in_month"), inputs.text("days_in_year")
    if count == BY_PARTS:
        # Weeks and days are as long as they are: what a month counts says nothing about them.
        table = MONTHS_BY_YEAR if in_month == "30" and not every.days else BY_YEAR
        if in_month not in {"30", "ACTUAL", "INVALID"} or (
            in_month == "INVALID" and not every.days
        ):
            raise inputs.unknown("days_in_month", in_month)
        if in_year not in table:
            raise inputs.unknown("days_in_year", in_year)
        return table[in_year]
    if count is not None and count not in DAY_COUNTS:
        raise inputs.unknown("day_count", count)
    if count is None or way == PERIODIC:
        return InterestPeriod.MONTH
    return DAY_COUNTS[count]
