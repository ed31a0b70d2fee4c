"""`clubledger provision`: the allowance for loan losses is brought to what the table asks for."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.framework import command
from ledger_core.cli.options import (
    club_argument,
    date_option,
    format_option,
    minutes_option,
    voucher_option,
    yes_option,
)
from ledger_core.cli.showing import screen_width
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.actions import Provisioned
    from ledger_core.books.session import WritingSession
    from ledger_core.reports import Provisioning


@command(
    "provision",
    N_(
        "Set aside for loan losses what the club's table asks for.\n\n"
        "The five debt groups with balances, rates and amounts are shown; the difference to the "
        "allowance in the books is entered, up or down. No money moves."
    ),
)
@club_argument
@minutes_option
@voucher_option
@date_option
@yes_option
@format_option
def provision(
    *, club: Path, minutes: str, voucher: str | None, day: date, yes: bool, output: str
) -> int:
    """Enter provisions."""
    from ledger_core.books.actions import ProvisionRequest, set_allowance
    from ledger_core.reports import provisioning

    def action(session: "WritingSession") -> Outcome:
        asked = provisioning(session.book, day)
        request = ProvisionRequest(day, asked.required, asked.table.name, minutes, voucher)
        done = set_allowance(session, request)
        return Outcome(
            _done(asked, done),
            _before(asked, done),
            voucher=str(done.voucher) if done.voucher else None,
            repeated=done.repeated,
            more={"provisioning": asked.to_json()},
            unchanged=Message(
                N_("The allowance of {amount:money} đồng is what the table asks for: no change."),
                amount=done.before,
            ),
        )

    return write(club, Manner(yes, output), action)


def _done(asked: "Provisioning", done: "Provisioned") -> Message:
    text = (
        N_("{voucher}: {amount:money} đồng set aside; the allowance is now {after:money} đồng.")
        if done.change > 0
        else N_(
            "{voucher}: {amount:money} đồng taken back; the allowance is now {after:money} đồng."
        )
    )
    return Message(text, voucher=str(done.voucher), amount=abs(done.change), after=asked.required)


def _before(asked: "Provisioning", done: "Provisioned") -> list[str]:
    from ledger_core.reports import render_table

    lines = render_table(asked.groups(), width=screen_width()).rstrip("\n").split("\n")
    lines += [
        "",
        _("Required by the table: {amount:money}", amount=asked.required),
        _("Allowance in the books: {amount:money}", amount=done.before),
    ]
    if done.change > 0:
        lines.append(_("To set aside: {amount:money}", amount=done.change))
    elif done.change < 0:
        lines.append(_("To take back: {amount:money}", amount=-done.change))
    return lines
