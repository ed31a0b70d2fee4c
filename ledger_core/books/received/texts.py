"""The texts of received books, looked at before Beancount's parser sees a byte of them."""

from typing import Final

from ledger_core.books.received import refusals
from ledger_core.books.received.limits import Limits
from ledger_core.books.unsafe_lines import unsafe_in

_BYTE_ORDER_MARKS: Final = ("\ufeff", "\ufffe")


def decoded(name: str, content: bytes) -> str:
    """Return the text of a book.

    Raises:
      Refused: it is not plain UTF-8.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise refusals.not_utf8(name, content.count(b"\n", 0, error.start) + 1) from None
    if text.startswith(_BYTE_ORDER_MARKS):
        raise refusals.not_utf8(name, 1)
    if (nothing := content.find(b"\0")) >= 0:
        raise refusals.not_utf8(name, content.count(b"\n", 0, nothing) + 1)
    return text


def check_text(name: str, content: bytes, limits: Limits) -> None:
    """Check what would keep the parser busy for minutes, or end the whole program.

    Raises:
      Refused: there is such a line.
    """
    text = decoded(name, content)
    # A letter has one byte or more: what is short in bytes is short.
    if max(map(len, content.split(b"\n"))) > limits.line_length:
        lengths = list(map(len, text.split("\n")))
        if (longest := max(lengths)) > limits.line_length:
            raise refusals.line_too_long(name, lengths.index(longest) + 1, limits.line_length)
    if max(map(len, content.split(b'"'))) > limits.text_length:
        _check_quotes(name, text, limits)
    for number, message, _remedy in unsafe_in(content):
        raise refusals.unsafe_line(name, number, message)


def _check_quotes(name: str, text: str, limits: Limits) -> None:
    """Check the length of texts: the parser's time grows with its square.

    A text reaches from a quotation mark to the next. Between texts stand the lines without any,
    which may be many: they are told by the line on which they begin, where marks come in pairs.
    """
    position = 0
    for part in text.split('"')[:-1]:
        if len(part) > limits.text_length and position:
            start = text.rfind("\n", 0, position - 1) + 1
            if text.count('"', start, position) % 2:
                line = text.count("\n", 0, position) + 1
                raise refusals.text_too_long(name, line, limits.text_length)
        position += len(part) + 1
    rest = len(text) - position
    start = text.rfind("\n", 0, position - 1) + 1 if position else 0
    if position and rest > limits.text_length and text.count('"', start, position) % 2:
        line = text.count("\n", 0, position) + 1
        raise refusals.text_too_long(name, line, limits.text_length)
