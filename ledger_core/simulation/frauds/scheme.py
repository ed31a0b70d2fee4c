"""What a scheme may do in the course of a club's life."""

from datetime import date

from ledger_core.simulation.frauds.kinds import FraudKind
from ledger_core.simulation.frauds.scene import Scene


class Scheme:
    """One planned mistake or fraud; it waits for its month and for a chance, then happens.

    Attributes:
      kind: What it is.
      start: The number of the meeting from which it tries.
      done: Whether it happened.
    """

    kind: FraudKind

    def __init__(self, scene: Scene, start: int) -> None:
        self.scene = scene
        self.start = start
        self.done = False

    def before_meeting(self, number: int, day: date) -> None:
        """Decide what is kept from the books at a meeting that is about to begin."""

    def at_meeting(self, number: int, day: date, next_day: date) -> None:
        """Act after everything else of a meeting was entered, before the cash is counted."""

    def plant(self, entry: object, day: date) -> None:
        """Tell the truth of one entry."""
        self.scene.plant(self.kind, str(entry), day)


class OnceScheme(Scheme):
    """A scheme of one evening: from its month on it tries at each meeting until it succeeds."""

    def at_meeting(self, number: int, day: date, next_day: date) -> None:
        """Try, unless it happened already."""
        if not self.done and number >= self.start:
            self.done = self.attempt(day, next_day)

    def attempt(self, day: date, next_day: date) -> bool:
        """Do it if the books allow it now; say whether it was done."""
        raise NotImplementedError
