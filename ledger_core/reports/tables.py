"""Tables of typed values: what every format of a report is rendered from.

A table says nothing of languages, spaces or files: headings are messages, amounts are whole đồng,
ratios exact fractions. So text, spreadsheet and page cannot show different figures.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from ledger_core.messages import Message


class Kind(StrEnum):
    """What a value is; it decides how the value is written."""

    TEXT = "text"  # str or Message
    COUNT = "count"  # int: loans, people, entries
    AMOUNT = "amount"  # int: whole đồng
    RATIO = "ratio"  # Fraction: a part of one, shown as a percentage
    DATE = "date"
    DAYS = "days"  # int


class Align(StrEnum):
    """The side of a column on which its values stand."""

    LEFT = "left"
    RIGHT = "right"


Value: TypeAlias = str | Message | int | Fraction | date | None
"""One value, None where there is none: a ratio over nothing, a cell that asks for nothing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of its own kind, for tables that list unlike figures one below the other."""

    value: Value
    kind: Kind


BLANK = Figure("", Kind.TEXT)
"""A cell with nothing in it: in a row of sums, below what cannot be summed."""

Cell: TypeAlias = Value | Figure
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: Its name for programs: snake_case, stable.
        heading: Its name for people.
        kind: The kind of its values, where a cell is not a `Figure`.
        align: Its side; None for the usual one of its kind: words left, figures right.
    """

    key: str
    heading: Message
    kind: Kind = Kind.TEXT
    align: Align | None = None

    @property
    def side(self) -> Align:
        """The side on which its values stand."""
        usual = Align.LEFT if self.kind in (Kind.TEXT, Kind.DATE) else Align.RIGHT
        return self.align or usual


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading and what is to be known about it.

    Attributes:
        key: Its name for programs: snake_case, stable, unique in its report.
        title: What it shows.
        columns: Its columns.
        rows: Its rows, each with a cell for every column.
        notes: Definitions, denominators and sources, to be shown with it.
        total: The row of sums, None where sums make no sense.
        row_keys: A name for programs for each row, where rows are unlike figures: snake_case,
            stable. Empty where rows are told apart by their own values.

    Raises:
        ValueError: a row has more or fewer cells than there are columns, or there are row keys
            and not one for each row.
    """

    key: str
    title: Message
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Message, ...] = ()
    total: Row | None = None
    row_keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the columns, and keys that do not fit the rows."""
        if self.row_keys and len(self.row_keys) != len(self.rows):
            message = f"{len(self.rows)} rows, but {len(self.row_keys)} row keys"
            raise ValueError(message)
        if wrong := [row for row in self.all_rows if len(row) != len(self.columns)]:
            message = f"{len(self.columns)} columns, but a row of {len(wrong[0])} cells"
            raise ValueError(message)

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows, and the total below them if there is one."""
        return self.rows if self.total is None else (*self.rows, self.total)

    def records(self) -> Iterator[dict[str, Value]]:
        """Yield each row, without the total, as plain values by the keys of the columns.

        Where rows have keys of their own, they come first, under `key`.
        """
        for number, row in enumerate(self.rows):
            key = {"key": self.row_keys[number]} if self.row_keys else {}
            yield {**key, **self.record(row)}

    def record(self, row: Row) -> dict[str, Value]:
        """Return one row as plain values by the keys of the columns."""
        return {
            column.key: cell.value if isinstance(cell, Figure) else cell
            for column, cell in zip(self.columns, row, strict=True)
        }


class ChartKind(StrEnum):
    """How a chart is drawn."""

    LINE = "line"  # values over time
    BARS = "bars"  # values beside each other
    STACKED = "stacked"  # parts of a whole on top of each other


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one line, or of one colour of bars.

    Attributes:
        key: Its name for programs.
        label: Its name for people.
        values: One value for each category of the chart; None where there is none.
    """

    key: str
    label: Message
    values: tuple[int | Fraction | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures that stand in a table of the same report; `charting.chart_of` makes it.

    Attributes:
        key: Its name for programs, unique in its report.
        title: What it shows.
        kind: How it is drawn.
        categories: What stands along the axis: days, or labels.
        series: Its values, each series with one value for each category.
        table: The table it is drawn from: one category a row, one column a series, by its key.
        along: The key of the column that holds the categories.
        value_kind: The kind of the values: amounts, counts or ratios.

    Raises:
        ValueError: a series has more or fewer values than there are categories.
    """

    key: str
    title: Message
    kind: ChartKind
    categories: tuple[Message | str | date, ...]
    series: tuple[Series, ...]
    table: str = ""
    along: str = ""
    value_kind: Kind = Kind.AMOUNT

    def __post_init__(self) -> None:
        """Refuse series that do not fit the categories."""
        if any(len(series.values) != len(self.categories) for series in self.series):
            message = f"{len(self.categories)} categories, and a series of another length"
            raise ValueError(message)

    @property
    def lies(self) -> bool:
        """Whether its bars lie: one for each of some labels, which have their room before them."""
        over_time = all(isinstance(category, date) for category in self.categories)
        return self.kind is ChartKind.BARS and len(self.series) == 1 and not over_time

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: no value, or none but zeros."""
        return not any(value for series in self.series for value in series.values)


class Style(StrEnum):
    """How large a report is printed."""

    PAGES = "pages"  # as many pages as it takes
    LARGE = "large"  # the same in large type, to be read aloud
    POSTER = "poster"  # one page in large type, to hang on a wall


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report, ready to be rendered.

    Attributes:
        name: Its name for programs and commands, such as `portfolio`.
        title: What it reports.
        subtitle: Lines below the title: the club, the date.
        tables: Its tables.
        notes: What is to be known about the report as a whole.
        facts: What the report is about, for programs: names in snake_case with their values, such
            as `club`, `as_of`, `from`, `to`, `fund`, `loan`.
        charts: Its pictures, for the formats that can show them.
        style: How large it is printed.
    """

    name: str
    title: Message
    subtitle: tuple[Message | str, ...]
    tables: tuple[Table, ...]
    notes: tuple[Message, ...] = ()
    facts: tuple[tuple[str, Value], ...] = ()
    charts: tuple[Chart, ...] = ()
    style: Style = Style.PAGES

    def charts_of(self, table: Table) -> tuple[Chart, ...]:
        """Return the pictures drawn from one of its tables that have something to show."""
        return tuple(c for c in self.charts if c.table == table.key and not c.is_empty)

    @property
    def day(self) -> date | None:
        """The day at the end of which it looks at the books; None where it states none."""
        facts = dict(self.facts)
        day = facts.get("to", facts.get("as_of"))
        return day if isinstance(day, date) else None
