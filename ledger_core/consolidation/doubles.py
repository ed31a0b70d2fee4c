"""What is done with a club whose books came more than once: a copied folder, an older copy.

The rule, in this order:

1. Copies with the same content are one club: the first path is counted, the others are named.
2. Where the sealed months of one copy begin with those of every other and go further, it is the
   later one and is counted; the others are named as older copies.
3. Otherwise nobody can tell which copy is true: none is counted, and all are named.
"""

from collections.abc import Callable, Sequence

from ledger_core.consolidation.counted import NotCounted
from ledger_core.consolidation.snapshot import SealMark
from ledger_core.consolidation.store import StoredClub
from ledger_core.messages import Message, N_

SealsOf = Callable[[StoredClub], Sequence[SealMark]]


def settle(
    copies: Sequence[StoredClub], seals_of: SealsOf
) -> tuple[StoredClub | None, tuple[NotCounted, ...]]:
    """Return the copy that is counted, None if none is, and the others with the reason.

    Args:
        copies: Books of one club, by path; at least one.
        seals_of: Reads the sealed months of one of them.
    """
    first = copies[0]
    if len(copies) == 1:
        return first, ()
    if len({copy.content for copy in copies}) == 1:
        return first, tuple(_copy(copy, first) for copy in copies[1:])
    latest = _latest(copies, seals_of)
    if latest is None:
        return None, tuple(_contradicts(copy, copies) for copy in copies)
    return latest, tuple(
        _copy(copy, latest) if copy.content == latest.content else _older(copy, latest)
        for copy in copies
        if copy is not latest
    )


def _latest(copies: Sequence[StoredClub], seals_of: SealsOf) -> StoredClub | None:
    seals = {
        copy.number: {mark.month: mark.code for mark in seals_of(copy)}
        for copy in {copy.content: copy for copy in reversed(copies)}.values()
    }
    order = [copy for copy in copies if copy.number in seals]
    best = max(order, key=lambda copy: len(seals[copy.number]))
    others = [copy for copy in order if copy is not best]
    goes_on = all(
        seals[other.number].items() < seals[best.number].items()
        and all(month < max(seals[best.number]) for month in seals[other.number])
        for other in others
    )
    return best if goes_on else None


def _copy(copy: StoredClub, counted: StoredClub) -> NotCounted:
    text = N_("The same books as {counted}, which are counted.")
    return NotCounted(copy.path, "copy", Message(text, counted=counted.path))


def _older(copy: StoredClub, counted: StoredClub) -> NotCounted:
    text = N_("An older copy of {counted}, which has more sealed months and is counted.")
    return NotCounted(copy.path, "older-copy", Message(text, counted=counted.path))


def _contradicts(copy: StoredClub, copies: Sequence[StoredClub]) -> NotCounted:
    other = next(each for each in copies if each is not copy)
    text = N_("{other} is the same club with other books; nobody can tell which are right.")
    return NotCounted(copy.path, "club-twice", Message(text, other=other.path))
