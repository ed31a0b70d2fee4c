"""A backup: a copy of a club's folder on another disk, read back and compared before it counts."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from ledger_core.books.directives import PEOPLE_FILE
from ledger_core.books.disk.errors import FolderNotWritable
from ledger_core.books.disk.files import OPERATING_SYSTEM, System, make_folders, put_file
from ledger_core.books.disk.intent import complete_intent
from ledger_core.books.disk.lock import club_lock
from ledger_core.books.keeping.errors import BackupFailed, BackupInsideClub, BackupNotVerified
from ledger_core.books.keeping.manifest import MANIFEST, club_contents, manifest
from ledger_core.books.loading import club_folder

UNFINISHED: Final = ".unfinished"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made.

    Attributes:
      place: Its folder.
      files: How many files of the club it holds.
      size: Their bytes.
      personal_data: Whether people.csv is among them.
    """

    place: Path
    files: int
    size: int
    personal_data: bool


def back_up(
    path: Path, destination: Path, *, at: datetime, system: System = OPERATING_SYSTEM
) -> Backup:
    """Copy a club's folder into a new, dated folder below `destination`.

    Nothing that stands there already is touched. The copy carries its name only after every byte
    was read back.

    Args:
      path: The club's folder.
      destination: A stick or a folder; made if it is not there.
      at: The computer's time, for the name.
      system: The operating system; tests put faults in.

    Raises:
      NoClubHere: there are no books.
      BackupInsideClub: the destination lies inside the club's folder.
      BackupFailed: the computer refused; nothing is left but perhaps an unfinished folder.
      BackupNotVerified: the disk gave back something else than was written.
    """
    folder = club_folder(path)
    if destination.resolve().is_relative_to(folder):
        raise BackupInsideClub(destination)
    try:
        contents = _contents(folder)
        place = free_name(destination, f"{folder.name}-{at:%Y-%m-%d-%H%M}")
        building = place.with_name(place.name + UNFINISHED)
        if building.exists():
            shutil.rmtree(building)
        files = {**contents, MANIFEST: manifest(at.isoformat(timespec="minutes"), contents)}
        put_folder(building, files, system=system)
        _verify(building, files)
        system.replace(building, place)
        system.fsync_folder(destination)
    except OSError as error:
        raise BackupFailed(destination, error) from error
    size = sum(map(len, contents.values()))
    return Backup(place, len(contents), size, PEOPLE_FILE in contents)


def _contents(folder: Path) -> dict[str, bytes]:
    """Read everything while nobody writes; from a disk that can only be read, as it is."""
    try:
        with club_lock(folder):
            complete_intent(folder)
            return club_contents(folder)
    except FolderNotWritable:
        return club_contents(folder)


def free_name(folder: Path, name: str) -> Path:
    """Return a path in `folder` that nothing has: `name`, or `name-2` and so on."""
    number = 1
    while (path := folder / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    return path


def put_folder(folder: Path, files: Mapping[str, bytes], *, system: System) -> None:
    """Write files into a new folder and force all of it to the disk.

    Raises:
      OSError: the computer refused.
    """
    folders = {folder}
    for path, content in files.items():
        file = folder / path
        make_folders(file.parent, system=system)
        put_file(file, content, mode=None, system=system)
        folders |= {parent for parent in file.parents if parent.is_relative_to(folder)}
    for one in sorted(folders):
        system.fsync_folder(one)


def _verify(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        if (folder / path).read_bytes() != content:
            raise BackupNotVerified(folder, path)
