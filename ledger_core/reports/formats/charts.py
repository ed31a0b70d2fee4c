"""Charts as SVG: large type, figures beside what they mean, readable without colours.

Lines differ by their dashes and marks, bars by their patterns, so a black and white printer shows
them apart. The same drawing stands in the HTML page and in the PDF.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ledger_core.reports.display_width import clean, wrap
from ledger_core.reports.formats.chart_marks import draw_bar, draw_line, draw_mark, draw_patterns
from ledger_core.reports.formats.chart_scale import Scale, category_text, short_figure
from ledger_core.reports.formats.svg import INK, Drawing, text_width
from ledger_core.reports.tables import Chart, ChartKind, Kind, Series
from ledger_core.reports.text import cell_text

WIDTH = 960
"""Units across a chart that takes the width of a page; type is 22 of them high."""

_GAP = 10
_BAR, _BAR_SPACE = 28, 12
_LEAST_HEIGHT = 260
_INSET = 24  # of the first and last point of a line


def chart_svg(chart: Chart, *, width: int = WIDTH) -> str:
    """Return a chart as SVG markup in the current language; its title is not drawn in it."""
    drawing = Drawing(chart.key, width)
    if chart.kind is not ChartKind.LINE and len(chart.series) > 1:
        draw_patterns(drawing)
    if chart.lies:
        _lying_bars(drawing, chart)
    else:
        _upright(drawing, chart)
    return drawing.markup(str(chart.title), chart_words(chart))


def chart_words(chart: Chart) -> str:
    """Return what a chart shows in words and exact figures, for those who cannot see it."""
    parts = []
    for series in chart.series:
        known = zip(chart.categories, series.values, strict=True)
        shown = (
            f"{category_text(category)}: {cell_text(value, chart.value_kind)}"
            for category, value in known
        )
        parts.append(f"{clean(str(series.label))} – {'; '.join(shown)}.")
    return " ".join(parts)


def _values(chart: Chart) -> list[int | Fraction]:
    """Return the values that the axis has to hold: of stacked bars their tops."""
    if chart.kind is not ChartKind.STACKED:
        return [value for series in chart.series for value in series.values if value is not None]
    columns = zip(*(series.values for series in chart.series), strict=True)
    return [sum(value or 0 for value in column) for column in columns]


def _scale(chart: Chart) -> Scale:
    return Scale.over(_values(chart), whole=chart.value_kind is not Kind.RATIO)


# ------------------------------------------------------------------------------- bars that lie


def _lying_bars(drawing: Drawing, chart: Chart) -> None:
    """Draw one bar for each category, its name before it and its figure behind it."""
    size, (series,) = drawing.size, chart.series
    words = [wrap(category_text(category), 24) for category in chart.categories]
    figures = [_figure(chart, value) for value in series.values]
    left = max((text_width(line, size) for lines in words for line in lines), default=0) + 2 * _GAP
    right = max((text_width(figure, size) for figure in figures), default=0) + 2 * _GAP
    room = max(drawing.width - left - right, drawing.width // 5)
    scale = _scale(chart)
    zero = left + scale.along(0, room)
    top = _GAP
    for lines, figure, value in zip(words, figures, series.values, strict=True):
        height = max(_BAR, len(lines) * (size + 4))
        middle = top + height // 2
        first = middle + size // 3 - (len(lines) - 1) * (size + 4) // 2
        for number, line in enumerate(lines):
            drawing.text(left - _GAP, first + number * (size + 4), line, anchor="end")
        end = left + scale.along(value or 0, room)
        if value:
            draw_bar(drawing, (min(zero, end), middle - _BAR // 2), (abs(end - zero), _BAR), 0)
        drawing.text(max(zero, end) + _GAP, middle + size // 3, figure, bold=bool(value))
        top += height + _BAR_SPACE
    drawing.rule((zero, 0), (zero, top - _BAR_SPACE + _GAP), INK)
    drawing.height = top


def _figure(chart: Chart, value: int | Fraction | None) -> str:
    return "–" if value is None else short_figure(value, chart.value_kind)


# --------------------------------------------------------------------- lines, and bars that stand


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the figures of an upright chart are drawn: its axis, and its place in the drawing.

    Points of a line reach from one side to the other, bars have their category's room.
    """

    lines: bool
    scale: Scale
    left: int
    top: int
    width: int
    height: int
    count: int

    @property
    def slot(self) -> int:
        """The width that a category has."""
        return self.width // max(1, self.count)

    def x(self, number: int) -> int:
        """Return the middle of a category."""
        if self.lines and self.count > 1:
            room = self.width - 2 * _INSET
            return self.left + _INSET + room * number // (self.count - 1)
        return self.left + self.width * (2 * number + 1) // (2 * max(1, self.count))

    def y(self, value: int | Fraction) -> int:
        """Return the height of a value."""
        return self.top + self.height - self.scale.along(value, self.height)


