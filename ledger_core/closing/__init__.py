"""The close of a month at the next meeting: accrual, allowance, distribution, counts, the seal."""

from ledger_core.closing.after_meeting import StillToDo, still_to_do
from ledger_core.closing.month import (
    Closed,
    CloseRequest,
    CountedCash,
    close_month,
    closed_before,
    count_boxes,
    distribute_unless_counted,
)

__all__ = [
    "CloseRequest",
    "Closed",
    "CountedCash",
    "StillToDo",
    "close_month",
    "closed_before",
    "count_boxes",
    "distribute_unless_counted",
    "still_to_do",
]
