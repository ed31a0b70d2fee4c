"""What commands that move a loan share: corrections in words and for programs, and the outcome."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger_core.cli.parameters import option
from ledger_core.cli.words import SPLIT_LABELS
from ledger_core.cli.writing import Outcome
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.actions import Correction, Written
    from ledger_core.books.loan_record import LoanRecord
    from ledger_core.books.session import WritingSession
    from ledger_core.loans import Split

paper_option = option(
    "--voucher",
    text=N_("Number of the accounting entry (BT); the next one if left out."),
    metavar=N_("NUMBER"),
)


def about_loan(
    session: "WritingSession",
    written: "Written",
    loan: str,
    done: Message,
    lines: Sequence[str] = (),
    *,
    split: "Split | None" = None,
    more: dict[str, Any] | None = None,
) -> Outcome:
    """Return the outcome of an entry of one loan: the sentence, then what it means."""
    record = session.book.loans[loan]
    return Outcome(
        done,
        [str(done), *lines],
        voucher=str(written.voucher),
        repeated=written.repeated,
        loan=loan,
        member=record.member,
        split={name: getattr(split, name) for name in SPLIT_LABELS} if split else None,
        more=more,
    )


def named(session: "WritingSession", loan: str) -> dict[str, str]:
    """Return how sentences name a loan and its borrower."""
    record = session.book.loans[loan]
    member = session.book.register.members[record.member]
    return {"loan": loan, "name": member.name}


def repayment_lines(
    record: "LoanRecord", day: date, split: "Split", corrections: "Sequence[Correction]"
) -> list[str]:
    """Say the parts of a repayment, what is owed after it, and what is split anew by it."""
    lines = [
        _("    {what}: {amount:money}", what=label, amount=part)
        for name, label in SPLIT_LABELS.items()
        if (part := getattr(split, name))
    ]
    account = record.account_on(day)
    if account is not None:
        lines.append(
            _(
                "  Principal still owed after it: {amount:money}",
                amount=account.outstanding_principal,
            )
        )
    return lines + correction_lines(corrections)


def correction_lines(corrections: "Sequence[Correction]") -> list[str]:
    """Say which later repayments are split anew because of a late entry."""
    if not corrections:
        return []
    lines = [_("  Later repayments of the loan are split anew, without any money moving:")]
    for one in corrections:
        changes = ", ".join(
            _("{what} {amount:money}", what=label, amount=change)
            if change < 0
            else _("{what} +{amount:money}", what=label, amount=change)
            for name, label in SPLIT_LABELS.items()
            if (change := getattr(one.change, name))
        )
        lines.append(
            _(
                "    {day:date}, {corrects}: {changes}",
                day=one.day,
                corrects=str(one.corrects),
                changes=changes,
            )
        )
    return lines


def corrections_json(corrections: "Sequence[Correction]") -> dict[str, Any]:
    """Return the corrections for programs."""
    return {
        "corrections": [
            {
                "date": one.day.isoformat(),
                "corrects": str(one.corrects),
                "voucher": str(one.voucher),
                "change": {name: getattr(one.change, name) for name in SPLIT_LABELS},
            }
            for one in corrections
        ]
    }
