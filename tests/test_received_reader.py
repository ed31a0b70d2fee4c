"""The process that reads received books: what it answers, what it survives, what it cannot do."""

import json
import os
import sys
from pathlib import Path

import pytest

from ledger_core.books.loading import load_club
from ledger_core.books.received import (
    Limits,
    NotRead,
    Read,
    ReaderProcess,
    ReceivedBooks,
    Refused,
    find_received,
    load_received,
)
from ledger_core.books.received.answers import (
    NotAnAnswer,
    decode_answer,
    decode_message,
    encode_answer,
    encode_message,
    without_texts,
)
from ledger_core.books.received.process import ReaderNotStarted
from ledger_core.books.session import writing
from ledger_core.messages import Message
from tests.clubs import lend, small_club
from tests.received_tasks import ENDS, PAST_PYTHON, TRIES

GOOD = Path(__file__).parent / "broken_books" / "_good"
LIMITS = Limits(seconds=2.0, processor_seconds=1, memory=400_000_000, answer_size=1_000_000)
DEED = "tests.received_tasks:deed"
REASONS = {
    "endless": {"received.processor-time", "received.time"},  # whichever a busy computer meets
    "asleep": {"received.time"},
    "greedy": {"received.memory"},
    "crash": {"received.crashed"},
    "leave": {"received.crashed"},
    "abort": {"received.crashed"},
    "forge": {"received.no-answer"},
    "careless": {"received.not-allowed"},
    "refuse": {"received.task"},
    "unwritable": {"received.failed"},
    "fail": {"received.failed"},
    "talk": {"received.answer-too-large"},
}


def club_of(folder: Path, code: str) -> ReceivedBooks:
    """A good club whose code is what the task is to try."""
    for path in GOOD.rglob("*.beancount"):
        target = folder / code / path.relative_to(GOOD)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8").replace(
            'custom "club" "hanh-phuc"', f'custom "club" "{code}"'
        )
        target.write_text(text, "utf-8")
    return ReceivedBooks(folder / code)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this computer cannot fork")
def test_whatever_a_book_would_try_it_cannot_and_the_next_is_read_all_the_same(
    tmp_path: Path,
) -> None:
    tries = TRIES if sys.platform == "linux" and os.uname().machine == "x86_64" else ()
    tries = tries or tuple(name for name in TRIES if name not in PAST_PYTHON)
    with ReaderProcess(DEED, LIMITS) as reader:
        for name in tries:
            answer = reader.read(club_of(tmp_path, name))
            assert isinstance(answer, Read), (name, answer)
            assert str(answer.result).startswith("refused: "), (name, answer.result)
        for name in ENDS:
            answer = reader.read(club_of(tmp_path, name))
            assert isinstance(answer, NotRead), name
            assert answer.reason in REASONS[name], name
            assert "Hoa" not in answer.message.in_language("vi"), name
        gone = reader.read(ReceivedBooks(tmp_path / "gone"))
        assert isinstance(gone, NotRead)
        assert gone.reason == "received.not-opened"
        answer = reader.read(club_of(tmp_path, "look"))
        assert isinstance(answer, Read)
        assert answer.result == sorted(
            p.relative_to(GOOD).as_posix() for p in GOOD.rglob("*.beancount")
        )


def test_without_forks_each_book_has_a_python_of_its_own(tmp_path: Path) -> None:
    with ReaderProcess(DEED, LIMITS, forks=False) as reader:
        first = reader.read(club_of(tmp_path, "write"))
        assert isinstance(first, Read)
        assert first.result == "refused: NotAllowedHere"


def test_a_task_that_is_none_is_said_at_once() -> None:
    with ReaderProcess("tests.received_tasks:nothing") as reader, pytest.raises(ReaderNotStarted):
        reader.read(ReceivedBooks(GOOD))


def test_the_real_cost_of_a_flat_loan_is_found_by_a_locked_process(tmp_path: Path) -> None:
    """What finds a rate is loaded late, and must be there before the process is locked."""
    club = small_club(tmp_path / "club")
    with writing(club) as session:
        lend(session, "M001", 6_000_000)
        session.commit()
    journal = club / "journal" / "income-2026.beancount"
    text = journal.read_text("utf-8").replace('"declining-equal-principal"', '"flat"')
    journal.write_text(text, "utf-8")
    with ReaderProcess("tests.received_tasks:summary") as reader:
        answer = reader.read(ReceivedBooks(club))
    assert isinstance(answer, Read), answer
    assert answer.result["loans"] == 1


