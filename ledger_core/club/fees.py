"""Membership fees: what a member owes from joining to leaving, under the rules of each time.

A month asks for a fee when the person is a member on the day of that month's meeting; the amount is
the one that the club's rules had on that day. So a fee that the members' meeting raises later makes
no earlier month dearer. The month of the day asked for counts whole: its fee is collected at its
meeting, be that a few days earlier or later. Nothing is owed for months before the books begin.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ledger_core.club.meetings import meeting_held, meetings_between, month_end
from ledger_core.club.members import Member
from ledger_core.club.register import Register

_MEETING_DAY = 21  # of a register without a club's entry


@dataclass(frozen=True, slots=True)
class FeeMonth:
    """The fee of one month.

    Attributes:
      meeting: The day of that month's meeting.
      amount: The monthly fee in đồng, by the rules of that day.
    """

    meeting: date
    amount: int


def fee_months(
    member: Member, register: Register, day: date, after: date | None = None
) -> Iterator[FeeMonth]:
    """Yield the months up to that of `day` for which a member owes the fee, the oldest first.

    `after` leaves out meetings until that day: their fees stand in older books.
    """
    club = register.club
    start = member.joined if club is None else max(member.joined, club.founded)
    on = _MEETING_DAY if club is None else club.meeting_day
    first = start.replace(day=1)
    for planned in meetings_between(first, month_end(day), on):
        meeting = meeting_held(register.calendar, planned)
        if after is not None and meeting <= after:
            continue
        if max(meeting, planned) >= start and (member.left is None or meeting <= member.left):
            yield FeeMonth(meeting, register.rules_on(meeting).membership_fee)


def fees_asked(member: Member, register: Register, day: date, after: date | None = None) -> int:
    """Return all membership fees in đồng asked of a member up to the month of `day`."""
    return sum(month.amount for month in fee_months(member, register, day, after))


def fees_owed(
    member: Member, register: Register, day: date, paid: int, after: date | None = None
) -> int:
    """Return the membership fees in đồng that a member owes; 0 for who paid ahead.

    Args:
      member: The member.
      register: Rules, meetings and the beginning of the books.
      day: The day the figure is for.
      paid: All membership fees the member has paid until then, in đồng.
      after: The day until which the fees stand in older books, None without such.
    """
    return max(0, fees_asked(member, register, day, after) - paid)
