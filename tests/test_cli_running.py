"""What surrounds every command: language, encodings, failures, and a quick start."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ledger_core import messages
from ledger_core.books.people import Hardship, Sex
from ledger_core.cli import main, running
from ledger_core.cli.members import HARDSHIP_LABELS, SEX_LABELS
from ledger_core.club import LeavingReason, Office
from ledger_core.loans import LoanState, Method

PROGRAM = "import sys; from ledger_core.cli import main; sys.exit(main())"


def program(
    *words: str, root: Path, code: str = PROGRAM, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own."""
    path = os.pathsep.join([str(root), str(root / "plugins")])
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": path, **environment},
    )


def test_help_loads_no_heavy_part(root: Path) -> None:
    code = (
        "import sys; from ledger_core.cli import main; main(['--help'])\n"
        "heavy = {'beancount', 'fava', 'flask', 'pyxirr', 'filelock', 'ledger_core.loans'}\n"
        "sys.exit(sorted(heavy & set(sys.modules)) or 0)"
    )
    done = program(root=root, code=code)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
def test_vietnamese_is_shown_whatever_the_terminal_says_of_itself(
    root: Path, encoding: str
) -> None:
    done = program("--help", root=root, PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert "Cách dùng: clubledger" in done.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_failure(root: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from ledger_core.cli import main; sys.stdin.read(); sys.exit(main(['--help']))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    process.stdin.close()
    assert process.wait(timeout=60) in (0, 1)
    assert process.stderr.read() == b""
    process.stderr.close()


def test_the_environment_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLUBLEDGER_LANG", "en")
    main(["--help"])
    assert capsys.readouterr().out.startswith("Usage:")
    main(["--help", "--lang=vi"])
    assert capsys.readouterr().out.startswith("Cách dùng:")
    monkeypatch.setenv("CLUBLEDGER_LANG", "fr")
    assert main(["--help"]) == 2
    assert "“fr”" in capsys.readouterr().err


def test_a_command_leaves_language_and_environment_as_they_were() -> None:
    before = dict(os.environ)
    main(["--lang", "en", "--help"])
    assert messages.current_language() == "vi"
    assert dict(os.environ) == before


def test_a_bare_command_without_a_terminal_shows_the_help(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 0
    assert "Các lệnh:" in capsys.readouterr().out


def test_a_mistake_of_the_program_is_shown_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_args: object) -> None:
        message = "a bug"
        raise RuntimeError(message)

    monkeypatch.setattr("ledger_core.books.session.open_club", broken)
    assert main(["check", "nowhere"]) == 2
    err = capsys.readouterr().err
    assert "RuntimeError: a bug" in err
    assert "Xin lỗi" in err


def test_ctrl_c_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ledger_core.books.session.open_club", interrupted)
    assert main(["check", "nowhere"]) == 1
    assert capsys.readouterr().err == "\nĐã dừng.\n"


def test_a_stream_that_knows_vietnamese_keeps_its_encoding() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-16")
    running._make_readable(stream)  # noqa: SLF001
    assert stream.encoding == "utf-16"


def test_every_word_has_its_label() -> None:
    pairs = {
        Sex: SEX_LABELS,
        Hardship: HARDSHIP_LABELS,
    }
    for words, labels in pairs.items():
        assert {str(word) for word in words} <= set(labels)
    for words in (LeavingReason, Office, Method, LoanState):
        assert len({str(word.label) for word in words}) == len(words)
