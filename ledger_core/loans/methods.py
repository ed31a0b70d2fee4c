"""How a loan is repaid and how its interest is counted: the words of the ledger format."""

from enum import StrEnum

from ledger_core.messages import Message, N_


class Method(StrEnum):
    """How principal and interest are spread over the instalments."""

    DECLINING_EQUAL_PRINCIPAL = "declining-equal-principal"
    """Equal principal parts, interest on what is still owed."""
    ANNUITY = "annuity"
    """Level instalments, interest on what is still owed."""
    FLAT = "flat"
    """Equal principal parts, interest of every period on the whole principal."""
    INTEREST_ONLY = "interest-only"
    """Interest each period, the whole principal with the last instalment."""
    BULLET = "bullet"
    """The village banks' word for the same thing: principal in one sum at the end, interest each
    period, as the published sheets of Cambodian village banks show it."""
    ANNUITY_DUE = "annuity-due"
    """Level instalments paid in advance: the first on the day the loan is paid out, each later one
    a period after, as numpy-financial's `when="begin"` and OCA's loans with payment in advance."""
    ON_DEMAND = "interest-on-demand"
    """Principal and all interest in one sum, at the end of the term or when it is asked for; the
    interest accrues by the day (Frappe Lending's demand loans)."""

    @property
    def label(self) -> Message:
        """The method as people read it."""
        return _LABELS[self]

    @property
    def principal_at_end(self) -> bool:
        """Whether the whole principal falls due with the last instalment."""
        return self in {Method.INTEREST_ONLY, Method.BULLET, Method.ON_DEMAND}

    @property
    def level(self) -> bool:
        """Whether the instalments are level: interest and principal together are one amount."""
        return self in {Method.ANNUITY, Method.ANNUITY_DUE}


_LABELS = {
    Method.DECLINING_EQUAL_PRINCIPAL: Message(
        N_("equal parts of principal, interest on what is still owed")
    ),
    Method.ANNUITY: Message(N_("equal instalments, interest on what is still owed")),
    Method.FLAT: Message(N_("equal parts of principal, interest on the whole loan (flat)")),
    Method.INTEREST_ONLY: Message(N_("interest each month, the principal at the end")),
    Method.BULLET: Message(N_("principal in one sum at the end, interest each month")),
    Method.ANNUITY_DUE: Message(
        N_("equal instalments paid in advance, interest on what is still owed")
    ),
    Method.ON_DEMAND: Message(N_("principal and all interest in one sum, at the end or on demand")),
}


class InterestPeriod(StrEnum):
    """How the interest of a period is counted.

    Of the first and last day of a period one is counted (Circular 14/2017/TT-NHNN), but for the
    last word of this list, which counts both once, at the beginning of the loan.
    """

    MONTH = "month"
    """By whole months: one month's rate for each, however many days it has. Instalments of n weeks
    or days take n weeks' (a 52nd of the year) or n days' (a 365th) rate."""
    ACTUAL_365 = "actual/365"
    """By days over a year of 365 (Circular 14/2017/TT-NHNN article 5)."""
    ACTUAL_360 = "actual/360"
    """By days over a year of 360."""
    ACTUAL_364 = "actual/364"
    """By days over a year of 364, which is 52 weeks."""
    ACTUAL_ACTUAL = "actual/actual"
    """By days over the year they fall in, of 365 or 366: a period over new year counts each part
    over its own year (ISDA)."""
    THIRTY_360 = "30/360"
    """By days over a year of 360, each month having 30: the 31st counts as the 30th (30E/360)."""
    THIRTY_365 = "30/365"
    """By whole months of 30 days over a year of 365."""
    THIRTY_364 = "30/364"
    """By whole months of 30 days over a year of 364."""
    THIRTY_ACTUAL = "30/actual"
    """By whole months of 30 days over the year, of 365 or 366, in which each begins."""
    ACTUAL_365_INCLUSIVE = "actual/365-inclusive"
    """By days over a year of 365; both the day of disbursement and the last day count (Frappe
    Lending: 1 to 30 October are 30 days)."""

    @property
    def by_months(self) -> bool:
        """Whether a month is a month, however many days it has."""
        return self in _BY_MONTHS


_BY_MONTHS = {
    InterestPeriod.MONTH,
    InterestPeriod.THIRTY_365,
    InterestPeriod.THIRTY_364,
    InterestPeriod.THIRTY_ACTUAL,
}


class LevelBasis(StrEnum):
    """The rate on which a level instalment is set."""

    MONTH = "month"
    """The rate per month (a twelfth of the year's), times the months between instalments."""
    THIRTY_DAYS = "30-days"
    """The interest of 30 days as the loan counts days (Fineract's daily interest)."""
    EACH_PERIOD = "each-period"
    """The real length of each period: the instalment that repays the loan to the last unit."""


class FlatInterest(StrEnum):
    """How flat interest falls on the instalments."""

    EACH_PERIOD = "each-period"
    """Each instalment bears that of its own period."""
    EVENLY = "evenly"
    """That of the whole term, in equal parts (Fineract's flat interest by days)."""


class TrancheLevel(StrEnum):
    """What a later tranche does to the size of the instalments."""

    SET_ANEW = "set-anew"
    """Instalments to come are set on all that is owed then."""
    AGREED_PRINCIPAL = "agreed-principal"
    """The size set on the whole agreed principal stays (Fineract, approved amount)."""


class FirstPeriod(StrEnum):
    """What a first period costs that is longer or shorter than the others, counted by months."""

    WHOLE_MONTHS = "whole-months"
    """Its whole months, at least one."""
    BY_DAYS = "by-days"
    """One period's interest times its days over those of a regular period (OpenCBS, "pay first
    interest real value")."""
