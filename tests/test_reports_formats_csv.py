"""Reports as CSV."""

import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from ledger_core.messages import Message, language
from ledger_core.reports import Cell, Column, Figure, Kind, Table
from ledger_core.reports.formats.csv import NoSuchTable, read_csv, report_csv
from ledger_core.reports.formats.sheet_text import begins_formula, guarded, unguarded, visible
from ledger_core.reports.json_values import json_ratio
from tests.strategies_sheets import HOSTILE, report_of, tables, texts


def test_a_table_alone_is_headings_and_rows() -> None:
    table = Table(
        "t",
        Message("T"),
        (
            Column("who", Message("Who")),
            Column("amount", Message("Amount"), Kind.AMOUNT),
            Column("ratio", Message("Ratio"), Kind.RATIO),
            Column("day", Message("Day"), Kind.DATE),
        ),
        (("=1+1", -5, Fraction(1, 3), date(2026, 3, 21)), ('"x"', 0, None, None)),
        total=("Total", -5, None, None),
    )
    with language("en"):
        content = report_csv(report_of(table), table="t")
    assert content.decode() == (
        '\ufeff"who","amount","ratio","day"\r\n"\'=1+1",-5,0.333333,2026-03-21\r\n"""x""",0,,\r\n'
    )


def test_tables_stand_one_below_the_other_with_title_total_and_notes() -> None:
    columns = (Column("x", Message("X")), Column("y", Message("Y"), Kind.AMOUNT))
    first = Table("a", Message("A"), columns, (("r", 1),), (Message("n"),), total=("Sum", 1))
    rows = read_csv(report_csv(report_of(first, Table("b", Message("B"), columns, ()))))
    assert rows == [
        ["Test"],
        ["=cmd"],
        [],
        ["A"],
        ["X", "Y"],
        ["r", "1"],
        ["Sum", "1"],
        ["n"],
        [],
        ["B"],
        ["X", "Y"],
        [],
        ["Ghi chú"],
        ["A note"],
    ]


def test_a_table_that_is_not_there_is_named_with_those_that_are() -> None:
    table = Table("t", Message("T"), (Column("x", Message("X")),), ())
    with pytest.raises(NoSuchTable, match="“u”") as caught:
        report_csv(report_of(table), table="u")
    assert "t" in str(caught.value.remedy)


@given(texts())
def test_no_field_begins_a_formula_and_reading_gives_the_text(text: str) -> None:
    field = guarded(visible(text))
    assert not begins_formula(field)
    # A reader that parts fields elsewhere sees no formula either.
    assert not any(begins_formula(part) for part in re.split(r"[;\t]", field))
    assert unguarded(field) == visible(text)


@given(texts())
def test_a_text_that_is_no_danger_stays_as_it_is(text: str) -> None:
    shown = visible(text)
    if not re.search(r"(^|[;\t]) *'*[=+\-@＝＋－＠]", shown):
        assert guarded(shown) == unguarded(shown) == shown


@given(tables())
def test_what_is_read_back_is_the_table(table: Table) -> None:
    rows = read_csv(report_csv(report_of(table), table="table"))[1:]
    kinds = [column.kind for column in table.columns]
    expected = [[_as_read(*cell) for cell in zip(row, kinds, strict=True)] for row in table.rows]
    assert rows == expected


def _as_read(cell: Cell, kind: Kind) -> str:
    assert not isinstance(cell, Figure)
    if cell is None:
        return ""
    if kind is Kind.RATIO:
        assert isinstance(cell, int | Fraction)
        return json_ratio(Fraction(cell)) or ""
    return cell.isoformat() if isinstance(cell, date) else visible(str(cell))


def test_every_hostile_text_was_thought_of() -> None:
    assert any(begins_formula(visible(text)) for text in HOSTILE)
