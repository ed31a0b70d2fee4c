"""From transactions to the events of a loan.

What a transaction means for a loan follows from the roles of its accounts alone, so that entries
written by hand count like those written by commands:

- the loan's account debited, money or goods out: a disbursement;
- the loan's account, interest, late interest or fees credited, and money, goods, paid-in capital or
  overpayments debited: a repayment;
- overpayments debited, money out: a refund;
- the loan's account credited against allowance, risk reserve or loan losses: a write-off, or relief
  with the line `relief: TRUE`;
- recoveries credited: a recovery after a write-off;
- one loan's account credited and another's debited: a transfer to another borrower;
- the loan's account debited against the opening difference: a loan taken over from older books,
  whose `loan-taken-over` directive is the event.

`reverses:` makes an entry the adjusting entry that takes a mistaken one back, and `corrects:` one
that changes the split of a repayment of the same day.
"""

from collections.abc import Sequence

from ledger_core.books.metadata import text_of
from ledger_core.books.posted import CASH_ROLES, SOURCE_ROLES, Posted
from ledger_core.club import Role
from ledger_core.loans import (
    Disbursement,
    LoanEvent,
    PaymentSource,
    Recovery,
    Refund,
    Relief,
    Repayment,
    Reversal,
    ReversibleEvent,
    TransferIn,
    TransferOut,
    WriteOff,
)

LOSS_ROLES = (Role.ALLOWANCE, Role.RISK_RESERVE, Role.LOAN_LOSSES)
_OF_A_REPAYMENT = frozenset({Role.CASH, Role.LOANS, Role.LOAN_INTEREST})
RELIEF_KEY = "relief"
OVERPAID_ON_KEY = "overpaid-on"


def loans_of(posted: Posted) -> list[str]:
    """Return the loans a transaction belongs to: those it moves, and the one it names."""
    loans = list(posted.loan_moves)
    if posted.loan is not None and posted.loan not in loans:
        loans.append(posted.loan)
    return loans


def events_of(
    posted: Posted, originals: Sequence[Posted] | None = None
) -> list[tuple[str, LoanEvent]]:
    """Return the loan events of a transaction, with the loan's id.

    Args:
      posted: The transaction.
      originals: For an adjusting entry that takes others back, these.
    """
    if posted.reverses is not None:
        return [
            (loan, Reversal(posted.date, event))
            for original in originals or ()
            for loan, event in _own_events(original)
        ]
    return list(_own_events(posted))


def _own_events(posted: Posted) -> list[tuple[str, ReversibleEvent]]:
    """Return the events of a transaction that takes no other back."""
    if posted.reverses is not None:
        return []
    plain = _plain_repayment(posted)
    if plain is not None:
        return [plain]
    loans = loans_of(posted)
    if len(loans) > 1:
        return _transfers(posted)
    events = [(loan, event) for loan in loans for event in _events_of_one(posted, loan)]
    return _used_elsewhere(posted, events)


def _plain_repayment(posted: Posted) -> tuple[str, Repayment] | None:
    """Return the event of the entry that nearly all are, None for any other.

    Cash comes in; principal of the one loan that is named, and interest, go out.
    """
    moves, sums = posted.loan_moves, posted.by_role
    if len(moves) != 1 or posted.corrects is not None or not sums.keys() <= _OF_A_REPAYMENT:
        return None
    (loan, move) = next(iter(moves.items()))
    if move >= 0 or posted.loan not in (None, loan) or sums.get(Role.CASH, 0) <= 0:
        return None
    interest = -sums.get(Role.LOAN_INTEREST, 0)
    return loan, Repayment(posted.entry.date, principal=-move, interest=interest)


def _transfers(posted: Posted) -> list[tuple[str, ReversibleEvent]]:
    return [
        (loan, TransferIn(posted.date, move) if move > 0 else TransferOut(posted.date, -move))
        for loan, move in posted.loan_moves.items()
        if move
    ]


