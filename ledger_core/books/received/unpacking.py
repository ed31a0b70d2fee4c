"""Collecting the files of received books from a zip, in memory: nothing is unpacked to a disk."""

import io
import stat
import zipfile
import zlib
from typing import Final

from ledger_core.books.disk.files import STATE_FOLDER
from ledger_core.books.disk.intent import INTENT_FILE
from ledger_core.books.received import refusals
from ledger_core.books.received.collecting import Collection
from ledger_core.books.received.limits import STANDARD, Limits
from ledger_core.books.received.places import TOP_FILE

_PLAIN_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 0x1
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
    LookupError,
)


def unpack(content: bytes, limits: Limits = STANDARD) -> Collection:
    """Collect the files of the club's books in a zip, which may stand in a folder there.

    Raises:
      Refused: it is no zip of one club's books, names files that no club has, or holds too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > limits.entries:
                raise refusals.too_many_files(limits.entries)
            for entry in entries:
                _check_entry(entry, limits)
            return _collect(archive, entries, limits)
    except _DAMAGED:
        raise refusals.zip_damaged() from None


def _check_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    """Refuse what leads out of the folder or is no plain file, whether or not it would be read."""
    name = entry.orig_filename
    parts = name.rstrip("/").split("/")
    if (
        name.startswith("/")
        or "\\" in name
        or "\0" in name
        or ".." in parts
        or "" in parts
        or name[1:2] == ":"
    ):
        raise refusals.name_impossible(name)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind and not (stat.S_ISREG(kind) or (stat.S_ISDIR(kind) and entry.is_dir())):
        raise refusals.strange_file(name)
    if len(parts) > limits.depth + 1:
        raise refusals.too_deep(name)


def _collect(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits
) -> Collection:
    prefix = _prefix(entries)
    collection = Collection(limits=limits)
    for entry in sorted(entries, key=lambda entry: entry.filename):
        if entry.is_dir() or not entry.filename.startswith(prefix):
            continue
        name = entry.filename.removeprefix(prefix)
        if name == f"{STATE_FOLDER}/{INTENT_FILE}":
            raise refusals.unfinished()
        if _hidden(name) or (wanted := collection.wanted(name)) is None:
            continue
        if entry.compress_type not in _PLAIN_METHODS or entry.flag_bits & _ENCRYPTED:
            raise refusals.zip_locked()
        room = collection.room()
        # The size that the zip states is a claim; what comes out is counted.
        if entry.file_size > room:
            raise refusals.too_large(wanted)
        with archive.open(entry) as file:
            taken = file.read(room + 1)
        collection.add(wanted, taken)
    return collection.whole()


def _prefix(entries: list[zipfile.ZipInfo]) -> str:
    """Return the folder of the club in the zip, with its `/`, or "" where it has none."""
    names = [entry.filename for entry in entries if not _hidden(entry.filename)]
    tops = [name for name in names if name.rpartition("/")[2] == TOP_FILE]
    least = min((name.count("/") for name in tops), default=0)
    highest = {name for name in tops if name.count("/") == least}
    if len(highest) > 1:
        raise refusals.zip_of_several()
    if not highest:
        raise refusals.no_top_file(TOP_FILE)
    prefix = highest.pop().removesuffix(TOP_FILE)
    if any(not name.startswith(prefix) for name in names if name.lower().endswith(".beancount")):
        raise refusals.zip_of_several()
    return prefix


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))
