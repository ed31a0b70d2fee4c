"""Reports as plain text, for a terminal, a pipe or a printer.

Words and spaces alone, no colour and no frames, so that a line can be searched for and a column cut
out. On a screen words are broken into several lines of a cell where there is no room; figures never
are. Without a width every row is one line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ledger_core.figures import format_amount, format_date, format_percent
from ledger_core.messages import Message, _, current_language
from ledger_core.reports.display_width import clean, display_width, longest_word, padded, wrap
from ledger_core.reports.tables import Align, Cell, Column, Figure, Kind, Report, Row, Table, Value

_GAP = "  "
_RULE = "-"
_INDENT = "    "
_LONGEST_UNBROKEN = 20  # columns: shorter words, codes and numbers of loans among them, stay whole


def cell_text(cell: Cell, kind: Kind) -> str:
    """Write one cell in the current language; `kind` is that of its column.

    A ratio over nothing is "n/a" in words; another value that is not there is a dash. A label
    begins with a capital letter; a text of the books stays as it is.
    """
    if isinstance(cell, Figure):
        return _value_text(cell.value, cell.kind)
    return _value_text(cell, kind)


def _value_text(value: Value, kind: Kind) -> str:
    language = current_language()
    match kind, value:
        case Kind.RATIO, None:
            return _("n/a")
        case _, None:
            return "–"
        case Kind.RATIO, int() | Fraction():
            return format_percent(value, language)
        case Kind.AMOUNT | Kind.COUNT | Kind.DAYS, int():
            return format_amount(value, language)
        case Kind.DATE, date():
            return format_date(value, language)
        case Kind.TEXT, str() | Message():
            text = clean(str(value))
            return text[:1].upper() + text[1:] if isinstance(value, Message) else text
    message = f"{value!r} is not of the kind {kind.value!r}"
    raise ValueError(message)


def render_table(table: Table, *, width: int | None = None) -> str:
    """Write a table with its title and notes, in the current language.

    Args:
        table: The table.
        width: Columns of the screen: words are wrapped to fit, figures never; a table whose figures
            alone take more has each row, and its heading, over two lines or more. None for one line
            per row.
    """
    lines = [*_wrapped(str(table.title), width), ""]
    rows = [_row_texts(row, table.columns) for row in table.rows]
    total = None if table.total is None else _row_texts(table.total, table.columns)
    headings = [clean(str(column.heading)) for column in table.columns]
    texts = [headings, *rows] if total is None else [headings, *rows, total]
    bands = _bands(table.columns, texts, width)
    rule = max((_GAP.join(_RULE * columns for columns in band.widths) for band in bands), key=len)
    lines += [line for band in bands for line in band.lines(headings, table.columns)]
    lines.append(rule)
    for row in rows:
        lines += [line for band in bands for line in band.lines(row, table.columns)]
    if total is not None:
        lines.append(rule)
        lines += [line for band in bands for line in band.lines(total, table.columns)]
    if table.notes:
        lines += ["", *_notes(table.notes, width)]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Band:
    """Columns that stand beside each other, where a table is too wide for one line.

    Attributes:
        first: The first of them.
        widths: How wide each is.
        indent: What stands before them.
    """

    first: int
    widths: tuple[int, ...]
    indent: str = ""

    def lines(self, texts: Sequence[str], columns: Sequence[Column]) -> list[str]:
        """Write this band of one row; nothing for a further band with nothing in it."""
        part = slice(self.first, self.first + len(self.widths))
        if self.indent and not any(texts[part]):
            return []
        found = _lines(texts[part], columns[part], self.widths)
        return [f"{self.indent}{line}".rstrip() for line in found]


def _bands(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], width: int | None
) -> list[_Band]:
    """Return the whole table as one band, or as many as its figures need."""
    headings, rows = texts[0], texts[1:]
    widths = _widths(columns, headings, rows, width)
    if width is None or _sum(widths) <= width:
        return [_Band(0, tuple(widths))]
    cells = [max((display_width(row[i]) for row in rows), default=0) for i in range(len(columns))]
    # Where lines are broken anyhow, words stay whole.
    whole = [max(pair) for pair in zip(cells, map(longest_word, headings), strict=True)]
    bands: list[_Band] = []
    first = 0
    while first < len(columns):
        indent = _INDENT if bands else ""
        room = width - len(indent)
        end = first + 1
        while end < len(columns) and _sum(whole[first : end + 1]) <= room:
            end += 1
        part = slice(first, end)
        found = _widths(columns[part], headings[part], [row[part] for row in rows], room)
        bands.append(_Band(first, tuple(found), indent))
        first = end
    return bands


def _sum(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def render_report(report: Report, *, width: int | None = None) -> str:
    """Write a whole report in the current language; `width` as in `render_table`."""
    head = [str(report.title).upper(), *map(str, report.subtitle)]
    blocks = ["".join(f"{line}\n" for text in head for line in _wrapped(text, width))]
    blocks += [render_table(table, width=width) for table in report.tables]
    if report.notes:
        lines = [_("Notes"), "", *_notes(report.notes, width)]
        blocks.append("".join(f"{line}\n" for line in lines))
    return "\n".join(blocks)


def _row_texts(row: Row, columns: Iterable[Column]) -> list[str]:
    return [cell_text(cell, column.kind) for cell, column in zip(row, columns, strict=True)]


def _wrapped(text: str, width: int | None) -> list[str]:
    return [clean(text)] if width is None else wrap(clean(text), width)


def _notes(notes: Iterable[Message], width: int | None) -> list[str]:
    lines = []
    for note in notes:
        first, *more = _wrapped(str(note), None if width is None else width - 2)
        lines += [f"- {first}", *(f"  {line}" for line in more)]
    return lines


def _widths(
    columns: Sequence[Column],
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int | None,
) -> list[int]:
    """Return how wide each column is: as its longest cell, or less where words must be broken."""
    cells = [max((display_width(row[i]) for row in rows), default=0) for i in range(len(columns))]
    widths = [max(cell, display_width(h)) for cell, h in zip(cells, headings, strict=True)]
    if width is None:
        return widths
    room = width - len(_GAP) * (len(columns) - 1)
    words = [longest_word(heading) for heading in headings]
    # Headings give way first, because they are broken once and cells in every row.
    widths = _narrowed(widths, [max(pair) for pair in zip(cells, words, strict=True)], room)
    least = [
        _narrowest([row[i] for row in rows]) if column.kind is Kind.TEXT else cells[i]
        for i, column in enumerate(columns)
    ]
    return _narrowed(widths, [max(pair) for pair in zip(least, words, strict=True)], room)


def _narrowest(texts: Iterable[str]) -> int:
    return min(max(map(longest_word, texts), default=0), _LONGEST_UNBROKEN)


def _narrowed(widths: list[int], least: Sequence[int], room: int) -> list[int]:
    """Take from the widest column, one place at a time, until all fit or none can give more."""
    widths = list(widths)
    while sum(widths) > room:
        able = [i for i, low in enumerate(least) if widths[i] > low]
        if not able:
            break
        widths[max(able, key=widths.__getitem__)] -= 1
    return widths


def _lines(texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    """Write one row; cells of several lines stand beside each other from the top."""
    cells = [wrap(text, width) for text, width in zip(texts, widths, strict=True)]
    height = max(map(len, cells), default=0)
    lines = []
    for number in range(height):
        parts = [
            padded(
                cell[number] if number < len(cell) else "", size, right=column.side is Align.RIGHT
            )
            for cell, column, size in zip(cells, columns, widths, strict=True)
        ]
        lines.append(_GAP.join(parts).rstrip())
    return lines
