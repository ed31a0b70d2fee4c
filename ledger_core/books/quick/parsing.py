"""Parsing with less work for each amount and posting; Beancount's own parser in C does the rest.

Beancount notes for every amount how it is written, so that figures can be shown as people wrote
them. Here whole numbers are counted by their length, and noted together at the end of a file.
"""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from beancount.core import data
from beancount.core.amount import Amount
from beancount.parser import _parser, grammar  # type: ignore[attr-defined]

from ledger_core.books.quick.booking import Entries, Errors, Options

_new: Any = tuple.__new__


class QuickBuilder(grammar.Builder):
    """Makes directives of what the parser in C reads, as Beancount's own builder does."""

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

    def amount(self, _filename: str, _lineno: int, number: Any, currency: Any) -> Amount:  # noqa: ANN401 (what the parser gives)
        """Return an amount, and count how it is written."""
        digits = str(number) if type(number) is Decimal and type(currency) is str else ""
        if digits.isdecimal():
            self._whole[currency, len(digits)] += 1
        elif digits[1:].isdecimal() and digits[0] == "-":
            self._whole[currency, 1 - len(digits)] += 1
        else:
            amount: Amount = super().amount(_filename, _lineno, number, currency)  # type: ignore[no-untyped-call]
            return amount
        plain: Amount = _new(Amount, (number, currency))
        return plain

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
        plain: data.Posting = _new(
            data.Posting, (account, units, None, None, chr(flag) if flag else None, meta)
        )
        return plain

    def finalize(self) -> tuple[Entries, Errors, Options]:
        """Note how amounts were written, then finish as Beancount does."""
        for (currency, length), count in self._whole.items():
            context: Any = self.dcontext.ccontexts[currency]
            context.update(Decimal("9" * length if length > 0 else "-" + "9" * -length))
            context.fractional_dist.hist[0] += count - 1
        return super().finalize()  # type: ignore[no-untyped-call,no-any-return]


def parse_file(path: Path | str) -> tuple[Entries, Errors, Options]:
    """Parse a file as `beancount.parser.parser.parse_file` does: it runs no plugin."""
    builder = QuickBuilder()
    with open(path, "rb") as file:  # noqa: PTH123 (the parser in C reads the name of the file)
        _parser.Parser(builder, debug=False).parse(file, filename=None, lineno=1)
    return builder.finalize()
