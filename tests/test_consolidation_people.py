"""Numbers of people that no reader finds, and clubs that lie far from the others."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_core.club.targets import Measure
from ledger_core.consolidation.outlying import FEWEST, median, spread_of
from ledger_core.consolidation.people_cells import Numbers, Place, shown_numbers
from ledger_core.consolidation.returns.hiding import (
    shown_ages,
    shown_bands,
    shown_measures,
    tells,
)
from ledger_core.consolidation.snapshot import Part
from ledger_core.reports.suppression import SMALLEST_SHOWN

NUMBERS = st.tuples(st.integers(0, 9), st.integers(0, 30))
PLACES = st.tuples(
    st.sampled_from(["01", "02"]), st.sampled_from(["a", "b", "c"]), st.sampled_from("123")
)


@settings(max_examples=150)
@given(clubs=st.dictionaries(PLACES, NUMBERS, min_size=1, max_size=9))
def test_no_hidden_unit_is_found_from_those_that_are_shown(
    clubs: Mapping[Place, Numbers],
) -> None:
    """Every equation that a reader has is solved: a unit that tells who is in no solution."""
    shown = shown_numbers(clubs)
    true = {place: numbers_of(clubs, place) for place in shown}
    for place, numbers in shown.items():
        assert numbers is None or numbers == true[place]
        assert numbers is None or not telling(numbers)
    leaves = sorted(clubs)
    known = [row(place, leaves) for place, numbers in shown.items() if numbers is not None]
    for place, numbers in true.items():
        if telling(numbers):
            assert not spanned(row(place, leaves), known), place


def numbers_of(clubs: Mapping[Place, Numbers], place: Place) -> Numbers:
    parts = [numbers for club, numbers in clubs.items() if club[: len(place)] == place]
    return tuple(map(sum, zip(*parts, strict=True)))


def telling(numbers: Numbers) -> bool:
    return any(0 < number < SMALLEST_SHOWN for number in numbers)


def row(place: Place, leaves: Sequence[Place]) -> list[Fraction]:
    return [Fraction(leaf[: len(place)] == place) for leaf in leaves]


def spanned(wanted: list[Fraction], known: Sequence[list[Fraction]]) -> bool:
    """Whether a sum of clubs is a combination of known sums, by Gauss's elimination."""
    rows = [list(each) for each in known]
    for column in range(len(wanted)):
        pivot = next((each for each in rows if each[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        for each in [*rows, wanted]:
            factor = each[column] / pivot[column]
            each[:] = [a - factor * b for a, b in zip(each, pivot, strict=True)]
    return not any(wanted)


def test_what_is_large_everywhere_is_shown_everywhere() -> None:
    clubs: dict[Place, Numbers] = {("01", "a", str(n)): (20 + n, 30) for n in range(4)}
    assert None not in shown_numbers(clubs).values()
    assert shown_numbers({}) == {}


BANDS = st.lists(st.integers(0, 30), min_size=5, max_size=5)


@given(numbers=BANDS)
def test_a_return_hides_ages_so_that_the_older_in_all_tell_nothing(numbers: list[int]) -> None:
    words = ("under-40", "40-59", "60-69", "70-79", "80-and-over")
    shown = shown_ages({**dict(zip(words, numbers, strict=True)), "unknown": 3})
    assert shown["unknown"] == 3
    values = [shown[word] for word in words]
    assert all(now in (None, was) for now, was in zip(values, numbers, strict=True))
    assert all(now is None or now == 0 or now >= SMALLEST_SHOWN for now in values)
    younger, older = sum(numbers[:2]), sum(numbers[2:])
    told = Measure.OLDER in shown_measures({Measure.OLDER: Part(older, younger + older)})
    for group, total in ((values[:2], younger), (values[2:], older)):
        if told and group.count(None) == 1 and total >= SMALLEST_SHOWN:
            left = total - sum(value for value in group if value is not None)
            assert left >= SMALLEST_SHOWN or left == 0


@given(numbers=BANDS)
def test_a_return_hides_never_just_one_band(numbers: list[int]) -> None:
    words = ("poor", "near-poor", "difficult", "none", "other")
    shown = list(shown_bands(dict(zip(words, numbers, strict=True))).values())
    assert shown.count(None) != 1 or len([n for n in numbers if n]) == 1


def test_measures_that_tell_of_few_are_left_out() -> None:
    assert tells(3, 50)
    assert tells(47, 50)
    assert not tells(0, 50)
    measures: dict[str, Part] = {
        Measure.MEMBERS: Part(3),
        Measure.WOMEN: Part(47, 50),
        Measure.OLDER: Part(30, 50),
        Measure.BORROWED_EVER: Part(2, 50),
    }
    assert set(shown_measures(measures)) == {
        Measure.MEMBERS,
        Measure.OLDER,
        Measure.BORROWED_EVER,
    }
    # 20 women of 50, 19 of them among 40 older: one younger woman would be found.
    both: dict[str, Part] = {Measure.WOMEN: Part(20, 50), Measure.WOMEN_AMONG_OLDER: Part(19, 40)}
    assert set(shown_measures(both)) == {Measure.WOMEN}


def fractions(*values: int) -> list[Fraction]:
    return [Fraction(value) for value in values]


def test_an_outlier_lies_far_from_the_median_by_the_published_rule() -> None:
    spread = spread_of(fractions(10, 11, 12, 13, 14, 15, 16, 60))
    assert (spread.count, spread.median, spread.mad) == (8, Fraction(27, 2), Fraction(2))
    reach = Fraction(7, 2) * 2 / Fraction(6745, 10_000)
    assert spread.highest == Fraction(27, 2) + reach
    assert spread.is_outlier(Fraction(60))
    assert not spread.is_outlier(Fraction(23))


def test_where_most_are_the_same_the_mean_distance_counts() -> None:
    spread = spread_of(fractions(*[5] * 20, 6, 90))
    assert spread.mad == 0
    assert spread.is_outlier(Fraction(90))
    assert not spread.is_outlier(Fraction(6))
    same = spread_of(fractions(*[5] * 20))
    assert not same.is_outlier(Fraction(5))


@pytest.mark.parametrize("count", [0, 1, FEWEST - 1])
def test_of_few_none_is_an_outlier(count: int) -> None:
    spread = spread_of(fractions(*[1] * (count - 1), *([1000] if count else [])))
    assert not spread.is_outlier(Fraction(1000))
    assert spread.count == count


@given(values=st.lists(st.fractions(0, 100), min_size=1, max_size=20))
def test_half_of_the_values_lie_on_each_side_of_the_median(values: list[Fraction]) -> None:
    middle = median(values)
    assert 2 * sum(value < middle for value in values) <= len(values)
    assert 2 * sum(value > middle for value in values) <= len(values)
