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
    if INTEREST_ROLES.isdisjoint(posted.by_role):
        return 0
    if is_accrual(posted) or posted.touches(Role.RETAINED_RESULT):
        return 0
    received = -posted.sum(Role.LOAN_INTEREST, Role.LATE_INTEREST)
    if posted.corrects is not None or any(posted.touches(role) for role in SOURCE_ROLES):
        received -= posted.sum(Role.INTEREST_RECEIVABLE)
    return received


def distributed_interest(posted: Posted) -> int:
    """Return how much interest an entry says it distributes, in đồng; 0 for any other entry."""
    stated = posted.entry.meta.get(DISTRIBUTED_KEY)
    return 0 if stated is None else whole_amount(stated) or 0
