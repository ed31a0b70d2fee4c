"""How much room text takes on a screen, and breaking it into lines.

Letters are counted as a terminal draws them: a composed Vietnamese letter takes one column, a mark
that stands on a letter none, a wide East Asian one two.
"""

import unicodedata

from ledger_core.books.text import is_hidden


def clean(text: str) -> str:
    """Return text as a line may show it: composed, on one line, nothing that steers a terminal."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join("\N{REPLACEMENT CHARACTER}" if is_hidden(c) else c for c in composed)


def display_width(text: str) -> int:
    """Return the number of columns that `text` takes."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def longest_word(text: str) -> int:
    """Return the width of the longest word."""
    return max(map(display_width, text.split()), default=0)


def wrap(text: str, width: int) -> list[str]:
    """Break text between words into lines of at most `width` columns; nothing is lost.

    A word longer than a line is broken inside. Empty text is one empty line.
    """
    lines = [""]
    for word in text.split():
        gap = " " if lines[-1] else ""
        if display_width(lines[-1] + gap + word) <= width:
            lines[-1] += gap + word
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if lines[-1] and display_width(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
    return lines


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Fill text with spaces up to `width`, on its left side to push it `right`."""
    gap = " " * (width - display_width(text))
    return gap + text if right else text + gap
