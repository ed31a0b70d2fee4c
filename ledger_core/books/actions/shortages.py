"""Cash that was found missing is let go: the fund bears it, by minutes and two officers."""

from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.common import (
    ACCOUNTING_ENTRY,
    Written,
    account_of,
    approved,
    excuse,
    narration,
    positive,
    two_lines,
)
from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.literals import Value
from ledger_core.books.rendering import Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Fund, Role
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_


class NoSuchShortage(ClubledgerError):
    """More is let go than is missing."""

    def __init__(self, fund: Fund, missing: int) -> None:
        super().__init__(
            Message(
                N_("Missing cash that is still to be made good: {missing:money} đồng ({fund})."),
                missing=missing,
                fund=fund,
            ),
            Message(N_("Check the fund and the amount; clubledger report shows its accounts.")),
        )


@dataclass(frozen=True, slots=True)
class ShortageRequest:
    """A shortage that the members' meeting lets go.

    Attributes:
      fund: The fund whose box it was.
      day: The day of the decision.
      minutes: The minutes that decided it.
      approved_by: Codes of the officers who approved it.
      amount: How much, in đồng; all that is still missing when None.
      exception: Minutes that excuse a breach of a rule.
    """

    fund: Fund
    day: date
    minutes: str
    approved_by: tuple[str, ...]
    amount: int | None = None
    exception: str | None = None


def let_shortage_go(session: WritingSession, request: ShortageRequest) -> tuple[Written, int]:
    """Enter that the fund bears a shortage: administration against cash shortage, no money.

    Returns:
      The entry's number, and the amount in đồng.

    Raises:
      NoSuchShortage: nothing is missing, or less than the amount.
    """
    check_open_day(session, request.day)
    missing = session.book.balance(request.fund, Role.CASH_SHORTAGE, on=request.day)
    amount = missing if request.amount is None else positive(request.amount)
    if amount > missing or missing <= 0:
        raise NoSuchShortage(request.fund, missing)
    voucher = session.book.next_voucher(ACCOUNTING_ENTRY, request.day.year)
    metadata: dict[str, Value] = {
        "minutes": clean_text(request.minutes, Message(N_("The number of the minutes"))),
    }
    entry = Transaction(
        request.day,
        narration(session, N_("Missing cash is borne by the fund")),
        two_lines(
            account_of(session, request.fund, Role.ADMINISTRATION),
            account_of(session, request.fund, Role.CASH_SHORTAGE),
            amount,
        ),
        links=frozenset({str(voucher)}),
        metadata=metadata | approved(session, request.approved_by) | excuse(request.exception),
    )
    session.add_to_journal(request.fund, request.day.year, entry)
    return Written(voucher), amount
