"""How the series of a chart differ: dashes and marks of lines, patterns of bars."""

from collections.abc import Sequence
from typing import Any

from ledger_core.reports.formats.svg import Drawing, element

_COLOURS = ("#1f4e79", "#b45309", "#3f6b2a", "#6b2a5e")
_DASHES = ("none", "14 8", "4 7", "20 6 4 6")
_STRIPES = ((0, 12), (45, 5), (135, 3), (90, 2))  # of bars: how they are turned, and how wide

Point = tuple[int, int]


def draw_line(drawing: Drawing, points: Sequence[Point], number: int) -> None:
    """Draw a line of the series `number` through some points."""
    number %= len(_COLOURS)
    drawing.add(
        "polyline",
        points=" ".join(f"{x},{y}" for x, y in points),
        fill="none",
        stroke=_COLOURS[number],
        stroke_width=4,
        stroke_dasharray=_DASHES[number],
    )


def draw_mark(drawing: Drawing, at: Point, number: int) -> None:
    """Draw the mark of the series `number` at a point."""
    (x, y), colour = at, _COLOURS[number % len(_COLOURS)]
    hollow: dict[str, Any] = {"fill": "#ffffff", "stroke": colour, "stroke_width": 3}
    match number % len(_COLOURS):
        case 0:
            drawing.add("circle", cx=x, cy=y, r=7, fill=colour)
        case 1:
            drawing.add("rect", x=x - 7, y=y - 7, width=14, height=14, **hollow)
        case 2:
            corners = f"{x},{y - 9} {x + 9},{y + 7} {x - 9},{y + 7}"
            drawing.add("polygon", points=corners, fill=colour)
        case _:
            drawing.add("circle", cx=x, cy=y, r=7, **hollow)


def draw_bar(drawing: Drawing, at: Point, size: tuple[int, int], number: int) -> None:
    """Draw a bar of the series `number`, its upper left corner at a point."""
    number %= len(_COLOURS)
    drawing.add(
        "rect",
        x=at[0],
        y=at[1],
        width=size[0],
        height=size[1],
        fill=f"url(#{_pattern(drawing, number)})" if number else _COLOURS[0],
        stroke=_COLOURS[number],
        stroke_width=2,
    )


def draw_patterns(drawing: Drawing) -> None:
    """Define the patterns of bars, under names of the drawing's own: a page may hold several."""
    patterns = (_stripes(drawing, number) for number in range(1, len(_COLOURS)))
    drawing.add("defs", "".join(patterns))


def _stripes(drawing: Drawing, number: int) -> str:
    turn, wide = _STRIPES[number]
    ground = element("rect", width=12, height=12, fill="#ffffff")
    stripe = element("rect", width=wide, height=12, fill=_COLOURS[number])
    return element(
        "pattern",
        ground + stripe,
        id=_pattern(drawing, number),
        width=12,
        height=12,
        patternUnits="userSpaceOnUse",
        patternTransform=f"rotate({turn})",
    )


def _pattern(drawing: Drawing, number: int) -> str:
    return f"chart-{drawing.name}-bars-{number}"
