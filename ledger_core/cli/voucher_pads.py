"""`clubledger voucher start-series` and `void`: a new pad, a form that was spoiled."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.framework import command
from ledger_core.cli.options import club_argument, date_option, format_option, yes_option
from ledger_core.cli.parameters import argument, option
from ledger_core.cli.values import NumberType, WordType
from ledger_core.cli.words import fund_labels, funds
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_

if TYPE_CHECKING:
    from ledger_core.books.session import WritingSession
    from ledger_core.club import Fund

_HIGHEST = 9999  # the numbers on a pad

_pad_fund = option(
    "--fund",
    text=N_("The fund, where each fund keeps a pad of its own."),
    type=WordType(funds, fund_labels),
)


@command(
    "start-series",
    N_(
        "State that a pad of vouchers begins at a number.\n\n"
        "For a club that begins with the program in the middle of a year, or takes a new pad: the "
        "numbers before it are not missing, and the next voucher gets this number."
    ),
)
@club_argument
@option(
    "--series",
    text=N_("The two letters: PT receipts, PC payments, CQ transfers."),
    metavar=N_("LETTERS"),
    question=N_("Which series (PT receipts, PC payments)"),
    needed=True,
)
@option(
    "--first",
    text=N_("The first number of the pad, such as 102."),
    metavar=N_("NUMBER"),
    type=NumberType(1, _HIGHEST),
    question=N_("First number of the pad"),
    needed=True,
)
@_pad_fund
@date_option
@yes_option
@format_option
def voucher_start_series(
    *, club: Path, series: str, first: int, fund: "Fund | None", day: date, yes: bool, output: str
) -> int:
    """Enter where a pad begins."""
    from ledger_core.books.actions import start_series
    from ledger_core.books.codes import VoucherNumber

    def action(session: "WritingSession") -> Outcome:
        new = start_series(session, series=series, first=first, day=day, fund=fund)
        number = VoucherNumber(series.strip().upper(), day.year, first)
        done = Message(N_("The pad begins with {number}."), number=str(number))
        return Outcome(done, [str(done)], repeated=not new, voucher=str(number), unchanged=_STANDS)

    return write(club, Manner(yes, output), action)


@command(
    "void",
    N_(
        "State that a form was spoiled: its number is used up.\n\n"
        "Keep the spoiled form. The number is not given to another voucher, and is not missing."
    ),
)
@club_argument
@argument(
    "number",
    text=N_("Number of the spoiled form, such as PT-2026-0107."),
    metavar=N_("NUMBER"),
    question=N_("Number of the spoiled form"),
)
@option(
    "--reason",
    text=N_("What became of the form."),
    metavar=N_("TEXT"),
    question=N_("What became of it"),
    needed=True,
)
@_pad_fund
@date_option
@yes_option
@format_option
def voucher_void(
    *, club: Path, number: str, reason: str, fund: "Fund | None", day: date, yes: bool, output: str
) -> int:
    """Enter that a form was spoiled."""
    from ledger_core.books.actions import void_voucher

    def action(session: "WritingSession") -> Outcome:
        form, new = void_voucher(session, number=number, reason=reason, day=day, fund=fund)
        done = Message(N_("{number} is void."), number=str(form))
        return Outcome(done, [str(done)], repeated=not new, voucher=str(form), unchanged=_STANDS)

    return write(club, Manner(yes, output), action)


_STANDS = Message(N_("The books say so already: nothing was changed."))
