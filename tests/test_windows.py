"""What is written for Windows, tried where there is none: through `tests/windows.py`."""

import ast
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books.disk.files import OperatingSystem, put_file
from ledger_core.books.disk.lock import club_lock, read_holder
from ledger_core.books.disk.paths import PathRefused, club_file
from ledger_core.books.entered import Entered
from ledger_core.books.keeping.backup import back_up
from ledger_core.books.keeping.restoring import plan_restore, restore
from ledger_core.books.loading import load_club
from ledger_core.books.text import clean_text
from ledger_core.messages import Message
from tests.clubs import small_club
from tests.test_cli_sessions import play
from tests.test_docs_recipes import Step, blocks, steps
from tests.test_docs_tutorials import DOCS, asks
from tests.windows import OPEN_FILES, as_windows, what_windows_refuses

needs_proc = pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="cannot tell which files are open")
WRITTEN = ("clubledger", "loan", "agreement")


def tutorial() -> list[Step]:
    page = (DOCS / "tutorial-vi.md").read_text("utf-8")
    return [step for block in blocks(page) for step in steps(block) if step.words[:3] != WRITTEN]


@needs_proc
def test_two_months_of_a_club_go_through_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No call that Windows lacks, nothing replaced while it is open, no name it cannot hold."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLUBLEDGER_LANG", raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774096920")
    monkeypatch.setenv("CLUBLEDGER_BY", "M004")
    as_windows(monkeypatch)
    for step in tutorial():
        line = " ".join(f'"{word}"' if " " in word else word for word in step.words)
        said = play(f"{line} --yes" if asks(step.words) else line, capsys)
        assert "\n? " not in f"\n{said}", said
    saved = next((tmp_path / "usb").iterdir())
    assert play(f"clubledger restore {saved} hanh-phuc --yes", capsys)
    assert load_club(tmp_path / "hanh-phuc").blocking == []
    assert what_windows_refuses(tmp_path) == []


@needs_proc
def test_the_shim_refuses_what_windows_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "books").mkdir()
    path = tmp_path / "books" / "a.beancount"
    path.write_bytes(b"old")
    as_windows(monkeypatch)
    with path.open("rb"):
        for act in (path.unlink, lambda: path.parent.rename(tmp_path / "other")):
            with pytest.raises(PermissionError):
                act()
    system = OperatingSystem()
    system.fsync_folder(tmp_path)  # nothing is done, and nothing raised
    put_file(path, b"new", mode=0o600, system=system)
    assert path.read_bytes() == b"new"


@needs_proc
def test_a_restore_renames_no_folder_that_it_holds_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small_club(tmp_path / "hanh-phuc")
    at = datetime(2026, 6, 21, 19, 42, tzinfo=UTC)
    as_windows(monkeypatch)
    saved = back_up(folder, tmp_path / "usb", at=at).place
    kept = restore(plan_restore(saved, folder), at=at, entered=Entered(at, "M001"), command="x")
    assert kept is not None
    assert load_club(folder).errors == []


def test_nobody_is_asked_by_a_signal_whether_he_still_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows `os.kill(process, 0)` is Ctrl+C in the other window."""
    as_windows(monkeypatch)
    with club_lock(tmp_path, command="clubledger receive"):
        holder = read_holder(tmp_path)
    assert holder is not None
    assert (holder.command, holder.pid) == ("clubledger receive", os.getpid())


@pytest.mark.parametrize(
    "path",
    [
        r"journal\income-2026.beancount",
        r"C:\Users\hoa\x.beancount",
        r"\\server\share\x.beancount",
        "C:x.beancount",
        "journal/con.beancount",
        "journal/LPT1.beancount",
        "register.beancount:hidden",
        "register.beancount.",
        "register.beancount ",
    ],
)
def test_paths_that_mean_something_else_on_windows(tmp_path: Path, path: str) -> None:
    with pytest.raises(PathRefused):
        club_file(tmp_path, path)


@given(st.text(alphabet=st.sampled_from("abcxyzAZ09-_./\\: "), min_size=1, max_size=30))
def test_what_may_be_written_lies_below_the_folder_on_windows_too(path: str) -> None:
    try:
        allowed = club_file(Path("/nowhere"), path)
    except PathRefused:
        return
    there = PureWindowsPath("C:/clubs/hanh-phuc") / path
    assert there.is_relative_to("C:/clubs/hanh-phuc")
    assert ".." not in there.parts
    assert not there.drive.endswith("nowhere")
    assert allowed.name == there.name


NAMES = ["Nguyễn Thị Hoa", "Đỗ Văn Mười", "Bế Ngọc Hường", "Quách Thị Giang"]


TONES = "\u0300\u0301\u0303\u0309\u0323"


def as_in_code_page_1258(name: str) -> str:
    """Spell a name as Windows' Vietnamese code page does: each tone after its letter."""
    spelt = ""
    for letter in name:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in TONES)
        rest = "".join(part for part in parts if part not in TONES)
        spelt += unicodedata.normalize("NFC", rest) + tone
    return spelt


