"""How one sum that a member hands over is divided: the fee first, then the loan.

The fee keeps a member in the club and is small; the loan's part is then split by the loan's own
rule. What is more than the line asks for is never guessed: the sheet has to name it.
"""

from ledger_core.meetings.sheet import SheetLine


class MoreThanAsked(ValueError):
    """A sum is more than the line asks for.

    Attributes:
      surplus: By how much, in đồng.
    """

    def __init__(self, surplus: int) -> None:
        super().__init__(surplus)
        self.surplus = surplus


def share(total: int, line: SheetLine) -> dict[str, int]:
    """Return what a sum is for: `fee` and `repayment` in đồng, without those that get nothing.

    Raises:
      MoreThanAsked: the sum is more than the line asks for.
    """
    if total > line.to_pay:
        raise MoreThanAsked(total - line.to_pay)
    fee = min(total, line.fee_owed)
    parts = {"fee": fee, "repayment": total - fee}
    return {name: amount for name, amount in parts.items() if amount}
