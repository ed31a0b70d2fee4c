"""A sample of the mutated books that `make fuzz` reads."""

import os

import pytest

from ledger_core.books.people import read_people
from ledger_core.books.session_errors import PeopleFileDamaged
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


def test_a_carriage_return_among_the_people_is_said_in_words() -> None:
    """Found by mutation: Python's reader of such files stopped with an error of its own."""
    with pytest.raises(PeopleFileDamaged):
        read_people("code,sex\nM001,f\rM002,m\n")


def test_the_same_seed_gives_the_same_mutation() -> None:
    first = bases()[0]
    assert mutated(first, "1:1") == mutated(first, "1:1") != mutated(first, "1:2")
