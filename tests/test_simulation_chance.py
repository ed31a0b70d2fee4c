"""Chance that a seed fixes for ever, and the calendar of Tết."""

from datetime import date

import pytest

from ledger_core.simulation.chance import Chance
from ledger_core.simulation.seasons import is_last_meeting_before_new_year, next_new_year


def test_a_stream_never_changes() -> None:
    # These numbers may not change: with them every association that was ever written would.
    chance = Chance(7, 0, "meetings")
    assert [chance.below(1000) for _ in range(8)] == [663, 80, 584, 36, 899, 487, 942, 92]
    chance = Chance(7, 0, "meetings")
    assert chance.shuffled(list("abcdefgh")) == list("ecbhgdaf")


def test_streams_of_other_names_are_others() -> None:
    streams = [Chance(7, 0, "people"), Chance(7, 1, "people"), Chance(7, 0, "lending")]
    assert len({tuple(chance.below(10**6) for _ in range(3)) for chance in streams}) == 3


def test_draws_keep_to_their_bounds_and_weights() -> None:
    chance = Chance("bounds")
    assert {chance.between(2, 4) for _ in range(200)} == {2, 3, 4}
    amounts = {chance.amount(20_000, 50_000, 10_000) for _ in range(200)}
    assert amounts == {20_000, 30_000, 40_000, 50_000}
    drawn = [chance.weighted((("often", 900), ("never", 0), ("rarely", 100))) for _ in range(2000)]
    assert set(drawn) == {"often", "rarely"}
    assert 120 < drawn.count("rarely") < 280
    assert sum(chance.happens(250) for _ in range(2000)) in range(420, 580)


@pytest.mark.parametrize(
    ("meeting", "next_meeting", "last"),
    [
        (date(2026, 1, 24), date(2026, 2, 24), True),
        (date(2026, 1, 17), date(2026, 2, 17), True),
        (date(2026, 2, 17), date(2026, 3, 17), False),
        (date(2026, 2, 24), date(2026, 3, 24), False),
        (date(2025, 1, 24), date(2025, 2, 24), True),
    ],
)
def test_gifts_are_given_once_before_tet(meeting: date, next_meeting: date, *, last: bool) -> None:
    assert is_last_meeting_before_new_year(meeting, next_meeting) is last


def test_tet_is_looked_up_not_computed() -> None:
    assert next_new_year(date(2026, 1, 1)) == date(2026, 2, 17)
    with pytest.raises(ValueError, match="2030"):
        next_new_year(date(2030, 1, 1))
