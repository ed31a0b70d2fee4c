"""Overdue principal or interest that was rescheduled: it keeps its age until it is paid.

A rescheduling gives what is overdue a new due date, but does not make a late loan a punctual one:
days past due go on counting from the original date, until as much principal (or interest) has been
paid since the rescheduling as was overdue and moved then.
"""

from datetime import date


class RescheduledOverdue:
    """What was overdue when it was rescheduled and has not been repaid, oldest first."""

    def __init__(self) -> None:
        self._parts: list[tuple[date, int]] = []

    def copy(self) -> "RescheduledOverdue":
        """Return one of its own."""
        other = RescheduledOverdue()
        other._parts = list(self._parts)
        return other

    @property
    def total(self) -> int:
        """What is not paid of it, in đồng."""
        return sum(amount for _, amount in self._parts)

    @property
    def oldest_due(self) -> date | None:
        """The oldest original due date, None if nothing is left."""
        return self._parts[0][0] if self._parts else None

    def move(self, overdue: list[tuple[date, int]]) -> None:
        """Remember what was overdue, by its due dates from the oldest.

        What was moved before and is overdue once more keeps the age it has.
        """
        known = self.total
        for due, amount in overdue:
            again = min(known, amount)
            known -= again
            if amount > again:
                self._parts.append((due, amount - again))

    def repay(self, amount: int) -> None:
        """Take what is paid, waived or written off from the oldest."""
        while amount > 0 and self._parts:
            due, left = self._parts[0]
            amount -= left
            if amount >= 0:
                del self._parts[0]
            else:
                self._parts[0] = (due, -amount)
