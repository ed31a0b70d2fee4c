"""Cases of the corpus: how their books are laid out, and what is expected of them.

A case is a folder with `expected.json` and, where it has any, the files of the books in `books/` or
the zip `books.zip`:

    title       what is hostile or unusual about the books, in a sentence
    expected    "refused" or "good"
    rule, file, line   of books that are refused: the reason that must be given
    base        folder beside the case whose files come first, such as "../../broken_books/_good"
    remove      files of the base to leave out
    replace     texts to exchange, by file: [[old, new], …]
    begin, append   texts to put before and after a file's own
    crlf        true: lines end as Windows ends them
    form        "folder" (default) or "zip"; a `books.zip` is given as it is, or unpacked first
                where the form is "folder"
    make        what a repository cannot hold: [{"link": name, "to": target}, {"pipe": name},
                {"socket": name}, {"device": name}, {"file": name, "bytes": size}, {"name": name},
                {"text": name, "repeat": text, "times": n, …}, {"many": n}, {"deep": n}]
    needs       "links", "pipes", "sockets", "devices", "names": skipped where the computer has none
"""

import json
import os
import shutil
import socket
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

EXPECTED = "expected.json"
CORPUS = Path(__file__).parent.parent / "received_books"


@dataclass(frozen=True, slots=True)
class Case:
    """Books as somebody might send them, and what must become of them."""

    folder: Path
    expected: dict[str, Any]

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def is_good(self) -> bool:
        return bool(self.expected["expected"] == "good")


class CannotMake(Exception):
    """This computer cannot hold such a file."""


def cases_in(folder: Path) -> list[Case]:
    """Return the cases in a folder, in order, or the one that the folder is."""
    files = [folder / EXPECTED] if (folder / EXPECTED).is_file() else folder.glob(f"*/{EXPECTED}")
    return [Case(path.parent, json.loads(path.read_text("utf-8"))) for path in sorted(files)]


@contextmanager
def books_of(case: Case) -> Iterator[Path]:
    """Lay a case's books out in a temporary folder; yield the club's folder or zip.

    Raises:
      CannotMake: this computer cannot hold what the case is about.
    """
    with TemporaryDirectory() as name:
        root = Path(name).resolve()
        yield _laid_out(case, root / "received" / case.name)


def _laid_out(case: Case, books: Path) -> Path:
    expected, packed = case.expected, case.folder / "books.zip"
    books.mkdir(parents=True)
    if packed.is_file() and expected.get("form") != "folder":
        return Path(shutil.copy(packed, books.with_suffix(".zip")))
    if packed.is_file():
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(books)
    if "base" in expected:
        shutil.copytree(case.folder / expected["base"], books, dirs_exist_ok=True)
    if (case.folder / "books").is_dir():
        shutil.copytree(case.folder / "books", books, dirs_exist_ok=True, symlinks=True)
    for file in expected.get("remove", ()):
        (books / file).unlink()
    _edit(books, expected)
    for step in expected.get("make", ()):
        _make(books, step)
    if expected.get("form") == "zip":
        return Path(shutil.make_archive(str(books), "zip", books.parent, books.name))
    return books


def _edit(books: Path, expected: dict[str, Any]) -> None:
    for file, changes in expected.get("replace", {}).items():
        text = (books / file).read_text("utf-8")
        for old, new in changes:
            if old not in text:
                raise AssertionError((file, old))
            text = text.replace(old, new, 1)
        (books / file).write_text(text, "utf-8", newline="")
    for key in ("begin", "append"):
        for file, added in expected.get(key, {}).items():
            path = books / file
            text = path.read_text("utf-8") if path.exists() else ""
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(added + text if key == "begin" else text + added, "utf-8", newline="")
    if expected.get("crlf"):
        for path in books.rglob("*.beancount"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def _make(books: Path, step: dict[str, Any]) -> None:
    try:
        _make_one(books, step)
    except (OSError, NotImplementedError, AttributeError) as error:
        raise CannotMake(str(error)) from error


def _make_one(books: Path, step: dict[str, Any]) -> None:  # noqa: C901, PLR0912 (a kind each)
    match step:
        case {"link": name, "to": target}:
            with suppress(FileNotFoundError):
                (books / name).unlink()
            (books / name).symlink_to(target)
        case {"pipe": name}:
            os.mkfifo(books / name)
        case {"socket": name}:
            with socket.socket(socket.AF_UNIX) as opened:
                opened.bind(str(books / name))
        case {"device": name}:
            os.mknod(books / name, 0o666 | stat.S_IFCHR, os.makedev(1, 5))
        case {"folder": name}:
            with suppress(FileNotFoundError):
                (books / name).unlink()
            (books / name).mkdir(parents=True)
        case {"file": name, "bytes": size}:
            (books / name).write_bytes(b"; " + b"x" * 60 + b"\n" if size < 64 else b"")
            with (books / name).open("ab") as file:
                file.truncate(size)
        case {"text": name, "repeat": text, "times": times, **rest}:
            whole = rest.get("before", "") + text * times + rest.get("after", "")
            with (books / name).open("a", encoding="utf-8", newline="") as file:
                file.write(whole)
        case {"name": name}:
            (books / name).write_text("; \n", "utf-8")
        case {"bytes": name, "hex": content}:
            (books / name).write_bytes(bytes.fromhex(content))
        case {"many": count}:
            for number in range(count):
                (books / "journal" / f"copy-{number}.beancount").write_bytes(b"; \n")
        case {"deep": count}:
            books.joinpath(*["d"] * count).mkdir(parents=True)
        case _:
            raise AssertionError(step)
