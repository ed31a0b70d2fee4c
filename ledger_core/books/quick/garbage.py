"""Pausing the garbage collector while many objects are made and none is dropped."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Leave the collector off inside: it costs up to half of a load and finds nothing there.

    What was made counts as old afterwards, as it would if the collector had looked through it; else
    its first step after the pause would look through all of it at once.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():
                gc.freeze()  # to freeze and thaw is the one way to make everything old at once
                gc.unfreeze()
            gc.enable()
