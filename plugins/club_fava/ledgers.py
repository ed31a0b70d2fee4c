"""The ledgers of the viewer: each is loaded when somebody first opens it.

A club has three, the whole and each fund, and several clubs may be opened together; Fava would
load them all before it shows the first page. Their names in the switcher stand in the head of
their files.
"""

from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from fava.core import FavaLedger
from fava.util import next_key, slugify

from ledger_core.books.viewing import title_of


@dataclass(frozen=True, slots=True)
class Unopened:
    """A ledger that nobody asked for yet: what the switcher shows of it."""

    options: Mapping[str, str]


class ClubLedgers:
    """What Fava asks for its ledgers; the first one is loaded at once.

    Attributes:
      files: The files of the ledgers.
    """

    def __init__(self, files: Sequence[Path], prepare: Callable[[FavaLedger], None]) -> None:
        self.files = dict(_named(files))
        self._prepare = prepare
        self._shown: dict[str, FavaLedger | Unopened] = {
            slug: Unopened({"title": title_of(file)}) for slug, file in self.files.items()
        }
        self._lock = Lock()
        self._load(self.first_slug())

    def first_slug(self) -> str:
        """Return the name, in addresses, of the ledger that is shown first."""
        return next(iter(self.files))

    def items(self) -> ItemsView[str, FavaLedger | Unopened]:
        """Return each ledger by its name in addresses, loaded or not: for the switcher."""
        return self._shown.items()

    def __getitem__(self, slug: str) -> FavaLedger:
        """Return a ledger, loading it if nobody asked for it yet."""
        found = self._shown[slug]
        return self._load(slug) if isinstance(found, Unopened) else found

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names in addresses."""
        return iter(self.files)

    def __len__(self) -> int:
        """Return how many ledgers there are, loaded or not."""
        return len(self.files)

    def _load(self, slug: str) -> FavaLedger:
        with self._lock:
            found = self._shown[slug]
            if not isinstance(found, Unopened):  # another request was first
                return found
            # Files are asked for their time at each page: no threads, no limits on watches.
            ledger = FavaLedger(str(self.files[slug]), poll_watcher=True)
            self._prepare(ledger)
            self._shown[slug] = ledger
            return ledger


def _named(files: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Name each ledger after its title, as Fava does; the names stay until the program ends."""
    taken: dict[str, Path] = {}
    for file in dict.fromkeys(files):
        slug = next_key(slugify(title_of(file)) or slugify(str(file)), taken)
        taken[slug] = file
        yield slug, file
