"""`seals/2026-03.json`: a seal as a file, one entry a line, so that a person can read it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

from ledger_core.books.disk.files import read_regular_file
from ledger_core.books.seals.canonical import Canonical, sorted_lines
from ledger_core.books.seals.codes import code_of
from ledger_core.books.seals.seal import FORMAT, Part, Seal
from ledger_core.club import Month

FOLDER: Final = "seals"

LARGEST: Final = 50_000_000
"""Bytes that a seal may have; a club's month has some fifty thousand."""

_OTHER_FORM: Final = (str, str, list, list)
_FORMS: Final = {
    "transaction": (str, str, str, str, str, list, list, list, list),
    "custom": (str, str, str, list, list),
}
_ENTRIES: Final = ',\n  "entries": {'
_ILL_FORMED: Final = (ValueError, KeyError, TypeError, IndexError, RecursionError)
_T = TypeVar("_T")

Lines = tuple[tuple[Part, tuple[str, ...]], ...]
"""Canonical lines of the entries of each part, sorted."""


class SealUnreadable(ValueError):
    """A file is no seal."""


@dataclass(frozen=True, slots=True)
class SealFile:
    """What a seal's file says.

    Attributes:
      seal: The seal.
      part_roots: The root of each part as the file states it.
      root: The month's root as the file states it.
    """

    seal: Seal
    part_roots: dict[Part, str]
    root: str

    @property
    def is_right(self) -> bool:
        """Whether the roots are those of the seal."""
        roots = self.seal.part_roots
        return (roots, self.seal.root_from(roots)) == (self.part_roots, self.root)


def seal_path(month: Month) -> str:
    """Return the path of a month's seal below the club's folder."""
    return f"{FOLDER}/{month}.json"


def seal_names(folder: Path) -> list[str]:
    """Return the names of everything in the folder of seals, in order."""
    seals = folder / FOLDER
    if not seals.is_dir():
        return []
    return sorted(path.name for path in seals.iterdir() if not path.name.startswith("."))


def seal_files(folder: Path) -> list[Path]:
    """Return the seals of a club that are plain files, in order."""
    paths = (folder / FOLDER / name for name in seal_names(folder))
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def write_seal(seal: Seal) -> str:
    """Return the text of a seal's file."""
    return text_of(SealFile(seal, roots := seal.part_roots, seal.root_from(roots)))


def text_of(file: SealFile) -> str:
    """Return the text of a seal's file whose sums are known."""
    seal = file.seal
    head = {
        "format": FORMAT,
        "month": str(seal.month),
        "closed": str(seal.closed),
        "minutes": seal.minutes,
        "people": seal.people,
        "previous": seal.previous,
        "previous_parts": {part.value: root for part, root in seal.previous_parts},
        "parts": {part.value: root for part, root in file.part_roots.items()},
        "root": file.root,
        "code": code_of(file.root),
    }
    text = json.dumps(head, ensure_ascii=False, indent=2)
    parts = []
    for part, said in seal.lines:
        lines = ",\n".join(f"      {line}" for line in said)
        parts.append(f'    "{part}": [\n{lines}\n    ]' if lines else f'    "{part}": []')
    return text.removesuffix("\n}") + _ENTRIES + "\n" + ",\n".join(parts) + "\n  }\n}\n"


def read_seal(folder: Path, name: str) -> SealFile:
    """Read a seal's file.

    Raises:
      SealUnreadable: it is no file, or does not have the form of a seal.
    """
    return parse_seal(read_text(folder, name))


def read_text(folder: Path, name: str) -> str:
    """Return the text of a seal's file.

    Raises:
      SealUnreadable: it is no file, too large or no text.
    """
    try:
        content = read_regular_file(folder / FOLDER / name)
        if content is None or len(content) > LARGEST:
            raise SealUnreadable(name)
        return content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SealUnreadable(name) from error


def parse_seal(text: str) -> SealFile:
    """Read the text of a seal's file.

    Raises:
      SealUnreadable: it does not have the form of a seal.
    """
    try:
        said = json.loads(text)
        entries = said["entries"]
        lines = tuple(
            (part, tuple(sorted_lines(map(_line, _a(list, entries[part]))))) for part in Part
        )
        return _read(said, lines)
    except _ILL_FORMED as error:
        raise SealUnreadable(str(error)) from error


def confirmed(text: str, lines: Lines) -> SealFile | None:
    """Return a seal's file that is, letter by letter, what the books give; None for any other.

    Nearly every seal is; then no entry of it need be read.

    Args:
      text: The text of the file.
      lines: What the entries of each part say as the books stand, sorted.
    """
    try:
        said = json.loads(text.partition(_ENTRIES)[0] + "}")
        seal = _read(said, lines).seal
    except _ILL_FORMED:
        return None
    file = SealFile(seal, roots := seal.part_roots, seal.root_from(roots))
    return file if text_of(file) == text else None


def _read(said: dict[str, Any], lines: Lines) -> SealFile:
    if said["format"] != FORMAT:
        raise SealUnreadable(said["format"])
    parts = said["previous_parts"]
    seal = Seal(
        month=Month.parse(said["month"]),
        closed=date.fromisoformat(said["closed"]),
        minutes=_a(str, said["minutes"]),
        people=_or_none(said["people"], _hash),
        previous=_or_none(said["previous"], _hash),
        previous_parts=tuple((part, _hash(parts[part])) for part in Part if part in parts),
        lines=lines,
    )
    roots = {part: _hash(said["parts"][part]) for part in Part}
    return SealFile(seal, roots, _hash(said["root"]))


def _line(value: object) -> Canonical:
    """Return an entry if it has the form of one, so that whoever tells of it need not doubt."""
    line = _a(list, value)
    forms = _FORMS.get(str(line[0]), _OTHER_FORM)
    if len(line) != len(forms) or not all(map(isinstance, line, forms)):
        raise SealUnreadable(line)
    for group in line:
        if isinstance(group, list) and not all(isinstance(item, str | list) for item in group):
            raise SealUnreadable(line)
    for said in (item for group in line[-2:] if isinstance(group, list) for item in group):
        if not isinstance(said, list) or not said or not isinstance(said[0], str):
            raise SealUnreadable(line)
    return line


def _a(kind: type[_T], value: object) -> _T:
    if not isinstance(value, kind):
        raise SealUnreadable(value)
    return value


def _or_none(value: object, read: Callable[[object], str]) -> str | None:
    return None if value is None else read(value)


def _hash(value: object) -> str:
    text = _a(str, value)
    int(text, 16)
    return text
