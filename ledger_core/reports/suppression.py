"""Small numbers of people that would tell who: hidden before they leave the club.

A number from 1 to 4 is hidden. Where it alone could be found by taking the others from the total,
the smallest of the others is hidden with it (complementary suppression, as statistical offices do).
"""

from collections.abc import Sequence

SMALLEST_SHOWN = 5
"""The smallest number of people that is shown, besides none at all."""


def suppressed(counts: Sequence[int]) -> tuple[int | None, ...]:
    """Return the parts of a known total with None in place of those that would tell who.

    Args:
        counts: Numbers of people that add up to a total which is shown beside them.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < SMALLEST_SHOWN}
    others = [place for place, count in enumerate(counts) if count and place not in hidden]
    together = sum(counts[place] for place in hidden)
    if hidden and others and (len(hidden) == 1 or together < SMALLEST_SHOWN):
        hidden.add(min(others, key=lambda place: counts[place]))
    return tuple(None if place in hidden else count for place, count in enumerate(counts))
