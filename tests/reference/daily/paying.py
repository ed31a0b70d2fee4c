"""How a payment is split by the rule, and what a posted one settles."""

from collections.abc import Sequence
from datetime import date

from tests.reference.daily.happenings import Parts
from tests.reference.daily.instalment import Charge, Instalment
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
    due += sum(row.unpaid_fee for row in loan.called) + sum(
        charge.unpaid for charge in loan.charges
    )
    return due + loan.outstanding + owed_for_paying_off(loan) + fees_for_paying_off(loan)


def fees_for_paying_off(loan: Loan) -> int:
    """Fees of instalments to come that who pays everything today owes: with a whole term."""
    whole_term = loan.agreement.early_payoff == "whole-term"
    return sum(row.unpaid_fee for row in loan.later) if whole_term else 0


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
            take("fee", fees_for_paying_off(loan))
            for charge in loan.charges_later:
                take(charge.component, charge.unpaid)
        elif agreement.keeps_schedule:
            interest = loan.open_interest()
            for row, dated in with_charges(loan, loan.later, loan.charges_later):
                take("late-interest", dated["late-interest"])
                take("fee", dated["fee"] + (row.unpaid_fee if row else 0))
                if row:
                    take("interest", interest[row.due])
                    take("principal", row.unpaid("principal"))
        else:
            take("principal", principal)
    late_interest, interest_taken = taken["late-interest"], taken["interest"]
    return Parts(late_interest, interest_taken, taken["principal"], left, taken["fee"])


def due_claims(loan: Loan) -> list[tuple[str, int]]:
    """What counts as due, in the order in which a payment settles it."""
    late, interest = loan.late_interest(), loan.open_interest()
    lots = with_charges(loan, loan.called, loan.charges_called)

    def claim(row: Instalment | None, dated: dict[str, int], component: str) -> tuple[str, int]:
        if row is None:
            return component, dated.get(component, 0)
        if component == "fee":
            return component, dated["fee"] + row.unpaid_fee
        if component == "late-interest":
            return component, dated["late-interest"] + late.get(row.due, 0)
        if component == "interest":
            return component, interest[row.due]
        return component, row.unpaid("principal")

    order = loan.agreement.order
    if loan.agreement.by_instalment:
        return [claim(row, dated, component) for row, dated in lots for component in order]
    return [claim(row, dated, component) for component in order for row, dated in lots]


def with_charges(
    loan: Loan, rows: Sequence[Instalment], charges: Sequence[Charge]
) -> list[tuple[Instalment | None, dict[str, int]]]:
    """Return each instalment with what is unpaid of the charges that lie with it, by component.

    A charge lies with the instalment in whose period it falls; those after all of these
    instalments come last.
    """
    lots = [(row, {"fee": 0, "late-interest": 0}) for row in [*rows, None]]
    standing = [row for row in loan.instalments if not row.superfluous]
    for charge in charges:
        place = next((row for row in standing if row.due >= charge.due), None)
        dated = next((dated for row, dated in lots if row is place), lots[-1][1])
        dated[charge.component] += charge.unpaid
    return lots


def settle(loan: Loan, parts: Parts) -> None:
    """Let a payment, as it was posted, settle what it was posted to, the oldest first."""
    settle_late(loan, parts.late_interest)
    agreement = loan.agreement
    pays_off = parts.principal >= loan.outstanding and agreement.early_payoff != "whole-term"
    settle_fee(loan, parts.fee, ahead=agreement.keeps_schedule and not pays_off)
    settle_interest(loan, parts.interest, ahead=loan.agreement.keeps_schedule, waived=False)
    settle_principal(loan, parts.principal)


def settle_fee(loan: Loan, amount: int, *, ahead: bool) -> None:
    """Settle fees: what counts as due, by date, then what is to come.

    Of that the fees by date come first, unless payments in advance pay instalments as they stand:
    instalments given up owe theirs no more.
    """
    due: list[tuple[date, int, Instalment | Charge]] = []
    to_come = list(due)
    called, charges_called = loan.called, loan.charges_called
    for row in loan.instalments:
        (due if row in called else to_come).append((row.due, 0, row))
    for fee in loan.charges:
        if fee.component == "fee":
            (due if fee in charges_called else to_come).append((fee.due, 1, fee))
    to_come.sort(key=lambda one: one[:2] if ahead else (-one[1], one[0]))
    for _, _, owed in [*sorted(due, key=lambda one: one[:2]), *to_come]:
        unpaid = owed.unpaid if isinstance(owed, Charge) else owed.unpaid_fee
        part = min(amount, unpaid)
        if isinstance(owed, Charge):
            owed.settled += part
        else:
            owed.fee_settled += part
        amount -= part


def settle_late(loan: Loan, amount: int) -> None:
    """Settle late interest and penalties, the oldest first, then penalties still to come."""
    owed: list[tuple[date, int, Charge | None]]
    owed = [(due, unsettled, None) for due, unsettled in loan.late_interest().items()]
    for charge in loan.charges:
        if charge.component == "late-interest":
            owed.append((charge.due, charge.unpaid, charge))
    for _, unpaid, penalty in sorted(owed, key=lambda one: one[0]):
        part = min(amount, unpaid)
        if penalty:
            penalty.settled += part
        else:
            loan.late_settled += part
        amount -= part
    loan.late_settled += amount  # beyond what is owed


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
