"""What was worked out from books as they stand, kept until they change or are dropped."""

from collections.abc import Callable, Hashable
from typing import Final, TypeVar, cast

MOST_KEPT: Final = 128
"""So many findings of one book: of more, the oldest is worked out anew when it is asked for."""

Found = TypeVar("Found")


class Kept:
    """Answers by what was asked; who makes them does not change them afterwards."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[tuple[Hashable, ...], object] = {}

    def of(self, asked: tuple[Hashable, ...], make: Callable[[], Found]) -> Found:
        """Return the answer to what is asked, made if there is none yet.

        Args:
          asked: A name of its own first, then whatever the answer depends on beside the books.
          make: Makes the answer.
        """
        if asked not in self._found:
            self._found[asked] = make()
            if len(self._found) > MOST_KEPT:
                del self._found[next(iter(self._found))]
        return cast("Found", self._found[asked])

    def forget(self) -> None:
        """Forget everything: the books are not what they were."""
        self._found.clear()
