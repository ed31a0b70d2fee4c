"""The list of files of a backup, with their hashes: what makes a folder a backup."""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from ledger_core.books.disk.files import sha256
from ledger_core.books.keeping.errors import BackupDamaged, NotABackup

MANIFEST: Final = "backup.json"
MANIFEST_FORMAT: Final = 1


def club_contents(folder: Path) -> dict[str, bytes]:
    """Return every plain file of a club's folder by path; hidden ones and links are left out.

    Raises:
      OSError: one cannot be read.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in name.parts)
        if not hidden and path.is_file() and not path.is_symlink():
            found[name.as_posix()] = path.read_bytes()
    return found


def manifest(made: str, contents: Mapping[str, bytes]) -> bytes:
    """Return the list of a backup's files."""
    files = {path: [sha256(content), len(content)] for path, content in sorted(contents.items())}
    listed = {"format": MANIFEST_FORMAT, "made": made, "files": files}
    return json.dumps(listed, ensure_ascii=False, indent=1).encode() + b"\n"


def read_backup(place: Path) -> dict[str, bytes]:
    """Return the contents of a backup, every file compared with the list.

    Raises:
      NotABackup: there is no list, or it cannot be read.
      BackupDamaged: a file is missing or changed.
      OSError: a file cannot be read.
    """
    hashes = _hashes(place)
    contents, wrong = {}, []
    for path, expected in hashes.items():
        file = place / path
        content = file.read_bytes() if file.is_file() and not file.is_symlink() else None
        if content is None or sha256(content) != expected:
            wrong.append(path)
        else:
            contents[path] = content
    if wrong:
        raise BackupDamaged(place, wrong)
    return contents


def _hashes(place: Path) -> dict[str, str]:
    try:
        listed = json.loads((place / MANIFEST).read_bytes())
        if listed["format"] != MANIFEST_FORMAT:
            raise NotABackup(place)
        hashes = {str(path): str(file[0]) for path, file in listed["files"].items()}
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotABackup(place) from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise NotABackup(place) from None
    if not all(map(_stays_inside, hashes)):
        raise NotABackup(place)
    return hashes


def _stays_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    plain = all(part[0] not in ".~" and not set(part) & set('\\:*?"<>|\0') for part in parts)
    return bool(parts) and not path.startswith("/") and plain
