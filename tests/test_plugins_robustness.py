"""Whatever stands in the books, the plugins report it; they never fail themselves.

A plugin that raises becomes one error among others, and the book loads without its checks.
"""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger_core.books.loading import LoadedClub, load_club
from ledger_core.messages import language
from tests.corpus import CORPUS

GOOD = CORPUS / "_good"
FILES = sorted(path.relative_to(GOOD) for path in GOOD.rglob("*.beancount"))
TEXTS = {name: (GOOD / name).read_text("utf-8") for name in FILES}
# Small things that people and other programs leave in a book; none divides by zero, which kills
# Beancount's parser and so belongs to the books received from others.
SCRAPS = (
    '"', " ", "\n", "0", "-", ".", "~", "^", "#", "@", "{", "}", "*", "!", "đ", "\u200b", "\u0309",
    "TRUE", "VND", "5 USD", "0 VND", "-5 VND", "1E9", "100000000000000000000", "(1 + 1)",
    "9999-12-31", "0001-01-01", "2026-04-21", '"M004"', '"L2026-001"', '"interest-only"',
    "custom", "open", "close", "loan: 5", 'loan: "L2026-001"',
)  # fmt: skip

a_file = st.sampled_from(FILES)


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("robust") / "club"
    shutil.copytree(GOOD, folder)
    return folder


def load_with(club: Path, name: Path, content: bytes) -> LoadedClub:
    """Load the club with one file's content replaced, and read every finding."""
    path = club / name
    try:
        path.write_bytes(content)
        loaded = load_club(club)
    finally:
        path.write_bytes(TEXTS[name].encode())
    with language("en"):
        messages = [str(finding.message) for finding in loaded.findings]
    assert not any('Error applying plugin "club_plugins' in text for text in messages), messages
    return loaded


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[Path, str]:
    """A file of the good club after one to four slips."""
    name = draw(a_file)
    lines = TEXTS[name].split("\n")
    for _ in range(draw(st.integers(1, 4))):
        row = draw(st.integers(0, len(lines) - 1))
        words = lines[row].split(" ")
        word = draw(st.integers(0, len(words) - 1))
        scrap = draw(st.sampled_from(SCRAPS))
        slip = draw(st.sampled_from(("drop", "repeat", "insert", "replace", "value")))
        if slip == "drop" and len(lines) > 1:
            del lines[row]
            continue
        if slip == "repeat":
            lines.insert(row, lines[draw(st.integers(0, len(lines) - 1))])
            continue
        if slip == "insert":
            words.insert(word, scrap)
        elif slip == "replace":
            words[word] = scrap
        else:
            words[-1] = scrap
        lines[row] = " ".join(words)
    return name, "\n".join(lines)


@given(slip=spoilt())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_slip_makes_a_plugin_fail(club: Path, slip: tuple[Path, str]) -> None:
    name, text = slip
    load_with(club, name, text.encode())


@given(name=a_file, share=st.floats(0, 1, exclude_max=True))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_cut_off_within_a_line_is_noticed(club: Path, name: Path, share: float) -> None:
    content = TEXTS[name].encode()
    cut = content[: int(share * len(content))]
    loaded = load_with(club, name, cut)
    if not cut.endswith(b"\n"):
        assert loaded.errors
