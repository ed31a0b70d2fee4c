"""Numbers of people by unit, hidden where they would tell who, in a way that no sum undoes.

The numbers of a unit in one breakdown, such as members by age, are shown all or not at all. A unit
is hidden where one of its numbers is 1 to 4. What is hidden must not be found as the difference of
a unit and those parts of it that are shown: so where less than two clubs, or a number of 1 to 4,
would be left over, the smallest unit still shown is hidden too, and where that does not help, the
whole is. A unit and its parts are the only sums that are ever shown, so there is nothing else to
subtract.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ledger_core.reports.suppression import SMALLEST_SHOWN

Numbers: TypeAlias = tuple[int, ...]
Place: TypeAlias = tuple[str, ...]
"""Where a unit stands: () all, (province), (province, commune), (province, commune, club)."""


@dataclass(slots=True)
class _Node:
    place: Place
    numbers: Numbers
    parts: list["_Node"] = field(default_factory=list)
    hidden: bool = False


def shown_numbers(clubs: Mapping[Place, Numbers]) -> dict[Place, Numbers | None]:
    """Return the numbers of every unit that holds a club; None for those that are hidden.

    Args:
        clubs: The numbers of each club, by province, commune and code.
    """
    if not clubs:
        return {}
    root = _tree(clubs)
    _protect(root)
    return dict(_listed(root))


def _tree(clubs: Mapping[Place, Numbers]) -> _Node:
    nodes: dict[Place, _Node] = {}

    def node(place: Place) -> _Node:
        if place not in nodes:
            nodes[place] = _Node(place, ())
            if place:
                node(place[:-1]).parts.append(nodes[place])
        return nodes[place]

    for place, numbers in sorted(clubs.items()):
        node(place).numbers = numbers
    return _sum(node(()))


def _sum(node: _Node) -> _Node:
    if node.parts:
        node.numbers = tuple(map(sum, zip(*(_sum(p).numbers for p in node.parts), strict=True)))
    return node


def _tells(numbers: Numbers) -> bool:
    return any(0 < number < SMALLEST_SHOWN for number in numbers)


def _protect(node: _Node) -> None:
    """Hide what must be hidden, from the parts to the whole."""
    for part in node.parts:
        _protect(part)
    if not node.parts:
        node.hidden = _tells(node.numbers)
        return
    while True:
        clubs, left = _left_over(node)
        if not clubs or (clubs > 1 and not _tells(left)):
            return
        shown = [part for part in node.parts if not part.hidden]
        if not shown:
            node.hidden = True
            return
        # With all parts hidden the whole is all that is shown of them.
        _hide(min(shown, key=lambda part: (sum(part.numbers), part.place)))


def _left_over(node: _Node) -> tuple[int, Numbers]:
    """Return of how many clubs, and how many people, a reader finds the sum by subtracting."""
    hidden = [leaf for part in node.parts if part.hidden for leaf in _hidden_clubs(part)]
    if not hidden:
        return 0, ()
    return len(hidden), tuple(map(sum, zip(*(leaf.numbers for leaf in hidden), strict=True)))


def _hidden_clubs(node: _Node) -> list[_Node]:
    """Return the hidden clubs that are found in no sum below this hidden unit."""
    if not node.parts:
        return [node]
    return [leaf for part in node.parts if part.hidden for leaf in _hidden_clubs(part)]


def _hide(node: _Node) -> None:
    """Hide a unit; a part of it must be hidden too, or it would be the sum of its parts.

    Where it has parts hidden already that are safe together, nobody finds them: they are known as
    a sum, which is the unit less what is shown.
    """
    node.hidden = True
    shown = [part for part in node.parts if not part.hidden]
    if node.parts and len(shown) == len(node.parts):
        _hide(min(shown, key=lambda part: (sum(part.numbers), part.place)))


def _listed(node: _Node) -> list[tuple[Place, Numbers | None]]:
    own = (node.place, None if node.hidden else node.numbers)
    return [own, *(line for part in node.parts for line in _listed(part))]
