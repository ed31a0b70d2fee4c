"""Why goods, rates and moratoria are refused before anything is written."""

from collections.abc import Sequence
from datetime import date

from ledger_core.errors import ClubledgerError
from ledger_core.loans import InterestRate
from ledger_core.messages import Message, N_


class RateOverCeiling(ClubledgerError):
    """A loan product bears more interest than the law allows (Civil Code 2015 article 468)."""

    def __init__(self, rate: InterestRate) -> None:
        super().__init__(
            Message(
                N_(
                    "The rate is {year:percent} a year counted by months, {days:percent} counted "
                    "by days; the law allows at most 20 % by either."
                ),
                year=rate.per_year,
                days=rate.per_year_by_days,
            ),
            Message(N_("Lower the rate: at most 1.64 % a month (Civil Code 2015, article 468).")),
        )


class NoMoratorium(ClubledgerError):
    """No moratorium is in force that could be taken back, or several are."""

    def __init__(self, minutes: Sequence[str]) -> None:
        super().__init__(
            Message(
                N_("It is not clear which moratorium is meant. In force: {minutes}."),
                minutes=list(minutes) or ["–"],
            ),
            Message(N_("Name the minutes that decided it: --of-minutes.")),
        )


class GoodsNotInStock(ClubledgerError):
    """Goods are to be lent that the club does not have by its books."""

    def __init__(self, value: int, held: int) -> None:
        super().__init__(
            Message(
                N_("By the books the club has goods for {held:money} đồng, not for {value:money}."),
                held=held,
                value=value,
            )
            if held
            else Message(N_("By the books the club has no goods to lend.")),
            Message(
                N_(
                    "Enter first how it got them: bought with clubledger pay --for goods, given "
                    "with clubledger receive --for grants --goods."
                )
            ),
        )


class MoratoriumIsOver(ClubledgerError):
    """A moratorium lies wholly before the decision about it, and would move nothing."""

    def __init__(self, end: date, day: date) -> None:
        super().__init__(
            Message(
                N_("The moratorium ends on {end:date}, before it is decided on {day:date}."),
                end=end,
                day=day,
            ),
            Message(
                N_(
                    "It acts from the day after its decision on. For what fell due before, give "
                    "each loan new dates (clubledger loan reschedule) or waive interest."
                )
            ),
        )


class GoodsOfOtherFund(ClubledgerError):
    """Goods are given to the Activity fund, whose chart keeps none."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("Goods are kept by the Income-generation fund alone: it lends them on.")),
            Message(
                N_(
                    "Write --fund income --for grants; what the club uses itself, such as a "
                    "loudspeaker, goes into the golden-heart book without an entry of money."
                )
            ),
        )
