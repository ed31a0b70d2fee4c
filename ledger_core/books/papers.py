"""Which entries of one voucher number stand on one paper."""

from collections.abc import Iterable

from ledger_core.books.posted import Posted
from ledger_core.club import Role


def papers(entries: Iterable[Posted]) -> list[list[Posted]]:
    """Part the entries of one voucher number by the paper they stand on.

    A receipt over both funds is one paper: its entries are of one day and one person. A club may
    pads, one for each fund, may both hold a number; then each fund's entry has a paper of its own.
    The two halves of a transfer between the funds are one paper.
    """
    found: dict[object, list[Posted]] = {}
    for posted in entries:
        one = None if posted.touches(Role.TRANSFERS) else (posted.date, posted.entry.payee)
        found.setdefault(one, []).append(posted)
    return list(found.values())