def _upright(drawing: Drawing, chart: Chart) -> None:
    size, scale = drawing.size, _scale(chart)
    marks = [short_figure(mark, chart.value_kind) for mark in scale.marks]
    left = max(text_width(mark, size) for mark in marks) + 2 * _GAP
    lasts = [_figure(chart, series.values[-1]) for series in chart.series if series.values]
    right = _GAP
    if chart.kind is ChartKind.LINE:
        right += max((text_width(last, size) for last in lasts), default=0) + _GAP
    top = _legend(drawing, chart) + size + _GAP
    height = max(_LEAST_HEIGHT, drawing.width * 2 // 5)
    lines, room = chart.kind is ChartKind.LINE, drawing.width - left - right
    plot = _Plot(lines, scale, left, top, room, height, len(chart.categories))
    for mark, value in zip(marks, scale.marks, strict=True):
        y = plot.y(value)
        drawing.rule((left, y), (left + plot.width, y))
        drawing.text(left - _GAP, y + size // 3, mark, anchor="end")
    (_lines if chart.kind is ChartKind.LINE else _standing_bars)(drawing, chart, plot)
    drawing.rule((left, plot.y(0)), (left + plot.width, plot.y(0)), INK)
    _categories(drawing, chart, plot)
    drawing.height = top + height + 2 * size


def _legend(drawing: Drawing, chart: Chart) -> int:
    """Name each series, with a sample of it; return where the drawing goes on below."""
    if len(chart.series) == 1:
        return 0
    size, sample = drawing.size, 48
    x, y = 0, _GAP
    for number, series in enumerate(chart.series):
        label = clean(str(series.label))
        wide = sample + _GAP + text_width(label, size) + 3 * _GAP
        if x and x + wide > drawing.width:
            x, y = 0, y + size + 2 * _GAP
        if chart.kind is ChartKind.LINE:
            draw_line(drawing, [(x, y + size // 2), (x + sample, y + size // 2)], number)
            draw_mark(drawing, (x + sample // 2, y + size // 2), number)
        else:
            draw_bar(drawing, (x, y), (sample, size), number)
        drawing.text(x + sample + _GAP, y + size - 3, label)
        x += wide
    return y + size + _GAP


def _categories(drawing: Drawing, chart: Chart, plot: _Plot) -> None:
    """Write what stands along the axis: as many as have room, the last one always."""
    texts = [category_text(category) for category in chart.categories]
    widest = max((text_width(text, drawing.size) for text in texts), default=0) + _GAP
    every = -(-widest // max(1, plot.slot))
    for number, text in enumerate(texts):
        if (len(texts) - 1 - number) % every == 0:
            half, x = text_width(text, drawing.size) // 2, plot.x(number)
            x = min(max(x, half), drawing.width - half)
            drawing.text(
                x, plot.top + plot.height + drawing.size + _GAP // 2, text, anchor="middle"
            )


def _lines(drawing: Drawing, chart: Chart, plot: _Plot) -> None:
    ends = []
    for number, series in enumerate(chart.series):
        for run in _runs(series, plot):
            draw_line(drawing, run, number)
            for point in run:
                draw_mark(drawing, point, number)
        last = series.values[-1] if series.values else None
        if last is not None:
            ends.append((plot.y(last), _figure(chart, last)))
    below = 0
    for y, figure in sorted(ends):
        below = max(y + drawing.size // 3, below)
        drawing.text(plot.left + plot.width + _GAP // 2, below, figure, bold=True)
        below += drawing.size + 2


def _runs(series: Series, plot: _Plot) -> Iterator[list[tuple[int, int]]]:
    """Yield the points of a line, parted where a value is not known."""
    run: list[tuple[int, int]] = []
    for number, value in enumerate((*series.values, None)):
        if value is not None:
            run.append((plot.x(number), plot.y(value)))
        elif run:
            yield run
            run = []


def _standing_bars(drawing: Drawing, chart: Chart, plot: _Plot) -> None:
    stacked = chart.kind is ChartKind.STACKED
    beside = 1 if stacked else len(chart.series)
    wide = max(4, min(72, (plot.slot - _GAP) // beside))
    for number in range(plot.count):
        x = plot.x(number) - wide * beside // 2
        base: int | Fraction = 0
        for place, series in enumerate(chart.series):
            value = series.values[number] or 0
            y, foot = plot.y(base + value), plot.y(base)
            if value:
                draw_bar(drawing, (x, min(y, foot)), (wide - 2, abs(foot - y)), place)
            if not stacked:
                _above(drawing, chart, value, (x + wide // 2, min(y, foot)), wide)
                x += wide
            else:
                base += value
        if stacked:
            _above(drawing, chart, base, (x + wide // 2, plot.y(base)), plot.slot)


def _above(
    drawing: Drawing, chart: Chart, value: int | Fraction, at: tuple[int, int], room: int
) -> None:
    """Write a figure above its bar where it has room."""
    figure = _figure(chart, value)
    if value and text_width(figure, drawing.size) <= room + _GAP:
        drawing.text(at[0], at[1] - _GAP // 2, figure, anchor="middle", bold=True)
