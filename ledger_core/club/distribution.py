"""How interest received is distributed by the club's shares."""

from dataclasses import dataclass
from decimal import Decimal

from ledger_core.club.rules import InterestShares

_CASH_MULTIPLE = 1000  # smaller notes are gone


@dataclass(frozen=True, slots=True)
class Distribution:
    """How one sum of interest is distributed; the parts add to `interest`. Amounts in đồng."""

    interest: int
    activity: int
    risk_reserve: int
    capital: int
    management: int


def distribute(interest: int, shares: InterestShares) -> Distribution:
    """Split interest by the club's shares.

    What passes over in cash is rounded down to whole thousands, the other parts to whole đồng; the
    risk reserve takes what rounding leaves (or, without a reserve, the capital).
    """
    activity = int(interest * shares.activity) // _CASH_MULTIPLE * _CASH_MULTIPLE
    capital, management = (int(interest * share) for share in (shares.capital, shares.management))
    rest = interest - activity - capital - management
    if shares.risk_reserve == Decimal(0):
        return Distribution(interest, activity, 0, capital + rest, management)
    return Distribution(interest, activity, rest, capital, management)
