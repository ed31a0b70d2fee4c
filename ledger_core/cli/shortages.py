"""`clubledger shortage`: the members' meeting lets missing cash go."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.framework import command
from ledger_core.cli.loan_options import decided_by
from ledger_core.cli.options import club_argument
from ledger_core.cli.parameters import option
from ledger_core.cli.purposes import fund_option
from ledger_core.cli.values import AMOUNT
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_

if TYPE_CHECKING:
    from ledger_core.books.session import WritingSession
    from ledger_core.club import Fund


@command(
    "shortage",
    N_(
        "Let cash go that was found missing: the fund bears it.\n\n"
        "Minutes decide it and two officers approve it. Who brings the money back pays it with: "
        "clubledger receive --for cash-shortage."
    ),
)
@club_argument
@fund_option()
@option(
    "--amount",
    text=N_("How much; all that is missing if left out."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
)
@decided_by
def shortage(
    *,
    club: Path,
    fund: "Fund",
    amount: int | None,
    approved_by: tuple[str, ...],
    minutes: str,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Let a shortage go."""
    from ledger_core.books.actions import ShortageRequest, let_shortage_go

    request = ShortageRequest(fund, day, minutes, approved_by, amount, exception)

    def action(session: "WritingSession") -> Outcome:
        written, gone = let_shortage_go(session, request)
        done = Message(
            N_("{fund}: {amount:money} đồng of missing cash are borne by the fund."),
            fund=fund,
            amount=gone,
        )
        return Outcome(
            done,
            [str(done)],
            voucher=str(written.voucher),
            more={"fund": fund.value, "amount": gone},
        )

    return write(club, Manner(yes, output), action)
