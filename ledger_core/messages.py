"""What the program says to people, in their language.

The English text in the code is the key of a message; the Vietnamese one stands in a catalogue,
`locale/vi/LC_MESSAGES/<area>.po`, one for each part of the program, compiled to `.mo` when the
package is built. A message is kept as text and values until somebody reads it, so the same finding
can be shown in Vietnamese on paper and in English to an auditor.

In a text, `{amount:money}` is an amount in đồng, `{day:date}` a day and `{rate:percent}` a ratio,
each written as the language writes it; `{member}` is anything else. A value may be a message of its
own, an enum member with a `label`, or a list or tuple of values.
"""

import enum
import gettext
import io
import string
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from ledger_core.figures import format_amount, format_date, format_number, format_percent

SOURCE_LANGUAGE = "en"
DEFAULT_LANGUAGE = "vi"
LANGUAGES = (DEFAULT_LANGUAGE, SOURCE_LANGUAGE)

# A new thread starts in the default language again and sets its own.
_current_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


class CatalogueMissing(ImportWarning):
    """A compiled catalogue cannot be read: its messages appear in English.

    An `ImportWarning`, because Python hides those from a treasurer and tests turn them into errors.
    """


def N_(text: str) -> str:
    """Mark `text` as a message for the catalogues and return it unchanged."""
    return text


def _(text: str, /, **values: object) -> str:
    """Return the message `text` with its values, in the current language."""
    return render(text, values, current_language())


def current_language() -> str:
    """Return the language in which messages are shown now: "vi" unless another one was chosen."""
    return _current_language.get()


def use_language(language: str) -> None:
    """Show messages in `language` from now on; `ValueError` if it is not one of `LANGUAGES`."""
    _current_language.set(_known(language))


@contextmanager
def language(name: str) -> Iterator[None]:
    """Show messages in the language `name` inside a `with` block."""
    token = _current_language.set(_known(name))
    try:
        yield
    finally:
        _current_language.reset(token)


def localedir() -> Path:
    """Return the folder of the message catalogues, as gettext names it."""
    return Path(__file__).with_name("locale")


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A text to be shown in the reader's language, with its values.

    Attributes:
        text: the English text, marked with `N_` where it is written.
        items: the values by name, in the order of their names.

    Raises:
        ValueError: at once, if the names of the values are not those of the text's fields.
    """

    text: str
    items: tuple[tuple[str, object], ...]

    def __init__(self, text: str, /, **values: object) -> None:
        if (expected := field_names(text)) != values.keys():
            message = f"{text!r} takes {sorted(expected)}, not {sorted(values)}"
            raise ValueError(message)
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "items", tuple(sorted(values.items())))

    @property
    def values(self) -> dict[str, object]:
        """The values by name."""
        return dict(self.items)

    def in_language(self, language: str) -> str:
        """Return the message in `language`; in English where a translation is missing."""
        return render(self.text, self.values, language)

    def __str__(self) -> str:
        """Return the message in the current language."""
        return self.in_language(current_language())


def render(text: str, values: Mapping[str, object], language: str) -> str:
    """Translate `text` to `language` and fill in `values`, written as that language writes them."""
    return _Writer(language).vformat(translated(text, language), (), values)


def translated(text: str, language: str) -> str:
    """Return the translation of `text`, or `text` itself where there is none."""
    return catalogue(_known(language)).gettext(text) if text else text


def fields(text: str) -> frozenset[tuple[str, str]]:
    """Return the fields of a message's text: name and format, such as `amount` and `money`."""
    parts = string.Formatter().parse(text)
    return frozenset((name, spec or "") for _text, name, spec, _ in parts if name is not None)


@cache
def field_names(text: str) -> frozenset[str]:
    """Return the names of the fields of a message's text."""
    return frozenset(name for name, _ in fields(text))


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Read every catalogue of a language, once; the first that knows a message answers.

    Warns with `CatalogueMissing` of those that cannot be read, and goes on without them.
    """
    chain = gettext.NullTranslations()
    if language == SOURCE_LANGUAGE:
        return chain
    folder = localedir() / language / "LC_MESSAGES"
    areas = {path.stem for path in folder.glob("*.[mp]o")}
    if not areas:
        _warn(f"no message catalogue in {folder}")
    for area in sorted(areas, reverse=True):
        try:
            found = _translation(area, language)
        except (OSError, UnicodeError, ImportError) as error:
            _warn(f"message catalogue {area}.mo cannot be read: {error}")
        else:
            found.add_fallback(chain)
            chain = found
    return chain


def _translation(area: str, language: str) -> gettext.NullTranslations:
    """Return one catalogue; from its source where nobody compiled it, as in a fresh checkout.

    Raises:
      OSError, UnicodeError: it cannot be read.
      ImportError: it is not compiled, and Babel is not there to compile it.
    """
    source = localedir() / language / "LC_MESSAGES" / f"{area}.po"
    if source.with_suffix(".mo").is_file() or not source.is_file():
        return gettext.translation(area, localedir(), [language])
    from babel.messages.mofile import write_mo  # noqa: PLC0415 (only where it is needed)
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with source.open("rb") as file:
        messages = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _known(language: str) -> str:
    if language not in LANGUAGES:
        message = f"{language!r} is not one of the languages {LANGUAGES}"
        raise ValueError(message)
    return language


def _warn(text: str) -> None:
    warnings.warn(text, CatalogueMissing, stacklevel=2)


class _Writer(string.Formatter):
    """Fills in values as one language writes them; a field is a plain name, never an expression."""

    def __init__(self, language: str) -> None:
        self.language = language

    def get_field(
        self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> tuple[object, str]:
        """Look up a value by its whole name: no attribute and no index can be reached."""
        return self.get_value(field_name, args, kwargs), field_name

    def format_field(self, value: object, format_spec: str) -> str:
        """Write one value."""
        if isinstance(value, Message):
            return value.in_language(self.language)
        if isinstance(value, enum.Enum):
            label = getattr(value, "label", value.value)
            return label.in_language(self.language) if isinstance(label, Message) else str(label)
        if isinstance(value, list | tuple):
            # Commas also stand inside numbers, so lists of figures are parted by semicolons.
            return ("; " if format_spec else ", ").join(
                self.format_field(item, format_spec) for item in value
            )
        return self._figure(value, format_spec)

    def _figure(self, value: object, format_spec: str) -> str:
        match format_spec, value:
            case "money", int():
                return format_amount(value, self.language)
            case "money", Decimal() | Fraction():
                return format_number(value, self.language)
            case "date", date():
                return format_date(value, self.language)
            case "percent", int() | Decimal() | Fraction():
                return format_percent(value, self.language)
            case "", _:
                return str(value)
        message = f"{value!r} cannot be written as {format_spec!r}"
        raise ValueError(message)