def _events_of_one(posted: Posted, loan: str) -> list[ReversibleEvent]:
    day = posted.date
    principal = -posted.loan_moves.get(loan, 0)
    if posted.corrects is not None:
        return [_repayment(posted, principal, -posted.sum(Role.OVERPAYMENTS))]
    if recovered := -posted.sum(Role.RECOVERIES):
        return [Recovery(day, recovered)]
    if principal > 0 and posted.sum(*LOSS_ROLES) > 0 and _source(posted) is None:
        relieved = posted.entry.meta.get(RELIEF_KEY) is True
        return [Relief(day, principal) if relieved else WriteOff(day, principal)]
    events: list[ReversibleEvent] = []
    if principal < 0:
        if not opens_taken_over(posted):
            events.append(Disbursement(day, -principal))
        principal = 0
    if opens_taken_over(posted):
        return events  # interest receivable beside the principal was earned in the older books
    overpayment = -posted.sum(Role.OVERPAYMENTS)
    repaid = _repayment(posted, principal, max(0, overpayment))
    if _has_parts(repaid) and not (principal == 0 and posted.touches(Role.WAIVERS)):
        events.append(repaid)
    if overpayment < 0 and repaid.source is not PaymentSource.OVERPAYMENT:
        events.append(Refund(day, -overpayment))
    return events


def opens_taken_over(posted: Posted) -> bool:
    """Whether a transaction brings the principal of a loan from older books into these."""
    brought_in = any(move > 0 for move in posted.loan_moves.values())
    return brought_in and posted.sum(Role.OPENING_DIFFERENCE) < 0


def _repayment(posted: Posted, principal: int, overpayment: int) -> Repayment:
    """Return the repayment that a transaction posts; accrued interest credits the receivable."""
    return Repayment(
        posted.date,
        principal=principal,
        interest=-posted.sum(Role.LOAN_INTEREST, Role.INTEREST_RECEIVABLE),
        late_interest=-posted.sum(Role.LATE_INTEREST),
        fee=-posted.sum(Role.LOAN_FEES),
        overpayment=overpayment,
        source=_source(posted) or PaymentSource.MONEY,
    )


def _has_parts(event: Repayment) -> bool:
    """Whether a repayment has any part."""
    parts = (event.principal, event.interest, event.late_interest, event.fee, event.overpayment)
    return any(parts)


def _source(posted: Posted) -> PaymentSource | None:
    """Return what a repayment is made with, None if nothing comes in.

    Where several sources pay one entry it counts as money, and overpayments used are refunded.
    """
    if posted.corrects is not None:
        return None
    sources = [role for role in SOURCE_ROLES if posted.sum(role) > 0]
    if not sources:
        return None
    if len(sources) > 1 or posted.sum(*CASH_ROLES):
        return PaymentSource.MONEY
    return _SOURCES.get(sources[0], PaymentSource.MONEY)


_SOURCES = {
    Role.GOODS: PaymentSource.IN_KIND,
    Role.MEMBERS_CAPITAL: PaymentSource.MEMBERS_CAPITAL,
    Role.OVERPAYMENTS: PaymentSource.OVERPAYMENT,
}


def _used_elsewhere(
    posted: Posted, events: list[tuple[str, ReversibleEvent]]
) -> list[tuple[str, ReversibleEvent]]:
    """Take an overpayment from the loan it was paid on, where it repays another loan."""
    paid_on = text_of(posted.entry.meta, OVERPAID_ON_KEY)
    used = posted.sum(Role.OVERPAYMENTS)
    if paid_on is None or paid_on == posted.loan or used <= 0:
        return events
    moved: list[tuple[str, ReversibleEvent]] = [(paid_on, Refund(posted.date, used))]
    for loan, event in events:
        if isinstance(event, Repayment):
            parts = (event.principal, event.interest, event.late_interest, event.fee)
            moved.append((loan, Repayment(posted.date, *parts)))
    return moved
