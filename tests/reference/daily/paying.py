"""How a payment is split by the rule, and what a posted one settles."""

from tests.reference.daily.happenings import Parts
from tests.reference.daily.instalment import Instalment
from tests.reference.daily.loan import Loan


def owed_for_paying_off(loan: Loan) -> int:
    """Interest beyond what is due that who pays everything today owes.

    To the day, to the next due date, or for the whole term. Where the next instalment counts as
    due, its whole interest is due with it, and nothing comes on top. What was settled of the
    instalments to come, or waits in the reserve, is not owed again.
    """
    policy, later = loan.agreement.early_payoff, loan.later
    if not later:
        return 0
    if policy == "whole-term":
        interest = sum(row.interest for row in later)
    elif loan.near and not loan.leaves(loan.coming[0]):
        interest = 0
    elif policy == "to-next-due-date":
        following = loan.coming[0]
        leaves = loan.leaves(following)
        interest = loan.counted_to_end() if leaves else following.interest
    else:
        interest = loan.counted()
    reserve = loan.reserve
    if loan.near:
        reserve -= min(reserve, loan.coming[0].unpaid("interest"))
    return max(0, interest - sum(row.interest_settled for row in later) - reserve)


def pay_off(loan: Loan) -> int:
    """What settles the whole loan today."""
    if loan.off_the_books:
        return 0
    interest = loan.open_interest()
    due = sum(interest[row.due] for row in loan.called) + sum(loan.late_interest().values())
    return due + loan.outstanding + owed_for_paying_off(loan)


def split(loan: Loan, amount: int) -> Parts:
    """Split a payment: what is due, then the pay-off if it suffices, then in advance."""
    taken = {"late-interest": 0, "fee": 0, "interest": 0, "principal": 0}
    left = amount

    def take(component: str, most: int) -> None:
        nonlocal left
        part = min(left, most)
        taken[component] += part
        left -= part

    if not loan.off_the_books:
        for component, claim in due_claims(loan):
            take(component, claim)
        agreement, principal = loan.agreement, loan.later_principal
        ahead_only = agreement.keeps_schedule and agreement.early_payoff == "whole-term"
        if left >= principal and not ahead_only:
            take("interest", owed_for_paying_off(loan))
            take("principal", principal)
        elif agreement.keeps_schedule:
            interest = loan.open_interest()
            for row in loan.later:
                take("interest", interest[row.due])
                take("principal", row.unpaid("principal"))
        else:
            take("principal", principal)
    return Parts(taken["late-interest"], taken["interest"], taken["principal"], left)


def due_claims(loan: Loan) -> list[tuple[str, int]]:
    """What counts as due, in the order in which a payment settles it."""
    late, interest = loan.late_interest(), loan.open_interest()
    order = [component for component in loan.agreement.order if component != "fee"]

    def claim(row: Instalment, component: str) -> tuple[str, int]:
        if component == "late-interest":
            return component, late.get(row.due, 0)
        if component == "interest":
            return component, interest[row.due]
        return component, row.unpaid("principal")

    if loan.agreement.by_instalment:
        return [claim(row, component) for row in loan.called for component in order]
    return [claim(row, component) for component in order for row in loan.called]


def settle(loan: Loan, parts: Parts) -> None:
    """Let a payment, as it was posted, settle what it was posted to, the oldest first."""
    loan.late_settled += parts.late_interest
    settle_interest(loan, parts.interest, ahead=loan.agreement.keeps_schedule, waived=False)
    settle_principal(loan, parts.principal)


def settle_interest(loan: Loan, amount: int, *, ahead: bool, waived: bool) -> None:
    """Settle interest that counts as due; the rest ahead where the schedule stays, or waits."""
    open_interest = loan.open_interest()
    for row in loan.instalments if ahead else loan.called:
        part = min(amount, open_interest[row.due])
        if part:
            row.before_change("interest", part, loan.day)
            if waived:
                row.interest_waived += part
            else:
                row.interest_paid += part
            amount -= part
    loan.reserve += amount


def settle_principal(loan: Loan, amount: int) -> None:
    """Settle principal that counts as due; the rest is paid in advance."""
    repaid = amount
    rows = loan.instalments if loan.agreement.keeps_schedule else loan.called
    later = loan.later_principal
    for row in rows:
        part = min(amount, row.unpaid("principal"))
        if part:
            row.before_change("principal", part, loan.day)
            row.principal_paid += part
            amount -= part
    loan.outstanding -= repaid
    grow_younger(loan, repaid)
    if not later or repaid == 0:
        return
    if loan.later_principal <= 0:
        loan.clear_later()
    elif amount:
        first = len(loan.called)
        loan.draw_up(first, loan.later_principal, anew=loan.agreement.excess.startswith("smaller"))


def grow_younger(loan: Loan, amount: int) -> None:
    """Principal that goes away takes the oldest rescheduled overdue principal first."""
    aged = []
    for due, old in loan.aged:
        gone = min(old, amount)
        amount -= gone
        if old > gone:
            aged.append((due, old - gone))
    loan.aged = aged
