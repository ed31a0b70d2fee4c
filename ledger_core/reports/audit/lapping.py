"""The check on lapping: one borrower's payment kept, and booked later from the next one's money.

The books show it as borrowers who miss just one meeting, one after the other, and pay double at the
next. It happens by chance too; that it happens at meeting after meeting is what is asked about.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ledger_core.messages import Message, N_
from ledger_core.reports.audit.evidence import Evidence, Paid
from ledger_core.reports.audit.model import Question

_EARLY = timedelta(days=10)  # who pays so long before a meeting pays for it
_IN_A_ROW = 2  # meetings
_USUAL, _DOUBLE = 10, 16  # double: at least sixteen tenths of the usual payment


@dataclass(frozen=True, slots=True)
class _Lapse:
    """A meeting missed alone.

    Attributes:
      loan: The loan.
      member: Its borrower.
      receipt: The receipt that caught up.
      first: Whether the borrower had missed none before.
    """

    loan: str
    member: str
    receipt: str
    first: bool


def lapping(evidence: Evidence) -> Iterator[Question]:
    """Ask to see the receipts where one borrower after the other misses just one meeting."""
    lapses = _lapses(evidence)
    chain: list[int] = []
    for index, meeting in enumerate(evidence.meetings):
        if index in lapses:
            chain.append(index)
            continue
        if len(chain) >= _IN_A_ROW and meeting in evidence.period:
            yield _question(meeting, [one for number in chain for one in lapses[number]])
        chain = []


def missed_once(evidence: Evidence) -> Iterator[Question]:
    """Ask a borrower who always paid whether the one meeting without a receipt was missed."""
    for index, found in sorted(_lapses(evidence).items()):
        meeting = evidence.meetings[index]
        for lapse in found:
            if lapse.first and meeting in evidence.period:
                yield Question(
                    meeting,
                    Message(
                        N_("No receipt of the meeting of {day:date}, and double at the next."),
                        day=meeting,
                    ),
                    (lapse.receipt,) if lapse.receipt else (),
                    (lapse.loan,),
                    (lapse.member,),
                )


def _question(meeting: date, chain: list[_Lapse]) -> Question:
    loans = tuple(dict.fromkeys(lapse.loan for lapse in chain))
    return Question(
        meeting,
        Message(
            N_(
                "Borrowers missed one meeting in turn and paid double at the next: {loans}. Was "
                "each paid from the next one's money?"
            ),
            loans=", ".join(loans),
        ),
        tuple(dict.fromkeys(lapse.receipt for lapse in chain if lapse.receipt)),
        loans,
    )


def _lapses(evidence: Evidence) -> dict[int, list[_Lapse]]:
    """Return who missed each meeting alone, by the number of the meeting."""
    starts = [meeting - _EARLY for meeting in evidence.meetings]
    found: dict[int, list[_Lapse]] = defaultdict(list)
    for record, lent in evidence.loans:
        sums, receipts = _by_meeting(evidence.repaid[record.loan], starts)
        first = bisect_right(starts, lent)
        for index in range(first, len(starts) - 1):
            if sums[index] or not sums[index + 1]:
                continue
            before = sums[index - 1] if index > first else 0
            after = sums[index + 2] if index == first and index + 2 < len(starts) else 0
            usual = before or after
            if usual and sums[index + 1] * _USUAL >= usual * _DOUBLE:
                always = all(sums[first:index])
                receipt = receipts[index + 1]
                found[index].append(_Lapse(record.loan, record.member, receipt, always))
    return found


def _by_meeting(paid: list[Paid], starts: list[date]) -> tuple[list[int], list[str]]:
    """Return what was paid for each meeting in đồng, and the last receipt of it."""
    sums, receipts = [0] * len(starts), [""] * len(starts)
    for one in paid:
        index = bisect_right(starts, one.day) - 1
        if index >= 0:
            sums[index] += one.amount
            receipts[index] = one.voucher
    return sums, receipts
