"""The usual repayment: exactly the one instalment that is due, in time, and nothing else.

Then there is nothing to choose: the rule splits it as it was posted, and it settles that
instalment. Anything else (late, early, more, less, fees, charges) goes the long way, which gives
the same here, as hypothesis shows.
"""

from ledger_core.loans.allocation import RepaymentDay, Split
from ledger_core.loans.allocation_rules import Bucket, Component
from ledger_core.loans.claims import Claim
from ledger_core.loans.events import PaymentSource, Repayment
from ledger_core.loans.fold import LoanFold
from ledger_core.loans.history import How
from ledger_core.loans.settling import settle_claim


def settle_regular(fold: LoanFold, event: Repayment) -> RepaymentDay | None:
    """Apply the only event of a day if it is a usual repayment; None leaves all as it was."""
    place = None if _is_special(event) or _is_involved(fold) else _only_due(fold)
    if place is None:
        return None
    row = fold.schedule.rows[place]
    interest, principal = row.unpaid_interest, row.unpaid_principal
    if (event.interest, event.principal) != (interest, principal) or fold.day > row.grace_end:
        return None
    fold.rescheduled_interest.repay(interest)
    for component, amount in ((Component.INTEREST, interest), (Component.PRINCIPAL, principal)):
        if amount:
            claim = Claim(Bucket.DUE, component, place, amount, row, None)
            settle_claim(fold, claim, amount, How.PAID)
    fold.repaid += principal
    fold.log_principal(How.PAID, -principal)
    fold.rescheduled_overdue.repay(principal)
    posted = Split(interest=interest, principal=principal)
    return RepaymentDay(fold.day, posted, posted)


def _is_special(event: Repayment) -> bool:
    """Whether a repayment has other parts, a source or a manner of its own."""
    return bool(
        event.manual
        or event.late_interest
        or event.fee
        or event.overpayment
        or event.in_advance is not None
        or event.source is PaymentSource.OVERPAYMENT
    )


def _is_involved(fold: LoanFold) -> bool:
    """Whether anything but principal and interest may be owed, or have been paid before."""
    terms = fold.terms
    return bool(
        fold.dated_charges
        or fold.ended_lines
        or fold.interest_in_advance
        or fold.off_the_books
        or terms.fees.on_instalments
        or terms.late.once_share
        or terms.excess_payment.spreads
        or terms.prepayment.whole_instalments
    )


def _only_due(fold: LoanFold) -> int | None:
    """Return the place of the only instalment of which anything is due, None if not just one."""
    found = None
    for place, row in enumerate(fold.schedule.called):
        if row.unpaid:
            if found is not None:
                return None
            found = place
    return found
