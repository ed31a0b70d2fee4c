"""Which clubs hold something planted, what, and from which meeting on."""

from typing import Final

from ledger_core.simulation.frauds import keeping, loans, payments, receipts
from ledger_core.simulation.frauds.scene import Scene
from ledger_core.simulation.frauds.scheme import Scheme

DEFAULT_RATE: Final = 50
"""Percentage of the clubs that hold mistakes or frauds, where nothing else is asked for."""

_FIRST: Final = 3  # by then money has come back
_MOST: Final = ((1, 500), (2, 300), (3, 200))

SCHEMES: Final[tuple[type[Scheme], ...]] = (
    receipts.UnbookedReceipt, receipts.VoidedReceipt, receipts.Lapping,
    receipts.LateEnteredReceipt, receipts.TakenBackReceipt, receipts.InterestShortfall,
    payments.DuplicatePayment, payments.RoundExpense, payments.SplitExpense,
    payments.ExpenseToTreasurer, payments.OffMeetingExpense, payments.BackDatedExpense,
    payments.UnusualRecorder, payments.CapitalToMember, payments.LateBanking,
    loans.GhostBorrower, loans.LoanToMemberGone, loans.GhostMember, loans.SamePersonTwice,
    loans.OfficerLargeLoan, loans.OfficerApprovesOwn, loans.OffMeetingLoan, loans.Refinancing,
    loans.EarlyWriteOff, keeping.IdleCash, keeping.NoCounts, keeping.CountByOne,
    keeping.LateTransfer,
)  # fmt: skip
"""Every scheme, one for each kind."""


def draw_schemes(scene: Scene, rate: int, meetings: int) -> list[Scheme]:
    """Return the schemes of one club, none in most honest ones.

    Args:
      scene: The club.
      rate: Percentage of the clubs that hold something planted.
      meetings: How many meetings the club lives through.
    """
    chance = scene.chance
    if not chance.happens(rate * 10):
        return []
    # A loan that nobody repays takes months to show, so nothing is planted at the very end.
    last = max(_FIRST, meetings - 5)
    chosen = chance.shuffled(SCHEMES)[: chance.weighted(_MOST)]
    return [scheme(scene, chance.between(_FIRST, last)) for scheme in chosen]
