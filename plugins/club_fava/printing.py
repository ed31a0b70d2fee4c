"""Amounts in the answers of Fava's query page: whole đồng, without the decimals nobody has.

Fava prints a number that has no currency with two decimals, whatever the precision of the
currencies of the book; only amounts follow that. So a column of whole numbers is given to its pages
as amounts of a currency without a name and without decimals.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fava.core.query import AmountColumn, BaseColumn, DecimalColumn, QueryResultTable

from ledger_core.books.viewing import amount_without_currency

if TYPE_CHECKING:
    from fava.core import FavaLedger

_NO_CURRENCY = ""


def print_whole_amounts(ledger: "FavaLedger") -> None:
    """Let the query page of a ledger print whole numbers without decimals. Once for a ledger."""
    answered = ledger.query_shell.execute_query_serialised

    def answer(entries: Sequence[Any], query: str) -> Any:  # noqa: ANN401 (Fava's own types)
        found = answered(entries, query)
        return with_whole_amounts(found) if isinstance(found, QueryResultTable) else found

    ledger.query_shell.execute_query_serialised = answer  # type: ignore[method-assign]
    without_decimals(ledger)


def without_decimals(ledger: "FavaLedger") -> None:
    """Say that numbers without a currency have no decimals; to be said anew after each load."""
    ledger.format_decimal.precisions[_NO_CURRENCY] = 0


def with_whole_amounts(table: QueryResultTable) -> QueryResultTable:
    """Return an answer whose columns of whole numbers are amounts; others stay as they are.

    So does a column with a gap: Fava's pages take no answer with an amount that is not there.
    """
    columns = list(zip(*table.rows, strict=True))
    whole = {
        place
        for place, (kind, values) in enumerate(zip(table.types, columns, strict=False))
        if isinstance(kind, DecimalColumn) and all(map(_is_whole, values))
    }
    types: list[BaseColumn] = [
        AmountColumn(kind.name) if place in whole else kind
        for place, kind in enumerate(table.types)
    ]
    rows = [
        tuple(_amount(value) if place in whole else value for place, value in enumerate(row))
        for row in table.rows
    ]
    return replace(table, types=types, rows=rows)


def _amount(number: Any) -> Any:  # noqa: ANN401 (Fava's own types)
    return amount_without_currency(number)


def _is_whole(value: object) -> bool:
    return isinstance(value, Decimal) and value == value.to_integral_value()
