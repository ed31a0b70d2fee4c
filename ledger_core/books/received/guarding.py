"""Beancount's own parser with a builder that lets only what is known to be harmless through.

The C parser runs no plugin and opens no file; what a line asks for is handed to the builder, which
notes the first thing that is not on its lists. Spellings do not matter: what is looked at is what
the parser understood.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from beancount.core import data
from beancount.parser import _parser  # type: ignore[attr-defined]

from ledger_core.books.checks.headers import ALL_RULES
from ledger_core.books.directives import FOREIGN_DIRECTIVES, PLUGIN, Directive, Scope
from ledger_core.books.quick.parsing import KeyValue, QuickBuilder, new_tuple
from ledger_core.books.received import allowed, refusals
from ledger_core.books.received.limits import Limits
from ledger_core.books.received.refused import Refused

_OWN_CUSTOMS: Final = frozenset(item.value for item in Directive)
_CLUB_TOPS: Final = {scope.top_file: scope for scope in Scope}


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file as the parser understood it.

    Attributes:
      entries: Its directives, not booked.
      errors: Beancount's errors.
      options: Its options, with `filename` and the names that it includes.
      includes: The names that it includes, with their lines.
    """

    entries: list[data.Directive]
    errors: list[Any]
    options: dict[str, Any]
    includes: list[tuple[str, int]]


def parse_guarded(name: str, content: bytes, filename: str, limits: Limits) -> Parsed:
    """Parse one file of received books from memory.

    Args:
      name: Its name as seen from the club's folder.
      content: Its bytes, already looked at by `check_text`.
      filename: What its entries say that they stand in.
      limits: How much is taken.

    Raises:
      Refused: something in it is not on the lists of what is harmless.
    """
    builder = _Guard(name, limits)
    parser = _parser.Parser(builder)
    parser.parse(io.BytesIO(content), filename=filename, lineno=1)
    if builder.refused is not None:
        raise builder.refused
    entries, errors, options = builder.finalize()
    return Parsed(entries, errors, options, builder.includes)


class _Guard(QuickBuilder):
    """Builds directives as Beancount does, and keeps the first refusal.

    The parser swallows what its builder raises, so a refusal waits until the file is parsed.
    """

    def __init__(self, name: str, limits: Limits) -> None:
        super().__init__()
        self._name = name
        self._limits = limits
        self.longest_number = limits.digits + 2  # with a sign and a point
        self.refused: Refused | None = None
        self.includes: list[tuple[str, int]] = []

    def _refuse(self, refusal: Callable[[str, int], Refused], line: int) -> None:
        if self.refused is None:
            self.refused = refusal(self._name, line)

    def number_too_long(self, lineno: int) -> None:
        """Refuse a number beyond all money."""
        most = self._limits.digits
        self._refuse(lambda name, at: refusals.number_too_long(name, at, most), lineno)

    # The names and arguments below are those that Beancount's parser calls.

    def option(self, filename: str, lineno: int, key: str, value: str) -> None:
        """Take an option that is on the list."""
        if not allowed.is_option(key, value):
            self._refuse(refusals.option_not_allowed, lineno)
            return
        super().option(filename, lineno, key, value)  # type: ignore[no-untyped-call]

    def include(self, filename: str, lineno: int, include_filename: str) -> None:
        """Note an include: it is looked up among the collected files, never opened."""
        del filename
        self.includes.append((include_filename, lineno))

    def plugin(self, filename: str, lineno: int, plugin_name: str, plugin_config: object) -> None:
        """Take a call of our rules for the file where it stands; nothing is imported."""
        package, _, rule = plugin_name.partition(".")
        scope = _CLUB_TOPS.get(self._name)
        ours = package == PLUGIN and (not rule or rule in ALL_RULES)
        if not ours or (scope is not None and plugin_config != scope.value):
            self._refuse(refusals.plugin_not_allowed, lineno)
            return
        super().plugin(filename, lineno, plugin_name, plugin_config)  # type: ignore[no-untyped-call]

    def custom(
        self,
        filename: str,
        lineno: int,
        date: object,
        dir_type: str,
        values: Sequence[Any],
        kvlist: object,
    ) -> data.Custom:
        """Take a directive of the ledger format, or a harmless one of Fava."""
        if dir_type in FOREIGN_DIRECTIVES:
            texts = [getattr(value, "value", None) for value in values or ()]
            if not allowed.is_fava(dir_type, texts):
                self._refuse(refusals.directive_not_allowed, lineno)
        elif dir_type not in _OWN_CUSTOMS:
            self._refuse(refusals.directive_not_allowed, lineno)
        found: data.Custom = super().custom(filename, lineno, date, dir_type, values, kvlist)  # type: ignore[no-untyped-call]
        return found

    def document(
        self,
        filename: str,
        lineno: int,
        date: object,
        account: str,
        document_filename: str,
        tags_links: object,
        kvlist: object,
    ) -> data.Document:
        """Take a document that would stand in the club's folder; it is never opened."""
        if not allowed.is_inside(document_filename):
            self._refuse(refusals.document_outside, lineno)
        found: data.Document = super().document(  # type: ignore[no-untyped-call]
            filename, lineno, date, account, document_filename, tags_links, kvlist
        )
        return found

    def pushmeta(self, filename: str, lineno: int, key_value: object) -> None:
        """Refuse: entries would carry what is not seen at them."""
        del filename, key_value
        self._refuse(refusals.directive_not_allowed, lineno)

    def pushtag(self, filename: str, lineno: int, tag: str) -> None:
        """Refuse, as `pushmeta`."""
        del filename, tag
        self._refuse(refusals.directive_not_allowed, lineno)

    def pad(self, filename: str, lineno: int, *rest: Any) -> Any:  # noqa: ANN401
        """Refuse: it makes a balance true by inventing the missing amount."""
        self._refuse(refusals.directive_not_allowed, lineno)
        return super().pad(filename, lineno, *rest)  # type: ignore[no-untyped-call]

    def key_value(self, _filename: str, lineno: int, key: str, value: object) -> Any:  # noqa: ANN401
        """Refuse keys that say where an entry stands, or that belong to Beancount's own steps."""
        if key in allowed.KEPT_KEYS:
            self._refuse(refusals.key_not_allowed, lineno)
        if isinstance(value, Decimal) and len(str(value)) > self.longest_number:
            self.number_too_long(lineno)
        return new_tuple(KeyValue, (key, value))

    def compound_amount(self, filename: str, lineno: int, *rest: Any) -> Any:  # noqa: ANN401
        """Refuse: a club keeps no lots."""
        self._refuse(refusals.directive_not_allowed, lineno)
        return super().compound_amount(filename, lineno, *rest)  # type: ignore[no-untyped-call]

    def cost_spec(self, filename: str, lineno: int, *rest: Any) -> Any:  # noqa: ANN401
        """Refuse, as `compound_amount`."""
        self._refuse(refusals.directive_not_allowed, lineno)
        return super().cost_spec(filename, lineno, *rest)  # type: ignore[no-untyped-call]
