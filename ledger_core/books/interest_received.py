"""Interest that came in, and what of it was distributed."""

from ledger_core.books.metadata import whole_amount
from ledger_core.books.posted import SOURCE_ROLES, Posted
from ledger_core.books.receivables import is_accrual
from ledger_core.club import Role

DISTRIBUTED_KEY = "distributed-interest"
INTEREST_ROLES = frozenset({Role.LOAN_INTEREST, Role.LATE_INTEREST, Role.INTEREST_RECEIVABLE})


def interest_received(posted: Posted) -> int:
    """Return the interest and late interest in đồng that an entry brings in.

    What settles an accrued receivable counts; accruing, waiving or writing one off does not, nor
    does carrying a year's result over.
    """
    sums = posted.by_role
    if INTEREST_ROLES.isdisjoint(sums) or Role.RETAINED_RESULT in sums:
        return 0
    received = -sums.get(Role.LOAN_INTEREST, 0) - sums.get(Role.LATE_INTEREST, 0)
    if Role.INTEREST_RECEIVABLE not in sums:
        return received
    if is_accrual(posted):
        return 0
    if posted.corrects is not None or any(posted.touches(role) for role in SOURCE_ROLES):
        received -= posted.sum(Role.INTEREST_RECEIVABLE)
    return received


def distributed_interest(posted: Posted) -> int:
    """Return how much interest an entry says it distributes, in đồng; 0 for any other entry."""
    stated = posted.entry.meta.get(DISTRIBUTED_KEY)
    return 0 if stated is None else whole_amount(stated) or 0
