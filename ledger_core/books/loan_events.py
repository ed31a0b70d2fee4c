"""From transactions and dated customs to the events of a loan.

What a transaction means for a loan follows from the roles of its accounts alone, so that entries
written by hand count like those written by commands:

- the loan's account debited, money out: a disbursement;
- the loan's account, interest, late interest or fees credited, money in: a repayment;
- the loan's account credited against allowance, risk reserve or loan losses: a write-off;
- recoveries credited: a recovery after a write-off;
- one loan's account credited and another's debited: a transfer to another borrower.

`reverses:` turns a disbursement or repayment round: the adjusting entry of a mistaken one.
"""

from ledger_core.books.posted import CASH_ROLES, Posted
from ledger_core.club import Role
from ledger_core.loans import (
    Disbursement,
    LoanEvent,
    Recovery,
    Repayment,
    TransferIn,
    TransferOut,
    WriteOff,
)

LOSS_ROLES = (Role.ALLOWANCE, Role.RISK_RESERVE, Role.LOAN_LOSSES)
REPAYMENT_INCOME = (Role.LOAN_INTEREST, Role.LATE_INTEREST, Role.LOAN_FEES)


def loans_of(posted: Posted) -> list[str]:
    """Return the loans a transaction belongs to: those it moves, and the one it names."""
    loans = list(posted.loan_moves)
    if posted.loan is not None and posted.loan not in loans:
        loans.append(posted.loan)
    return loans


def events_of(posted: Posted) -> list[tuple[str, LoanEvent]]:
    """Return the loan events of a transaction, with the loan's id."""
    loans = loans_of(posted)
    if len(loans) > 1:
        return _transfers(posted)
    return [(loan, event) for loan in loans for event in _events_of_one(posted, loan)]


def _transfers(posted: Posted) -> list[tuple[str, LoanEvent]]:
    return [
        (loan, TransferIn(posted.date, move) if move > 0 else TransferOut(posted.date, -move))
        for loan, move in posted.loan_moves.items()
        if move
    ]


def _events_of_one(posted: Posted, loan: str) -> list[LoanEvent]:
    day = posted.date
    principal = -posted.loan_moves.get(loan, 0)
    recovered = -posted.sum(Role.RECOVERIES)
    if recovered:
        return [Recovery(day, recovered)]
    if principal > 0 and not posted.sum(*CASH_ROLES) and posted.sum(*LOSS_ROLES) > 0:
        return [WriteOff(day, principal)]
    events: list[LoanEvent] = []
    if _is_disbursement(posted, principal):
        events.append(Disbursement(day, -principal))
        principal = 0
    interest, late_interest, fee = (-posted.sum(role) for role in REPAYMENT_INCOME)
    overpayment = -posted.sum(Role.OVERPAYMENTS)
    if overpayment < 0 and posted.reverses is None:
        overpayment = 0  # earlier overpayments pay this repayment
    if principal or interest or late_interest or fee or overpayment:
        events.append(
            Repayment(
                day,
                principal=principal,
                interest=interest,
                late_interest=late_interest,
                fee=fee,
                overpayment=overpayment,
            )
        )
    return events


def _is_disbursement(posted: Posted, principal: int) -> bool:
    if posted.reverses is None:
        return principal < 0
    return principal > 0 and not any(posted.sum(role) for role in REPAYMENT_INCOME)
