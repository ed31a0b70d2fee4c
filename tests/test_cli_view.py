"""The books in a browser: what is served, to whom, and how it ends."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger_core.cli import main

PROGRAM = "import sys; from ledger_core.cli import main; sys.exit(main())"


@pytest.fixture
def club(tmp_path: Path) -> Path:
    folder = tmp_path / "clb"
    words = ["--name", "CLB Hoa Sen", "--seed-capital", "100tr", "--source", "grant"]
    assert main(["new", str(folder), *words, "--date", "2026-01-15", "--yes"]) == 0
    return folder


@pytest.fixture
def server(club: Path, root: Path) -> Iterator[subprocess.Popen[str]]:
    path = os.pathsep.join([str(root), str(root / "plugins")])
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "view", str(club), "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    ) as process:
        yield process
        process.kill()


def test_the_books_are_shown_read_only_on_this_computer_alone(
    server: subprocess.Popen[str], club: Path
) -> None:
    assert server.stdout is not None
    address = json.loads(server.stdout.readline())["address"]
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
    before = {path: path.read_bytes() for path in club.rglob("*.beancount")}
    with urllib.request.urlopen(address, timeout=30) as page:  # noqa: S310
        # The page holds its data as JSON, whose letters may be escaped.
        text = page.read().decode()
        text += re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
    for title in ("Toàn câu lạc bộ", "Quỹ tăng thu nhập", "Quỹ hoạt động"):
        assert title in text
    foreign = urllib.request.Request(address, headers={"Host": "evil.example"})  # noqa: S310
    with pytest.raises(urllib.error.HTTPError) as elsewhere:
        urllib.request.urlopen(foreign, timeout=30)  # noqa: S310
    assert elsewhere.value.code == 403
    elsewhere.value.close()
    slug = page.geturl().removeprefix(address).split("/")[0]
    change = urllib.request.Request(f"{address}{slug}/api/add_entries", b"{}", method="PUT")  # noqa: S310
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(change, timeout=30)  # noqa: S310
    assert refused.value.code == 401
    refused.value.close()
    assert {path: path.read_bytes() for path in club.rglob("*.beancount")} == before
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=30) == 0


def test_a_port_in_use_is_named(club: Path, root: Path) -> None:
    path = os.pathsep.join([str(root), str(root / "plugins")])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, "view", str(club), "--no-browser", "--port", port],
            capture_output=True,
            check=False,
            timeout=60,
            env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        )
    assert done.returncode == 2
    assert f"Cổng {port} đang có chương trình khác dùng." in done.stderr.decode()
