"""`clubledger pay`, `transfer` and `distribute`: money leaves a cash box."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.framework import command
from ledger_core.cli.options import (
    amount_option,
    as_written,
    club_argument,
    date_option,
    format_option,
    voucher_option,
    yes_option,
)
from ledger_core.cli.parameters import option
from ledger_core.cli.purposes import PurposeType, fund_option
from ledger_core.cli.values import MEMBER
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.actions import MoneyRequest, Written
    from ledger_core.books.session import WritingSession
    from ledger_core.club import Distribution, Fund

Mover = Callable[["WritingSession", "MoneyRequest"], "Written"]


def money_action(request: "MoneyRequest", move: Mover) -> Callable[["WritingSession"], Outcome]:
    """Return the action that enters one amount paid or received for one purpose."""

    def action(session: "WritingSession") -> Outcome:
        from ledger_core.books.codes import member_code
        from ledger_core.club import Role

        written = move(session, request)
        member = member_code(request.member) if request.member is not None else None
        person = request.person
        if member is not None and not person:
            person = session.book.register.members[member].name
        values = {
            "voucher": str(written.voucher),
            "fund": request.fund,
            "amount": request.amount,
            "purpose": Role(request.role.strip().lower()),
            "person": person or "–",
        }
        done = Message(
            N_("{voucher} ({fund}): {amount:money} đồng for {purpose}, {person}."), **values
        )
        return Outcome(
            done,
            [str(done)],
            voucher=str(written.voucher),
            repeated=written.repeated,
            member=member,
        )

    return action


@command("pay", N_("Record a payment out of a fund's cash."))
@club_argument
@fund_option()
@option(
    "--for",
    "purpose",
    text=N_("The purpose: area-health-care, area-culture, administration, bank, …"),
    metavar=N_("PURPOSE"),
    type=PurposeType(received=False),
    question=N_("What is it for"),
    needed=True,
)
@amount_option
@option(
    "--to",
    "person",
    text=N_("Who gets the money."),
    metavar=N_("NAME"),
    question=N_("Who gets the money"),
    needed=True,
    when=lambda ctx: ctx.params.get("member") is None,
)
@option(
    "--member",
    text=N_("Code of the member who gets it, where capital or an overpayment is refunded."),
    metavar=N_("CODE"),
    type=MEMBER,
)
@option("--narration", text=N_("What it is for, in own words."), metavar=N_("TEXT"))
@voucher_option
@as_written
def pay(
    *,
    club: Path,
    fund: "Fund",
    purpose: str,
    amount: int,
    person: str | None,
    member: str | None,
    narration: str | None,
    voucher: str | None,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Record a payment."""
    from ledger_core.books.actions import MoneyRequest
    from ledger_core.books.actions import pay as enter

    request = MoneyRequest(
        fund, day, purpose, amount, person or "", member, voucher, narration or "", exception
    )
    return write(club, Manner(yes, output), money_action(request, enter))


@command("transfer", N_("Pass cash from one fund to the other."))
@club_argument
@fund_option("--from", text=N_("The fund that gives."), question=N_("Which fund gives the money"))
@fund_option("--to", text=N_("The fund that gets."), question=N_("Which fund gets the money"))
@amount_option
@option("--narration", text=N_("Why."), metavar=N_("TEXT"), question=N_("Why"))
@voucher_option
@date_option
@yes_option
@format_option
def transfer(
    *,
    club: Path,
    from_fund: "Fund",
    to: "Fund",
    amount: int,
    narration: str | None,
    voucher: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Pass cash between the funds."""
    from ledger_core.books.actions import TransferRequest
    from ledger_core.books.actions import transfer as enter

    request = TransferRequest(from_fund, to, day, amount, voucher, narration or "")

    def action(session: "WritingSession") -> Outcome:
        written = enter(session, request)
        done = Message(
            N_("{voucher}: {amount:money} đồng from {source} to {target}."),
            voucher=str(written.voucher),
            amount=amount,
            source=from_fund,
            target=to,
        )
        number = str(written.voucher)
        return Outcome(done, [str(done)], voucher=number, repeated=written.repeated)

    return write(club, Manner(yes, output), action)


def distribution_lines(parts: "Distribution") -> list[str]:
    """Say how interest is distributed."""
    from ledger_core.club import Role

    labels = {
        Message(N_("to the Activity fund, in cash")): parts.activity,
        Role.RISK_RESERVE.label: parts.risk_reserve,
        Role.CAPITAL_GROWTH.label: parts.capital,
        Role.MANAGEMENT_ALLOWANCE.label: parts.management,
    }
    lines = [_("Interest to distribute: {amount:money} đồng", amount=parts.interest)]
    return lines + [
        _("  {what}: {amount:money}", what=label, amount=part)
        for label, part in labels.items()
        if part
    ]


@command(
    "distribute",
    N_(
        "Distribute the interest received by the club's rule.\n\n"
        "All interest up to the day that was not distributed yet: part passes to the Activity "
        "fund in cash, the rest stays as risk reserve, capital or management allowance."
    ),
)
@club_argument
@voucher_option
@date_option
@yes_option
@format_option
def distribute(*, club: Path, voucher: str | None, day: date, yes: bool, output: str) -> int:
    """Distribute interest."""
    from ledger_core.books.actions import distribute_interest

    def action(session: "WritingSession") -> Outcome:
        written, parts = distribute_interest(session, day=day, number=voucher)
        done = Message(
            N_("{voucher}: interest of {amount:money} đồng is distributed."),
            voucher=str(written.voucher),
            amount=parts.interest,
        )
        lines = distribution_lines(parts)
        shares = {
            "interest": parts.interest,
            "activity": parts.activity,
            "risk_reserve": parts.risk_reserve,
            "capital": parts.capital,
            "management": parts.management,
        }
        number = str(written.voucher)
        return Outcome(done, lines, number, written.repeated, more={"distribution": shares})

    return write(club, Manner(yes, output), action)
