"""A sample of the hostile texts that `make hostile` sends through every format, 10,000 of them."""

import pytest

from tests.hostile_exports import PER_REPORT, check, hostile


@pytest.mark.parametrize("seed", range(3))
def test_hostile_texts_run_in_no_format_and_come_back_as_they_were(seed: int) -> None:
    check(hostile(PER_REPORT, seed))


def test_the_same_seed_gives_the_same_texts() -> None:
    assert hostile(50, 1) == hostile(50, 1) != hostile(50, 2)
