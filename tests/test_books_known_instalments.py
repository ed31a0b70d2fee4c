"""Instalments taken over as they stand are read back as they were written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books.known_instalments import instalments_metadata, parse_instalments
from ledger_core.books.text import LONGEST_TEXT
from ledger_core.loans import KnownInstalment, add_months

START = date(2026, 1, 31)


@st.composite
def instalments(draw: st.DrawFn) -> tuple[KnownInstalment, ...]:
    """Draw up to forty instalments, month by month."""
    amounts = st.integers(0, 10**12)
    return tuple(
        KnownInstalment(add_months(START, number), draw(amounts), draw(amounts), draw(amounts))
        for number in range(draw(st.integers(1, 40)))
    )


@given(instalments())
def test_what_is_written_is_read_back(known: tuple[KnownInstalment, ...]) -> None:
    lines = instalments_metadata(known)
    assert list(lines)[:2] == ["schedule", "schedule-2"][: len(lines)]
    assert parse_instalments("; ".join(lines.values())) == known
    assert all(len(line) <= LONGEST_TEXT for line in lines.values())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-05-21",
        "2026-05-21 500,000",
        "2026-05-21 500.000 45.000",
        "2026-05-21 -1 0",
        "2026-05-21 1 2 3 4",
        "21/05/2026 500,000 45,000",
        "2026-06-21 1 1; 2026-05-21 1 1",
        "2026-05-21 1 1; 2026-05-21 1 1",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (whatever its words)
        parse_instalments(text)
