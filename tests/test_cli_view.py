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
from typing import Any, cast

import pytest

from club_fava.launcher import serving
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


def asking(address: str, **attributes: Any) -> urllib.request.Request:
    return urllib.request.Request(address, **attributes)  # noqa: S310 (our own server)


def test_the_books_are_shown_read_only_on_this_computer_alone(
    server: subprocess.Popen[str], club: Path
) -> None:
    assert server.stdout is not None
    address = json.loads(server.stdout.readline())["address"]
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", address)
    home = address.partition("?")[0]
    before = {path: path.read_bytes() for path in club.rglob("*.beancount")}
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(address, timeout=30) as page:
        # The page holds its data as JSON, whose letters may be escaped.
        text = page.read().decode()
        text += re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
    for title in ("Toàn câu lạc bộ", "Quỹ tăng thu nhập", "Quỹ hoạt động"):
        assert title in text
    slug = page.geturl().removeprefix(home).split("/")[0]
    refused = {
        403: [
            asking(home, headers={"Host": "evil.example"}),
            asking(home, headers={"Sec-Fetch-Site": "cross-site"}),
        ],
        405: [asking(f"{home}{slug}/api/add_entries", data=b"{}", method="PUT")],
    }
    for status, requests in refused.items():
        for request in requests:
            with pytest.raises(urllib.error.HTTPError) as answer:
                browser.open(request, timeout=30)
            assert answer.value.code == status
            answer.value.close()
    with pytest.raises(urllib.error.HTTPError) as stranger:
        urllib.request.urlopen(asking(address), timeout=30)  # noqa: S310 (our own server)
    assert stranger.value.code == 403
    stranger.value.close()
    assert {path: path.read_bytes() for path in club.rglob("*.beancount")} == before
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=30) == 0


def test_who_asks_twice_to_end_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second Ctrl-C while pages are closed would else leave the program running for ever."""

    class Slow:
        def serve(self) -> None:
            signal.raise_signal(signal.SIGINT)

        def stop(self) -> None:
            signal.raise_signal(signal.SIGINT)

    ended: list[int] = []
    monkeypatch.setattr("club_fava.launcher.os._exit", ended.append)
    before = signal.getsignal(signal.SIGINT)
    with serving(cast("Any", Slow())):
        pass
    assert ended == [0]
    assert signal.getsignal(signal.SIGINT) is before


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