def test_received_books_load_as_own_books_do(tmp_path: Path) -> None:
    own = load_club(GOOD)
    received = load_received(ReceivedBooks(GOOD), tmp_path.resolve())
    assert received.findings == own.findings == []
    assert len(received.entries) == len(own.entries)
    for one, other in zip(received.entries, own.entries, strict=True):
        assert type(one) is type(other)
        assert one[1:] == other[1:] or one.date == other.date
    assert received.book.loans.keys() == own.book.loans.keys()


def test_found_are_folders_zips_and_what_is_not_whole(tmp_path: Path) -> None:
    for name in ("a/club.beancount", "b/c/register.beancount", "d.ZIP", ".e/club.beancount", "f/x"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", "utf-8")
    (tmp_path / "g").symlink_to(tmp_path / "a")
    found = [books.path.relative_to(tmp_path).as_posix() for books in find_received([tmp_path])]
    assert found == ["a", "b/c", "d.ZIP", "g"]
    again = find_received([tmp_path / "a", tmp_path, tmp_path / "a" / "club.beancount"])
    assert len(list(again)) == len(found)


def test_what_is_not_looked_into_is_found_too_and_not_left_out(tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "club").mkdir(parents=True)
    (tmp_path / "elsewhere" / "club" / "club.beancount").touch()
    root = tmp_path / "root"
    deep = root.joinpath("deep", *"abcdefghijklm")
    deep.mkdir(parents=True)
    (deep / "club.beancount").touch()
    (root / "linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (root / "round").symlink_to("round")
    found = {books.path.relative_to(root).as_posix(): books for books in find_received([root])}
    assert list(found) == ["deep/a/b/c/d/e/f/g/h/i/j/k/l", "linked"]
    with pytest.raises(Refused) as caught:
        found["linked"].content_key()
    assert caught.value.rule == "received.strange-file"


def test_a_folder_with_the_name_of_a_zip_is_a_folder(tmp_path: Path) -> None:
    club = ReceivedBooks(tmp_path / "club.zip")
    club.path.mkdir()
    (club.path / "club.beancount").write_text("1")
    before = club.fingerprint()
    (club.path / "club.beancount").write_text("22")
    assert not club.is_zip
    assert club.fingerprint() != before


def test_a_fingerprint_changes_with_any_touch_and_a_key_with_the_bytes(tmp_path: Path) -> None:
    books = club_of(tmp_path, "x")
    before, key = books.fingerprint(), books.content_key()
    assert (books.fingerprint(), books.content_key()) == (before, key)
    times = (path := books.path / "register.beancount").stat()
    path.write_bytes(path.read_bytes().replace(b"Hoa", b"Hoe"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert books.fingerprint() != before
    assert books.content_key() != key
    (books.path / "journal" / "x.beancount").symlink_to("/etc/passwd")
    with pytest.raises(Refused):
        books.content_key()


@pytest.mark.parametrize(
    "text", ["Nguyễn Thị Hoa", "NGUYEN THI HOA", "hoa", "{x.__class__}", "M" * 40, "x\x1b[2J"]
)
def test_no_text_of_people_passes(text: str) -> None:
    assert without_texts(text) == "…"
    encoded = encode_message(Message("{name} {more}", name=text, more=Message("{x}", x=[text])))
    assert text not in json.dumps(encoded, ensure_ascii=False)


@pytest.mark.parametrize(
    "code", ["L2026-007", "M012", "-5,000 VND", "journal/income-2026.beancount"]
)
def test_codes_and_files_pass(code: str) -> None:
    assert decode_message(encode_message(Message("{x}", x=code))) == Message("{x}", x=code)


_SAYING = (
    b'{"key": null, "reason": "x", "file": "", "line": 0,'
    b' "message": {"text": "%s", "values": {"a": "x"}}}'
)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"key": 1}',
        b"[" * 100_000,
        _SAYING % b"{a.b}",
        _SAYING % b"{a:>9999999}",
        _SAYING % b"{a:money}",
    ],
)
def test_an_answer_that_is_none_is_not_believed(content: bytes) -> None:
    with pytest.raises(NotAnAnswer):
        decode_answer(content)


def test_a_file_name_that_commands_a_terminal_is_shown_as_text() -> None:
    content = encode_answer(NotRead("received.name", Message("x"), "a\x1b[2J\n"))
    answer = decode_answer(content)
    assert isinstance(answer, NotRead)
    assert answer.file.isprintable()
