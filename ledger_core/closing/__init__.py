"""The close of a month at the next meeting: accrual, allowance, distribution, counts, the seal."""

from ledger_core.closing.month import Closed, CloseRequest, CountedCash, close_month, closed_before

__all__ = ["CloseRequest", "Closed", "CountedCash", "close_month", "closed_before"]
