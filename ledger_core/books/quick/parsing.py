"""Parsing with less work for each amount and posting; Beancount's own parser in C does the rest.

Beancount notes for every amount how it is written, so that figures can be shown as people wrote
them. Here whole numbers are counted by their length, and noted together at the end of a file.
"""

import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from beancount.core import data
from beancount.core.amount import Amount
from beancount.parser import _parser, grammar  # type: ignore[attr-defined]

from ledger_core.books.quick.booking import Entries, Errors, Options

new_tuple: Any = tuple.__new__
KeyValue: Any = grammar.KeyValue
"""A line of metadata."""
_MOST_TEXTS: Final = 2
"""On the first line of a transaction: the payee and what it is about."""


class QuickBuilder(grammar.Builder):
    """Makes directives of what the parser in C reads, as Beancount's own builder does."""

    longest_number = sys.maxsize

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._whole: Counter[tuple[str, int]] = Counter()
        self._valid: dict[str, str] = {}
        self._valid_by: Any = None

    def account(self, filename: str, lineno: int, account: str) -> str:
        """Return the name of an account; one that was found to be valid is not looked at again."""
        if self.account_regexp is not self._valid_by:  # an option named the roots of accounts
            self._valid, self._valid_by = {}, self.account_regexp
        known = self._valid.get(account)
        if known is None:
            errors = len(self.errors)
            known = super().account(filename, lineno, account)  # type: ignore[no-untyped-call]
            if len(self.errors) == errors:
                self._valid[account] = known
        return known

    def amount(self, filename: str, lineno: int, number: Any, currency: Any) -> Amount:  # noqa: ANN401 (what the parser gives)
        """Return an amount, and count how it is written."""
        digits = str(number) if type(number) is Decimal else ""
        length = len(digits)
        if length > self.longest_number:
            self.number_too_long(lineno)
        if digits.isdecimal() and type(currency) is str:
            self._whole[currency, length] += 1
        elif digits[1:].isdecimal() and digits[0] == "-" and type(currency) is str:
            self._whole[currency, 1 - length] += 1
        else:
            amount: Amount = super().amount(filename, lineno, number, currency)  # type: ignore[no-untyped-call]
            return amount
        plain: Amount = new_tuple(Amount, (number, currency))
        return plain

    def number_too_long(self, lineno: int) -> None:
        """Take note of a number of more signs than `longest_number`."""

    def posting(
        self,
        filename: str,
        lineno: int,
        account: str,
        units: Any,  # noqa: ANN401 (what the parser gives)
        cost: Any,  # noqa: ANN401
        price: Any,  # noqa: ANN401
        istotal: Any,  # noqa: ANN401
        flag: Any,  # noqa: ANN401
    ) -> data.Posting:
        """Return a posting; of a plain one nothing can be wrong."""
        if cost is not None or price is not None or istotal:
            parts = (account, units, cost, price, istotal, flag)
            posting: data.Posting = super().posting(filename, lineno, *parts)  # type: ignore[no-untyped-call]
            return posting
        meta = {"filename": filename, "lineno": lineno}
        plain: data.Posting = new_tuple(
            data.Posting, (account, units, None, None, chr(flag) if flag else None, meta)
        )
        return plain

    def key_value(self, _filename: str, _lineno: int, key: str, value: Any) -> Any:  # noqa: ANN401 (what the parser gives)
        """Return a line of metadata."""
        return new_tuple(KeyValue, (key, value))

    def handle_list(self, _filename: str, _lineno: int, items: Any, item: Any) -> Any:  # noqa: ANN401
        """Return a list with one item more."""
        if items is None:
            items = []
        if item is not None:
            items.append(item)
        return items

    def transaction(
        self,
        filename: str,
        lineno: int,
        date: Any,  # noqa: ANN401
        flag: Any,  # noqa: ANN401
        texts: Any,  # noqa: ANN401
        tags_links: Any,  # noqa: ANN401
        lines: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Return a transaction; of one whose metadata stand above its postings at once."""
        parts = _parts(lines) if lines and not (self.tags or self.meta) else None
        if parts is None or not texts or len(texts) > _MOST_TEXTS:
            return super().transaction(filename, lineno, date, flag, texts, tags_links, lines)  # type: ignore[no-untyped-call]
        said, postings = parts
        meta = {"filename": filename, "lineno": lineno, **said}
        tags, links = tags_links
        payee = texts[0] if len(texts) == _MOST_TEXTS else None
        return new_tuple(
            data.Transaction,
            (
                meta,
                date,
                chr(flag),
                payee,
                texts[-1],
                frozenset(tags) if tags else data.EMPTY_SET,
                frozenset(links) if links else data.EMPTY_SET,
                postings,
            ),
        )

    def finalize(self) -> tuple[Entries, Errors, Options]:
        """Note how amounts were written, then finish as Beancount does."""
        for (currency, length), count in self._whole.items():
            context: Any = self.dcontext.ccontexts[currency]
            context.update(Decimal("9" * length if length > 0 else "-" + "9" * -length))
            context.fractional_dist.hist[0] += count - 1
        return super().finalize()  # type: ignore[no-untyped-call,no-any-return]


def _parts(lines: list[Any]) -> tuple[dict[str, Any], list[data.Posting]] | None:
    """Part metadata from the postings below them; None where they come in another order."""
    said: dict[str, Any] = {}
    for place, line in enumerate(lines):
        if type(line) is not KeyValue:
            postings = lines[place:]
            plain = len(said) == place and all(type(line) is data.Posting for line in postings)
            return (said, postings) if plain else None
        said[line[0]] = line[1]
    return (said, []) if len(said) == len(lines) else None


def parse_file(path: Path | str) -> tuple[Entries, Errors, Options]:
    """Parse a file as `beancount.parser.parser.parse_file` does: it runs no plugin."""
    builder = QuickBuilder()
    with open(path, "rb") as file:  # noqa: PTH123 (the parser in C reads the name of the file)
        _parser.Parser(builder, debug=False).parse(file, filename=None, lineno=1)
    return builder.finalize()
