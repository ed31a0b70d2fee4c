"""What commands that change a running loan share: the decision, and what changes by it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger_core.cli.adjusting import correction_lines, corrections_json
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.actions import Decided, Decision
    from ledger_core.books.session import WritingSession
    from ledger_core.loans import LoanPosition
    from ledger_core.reports import Table


def decide(
    club: Path,
    decision: "Decision",
    manner: Manner,
    action: Callable[["WritingSession", "Decision"], "Decided"],
    says: tuple[Message, Callable[["Decided"], Sequence[str]]],
) -> int:
    """Run an action that changes a loan; show what changes by it before it is written.

    Args:
      club: The club's folder.
      decision: The decision.
      manner: How to write.
      action: Enters the decision.
      says: What was done, in a sentence, and what to say of the decision before it is written.
    """
    done, words = says

    def enter(session: "WritingSession") -> Outcome:
        decided = action(session, decision)
        record = decided.record
        member = session.book.register.members[record.member]
        head = _(
            "Loan {loan} to {member} {name}, {day:date}",
            loan=record.loan,
            member=member.code,
            name=member.name,
            day=decision.day,
        )
        lines = [head, *(f"  {line}" for line in words(decided)), ""]
        return Outcome(
            done,
            [
                *lines,
                *_comparison(decided.before, decided.after),
                *correction_lines(decided.corrections),
            ],
            loan=record.loan,
            member=record.member,
            more={
                "before": owed_json(decided.before),
                "after": owed_json(decided.after),
                **corrections_json(decided.corrections),
            },
        )

    return write(club, manner, enter)


def _comparison(before: "LoanPosition", after: "LoanPosition") -> list[str]:
    from ledger_core.cli.showing import screen_width
    from ledger_core.reports import render_table

    tables = (owed_table(before, after), coming_table(before, after))
    texts = [render_table(table, width=screen_width()).rstrip("\n") for table in tables]
    return ["\n\n".join(texts)]


def owed_table(before: "LoanPosition", after: "LoanPosition") -> "Table":
    """Return what is owed on the day, without the decision and with it."""
    from ledger_core.reports import Column, Kind, Table

    columns = (
        Column("owed", Message(N_("Owed on {day:date}"), day=before.date)),
        Column("before", Message(N_("Before")), Kind.AMOUNT),
        Column("after", Message(N_("After")), Kind.AMOUNT),
    )
    labels = {
        "outstanding_principal": Message(N_("principal not yet repaid")),
        "principal_due": Message(N_("of it due and unpaid")),
        "interest_due": Message(N_("interest due and unpaid")),
        "late_interest": Message(N_("late-payment interest and penalties")),
        "fee_due": Message(N_("fees due and unpaid")),
        "payoff_amount": Message(N_("to pay everything off on this day")),
    }
    rows = tuple(
        (label, getattr(before, key), getattr(after, key))
        for key, label in labels.items()
        if key in ("outstanding_principal", "payoff_amount")
        or getattr(before, key)
        or getattr(after, key)
    )
    return Table("owed", Message(N_("What is owed")), columns, rows)


def coming_table(before: "LoanPosition", after: "LoanPosition") -> "Table":
    """Return what is to be paid on each date, without the decision and with it."""
    from ledger_core.reports import BLANK, Column, Figure, Kind, Table

    old, new = unpaid_by_date(before), unpaid_by_date(after)
    columns = (
        Column("due", Message(N_("Due")), Kind.DATE),
        Column("principal_before", Message(N_("Principal before")), Kind.AMOUNT),
        Column("interest_before", Message(N_("Interest before")), Kind.AMOUNT),
        Column("fee_before", Message(N_("Fees before")), Kind.AMOUNT),
        Column("principal_after", Message(N_("Principal after")), Kind.AMOUNT),
        Column("interest_after", Message(N_("Interest after")), Kind.AMOUNT),
        Column("fee_after", Message(N_("Fees after")), Kind.AMOUNT),
    )
    none = (None, None, None)
    rows = [(due, *old.get(due, none), *new.get(due, none)) for due in sorted({*old, *new})]
    sums = [sum(row[i] or 0 for row in rows) for i in range(1, len(columns))]
    fees = bool(sums[2] or sums[5])
    kept = [i for i in range(len(columns)) if fees or i not in (3, 6)]
    total = (Figure(Message(N_("Total")), Kind.TEXT), *sums)
    return Table(
        "coming",
        Message(N_("To pay on each date, without late-payment interest")),
        tuple(columns[i] for i in kept),
        tuple(tuple(row[i] for i in kept) for row in rows),
        total=tuple(total[i] for i in kept) if rows else (BLANK,) * len(kept),
    )


def unpaid_by_date(position: "LoanPosition") -> dict[date, tuple[int, int, int]]:
    """Return the unpaid principal, interest and fees (penalties with them) of each due date."""
    unpaid: dict[date, tuple[int, int, int]] = {}
    parts = [
        (row.due, row.unpaid_principal, row.unpaid_interest, row.unpaid_fee)
        for row in position.instalments
    ]
    parts += [(charge.due, 0, 0, charge.unpaid) for charge in position.charges]
    for due, *amounts in parts:
        if any(amounts):
            so_far = unpaid.get(due, (0, 0, 0))
            principal, interest, fee = (a + b for a, b in zip(so_far, amounts, strict=True))
            unpaid[due] = (principal, interest, fee)
    return unpaid


def owed_json(position: "LoanPosition") -> dict[str, Any]:
    """Return what is owed on a day and on each date to come, for programs."""
    from ledger_core.cli.lists import position_json

    return {
        **position_json(position),
        "principal_due": position.principal_due,
        "interest_due": position.interest_due,
        "fee_due": position.fee_due,
        "to_pay": [
            {"due": due.isoformat(), "principal": principal, "interest": interest, "fee": fee}
            for due, (principal, interest, fee) in sorted(unpaid_by_date(position).items())
        ],
    }


def counted_line(decided: "Decided") -> list[str]:
    """Say that a rescheduling counts, and from when a late loan's days go on counting."""
    after = decided.after
    lines = [
        _("This is rescheduling number {count} of the loan.", count=after.reschedules)
        if after.reschedules > decided.before.reschedules
        else ""
    ]
    if after.oldest_unpaid_due is not None:
        lines.append(
            _(
                "It stays late: its days count from {due:date} until what was overdue is repaid.",
                due=after.oldest_unpaid_due,
            )
        )
    return [line for line in lines if line]
