"""`clubledger loan list --written-off`: the memo register of claims that are off the books."""

from datetime import date
from typing import TYPE_CHECKING

from ledger_core.cli.options import JSON
from ledger_core.cli.showing import show_json, show_table
from ledger_core.messages import Message, N_

if TYPE_CHECKING:
    from ledger_core.books.book import Book


def show_written_off(book: "Book", day: date, output: str) -> None:
    """Show every loan written off by a day, with what is still claimed of it."""
    from ledger_core.books.losses import written_off_claims
    from ledger_core.reports import BLANK, Column, Kind, Table

    claims = written_off_claims(book, day)
    if output == JSON:
        rows = [
            {
                "loan": claim.loan,
                "member": claim.member,
                "written_off_on": claim.day.isoformat(),
                "principal": claim.principal,
                "recovered": claim.recovered,
                "claim": claim.claim,
                "reason": None if claim.reason is None else claim.reason.value,
                "minutes": claim.minutes,
            }
            for claim in claims
        ]
        show_json({"as_of": day.isoformat(), "written_off": rows})
        return
    names = {code: member.name for code, member in book.register.members.items()}
    columns = (
        Column("loan", Message(N_("Loan"))),
        Column("member", Message(N_("Borrower"))),
        Column("written_off_on", Message(N_("Written off on")), Kind.DATE),
        Column("principal", Message(N_("Principal written off")), Kind.AMOUNT),
        Column("recovered", Message(N_("Recovered")), Kind.AMOUNT),
        Column("claim", Message(N_("Still claimed")), Kind.AMOUNT),
        Column("reason", Message(N_("Why"))),
        Column("minutes", Message(N_("Minutes"))),
    )
    lines = tuple(
        (
            claim.loan,
            f"{claim.member} {names.get(claim.member, '')}",
            claim.day,
            claim.principal,
            claim.recovered,
            claim.claim,
            claim.reason.label if claim.reason else None,
            claim.minutes,
        )
        for claim in claims
    )
    sums = [
        sum(getattr(claim, key) for claim in claims) for key in ("principal", "recovered", "claim")
    ]
    total = (Message(N_("Total")), BLANK, BLANK, *sums, BLANK, BLANK)
    title = Message(N_("Loans written off by {day:date}"), day=day)
    show_table(Table("written_off", title, columns, lines, total=total))
