"""Books that somebody sent, checked and shown by the commands."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest

from ledger_core.cli import main

GOOD = Path(__file__).parent / "broken_books" / "_good"
PROGRAM = "import sys; from ledger_core.cli import main; sys.exit(main())"
NAMES = ("Nguyễn", "Trần Văn Ba", "Đinh Thị Lan")


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A good club, a hostile one, and one with errors that speak of people."""
    root = tmp_path / "received"
    for name in ("good", "hostile", "wrong"):
        shutil.copytree(GOOD, root / name)
    top = root / "hostile" / "club.beancount"
    top.write_text('plugin "planted"\n' + top.read_text("utf-8"), "utf-8")
    journal = root / "wrong" / "journal" / "activity-2026.beancount"
    text = journal.read_text("utf-8") + '\nNguyễn Thị Hoa "không trả"\n'
    journal.write_text(text.replace("105,000 VND", "106,000 VND"), "utf-8")
    return root


def test_each_club_is_checked_and_no_name_is_said(
    received: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(received), "--untrusted"]) == 1
    text = capsys.readouterr().out
    assert "received.plugin  club.beancount:1" in text
    assert "beancount.validation  journal/activity-2026.beancount:43" in text
    assert "Số câu lạc bộ: 3. Đạt: 1. Không đọc được: 1." in text
    assert not [name for name in NAMES if name in text]
    assert main(["check", str(received), "--untrusted", "--format", "json", "--lang", "en"]) == 1
    said = capsys.readouterr().out
    found = json.loads(said)
    shown = {Path(one.pop("path")).name: one for one in found["books"]}
    assert shown == {
        "good": {"read": True, "passes": True},
        "hostile": {"read": False, "passes": False},
        "wrong": {"read": True, "passes": False},
    }
    hostile = [one for one in found["findings"] if Path(one["path"]).name == "hostile"]
    assert [(one["rule"], one["file"], one["line"]) for one in hostile] == [
        ("received.plugin", "club.beancount", 1)
    ]
    assert not [name for name in NAMES if name in said]


def test_where_nothing_was_received_nothing_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in (tmp_path, tmp_path / "nothing"):
        assert main(["check", str(place), "--untrusted"]) == 2
        assert capsys.readouterr().err


def test_received_books_are_shown_as_a_copy_by_a_process_that_reads_nothing_else(
    received: Path, root: Path, tmp_path: Path
) -> None:
    shutil.make_archive(str(tmp_path / "good"), "zip", received, "good")
    copies = tmp_path / "copies"
    copies.mkdir()
    path = os.pathsep.join([str(root), str(root / "plugins")])
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            PROGRAM,
            "view",
            tmp_path / "good.zip",
            "--untrusted",
            "--no-browser",
        ],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path, "TMPDIR": str(copies)},
    ) as process:
        assert process.stdout is not None
        address = json.loads(process.stdout.readline())["address"]
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with browser.open(address, timeout=30) as page:
            text = page.read().decode()
        assert "2026-02-21" in text
        [copy] = copies.glob("*/1")
        assert not (copy / "people.csv").exists()
        base = page.geturl().rpartition("/income_statement")[0]
        with pytest.raises(urllib.error.HTTPError) as refused:
            browser.open(f"{base}/api/source?filename={quote('/etc/passwd')}", timeout=30)
        refused.value.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert list(copies.iterdir()) == []


def test_hostile_books_are_not_shown(
    received: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(received.parent))
    assert main(["view", str(received / "hostile"), "--untrusted", "--no-browser"]) == 1
    assert "received.plugin" in capsys.readouterr().err
