"""Booking and balancing of entries whose amounts are all written out.

Booking finds lots and fills in what is left out. Where no posting has a cost, a price or anything
missing there is nothing to find: it only notes the tolerances of each entry, which are nought for
whole numbers. Whether an entry balances is then a sum of whole numbers.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, TypeAlias

from beancount.core import data
from beancount.core.amount import Amount
from beancount.core.interpolate import AUTOMATIC_TOLERANCES
from beancount.core.number import ZERO
from beancount.ops import validation
from beancount.parser import booking
from beancount.utils.defdict import ImmutableDictWithDefault

Entries: TypeAlias = list[data.Directive]
Errors: TypeAlias = list[Any]
Options: TypeAlias = dict[str, Any]
Balanced: TypeAlias = dict[int, data.Directive]
"""Transactions known to balance, by their `id`: holding them keeps another from taking it."""

_MOST_DIGITS: Final = 20
"""Sums of longer numbers might be rounded by Beancount: 28 digits is what it counts with."""

_new: Any = tuple.__new__
_NO_TOLERANCE: Final = ImmutableDictWithDefault({}, default=ZERO)  # type: ignore[no-untyped-call]


def book_entries(entries: Entries, options: Options) -> tuple[Entries, Errors, Balanced]:
    """Book sorted entries as `beancount.parser.booking.book` does.

    Returns:
      The booked entries, the errors, and the booked transactions known to balance.
    """
    if options["inferred_tolerance_default"]:
        return (*_booked(entries, options), {})
    booked: Entries = []
    balanced: Balanced = {}
    for entry in entries:
        if not isinstance(entry, data.Transaction):
            booked.append(entry)
            continue
        total = _total(entry.postings)
        if total is None:
            return (*_booked(entries, options), {})
        meta, *said, postings = entry
        meta = meta.copy()
        meta[AUTOMATIC_TOLERANCES] = _NO_TOLERANCE
        found: data.Transaction = _new(data.Transaction, (meta, *said, postings.copy()))
        booked.append(found)
        if not total:
            balanced[id(found)] = found
    return booked, [], balanced


def _booked(entries: Entries, options: Options) -> tuple[Entries, Errors]:
    return booking.book(entries, options)  # type: ignore[no-untyped-call,no-any-return]


def _total(postings: list[data.Posting]) -> int | None:
    """Return the sum of plain postings of one currency, None where one of them is not plain."""
    total, of = 0, None
    for _, units, cost, price, _, _ in postings:
        if cost is not None or price is not None or type(units) is not Amount:
            return None
        number, currency = units
        if type(number) is not Decimal or type(currency) is not str:
            return None
        digits = str(number)
        if not digits.removeprefix("-").isdecimal() or len(digits) > _MOST_DIGITS:
            return None
        if currency != of:
            if of is not None:
                return None
            of = currency
        total += int(digits)
    return total


def validate(entries: Entries, options: Options, balanced: Balanced) -> Errors:
    """Validate entries as `beancount.ops.validation.validate` does.

    Args:
      entries: The entries, as they left the plugins.
      options: Beancount's options.
      balanced: Transactions known to balance: they are not added up again.
    """
    errors: Errors = []
    for check in validation.VALIDATIONS:
        errors += _entries_checked(check, entries, options, balanced)
    return errors


def _entries_checked(
    check: Callable[[Entries, Options], Errors],
    entries: Entries,
    options: Options,
    balanced: Balanced,
) -> Errors:
    if check is validation.validate_check_transaction_balances and balanced:
        entries = [entry for entry in entries if id(entry) not in balanced]
    return check(entries, options)
