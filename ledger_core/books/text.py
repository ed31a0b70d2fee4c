"""What may stand in a book: the letters of account names and free text.

Beancount takes two spellings of one Vietnamese letter, look-alike letters and invisible characters
for different accounts without a word. So the books hold exactly the Vietnamese alphabet in one
spelling (Unicode's composed form, NFC), and free text holds nothing that a reader cannot see.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_

LONGEST_COMPONENT: Final = 60
"""Characters that one component of an account name may have."""

LONGEST_TEXT: Final = 300
"""Characters that a name, purpose or narration may have."""

_BASE_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZĂÂÊÔƠƯĐ"
_VOWELS: Final = "AĂÂEÊIOÔƠUƯY"
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng

_UPPER: Final = frozenset(_BASE_LETTERS) | frozenset(
    unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES
)
_DIGITS: Final = frozenset("0123456789")

ALPHABET: Final = _UPPER | frozenset(letter.lower() for letter in _UPPER) | _DIGITS | {"-"}
"""Every character that a component of an account name may hold."""

_FIRST: Final = _UPPER | _DIGITS

# Control, format, surrogate, private use, unassigned, line and paragraph separators.
_HIDDEN_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

# Letters, marks and a symbol by category, yet nothing is drawn for them.
_BLANK_CHARACTERS: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)

# Most letters have no other name than "a letter"; control characters have no name in Unicode.
_CONTROL_NAMES: Final = {
    "\t": "TABULATOR",
    "\n": "LINE FEED",
    "\r": "CARRIAGE RETURN",
    "\0": "NULL",
    "\x1b": "ESCAPE",
}


class TextRefused(ClubledgerError):
    """A text cannot stand in the books as it is."""

    def __init__(self, text: str, what: Message, problem: Message) -> None:
        super().__init__(
            Message(
                N_("{what} “{text}” cannot be written into the books: {problem}."),
                what=what,
                text=shown(text),
                problem=problem,
            ),
            Message(N_("Type it again at the keyboard, in one short line.")),
        )


class HiddenCharacter(NamedTuple):
    """A character that nobody sees on the screen.

    Attributes:
      column: Where it stands in its line, counted in characters from 1.
      character: The character.
      name: Its Unicode name, or its code point when it has none.
    """

    column: int
    character: str
    name: str


def shown(text: str) -> str:
    """Return `text` fit for a message: shortened, with every hidden character made visible."""
    visible = "".join(f"<{code_point(c)}>" if is_hidden(c) else c for c in text[:80])
    return visible + "…" if len(text) > 80 else visible  # noqa: PLR2004


def code_point(character: str) -> str:
    """Return the code point as `U+0110`."""
    return f"U+{ord(character):04X}"


def character_name(character: str) -> str:
    """Return the Unicode name of a character, or its code point when it has none."""
    return unicodedata.name(character, "") or _CONTROL_NAMES.get(character, code_point(character))


@lru_cache(maxsize=4096)
def is_hidden(character: str) -> bool:
    """Whether a character cannot be seen, or is a space that is no ordinary space."""
    category = unicodedata.category(character)
    return (
        category in _HIDDEN_CATEGORIES
        or (category == "Zs" and character != " ")
        or _BLANK_CHARACTERS.match(character) is not None
    )


def hidden_characters(line: str) -> Iterator[HiddenCharacter]:
    """Yield what cannot be seen in one line of a file, but for tabulators and the line's end."""
    for column, character in enumerate(line.rstrip("\r\n"), start=1):
        if is_hidden(character) and character != "\t":
            yield HiddenCharacter(column, character, character_name(character))


def component_problem(text: str) -> Message | None:
    """Return why `text` cannot be one component of an account name, None when it can."""
    if not text:
        return Message(N_("it is empty"))
    if len(text) > LONGEST_COMPONENT:
        return Message(N_("it is longer than {longest} characters"), longest=str(LONGEST_COMPONENT))
    for character in text:
        if character not in ALPHABET:
            return _letter_problem(character)
    if text[0] not in _FIRST:
        return Message(N_("it must begin with a capital letter or a digit"))
    return None


def _letter_problem(character: str) -> Message:
    values = {"code": code_point(character), "name": character_name(character)}
    if unicodedata.combining(character):
        return Message(
            N_("its accents stand apart from their letters ({code} {name}): write it composed"),
            **values,
        )
    if is_hidden(character):
        return Message(N_("it holds a character that cannot be seen ({code} {name})"), **values)
    return Message(
        N_(
            "it holds “{character}” ({code} {name}); only Vietnamese letters, "
            "digits and hyphens may stand here"
        ),
        character=character,
        **values,
    )


def account_problem(account: str) -> Message | None:
    """Return why `account` cannot be a full account name, None when it can."""
    components = account.split(":")
    if len(components) < 2:  # noqa: PLR2004
        return Message(N_("it has only one part"))
    if components[0][:1].isdigit():
        return Message(N_("its first part begins with a digit"))
    return next(filter(None, map(component_problem, components)), None)


def text_problem(text: str) -> Message | None:
    """Return why `text` cannot stand between quotation marks in a book, None when it can.

    Quotation marks and backslashes are no problem: they are escaped when they are written.
    """
    if len(text) > LONGEST_TEXT:
        return Message(N_("it is longer than {longest} characters"), longest=str(LONGEST_TEXT))
    for character in text:
        if character in "\n\r\v\f\x85\u2028\u2029":
            return Message(N_("it has more than one line"))
        if character in "<>":
            return Message(N_("the signs < and > may not stand in it"))
        if is_hidden(character):
            return Message(
                N_("it holds a character that cannot be seen ({code} {name})"),
                code=code_point(character),
                name=character_name(character),
            )
    if not unicodedata.is_normalized("NFC", text):
        return Message(N_("its accents stand apart from their letters: write it composed"))
    return None


def clean_text(text: str, what: Message, *, may_be_empty: bool = False) -> str:
    """Return a name, narration or purpose as it will stand in the books.

    Accents are composed (NFC), spaces of every kind become ordinary ones, those at both ends go.

    Args:
      text: What a person typed.
      what: The thing it names, as a message begins with it: "The member's name".
      may_be_empty: Whether nothing at all is an answer too.

    Raises:
      TextRefused: it is empty, longer than `LONGEST_TEXT` characters or of more than one line, or
        holds `<`, `>` or a character that cannot be seen.
    """
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in text)
    cleaned = unicodedata.normalize("NFC", spaced).strip(" ")
    problem = text_problem(cleaned)
    if problem is None and not cleaned and not may_be_empty:
        problem = Message(N_("it is empty"))
    if problem is not None:
        raise TextRefused(text, what, problem)
    return cleaned
