"""Several commands at once, and commands that are killed: none lost, none half written."""

import io
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path

import pytest

from ledger_core.books.session import open_club, writing
from ledger_core.cli import main
from ledger_core.club import Fund, Role
from tests.clubs import lend, small_club

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this computer cannot fork")

WRITERS = 4
RECEIPTS_EACH = 50
KILLS = 200
LEFT_ALONE = 25


def receive(folder: Path, *options: str) -> int:
    """Run `clubledger receive` for one fee in this process; return its exit code."""
    arguments = ["receive", str(folder), "--date", "2026-02-21", "--yes", *options]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        try:
            return main(arguments) or 0
        except SystemExit as stop:
            return int(stop.code or 0)


def forked(work: Callable[[], int]) -> int:
    """Start `work` in a process of its own and return the process's id."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            code = work()
        finally:
            os._exit(code)
    return child


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A club with one running loan of 6 million."""
    folder = small_club(tmp_path / "hanh-phuc")
    with writing(folder) as session:
        lend(session, "M002", 6_000_000)
        session.commit()
    return folder


def receipts_by_amount(folder: Path) -> Counter[int]:
    """How often each amount was received as a fee."""
    club = open_club(folder)
    assert club.findings == []
    return Counter(
        -posted.amounts[Fund.ACTIVITY, Role.MEMBERSHIP_FEES]
        for posted in club.book.transactions
        if (Fund.ACTIVITY, Role.MEMBERSHIP_FEES) in posted.amounts
    )


def test_four_writers_lose_nothing(folder: Path) -> None:
    """Four processes record 50 receipts each: 200 stand in the books, with 200 numbers."""

    def amounts(writer: int) -> range:
        return range(1000 * (writer + 1), 1000 * (writer + 1) + RECEIPTS_EACH)

    def write(writer: int) -> int:
        return max(
            receive(folder, "--member", "M001", "--fee", str(amount)) for amount in amounts(writer)
        )

    children = [forked(partial(write, writer)) for writer in range(WRITERS)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * WRITERS
    expected = Counter(amount for writer in range(WRITERS) for amount in amounts(writer))
    assert receipts_by_amount(folder) == expected
    numbers = {number.number for number in open_club(folder).book.vouchers if number.series == "PT"}
    assert len(numbers) == WRITERS * RECEIPTS_EACH + 1  # and the seed capital's


def test_two_hundred_kills_lose_nothing_and_halve_nothing(folder: Path) -> None:
    """A receipt over both funds is wholly there or wholly absent, wherever its command dies.

    Each command carries an amount of its own. One that ended well must be there; one that was
    killed may be there, but then in both funds.
    """
    chance = random.Random(20260221)  # noqa: S311 (moments to kill at, no secret)
    started = time.monotonic()
    assert receive(folder, "--member", "M002", "--fee", "999", "--repayment", "999") == 0
    usual_s = time.monotonic() - started
    ended = []
    for attempt in range(KILLS + KILLS // LEFT_ALONE):
        amount = str(1000 + attempt)
        child = forked(
            partial(receive, folder, "--member", "M002", "--fee", amount, "--repayment", amount)
        )
        # On a busy machine every killed one might die early: some are left to end by themselves.
        if attempt % LEFT_ALONE:
            time.sleep(chance.uniform(0, usual_s * 1.5))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if status == 0:
            ended.append(1000 + attempt)
    fees = receipts_by_amount(folder)
    assert set(fees.values()) == {1}
    repayments = {
        posted.amounts[Fund.INCOME, Role.CASH]
        for posted in open_club(folder).book.transactions
        if posted.loan and posted.vouchers and posted.vouchers[0].series == "PT"
    }
    assert repayments == set(fees)
    assert set(ended) <= set(fees)
    assert KILLS // LEFT_ALONE <= len(ended) < KILLS  # moments fell before the end, or after it
