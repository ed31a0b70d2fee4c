"""Membership fees: owed by the month, under the rules of each time."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ledger_core.club import (
    Club,
    ClubRules,
    LeavingReason,
    MeetingMoved,
    Member,
    Register,
    fee_months,
    fees_asked,
    fees_owed,
)

FOUNDED = date(2026, 1, 15)


def register(*rules: ClubRules) -> Register:
    return Register(Club("c", "C", FOUNDED), rules=list(rules))


def member(joined: date = FOUNDED, left: date | None = None) -> Member:
    return Member("M001", "Hoa", joined, left, LeavingReason.WISH if left else None)


def test_each_month_from_joining_asks_for_a_fee() -> None:
    assert fees_asked(member(), register(), date(2026, 3, 21)) == 15_000


def test_the_month_of_the_day_counts_whole_whether_the_meeting_was_held_or_not() -> None:
    assert fees_asked(member(), register(), date(2026, 3, 1)) == 15_000
    assert fees_asked(member(), register(), date(2026, 3, 31)) == 15_000


def test_who_joins_after_the_meeting_begins_with_the_next_month() -> None:
    assert fees_asked(member(date(2026, 2, 21)), register(), date(2026, 3, 21)) == 10_000
    assert fees_asked(member(date(2026, 2, 22)), register(), date(2026, 3, 21)) == 5_000


def test_who_left_before_the_meeting_owes_nothing_for_that_month() -> None:
    assert fees_asked(member(left=date(2026, 3, 20)), register(), date(2026, 5, 21)) == 10_000
    assert fees_asked(member(left=date(2026, 3, 21)), register(), date(2026, 5, 21)) == 15_000


def test_a_fee_raised_later_makes_no_earlier_month_dearer() -> None:
    rules = register(
        ClubRules(FOUNDED, membership_fee=5_000), ClubRules(date(2026, 3, 1), membership_fee=8_000)
    )
    assert [m.amount for m in fee_months(member(), rules, date(2026, 4, 21))] == [
        5_000,
        5_000,
        8_000,
        8_000,
    ]


def test_nothing_is_owed_for_months_before_the_books() -> None:
    assert fees_asked(member(date(2024, 5, 1)), register(), date(2026, 2, 21)) == 10_000


def test_a_moved_meeting_moves_its_fee() -> None:
    club = register()
    club.calendar.meetings_moved.append(
        MeetingMoved(date(2026, 2, 1), "BB", date(2026, 2, 21), date(2026, 2, 26))
    )
    meetings = [month.meeting for month in fee_months(member(), club, date(2026, 2, 28))]
    assert meetings == [date(2026, 1, 21), date(2026, 2, 26)]


def test_who_paid_ahead_owes_nothing() -> None:
    assert fees_owed(member(), register(), date(2026, 1, 31), 60_000) == 0


@given(st.dates(FOUNDED, date(2029, 1, 1)), st.dates(FOUNDED, date(2029, 1, 1)))
def test_what_is_asked_never_falls_with_time(first: date, second: date) -> None:
    one, other = sorted((first, second))
    asked = [fees_asked(member(), register(), day) for day in (one, other)]
    months = (other.year - one.year) * 12 + other.month - one.month
    assert asked[1] - asked[0] == 5_000 * months


def test_meetings_of_older_books_ask_for_nothing() -> None:
    asked = fees_asked(member(), register(), date(2026, 3, 21), date(2026, 1, 21))
    assert asked == 10_000
    assert fees_owed(member(), register(), date(2026, 3, 21), 5_000, date(2026, 2, 20)) == 5_000
