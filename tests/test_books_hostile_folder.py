"""A folder on somebody's stick: nothing in it runs, and nothing outside it is read."""

import os
from pathlib import Path

import pytest

from ledger_core.books.session import open_club
from tests.clubs import small_club


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A club of two members."""
    return small_club(tmp_path / "hanh-phuc")


@pytest.mark.parametrize(
    "lines",
    [
        'option "insert_pythonpath" "TRUE"\nplugin "planted"\n',
        'plugin "planted"\n',
    ],
)
def test_a_planted_plugin_never_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, lines: str
) -> None:
    """Books that call foreign code are not loaded at all; the line is named."""
    ran = folder / "ran"
    (folder / "planted.py").write_text(f"open({str(ran)!r}, 'w').close()\n", "utf-8")
    monkeypatch.syspath_prepend(str(folder))
    top = folder / "club.beancount"
    top.write_text(lines + top.read_text("utf-8"), "utf-8")
    club = open_club(folder)
    assert "register.plugin-foreign" in {finding.rule for finding in club.errors}
    assert club.entries == []
    assert not ran.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this computer has no named pipes")
def test_links_and_pipes_named_like_books_are_never_read(folder: Path) -> None:
    """A link leads out of the folder, a pipe waits for ever; an editor's lock is no book."""
    outside = folder.parent / "outside.beancount"
    outside.write_text('2026-01-15 event "secret" "read"\n', "utf-8")
    (folder / "journal/link.beancount").symlink_to(outside)
    os.mkfifo(folder / "journal/pipe.beancount")
    (folder / "journal/.#income-2026.beancount").symlink_to("treasurer@laptop.123")
    found = [(f.rule, f.file) for f in open_club(folder).errors]
    assert found == [
        ("register.file-strange", "journal/link.beancount"),
        ("register.file-strange", "journal/pipe.beancount"),
    ]
