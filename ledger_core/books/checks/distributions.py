"""Checks of the distribution of interest: no more than came in, and by the club's shares."""

from ledger_core.books.book import Book
from ledger_core.books.interest_received import (
    DISTRIBUTED_KEY,
    INTEREST_ROLES,
    distributed_interest,
    interest_received,
)
from ledger_core.books.openings import is_opening
from ledger_core.books.posted import Posted
from ledger_core.club import Distribution, Fund, Role, distribute
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

_MOVING = INTEREST_ROLES | {Role.TRANSFERS}
"""Interest comes in or is passed on through these: entries without them have no part in it."""


def check_distributions(book: Book) -> None:
    """Check every entry that distributes interest."""
    open_interest = 0
    # Of one day, what is received counts before what is passed on.
    moving = [
        posted
        for posted in book.transactions
        if not _MOVING.isdisjoint(posted.by_role) or DISTRIBUTED_KEY in posted.entry.meta
    ]
    by_day = sorted(moving, key=lambda p: (p.date, distributed_interest(p) != 0))
    for posted in by_day:
        open_interest += interest_received(posted)
        stated = distributed_interest(posted)
        if not stated:
            _check_capital_stays(book, posted)
            continue
        if stated < 0 and posted.reverses is not None:  # a distribution is taken back
            open_interest -= stated
            continue
        if not 0 < stated <= max(0, open_interest):
            _too_much(book, posted, stated, max(0, open_interest))
        open_interest -= max(0, stated)
        _check_shares(book, posted, stated)


def _check_capital_stays(book: Book, posted: Posted) -> None:
    """Money that passes to the Activity fund and is no interest is lending capital."""
    moved = posted.amounts.get((Fund.INCOME, Role.TRANSFERS), 0)
    if moved <= 0 or posted.reverses is not None or book.was_taken_back(posted):
        return
    book.findings.add(
        "fund_separation.capital-to-activity",
        Severity.WARNING,
        posted.entry.meta,
        Message(
            N_("{amount:money} đồng of lending capital pass to the Activity fund."), amount=moved
        ),
        remedy=Message(N_("Did the members' meeting decide so? Interest goes by distribute.")),
    )


def _too_much(book: Book, posted: Posted, stated: int, received: int) -> None:
    book.findings.add(
        "fund_separation.distribution-too-much",
        Severity.ERROR,
        posted.entry.meta,
        Message(
            N_(
                "{stated:money} đồng of interest are distributed, "
                "{received:money} đồng were received and not yet passed on."
            ),
            stated=stated,
            received=received,
        ),
        remedy=Message(N_("Pass on what was received: clubledger distribute.")),
    )


def _check_shares(book: Book, posted: Posted, stated: int) -> None:
    if is_opening(posted):  # interest of older books was shared out there
        return
    rule = distribute(stated, book.register.rules_on(posted.date).interest_shares)
    found = Distribution(
        stated,
        posted.sum(Role.TRANSFERS),
        -posted.sum(Role.RISK_RESERVE),
        -posted.sum(Role.CAPITAL_GROWTH),
        -posted.sum(Role.MANAGEMENT_ALLOWANCE),
    )
    if found == rule:
        return
    book.findings.add(
        "fund_separation.distribution-differs",
        Severity.BREACH,
        posted.entry.meta,
        Message(
            N_(
                "Of {interest:money} đồng the rules give the Activity fund {activity:money}, the "
                "risk reserve {reserve:money}, capital {capital:money}, management "
                "{management:money}; the entry says otherwise."
            ),
            interest=rule.interest,
            activity=rule.activity,
            reserve=rule.risk_reserve,
            capital=rule.capital,
            management=rule.management,
        ),
        remedy=Message(
            N_("Correct the amounts, or name the minutes that decided otherwise: exception.")
        ),
    )
