"""Canaries: whatever a person wrote or is, put into the books, is in nothing that leaves them."""

import io
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from ledger_core.cli import main
from ledger_core.consolidation.reports.kinds import CONSOLIDATED_KINDS
from tests.lending_club import club_until_april

NAMES = (
    "Nguyễn Thị Hoa",
    "Trần Văn Ba",
    "Bùi Thị Chín",
    "Đỗ Văn Mười",
    "Lê Thị Tám",
    "Phạm Văn Tư",
)
WORDS = ("nuôi gà", "Nhà tài trợ", "Giải ngân", "Vốn mồi", "BB-2026")
BIRD = "Chimyến"
CANARY = re.compile(r"Chim\S{0,3}y\S{0,3}n|09870001\d\d|0123456780\d\d|HO-YEN-\d", re.IGNORECASE)
"""Every canary, whatever becomes of its accents."""
CODES = re.compile(r"\b(M00[1-4]|BCN-[12]|L2026-00[1-5]|P[TC]-2026-\d{4})\b")
"""Codes of members, loans and vouchers stay in the club too."""
TEXTS = ("text", "csv", "html", "json")


def plant(folder: Path) -> Path:
    """Write a club in which every name and text is a canary, and every member has one of each."""
    club_until_april(folder)
    for path in folder.rglob("*.beancount"):
        text = path.read_text("utf-8")
        for number, name in enumerate((*NAMES, *WORDS)):
            text = text.replace(name, f"{BIRD} {number}")
        path.write_text(text, "utf-8")
    people = (folder / "people.csv").read_text("utf-8").splitlines()
    marks = ("poor", "near-poor", "difficult")
    lines = [people[0]]
    for number, line in enumerate(people[1:]):
        code, sex, born, *_ = line.split(",")
        mark = marks[number % 3]
        lines.append(
            f"{code},{sex},{born},HO-YEN-{number},{mark},09870001{number:02d},0123456780{number:02d}"
        )
    (folder / "people.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good club of canaries, one whose books are broken where they stand, and its return."""
    folder = tmp_path_factory.mktemp("received")
    good = plant(folder / "good")
    broken = plant(folder / "broken") / "journal" / "income-2026.beancount"
    broken.write_text(broken.read_text("utf-8").replace("-6,000,000 VND", "-6,000,001 VND", 1))
    assert main(["return", str(good), "--month", "2026-04", "-o", str(folder / "r.json")]) == 0
    return folder


def searched(content: str) -> list[str]:
    return [found.group() for form in (CANARY, CODES) for found in form.finditer(content)]


def test_the_canaries_are_there_to_be_found(received: Path) -> None:
    journal = (received / "good" / "journal" / "income-2026.beancount").read_text("utf-8")
    people = (received / "good" / "people.csv").read_text("utf-8")
    assert len(set(searched(journal + people))) > 20


def test_a_return_holds_none_and_no_number_that_tells_who(received: Path) -> None:
    text = (received / "r.json").read_text("utf-8")
    assert searched(text) == []
    said = json.loads(text)
    for breakdown in ("sexes", "ages", "hardships"):
        assert not [n for n in said[breakdown].values() if n is not None and 0 < n < 5]
    assert said["year"]["borrowers"]["largest"] == 0


def consolidate(received: Path, store: Path, *words: str) -> int:
    return main(
        [
            *("consolidate", str(received), "--as-of", "2026-04-30", "--jobs", "1"),
            *("--store", str(store), "--by", "club", *words),
        ]
    )


@pytest.fixture(scope="module")
def store(received: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store after reading, as the locked processes left it."""
    path = tmp_path_factory.mktemp("store") / "store.sqlite"
    assert consolidate(received, path, "-o", str(path.with_suffix(".txt"))) == 0
    return path


def test_the_store_holds_none_in_any_byte(store: Path) -> None:
    assert searched(store.read_bytes().decode("latin-1")) == []
    assert searched(store.read_bytes().decode("utf-8", "replace")) == []
    values = list(stored(store))
    assert any(b"club" in value for value in values)
    for value in values:
        assert searched(value.decode("utf-8", "replace")) == []


def stored(store: Path) -> Iterator[bytes]:
    """Yield every value of every table, packed ones unpacked too."""
    with sqlite3.connect(store) as file:
        names = [name for (name,) in file.execute("SELECT name FROM sqlite_schema")]
        for name in names:
            if name.startswith("sqlite_"):
                continue
            for row in file.execute(f"SELECT * FROM {name}"):  # noqa: S608
                for value in row:
                    content = value if isinstance(value, bytes) else str(value).encode()
                    yield content
                    try:
                        yield zlib.decompress(content)
                    except zlib.error:
                        continue


@pytest.mark.parametrize("kind", CONSOLIDATED_KINDS, ids=lambda kind: kind.name)
def test_no_report_holds_one_in_any_format(
    kind: object, received: Path, store: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    name = str(getattr(kind, "name", ""))
    for form in TEXTS:
        assert consolidate(received, store, "--report", name, "--format", form) == 0
        out, err = capsys.readouterr()
        assert "Hạnh Phúc" in out or name in ("par", "over-time", "outliers") or form == "json"
        assert searched(out + err) == [], form
    if name in ("members", "clubs"):
        for form in ("xlsx", "pdf"):
            path = tmp_path / f"report.{form}"
            words = ("--report", name, "--format", form, "-o", str(path))
            assert consolidate(received, store, *words) == 0
            text = inside(path.read_bytes(), form)
            assert "30/04/2026" in text
            assert searched(text) == []


def inside(content: bytes, form: str) -> str:
    if form == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )


def test_books_with_errors_are_named_without_their_words(
    received: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for code in ("vi", "en"):
        assert consolidate(received, store, "--format", "json", "--lang", code, "--again") == 0
        out, err = capsys.readouterr()
        assert searched(out + err) == []
        (refused,) = json.loads(out)["not_read"]
        assert refused["path"].endswith("broken")
        assert refused["file"] == "journal/income-2026.beancount"
        assert refused["line"]
