"""`clubledger loan set-off|use-overpayment|refund|return-in-kind`: loans settled without cash."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_core.cli.adjusting import (
    about_loan,
    corrections_json,
    named,
    paper_option,
    repayment_lines,
)
from ledger_core.cli.framework import command
from ledger_core.cli.loan_options import about_a_loan, about_any_loan
from ledger_core.cli.options import as_written, voucher_option
from ledger_core.cli.parameters import option
from ledger_core.cli.values import AMOUNT
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_

if TYPE_CHECKING:
    from ledger_core.books.actions import Settled, SettlementRequest
    from ledger_core.books.session import WritingSession

_Settle = Callable[["WritingSession", "SettlementRequest"], "Settled"]

amount_option = option(
    "--amount",
    text=N_("Amount; as much as there is and the loan needs if left out."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
)


def _settle(
    club: Path, manner: Manner, request: "SettlementRequest", enter: _Settle, text: str
) -> int:
    def action(session: "WritingSession") -> Outcome:
        settled = enter(session, request)
        done = Message(
            text,
            voucher=str(settled.voucher),
            amount=settled.amount,
            **named(session, settled.loan),
        )
        return _settled(session, request.day, settled, done)

    return write(club, manner, action)


def _settled(session: "WritingSession", day: date, settled: "Settled", done: Message) -> Outcome:
    record = session.book.loans[settled.loan]
    return about_loan(
        session,
        settled,
        settled.loan,
        done,
        repayment_lines(record, day, settled.split, settled.corrections),
        split=settled.split,
        more={"amount": settled.amount, **corrections_json(settled.corrections)},
    )


@command(
    "set-off",
    N_(
        "Repay a loan out of the borrower's own paid-in capital, as on leaving the club.\n\n"
        "What is left of the capital is paid out with: clubledger pay --for members-capital."
    ),
)
@about_a_loan
@amount_option
@option("--minutes", text=N_("Number of the minutes that decided it."), metavar=N_("MINUTES"))
@paper_option
@as_written
def loan_set_off(
    *,
    club: Path,
    loan: str,
    amount: int | None,
    minutes: str | None,
    voucher: str | None,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Set capital off."""
    from ledger_core.books.actions import SettlementRequest, set_off

    request = SettlementRequest(loan, day, amount, voucher, minutes=minutes, exception=exception)
    text = N_("{voucher}: {amount:money} đồng of {name}'s capital are set off against loan {loan}.")
    return _settle(club, Manner(yes, output), request, set_off, text)


@command(
    "use-overpayment",
    N_("Repay a loan out of what the borrower paid too much, on this loan or an earlier one."),
)
@about_a_loan
@amount_option
@option(
    "--from-loan",
    text=N_("The loan that was overpaid; not needed where there is only one."),
    metavar=N_("LOAN"),
)
@paper_option
@as_written
def loan_use_overpayment(
    *,
    club: Path,
    loan: str,
    amount: int | None,
    from_loan: str | None,
    voucher: str | None,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Use an overpayment."""
    from ledger_core.books.actions import SettlementRequest, use_overpayment

    request = SettlementRequest(
        loan, day, amount, voucher, from_loan=from_loan, exception=exception
    )
    text = N_("{voucher}: {amount:money} đồng that {name} had paid too much go to loan {loan}.")
    return _settle(club, Manner(yes, output), request, use_overpayment, text)


@command("refund", N_("Give back in cash what was paid too much on a loan."))
@about_any_loan
@option(
    "--amount",
    text=N_("Amount; all of it if left out."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
)
@voucher_option
@as_written
def loan_refund(
    *,
    club: Path,
    loan: str,
    amount: int | None,
    voucher: str | None,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Refund an overpayment."""
    from ledger_core.books.actions import RefundRequest, refund

    request = RefundRequest(loan, day, amount, voucher, exception)

    def action(session: "WritingSession") -> Outcome:
        paid = refund(session, request)
        done = Message(
            N_("Voucher {voucher}: {amount:money} đồng given back to {name}, loan {loan}."),
            voucher=str(paid.voucher),
            amount=paid.amount,
            **named(session, paid.loan),
        )
        return about_loan(session, paid, paid.loan, done, more={"amount": paid.amount})

    return write(club, Manner(yes, output), action)


@command(
    "return-in-kind",
    N_(
        "Enter that a loan is repaid in goods, at the value agreed when they were lent.\n\n"
        "If they are worth more or less now, the difference is income or an expense of the club."
    ),
)
@about_a_loan
@option(
    "--goods",
    text=N_("What is given back, such as “1 con bò”."),
    metavar=N_("TEXT"),
    question=N_("What is given back"),
    needed=True,
)
@option(
    "--amount",
    text=N_("The value agreed when they were lent: so much of the loan is settled."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("Value agreed when they were lent"),
    needed=True,
)
@option(
    "--value",
    text=N_("What they are worth now; as agreed if left out."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
    question=N_("What they are worth now (Enter for the same)"),
)
@paper_option
@as_written
def loan_return_in_kind(
    *,
    club: Path,
    loan: str,
    goods: str,
    amount: int,
    value: int | None,
    voucher: str | None,
    exception: str | None,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter a repayment in kind."""
    from ledger_core.books.actions import ReturnRequest, return_in_kind

    request = ReturnRequest(loan, day, goods, amount, value, voucher, exception)

    def action(session: "WritingSession") -> Outcome:
        settled = return_in_kind(session, request)
        done = Message(
            N_("{voucher}: {name} gives back {goods} for {amount:money} đồng of loan {loan}."),
            voucher=str(settled.voucher),
            goods=goods,
            amount=settled.amount,
            **named(session, settled.loan),
        )
        return _settled(session, request.day, settled, done)

    return write(club, Manner(yes, output), action)
