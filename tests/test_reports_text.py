"""Reports as plain text."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.messages import Message, language
from ledger_core.reports import (
    BLANK,
    Cell,
    Column,
    Figure,
    Kind,
    Report,
    Table,
    cell_text,
    render_report,
    render_table,
)
from ledger_core.reports.display_width import display_width


def message(text: str) -> Message:
    return Message("{text}", text=text)


def table(*rows: tuple[Cell, ...], total: tuple[Cell, ...] | None = None) -> Table:
    return Table(
        key="t",
        title=message("Sổ quỹ"),
        columns=(
            Column("day", message("Ngày"), Kind.DATE),
            Column("text", message("Diễn giải")),
            Column("amount", message("Số tiền (đồng)"), Kind.AMOUNT),
            Column("share", message("Tỷ lệ"), Kind.RATIO),
        ),
        rows=rows,
        total=total,
    )


MARCH = (date(2026, 3, 21), "Thu nợ kỳ 1 của bà Nguyễn Thị Hoa", 560_000, Fraction(203, 1000))
APRIL = (date(2026, 4, 21), "Thu hội phí", 5_000, None)


@pytest.mark.parametrize(
    ("cell", "kind", "vietnamese", "english"),
    [
        (1_234_567, Kind.AMOUNT, "1.234.567", "1,234,567"),
        (-5, Kind.AMOUNT, "-5", "-5"),
        (12, Kind.COUNT, "12", "12"),
        (40, Kind.DAYS, "40", "40"),
        (Fraction(203, 1000), Kind.RATIO, "20,3 %", "20.3 %"),
        (None, Kind.RATIO, "không có", "n/a"),
        (None, Kind.AMOUNT, "–", "–"),
        (date(2026, 4, 21), Kind.DATE, "21/04/2026", "2026-04-21"),
        (Message("Notes"), Kind.TEXT, "Ghi chú", "Notes"),
        (Figure(3, Kind.COUNT), Kind.TEXT, "3", "3"),
        (BLANK, Kind.AMOUNT, "", ""),
    ],
)
def test_a_value_is_written_as_the_language_writes_it(
    cell: Cell, kind: Kind, vietnamese: str, english: str
) -> None:
    assert cell_text(cell, kind) == vietnamese
    with language("en"):
        assert cell_text(cell, kind) == english


def test_a_value_of_the_wrong_kind_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="'x' is not of the kind 'amount'"):
        cell_text("x", Kind.AMOUNT)


def test_without_a_width_every_row_is_one_line() -> None:
    noted = replace(table(MARCH, APRIL), notes=(message("Hết."),))
    assert render_table(noted) == (
        "Sổ quỹ\n"
        "\n"
        "Ngày        Diễn giải                          Số tiền (đồng)     Tỷ lệ\n"
        "----------  ---------------------------------  --------------  --------\n"
        "21/03/2026  Thu nợ kỳ 1 của bà Nguyễn Thị Hoa         560.000    20,3 %\n"
        "21/04/2026  Thu hội phí                                 5.000  không có\n"
        "\n"
        "- Hết.\n"
    )


def test_on_a_screen_words_are_broken_and_figures_are_not() -> None:
    total: tuple[Cell, ...] = (BLANK, Message("Total"), 565_000, BLANK)
    assert render_table(table(MARCH, APRIL, total=total), width=48) == (
        "Sổ quỹ\n"
        "\n"
        "Ngày        Diễn giải          Số tiền     Tỷ lệ\n"
        "                                (đồng)\n"
        "----------  -----------------  -------  --------\n"
        "21/03/2026  Thu nợ kỳ 1 của    560.000    20,3 %\n"
        "            bà Nguyễn Thị Hoa\n"
        "21/04/2026  Thu hội phí          5.000  không có\n"
        "----------  -----------------  -------  --------\n"
        "            Tổng cộng          565.000\n"
    )


def test_codes_stay_whole_though_the_table_grows_wider_than_the_screen() -> None:
    text = render_table(table((date(2026, 3, 21), "L2026-001", 560_000_000, None)), width=20)
    assert "L2026-001" in text
    assert "560.000.000" in text


def test_a_table_without_rows_has_its_headings() -> None:
    assert render_table(table()).splitlines()[2] == "Ngày  Diễn giải  Số tiền (đồng)  Tỷ lệ"


def test_a_name_cannot_add_lines_or_steer_the_terminal() -> None:
    text = render_table(table((date(2026, 3, 21), "a\n21/03/2026\x1b[2Jb\u202e", 1, None)))
    assert len(text.splitlines()) == 5
    assert not {"\x1b", "\u202e"} & set(text)


def test_a_report_has_title_tables_and_notes() -> None:
    report = Report(
        "cash", message("Sổ quỹ tiền mặt"), ("Câu lạc bộ",), (table(MARCH),), (message("Một hai"),)
    )
    text = render_report(report, width=60)
    assert text.startswith("SỔ QUỸ TIỀN MẶT\nCâu lạc bộ\n\nSổ quỹ\n\nNgày ")
    assert text.endswith("\n\nGhi chú\n\n- Một hai\n")
    bare = Report("cash", message("Sổ quỹ"), (), ())
    assert render_report(bare) == "SỔ QUỸ\n"


texts = st.text(st.characters(codec="utf-8"), max_size=80)


@given(
    st.lists(st.tuples(texts, st.integers(min_value=-(10**12), max_value=10**12)), max_size=6),
    st.integers(min_value=70, max_value=120),
)
def test_tables_fit_the_screen_and_keep_every_figure(
    rows: list[tuple[str, int]], width: int
) -> None:
    day = date(2026, 3, 21)
    text = render_table(table(*((day, words, amount, None) for words, amount in rows)), width=width)
    lines = text.splitlines()
    assert all(display_width(line) <= width for line in lines)
    assert all(line == line.rstrip() for line in lines)
    dated = [line for line in lines if line.startswith("21/03/2026")]
    assert len(dated) == len(rows)
    for line, (_, amount) in zip(dated, rows, strict=True):
        assert line.split("  ")[-2].strip() == cell_text(amount, Kind.AMOUNT)
