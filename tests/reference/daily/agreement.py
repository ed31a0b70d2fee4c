"""What was agreed, in the words of the ledger format."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, cached_property

from tests.reference.daily.figures import months_later, rounded, whole_months, years_between


@dataclass(frozen=True)
class Agreement:
    """The terms of a loan; amounts in whole đồng, rates as fractions.

    Attributes:
      rate: Per month or per year, as `rate_per` says.
      counting: `month` for whole months, otherwise how days are counted over the year.
      apart: The multiple rounds principal and interest apart, otherwise the whole instalment.
      grace: Days, or None for "until the next due date".
      grace_principal: The first so many instalments ask for no principal.
      grace_interest: The first so many leave their interest to the one after them.
      interest_free: The first so many periods bear no interest.
      fee_upfront: Fee with the first sum paid out.
      fee_upfront_share: Share of each sum paid out that is a fee on that day.
      fee_each: Fee of each instalment.
      fee_share: Share of each instalment that comes to it as a fee.
      fee_on: What that is a share of: principal, interest, or both.
      order: The components in the order in which a payment settles them.
    """

    principal: int
    rate: Fraction
    rate_per: str
    instalments: int
    method: str
    counting: str
    multiple: int
    mode: str
    apart: bool
    early_payoff: str
    excess: str
    window: int
    late_multiple: Fraction
    rate_on_interest: Fraction
    grace: int | None
    threshold: int
    order: tuple[str, ...]
    by_instalment: bool
    first_due: date | None
    grace_principal: int = 0
    grace_interest: int = 0
    interest_free: int = 0
    fee_upfront: int = 0
    fee_upfront_share: Fraction = Fraction(0)
    fee_each: int = 0
    fee_share: Fraction = Fraction(0)
    fee_on: str = "principal-and-interest"

    @cached_property
    def per_year(self) -> Fraction:
        """The contract rate per year."""
        return self.rate * 12 if self.rate_per == "month" else self.rate

    @cached_property
    def per_month(self) -> Fraction:
        """The contract rate per month: a twelfth of the year's."""
        return self.per_year / 12

    @cached_property
    def late_per_day(self) -> dict[str, Fraction]:
        """What one đồng overdue bears in one day: the late rates over 365.

        The late rate on principal is a multiple of the contract rate, which it replaces; unpaid
        interest has a rate of its own.
        """
        principal = self.per_year * self.late_multiple
        return {"principal": principal / 365, "interest": self.rate_on_interest / 365}

    @property
    def keeps_schedule(self) -> bool:
        """Whether payments in advance pay the next instalments as they stand."""
        return self.excess == "next-instalments"

    @property
    def at_end(self) -> bool:
        """Whether the whole principal falls due with the last instalment."""
        return self.method in {"interest-only", "bullet"}

    def dates(self, start: date) -> list[date]:
        """The due dates of a loan paid out on a day."""
        count = self.instalments
        return [nth_date(start, self.first_due, number) for number in range(1, count + 1)]

    def rate_of_period(self, start: date, end: date) -> Fraction:
        """What one đồng bears in a period: its days over a year, or whole months, at least one."""
        if self.counting == "month":
            return self.per_month * max(1, whole_months(start, end))
        return self.per_year * years_between(start, end, self.counting)

    def fee_of(self, principal: int, interest: int) -> int:
        """The fee of an instalment; one that asks for nothing bears none."""
        if not principal and not interest:
            return 0
        bases = {"principal": principal, "interest": interest}
        base = bases.get(self.fee_on, principal + interest)
        return self.fee_each + rounded(base * self.fee_share, mode=self.mode)

    def fee_of_payout(self, amount: int, *, first: bool) -> int:
        """The fee due with a sum paid out."""
        fixed = self.fee_upfront if first else 0
        return fixed + rounded(amount * self.fee_upfront_share, mode=self.mode)

    def interest_rounded(self, exact: Fraction) -> int:
        """Interest is rounded to đồng; to the multiple where principal and interest go apart."""
        return rounded(exact, self.multiple if self.apart else 1, self.mode)

    def size(self, principal: int, instalments: int) -> Fraction:
        """The unrounded instalment that repays a principal.

        The level amount of an annuity, on the monthly rate; otherwise the share of the principal,
        to which the interest comes. Nothing where the principal falls due at the end.
        """
        if self.at_end:
            return Fraction(0)
        if self.method == "annuity" and self.rate:
            return principal / worth_of_one(self.per_month, instalments)
        return Fraction(principal, instalments)

    def part(self, size: Fraction, interest: int) -> int:
        """The principal of an instalment that is not the last, before it is held in bounds."""
        level = self.method == "annuity"
        if self.at_end:
            return 0
        if self.apart:
            principal = size - interest if level else size
            return rounded(max(Fraction(0), principal), self.multiple, self.mode)
        whole = size if level else size + interest
        return rounded(whole, self.multiple, self.mode) - interest


@cache
def worth_of_one(rate: Fraction, instalments: int) -> Fraction:
    """What one đồng paid at the end of each month is worth today: each discounted by itself."""
    return sum((1 / (1 + rate) ** number for number in range(1, instalments + 1)), Fraction(0))


def nth_date(start: date, first: date | None, number: int) -> date:
    """One of the monthly dates: from a first one, or from a month after the start; 0 is the start.

    Short months clip.
    """
    if first is None or number == 0:
        return months_later(start, number)
    return months_later(first, number - 1)