@pytest.mark.parametrize("name", NAMES)
def test_names_are_the_same_however_the_accents_came(name: str) -> None:
    """Code page 1258 and older keyboard drivers send letters and accents apart."""
    from_the_code_page = as_in_code_page_1258(name).encode("cp1258").decode("cp1258")
    assert from_the_code_page != name
    for typed in (name, from_the_code_page, unicodedata.normalize("NFD", name)):
        assert clean_text(typed, Message("name")) == name


def calls(file: Path) -> list[ast.Call]:
    return [n for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Call)]


def names_no_encoding(call: ast.Call) -> bool:
    """Whether a call opens a text in whatever encoding the computer has."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if any(keyword.arg == "encoding" for keyword in call.keywords):
        return False
    if name in ("read_text", "write_text"):
        return len(call.args) < (1 if name == "read_text" else 2)
    mode = call.args[0] if call.args else ast.Constant("r")
    # Another first argument than a mode is a path or member: `os.open`, `archive.open`.
    text = isinstance(mode, ast.Constant) and re.fullmatch("[rwax+t]+", str(mode.value))
    return name == "open" and bool(text)


def test_every_text_is_opened_in_a_named_encoding(root: Path) -> None:
    """Windows' own is code page 1258, 1252 or worse."""
    files = [*(root / "ledger_core").rglob("*.py"), *(root / "plugins").rglob("*.py")]
    found = [
        f"{path.relative_to(root)}:{call.lineno}"
        for path in files
        for call in calls(path)
        if names_no_encoding(call)
    ]
    assert found == []


def test_commands_do_not_depend_on_the_encoding_of_the_computer(root: Path, tmp_path: Path) -> None:
    """A computer whose own encoding has no Vietnamese: books are UTF-8 all the same."""
    shutil.copytree(root / "examples" / "mong", tmp_path / "mong")
    code = (
        "import locale, sys; assert locale.getpreferredencoding(False).upper() != 'UTF-8';"
        "from ledger_core.cli import main; sys.exit(main(eval(sys.argv[1])))"
    )
    words = ["member", "add", "mong", "--name", "Nguyễn Thị Đào", "--sex", "f", "--born", "1950"]
    words += ["--date", "2026-06-25", "--entered-by", "M004", "--yes"]
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    path = os.pathsep.join((str(root), str(root / "plugins")))
    utf8_off = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C", "PYTHONPATH": path}
    done = subprocess.run(
        [sys.executable, "-c", code, ascii(words)],
        cwd=tmp_path,
        env=plain | utf8_off,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "Nguyễn Thị Đào" in done.stdout.decode("utf-8")
    assert "Nguyễn Thị Đào" in (tmp_path / "mong" / "register.beancount").read_text("utf-8")


def test_no_line_of_a_book_gets_another_end(tmp_path: Path) -> None:
    """Books are written as bytes: Windows would put a carriage return before each line feed."""
    folder = small_club(tmp_path / "hanh-phuc")
    for path in folder.rglob("*"):
        if path.is_file():
            assert b"\r" not in path.read_bytes(), path


def test_the_docs_say_what_was_tried_and_how(root: Path) -> None:
    text = (root / "docs" / "safety.md").read_text("utf-8")
    assert re.search(r"^## On Windows$", text, re.MULTILINE)
