"""Outstanding principal straight from the events of a loan, without folding them.

Principal goes in and out by the amounts that were posted, whatever the rule would have made of
them, so it is a sum. A report that asks for nothing else on many days needs no fold.
"""

from collections.abc import Iterable

from ledger_core.loans.applying import standing
from ledger_core.loans.events import (
    Disbursement,
    LoanEvent,
    Relief,
    Repayment,
    ReversibleEvent,
    TransferIn,
    TransferOut,
    WriteOff,
)
from ledger_core.loans.taken_over import TakenOver


def outstanding_principal(events: Iterable[LoanEvent]) -> int:
    """Return the principal in đồng that is outstanding after some events, in any order.

    It is that of the account which is folded from them: below zero where the facts say so.
    """
    return sum(_moved(event) for event in standing(list(events)))


def _moved(event: ReversibleEvent) -> int:
    match event:
        case Disbursement():
            return event.amount
        case TransferIn() | TakenOver():
            return event.principal
        case Repayment() | WriteOff() | Relief() | TransferOut():
            return -event.principal
        case _:
            return 0
