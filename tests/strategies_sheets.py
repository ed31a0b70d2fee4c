"""Tables and texts for the formats that spreadsheets open, the texts as hostile as they come."""

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from ledger_core.messages import Message
from ledger_core.reports import Cell, Column, Kind, Report, Row, Table

HOSTILE = (
    "=1+1",
    "=cmd|'/C calc'!A0",
    "+84 912 345 678",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "a;=1+1",
    "a;\t'=1+1",
    "'=1+1",
    "''=1",
    " =1+1",
    '"=1+1"',
    '",=1+1',
    "＝1+1",
    "#N/A",
    "TRUE",
    "0123",
    "1/2",
    "_x0041_",
    "_x005F_x0041_",
    "x005F_",
    "<script>alert(1)</script>",
    "]]>&amp;",
    "\u202eđảo",
    "\x00\x08",
    "\ud800",
    "\ufeff=1",
    "Nguyễn Thị Hoa",
    "a" * 40_000,
)

_PIECES = st.sampled_from([*HOSTILE, "=", "+", "-", "@", ";", "\t", "'", '"', ",", "\n", " "])


def texts() -> st.SearchStrategy[str]:
    """Texts that a spreadsheet might run, break at or show as another."""
    joined = st.lists(_PIECES | st.text(max_size=8), max_size=5).map("".join)
    return st.sampled_from(HOSTILE) | joined | st.text(max_size=40)


def _value(kind: Kind) -> st.SearchStrategy[Cell]:
    match kind:
        case Kind.TEXT:
            return texts()
        case Kind.RATIO:
            return st.none() | st.fractions(-3, 3)
        case Kind.DATE:
            return st.none() | st.dates(date(1930, 1, 1), date(2100, 1, 1))
        case _:
            return st.none() | st.integers(-(10**15) + 1, 10**15 - 1)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables with columns of any kind; the total of a column of figures is its sum or another."""
    kinds = draw(st.lists(st.sampled_from(Kind), min_size=1, max_size=5))
    rows: list[Row] = draw(st.lists(st.tuples(*map(_value, kinds)), max_size=6))
    columns = tuple(
        Column(f"column_{n}", Message(f"heading {n}"), kind) for n, kind in enumerate(kinds)
    )
    total: Row | None = None
    if draw(st.booleans()):
        total = tuple(_sum(rows, n, kind, draw(st.booleans())) for n, kind in enumerate(kinds))
    return Table("table", Message("A table"), columns, tuple(rows), total=total)


def _sum(rows: list[Row], place: int, kind: Kind, other: bool) -> Cell:  # noqa: FBT001
    if kind in (Kind.TEXT, Kind.DATE):
        return "=Tổng" if kind is Kind.TEXT else None
    values = [row[place] for row in rows]
    total = sum((v for v in values if isinstance(v, int | Fraction)), start=0)
    return total + 1 if other else total


def report_of(*found: Table) -> Report:
    """A report of some tables."""
    facts = (("as_of", date(2026, 6, 30)),)
    return Report("test", Message("Test"), ("=cmd",), found, (Message("A note"),), facts)
