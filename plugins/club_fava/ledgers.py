"""The ledgers of the viewer: each is loaded when somebody first opens it.

A club has three, the whole and each fund, and several clubs may be opened together; Fava would
load them all before it shows the first page. Their names in the switcher stand in the head of
their files.
"""

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import walk
from pathlib import Path
from threading import Lock

from fava.core import FavaLedger
from fava.core.watcher import Watcher
from fava.util import next_key, slugify

from ledger_core.books.viewing import title_of


@dataclass(frozen=True, slots=True)
class Unopened:
    """A ledger that nobody asked for yet: what the switcher shows of it."""

    options: Mapping[str, str]


class EveryChange(Watcher):
    """Notices each change of a file, an older one in the place of a newer one too.

    Fava looks for a later time only: books from a backup keep their old one, and it would go on
    showing the others.
    """

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[Path, tuple[int, ...]] = {}

    def update(self, files: Iterable[Path], folders: Iterable[Path]) -> None:
        """Watch these files and folders from now on."""
        self._files, self._folders = list(files), list(folders)
        if list(self._seen) != self._watched():  # else what changed while they were loaded is lost
            self.check()

    def check(self) -> bool:
        """Look whether something changed since the last look."""
        seen = {path: _state(path) for path in self._watched()}
        changed, self._seen = seen != self._seen, seen
        if changed:  # the pages load anew when this number grows
            self.last_checked = max(self._get_latest_mtime(), self.last_checked + 1)
        return changed

    def _watched(self) -> list[Path]:
        inside = (Path(at) for folder in self._folders for at, _folders, _files in walk(folder))
        return list(dict.fromkeys([*self._files, *inside]))


def _state(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)


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
            ledger.watcher = EveryChange()
            ledger.watcher.update(*ledger.paths_to_watch())
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
