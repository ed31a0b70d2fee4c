"""One loan from its first day to the last day that is asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tests.reference.daily.agreement import Agreement
from tests.reference.daily.changing import apply
from tests.reference.daily.happenings import Happening, Parts
from tests.reference.daily.loan import Loan
from tests.reference.daily.paying import split
from tests.reference.daily.picture import Picture, picture


@dataclass
class Record:
    """What the reference found.

    Attributes:
      pictures: The figures at the end of each day asked for.
      splits: How a payment would be split on those days, after all that happened on them.
      posted: By day, how its payments were posted.
      by_rule: By day, how the rule splits their sum.
    """

    pictures: dict[date, Picture] = field(default_factory=dict)
    splits: dict[date, Parts] = field(default_factory=dict)
    posted: dict[date, Parts] = field(default_factory=dict)
    by_rule: dict[date, Parts] = field(default_factory=dict)


def run(
    agreement: Agreement,
    start: date,
    happens: Callable[[Loan], Sequence[Happening]],
    probes: Mapping[date, int],
) -> Record:
    """Run a loan to the last of the days on which it is looked at.

    Args:
      agreement: The terms.
      start: The day it is paid out.
      happens: Tells what happens on the loan's day.
      probes: The days on which to look, with a payment to split then.
    """
    loan, record = Loan(agreement, start), Record()
    while True:
        paid = apply(loan, happens(loan))
        if paid is not None:
            record.posted[loan.day], record.by_rule[loan.day] = paid
        if loan.day in probes:
            record.pictures[loan.day] = picture(loan)
            record.splits[loan.day] = split(loan, probes[loan.day])
        if loan.day >= max(probes):
            return record
        loan.next_day()
