"""A sample of the mutated books that `make fuzz` reads."""

import os

import pytest

from tests.received.fuzzing import bases, guarded_batch, whole_way
from tests.received.mutating import mutated

MUTATIONS = 160
SEED = 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this computer cannot fork")
def test_no_mutated_book_stops_the_reader_or_finds_a_mistake() -> None:
    tally = guarded_batch(SEED, 0, MUTATIONS)
    assert tally.problems == []
    assert sum(tally.answers.values()) == MUTATIONS
    assert tally.answers["read"] < MUTATIONS


def test_a_reader_says_of_mutated_books_what_reading_them_here_says() -> None:
    assert whole_way(SEED, range(0, 40, 4)).problems == []


def test_the_same_seed_gives_the_same_mutation() -> None:
    first = bases()[0]
    assert mutated(first, "1:1") == mutated(first, "1:1") != mutated(first, "1:2")
