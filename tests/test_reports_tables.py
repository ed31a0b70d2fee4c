"""Tables of typed values."""

import pytest

from ledger_core.messages import Message
from ledger_core.reports import Align, Column, Figure, Kind, Table

HEADING = Message("x")
COLUMNS = (
    Column("name", HEADING),
    Column("amount", HEADING, Kind.AMOUNT),
)


def test_words_stand_left_and_figures_right_unless_told_otherwise() -> None:
    assert [Column("x", HEADING, kind).side for kind in Kind] == [
        Align.LEFT,
        Align.RIGHT,
        Align.RIGHT,
        Align.RIGHT,
        Align.LEFT,
        Align.RIGHT,
    ]
    assert Column("x", HEADING, align=Align.RIGHT).side is Align.RIGHT


def test_a_row_has_a_cell_for_every_column() -> None:
    with pytest.raises(ValueError, match="2 columns, but a row of 1 cells"):
        Table("t", HEADING, COLUMNS, rows=(("a", 1), ("b",)))
    with pytest.raises(ValueError, match="2 columns, but a row of 3 cells"):
        Table("t", HEADING, COLUMNS, rows=(), total=("a", 1, 2))


def test_records_are_plain_values_by_key_without_the_total() -> None:
    table = Table(
        "t", HEADING, COLUMNS, rows=(("a", 1), ("b", Figure(2, Kind.COUNT))), total=("sum", 3)
    )
    assert list(table.records()) == [{"name": "a", "amount": 1}, {"name": "b", "amount": 2}]
