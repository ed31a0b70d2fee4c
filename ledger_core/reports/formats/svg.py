"""Drawing in SVG: shapes and texts by whole numbers, every text and attribute escaped.

Nothing in a drawing runs or is fetched: there are shapes, texts and patterns of its own, no script,
no style sheet and no link.
"""

import re
from xml.sax.saxutils import escape, quoteattr

from ledger_core.reports.display_width import clean, display_width

FONTS = "Noto Sans, Segoe UI, DejaVu Sans, Arial, sans-serif"
INK, LINES = "#1c1c1c", "#c4c4c4"
_WIDTH_OF_A_LETTER = 56  # hundredths of the size of type: that of a figure; most letters are less


def text_width(text: str, size: int) -> int:
    """Return about how wide a text is; rather too much than too little."""
    return display_width(text) * size * _WIDTH_OF_A_LETTER // 100 + 1


def element(name: str, content: str = "", **attributes: object) -> str:
    """Return an element; `content` is markup already, attributes are escaped here.

    An underscore in the name of an attribute stands for a hyphen, one at its end for nothing.
    """
    given = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(clean(str(value)))}"
        for key, value in attributes.items()
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


class Drawing:
    """A drawing in the making.

    Attributes:
        name: Its name, unlike that of any other drawing on a page.
        width: Units across.
        height: Units down; set when all is drawn.
        size: Height of the type in units.
    """

    def __init__(self, name: str, width: int, *, size: int = 22) -> None:
        self.name = re.sub(r"[^a-z0-9_-]", "-", name)
        self.width = width
        self.height = 0
        self.size = size
        self._parts: list[str] = []

    def add(self, name: str, content: str = "", **attributes: object) -> None:
        """Add a shape."""
        self._parts.append(element(name, content, **attributes))

    def rule(self, start: tuple[int, int], end: tuple[int, int], colour: str = LINES) -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2) = start, end
        self.add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=2)

    def text(self, x: int, y: int, text: str, *, anchor: str = "start", bold: bool = False) -> None:
        """Write a text on one line: `anchor` start, middle or end stands at x, its foot at y."""
        self.add(
            "text",
            escape(clean(text)),
            x=x,
            y=y,
            text_anchor=anchor,
            font_weight="bold" if bold else "normal",
        )

    def markup(self, title: str, description: str) -> str:
        """Return the drawing, with a title and a description for those who cannot see it."""
        names = (f"chart-{self.name}-title", f"chart-{self.name}-desc")
        head = element("title", escape(clean(title)) or " ", id=names[0])
        head += element("desc", escape(clean(description)) or " ", id=names[1])
        return element(
            "svg",
            head + "".join(self._parts),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {self.width} {self.height}",
            role="img",
            aria_labelledby=" ".join(names),
            font_family=FONTS,
            font_size=self.size,
            fill=INK,
        )
