"""Interest received is distributed by the club's split, at the meeting that receives it.

Part passes to the Activity fund in cash; the rest stays in the Income-generation fund as risk
reserve, capital growth or management allowance. Each distribution states how much interest it
distributed, so that what is still open is a plain difference. The fund's result is not touched: the
distribution is posted against the result appropriated, an equity account.
"""

from datetime import date

from ledger_core.books.actions.common import (
    TRANSFER,
    Written,
    account_of,
    narration,
    new_number,
    two_lines,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.actions.errors import NothingToDistribute
from ledger_core.books.book import Book
from ledger_core.books.interest_received import (
    DISTRIBUTED_KEY,
    distributed_interest,
    interest_received,
)
from ledger_core.books.literals import VND
from ledger_core.books.rendering import Posting, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.club import Distribution, Fund, Role, distribute
from ledger_core.messages import N_


def undistributed_interest(session: WritingSession, day: date) -> int:
    """Return what `interest_waiting` says of the books of a session."""
    return interest_waiting(session.book, day)


def interest_waiting(book: Book, day: date) -> int:
    """Return the interest and late interest received by `day` that no distribution passed on.

    Interest that was only accrued is not received: nothing of it can be passed on yet.
    """
    received = distributed = 0
    for posted in book.transactions:
        if posted.date <= day:
            received += interest_received(posted)
            distributed += distributed_interest(posted)
    return received - distributed


def distribution_due(book: Book, day: date) -> Distribution | None:
    """Return how the interest that waits on a day is to be parted; None where none is passed on."""
    shares = book.register.rules_on(day).interest_shares
    parts = distribute(interest_waiting(book, day), shares)
    if parts.interest <= 0 or (shares.activity and not parts.activity):
        return None
    return parts


def distribute_interest(
    session: WritingSession, *, day: date, number: str | None = None
) -> tuple[Written, Distribution]:
    """Enter the distribution of all interest received by `day` and not yet passed on.

    Raises:
      NothingToDistribute: there is none, or too little to pass on a thousand đồng.
    """
    check_open_day(session, day)
    parts = distribution_due(session.book, day)
    if parts is None:
        raise NothingToDistribute
    voucher, _ = new_number(session, TRANSFER, day, number, *Fund)
    text = narration(session, N_("Distribution of loan interest"))
    links = frozenset({str(voucher)})
    kept = parts.interest - parts.activity
    postings = []
    if kept:
        postings.append(Posting(account_of(session, Fund.INCOME, Role.RESULT_APPROPRIATED), kept))
    for role, amount in (
        (Role.RISK_RESERVE, parts.risk_reserve),
        (Role.CAPITAL_GROWTH, parts.capital),
        (Role.MANAGEMENT_ALLOWANCE, parts.management),
    ):
        if amount:
            postings.append(Posting(account_of(session, Fund.INCOME, role), -amount))
    if parts.activity:
        postings += two_lines(
            account_of(session, Fund.INCOME, Role.TRANSFERS),
            account_of(session, Fund.INCOME, Role.CASH),
            parts.activity,
        )
    entry = Transaction(
        day,
        text,
        tuple(postings),
        links=links,
        metadata={DISTRIBUTED_KEY: VND(parts.interest)},
    )
    session.add_to_journal(Fund.INCOME, day.year, entry)
    if parts.activity:
        pair = two_lines(
            account_of(session, Fund.ACTIVITY, Role.CASH),
            account_of(session, Fund.ACTIVITY, Role.TRANSFERS),
            parts.activity,
        )
        session.add_to_journal(Fund.ACTIVITY, day.year, Transaction(day, text, pair, links=links))
    return Written(voucher), parts
