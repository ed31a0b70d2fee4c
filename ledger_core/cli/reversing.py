"""`clubledger reverse`: a mistaken entry is taken back by an adjusting entry."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.adjusting import correction_lines, corrections_json
from ledger_core.cli.framework import command
from ledger_core.cli.loan_options import decided_by
from ledger_core.cli.options import club_argument
from ledger_core.cli.parameters import argument, option
from ledger_core.cli.values import WordType
from ledger_core.cli.words import fund_labels, funds
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.session import WritingSession
    from ledger_core.club import Fund


@command(
    "reverse",
    N_(
        "Take a mistaken entry back by an adjusting entry.\n\n"
        "Nothing is struck out: an entry with exactly opposite amounts is added in each fund, "
        "under a new number of the same series. Then enter what really happened."
    ),
)
@club_argument
@argument(
    "number",
    text=N_("Number of the voucher that was a mistake, such as PT-2026-0102."),
    metavar=N_("NUMBER"),
    question=N_("Which voucher was a mistake"),
)
@option(
    "--fund",
    text=N_("The fund, where each fund has a paper of its own under this number."),
    type=WordType(funds, fund_labels),
)
@option(
    "--voucher",
    text=N_("Number of the adjusting entry; the next one of the series if left out."),
    metavar=N_("NUMBER"),
)
@decided_by
def reverse(
    *,
    club: Path,
    number: str,
    fund: "Fund | None",
    voucher: str | None,
    approved_by: tuple[str, ...],
    minutes: str,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter an adjusting entry."""
    from ledger_core.books.actions import ReversalRequest
    from ledger_core.books.actions import reverse as enter

    request = ReversalRequest(number, day, minutes, fund, voucher, exception, approved_by)

    def action(session: "WritingSession") -> Outcome:
        taken = enter(session, request)
        done = Message(
            N_("{voucher} takes {original} back."),
            voucher=str(taken.voucher),
            original=str(taken.original),
        )
        lines = [str(done)]
        if taken.loan is not None and not taken.repeated:
            account = session.book.loans[taken.loan].account_on(day)
            if account is not None:
                lines.append(
                    _(
                        "  Principal of loan {loan} owed after it: {amount:money}",
                        loan=taken.loan,
                        amount=account.outstanding_principal,
                    )
                )
        lines += correction_lines(taken.corrections)
        return Outcome(
            done,
            lines,
            voucher=str(taken.voucher),
            repeated=taken.repeated,
            loan=taken.loan,
            member=taken.member,
            more={
                "reverses": str(taken.original),
                "funds": [of.value for of in taken.funds],
                **corrections_json(taken.corrections),
            },
        )

    return write(club, Manner(yes, output), action)
