"""What a club states of its voucher pads: a pad begins at a number, a form was spoiled."""

from datetime import date

from ledger_core.books.actions.dating import check_open_day
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.directives import Directive
from ledger_core.books.literals import Value
from ledger_core.books.rendering import Custom
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Fund, VoucherSeries
from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_

_FARTHEST = 100  # forms: a number farther on is a slip of the pen


class VoucherIsUsed(ClubledgerError):
    """A form is said to be spoiled, and an entry carries its number."""

    def __init__(self, number: str, day: date) -> None:
        super().__init__(
            Message(
                N_("Voucher {voucher} stands in the books on {day:date}: it was not spoiled."),
                voucher=number,
                day=day,
            ),
            Message(N_("A mistaken entry is taken back with: clubledger reverse.")),
        )


class VoucherFarOff(ClubledgerError):
    """A number is far beyond those that were used so far."""

    def __init__(self, number: str, following: str) -> None:
        super().__init__(
            Message(
                N_("Voucher {voucher} is far beyond the next number, {following}."),
                voucher=number,
                following=following,
            ),
            Message(N_("Check the number on the paper and type it again.")),
        )


def start_series(
    session: WritingSession, *, series: str, first: int, day: date, fund: Fund | None = None
) -> bool:
    """State that a pad begins at a number, in the year of `day`; the same again does nothing.

    Args:
      session: The books.
      series: The two letters of the pad, such as PT.
      first: Its first number.
      day: The day from which the pad is used.
      fund: The fund, where each keeps a pad of its own.

    Returns:
      Whether it is new: False where the books say so already.

    Raises:
      NotACode: the letters or the number cannot be those of a voucher.
    """
    check_open_day(session, day)
    number = VoucherNumber(series.strip().upper(), day.year, first)
    known = session.book.register.voucher_book.series
    said = VoucherSeries(number.series, day, first, fund)
    if any(_same_pad(said, one) for one in known):
        return False
    metadata: dict[str, Value] = {"first": first} | _of_fund(fund)
    session.add_to_register(Custom(day, Directive.VOUCHER_SERIES, (number.series,), metadata))
    return True


def void_voucher(
    session: WritingSession, *, number: str, reason: str, day: date, fund: Fund | None = None
) -> tuple[VoucherNumber, bool]:
    """State that a form was spoiled: its number is used up; the same again does nothing.

    Args:
      session: The books.
      number: The number of the form, whole: PT-2026-0107.
      reason: What became of it.
      day: The day.
      fund: The fund, where each keeps a pad of its own.

    Returns:
      The number, and whether it is new: False where the books say so already.

    Raises:
      NotACode: it is no voucher number.
      VoucherIsUsed: an entry carries the number.
      VoucherFarOff: the number is far beyond the next one.
    """
    check_open_day(session, day)
    form = VoucherNumber.parse(number.strip().upper())
    voids = session.book.register.voucher_book.void
    if any(void.number == str(form) and void.fund in (None, fund) for void in voids):
        return form, False
    for posted in session.book.vouchers.get(form, ()):
        if fund is None or fund in posted.funds:
            raise VoucherIsUsed(str(form), posted.date)
    following = session.book.next_voucher(form.series, form.year)
    if form.number > following.number + _FARTHEST:
        raise VoucherFarOff(str(form), str(following))
    why = clean_text(reason, Message(N_("The reason")))
    metadata: dict[str, Value] = {"reason": why} | _of_fund(fund)
    session.add_to_register(Custom(day, Directive.VOUCHER_VOID, (str(form),), metadata))
    return form, True


def _same_pad(one: VoucherSeries, other: VoucherSeries) -> bool:
    return (one.series, one.first, one.fund, one.since.year) == (
        other.series,
        other.first,
        other.fund,
        other.since.year,
    )


def _of_fund(fund: Fund | None) -> dict[str, Value]:
    return {} if fund is None else {"fund": fund.value}
