"""JSON into frozen dataclasses and back, trusting nothing.

A snapshot comes from a process that read books of strangers, so every value is checked: its type,
its range, its form and how many there are. What a field may hold is said by its annotation.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

_MOST: Final = 10**18
_LONGEST_LIST: Final = 100_000
_LONGEST_TEXT: Final = 1_000
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")

Parser = Callable[[Any], Any]
Value = TypeVar("Value")


class NotOfTheForm(ValueError):
    """A JSON value is not what its place asks for; only the program's own words are told."""


@dataclass(frozen=True, slots=True)
class Within:
    """The lowest and highest whole number allowed."""

    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Like:
    """The regular expression that a whole text matches."""

    form: str


@dataclass(frozen=True, slots=True)
class AtMost:
    """How many elements a list may have."""

    count: int


def from_json(kind: type[Value], value: object) -> Value:
    """Return a value of a frozen dataclass from what JSON gave.

    Raises:
        NotOfTheForm: anything in it is not what it must be.
    """
    parser: Parser = _parser(kind)  # type: ignore[arg-type]  # a class is hashable
    result: Value = parser(value)
    return result


def to_json(value: object) -> Any:  # noqa: ANN401 (any JSON value)
    """Return what JSON writes: dates as text, tuples as lists, dataclasses as objects."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        if value and isinstance(value[0], int):
            return list(value)
        return [to_json(part) for part in value]
    if isinstance(value, Mapping):
        return {key: to_json(part) for key, part in value.items()}
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    msg = f"not a value of a snapshot: {type(value)}"
    raise TypeError(msg)


@cache
def _parser(kind: Any) -> Parser:  # noqa: ANN401 (any annotation)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _bounded(arguments[0], arguments[1])
    if origin in {Union, UnionType}:
        (inner,) = (part for part in arguments if part is not NoneType)
        parse = _parser(inner)
        return lambda value: None if value is None else parse(value)
    if origin is tuple:
        return _list_of(arguments[0], _LONGEST_LIST)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_of(_parser(arguments[1]))
    if is_dataclass(kind):
        return _dataclass_of(kind)
    return {int: _int, str: _text, bool: _bool, date: _date}[kind]


def _bounded(inner: Any, bound: object) -> Parser:  # noqa: ANN401 (any annotation)
    if isinstance(bound, Within):
        return _whole(bound)
    if isinstance(bound, AtMost):
        return _list_of(get_args(inner)[0], bound.count)
    assert isinstance(bound, Like)
    form = re.compile(bound.form)

    def parse(value: object) -> str:
        if type(value) is not str or not form.fullmatch(value):
            raise _wrong("text")
        return value

    return parse


def _whole(bound: Within) -> Parser:
    def parse(value: object) -> int:
        if type(value) is not int or not bound.lowest <= value <= bound.highest:
            raise _wrong("number")
        return value

    return parse


_int = _whole(Within(-_MOST, _MOST))


def _text(value: object) -> str:
    if type(value) is not str or len(value) > _LONGEST_TEXT:
        raise _wrong("text")
    return value


def _bool(value: object) -> bool:
    if type(value) is not bool:
        raise _wrong("truth value")
    return value


def _date(value: object) -> date:
    if type(value) is not str or not _ISO.fullmatch(value):
        raise _wrong("date")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _wrong("date") from None


def _list_of(inner: Any, most: int) -> Parser:  # noqa: ANN401 (any annotation)
    parse = _parser(inner)

    def parse_list(value: object) -> tuple[Any, ...]:
        if type(value) is not list or len(value) > most:
            raise _wrong("list")
        return tuple(map(parse, value))

    return parse_list


def _mapping_of(parse: Parser) -> Parser:
    def parse_mapping(value: object) -> dict[str, Any]:
        if type(value) is not dict or len(value) > _LONGEST_LIST:
            raise _wrong("object")
        return {_text(key): parse(part) for key, part in value.items()}

    return parse_mapping


def _dataclass_of(kind: Any) -> Parser:  # noqa: ANN401 (a dataclass)
    hints = get_type_hints(kind, include_extras=True)
    parsers = {field.name: _parser(hints[field.name]) for field in fields(kind)}
    needed = {field.name for field in fields(kind) if field.default is MISSING}

    def parse(value: object) -> Any:  # noqa: ANN401 (a dataclass)
        if type(value) is not dict or value.keys() - parsers.keys() or needed - value.keys():
            raise _wrong(kind.__name__)
        try:
            return kind(**{name: parsers[name](part) for name, part in value.items()})
        except NotOfTheForm as error:
            raise _wrong(f"{kind.__name__}: {error}") from None
        except ValueError:  # a period that ends before it begins
            raise _wrong(kind.__name__) from None

    return parse


def _wrong(what: str) -> NotOfTheForm:
    return NotOfTheForm(f"not a {what}"[:200])
