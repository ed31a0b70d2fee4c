"""The command line as readable sessions: `tests/sessions/README.md` describes their form."""

import os
import shlex
from pathlib import Path

import pytest

from ledger_core.cli import main

FOLDER = Path(__file__).parent / "sessions"
SESSIONS = sorted(FOLDER.glob("*.session"))


@pytest.mark.parametrize("session", SESSIONS, ids=lambda path: path.stem)
def test_a_session_runs_as_written(
    session: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLUBLEDGER_LANG", raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774096920")  # 21 March 2026, 19:42 in Hà Nội
    monkeypatch.setenv("CLUBLEDGER_BY", "M004")
    written = session.read_text(encoding="utf-8")
    played = "".join(
        f"{remarks}$ {line}\n{play(line, capsys)}" for remarks, line in commands(written)
    )
    assert "Traceback" not in played  # a session shows what a person may see
    if os.environ.get("UPDATE_SESSIONS"):
        session.write_text(played, encoding="utf-8")
        return
    assert played == written


def commands(text: str) -> list[tuple[str, str]]:
    """Return the commands of a session, each with the remarks above it."""
    found, remarks = [], ""
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((remarks, line.removeprefix("$ ")))
            remarks = ""
        elif line.startswith("#"):
            remarks += f"{line}\n"
    return found


def spoil(path: Path, how: str) -> None:
    """Do to a file what an editor or a power cut does."""
    content = path.read_bytes()
    spoilt = {"utf-16": content.decode().encode("utf-16"), "cut": content[: -len(content) // 3]}
    path.write_bytes(spoilt[how])


def play(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Run one command and return what it says, as a session writes it; an empty line follows."""
    program, *words = shlex.split(line)
    if program == "write":
        with Path(words[0]).open("a", encoding="utf-8") as file:
            file.write(words[1].replace("\\n", "\n") + "\n")
        return "\n"
    if program == "spoil":
        spoil(Path(words[0]), words[1])
        return "\n"
    assert program == "clubledger"
    status = main(words)
    out, err = capsys.readouterr()
    # Unlike a terminal, the file shows no spaces at the end of a line.
    lines = [text.rstrip() for text in out.splitlines()]
    lines += [f"! {text}".rstrip() for text in err.splitlines()]
    lines += [f"? {status}"] if status else []
    return "".join(f"{text}\n" for text in lines) + "\n"
