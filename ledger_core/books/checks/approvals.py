"""Two people: what binds the club's money is approved by two different officers in office.

A loan, a loss of principal, a decision about a running loan, its passing to another borrower and
an adjusting entry each name those who approved them. The rules of the day say how many officers
that must be (`approvals-needed`, two where they do not say). Until a club has entered its first
officer, members count in their place, and a warning says so.

Nobody approves for themselves alone: a borrower who is the only one approving is a breach, one
whose approval is needed to make up the number is a warning, since small clubs lend to their
officers too.

The correction of a split (`corrects:`) needs no approval: it posts what the loan's own rule says of
a receipt, and another rule checks it.
"""

from beancount.core import data

from ledger_core.books.book import Book
from ledger_core.books.checks.people import is_known
from ledger_core.books.directives import Directive
from ledger_core.books.loan_changes import approvers
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.metadata import text_of
from ledger_core.books.posted import CASH_ROLES, Posted
from ledger_core.club import Role
from ledger_core.findings import Severity
from ledger_core.loans import Relief, WriteOff
from ledger_core.messages import Message, N_

APPROVED_BY_KEY = "approved-by"
LOAN_RULE = "loan_lifecycle.two-approvers"
REVERSAL_RULE = "register.reversal-two-approvers"
SHORTAGE_RULE = "register.shortage-two-approvers"


def check_loan_approvals(book: Book) -> None:
    """Check who approved each loan, each decision about it, its losses and its passing on."""
    for record in book.loans.values():
        _check(book, record.entry, LOAN_RULE, record)
        for fact in record.changes:
            _check(book, fact.entry, LOAN_RULE, record)
        if record.cancellation is not None:
            _check(book, record.cancellation, LOAN_RULE, record)
        for fact in record.standing:
            if isinstance(fact.event, WriteOff | Relief):
                _check(book, fact.entry, LOAN_RULE, record)
    for posted in book.transactions:
        if len(posted.loan_moves) > 1 and posted.reverses is None:
            _check_passing_on(book, posted)


def _check_passing_on(book: Book, posted: Posted) -> None:
    """The new borrower's agreement of the same day says who approved that the loan passes on."""
    taker = next((loan for loan, move in posted.loan_moves.items() if move > 0), None)
    record = book.loans.get(taker or "")
    agreed_now = record is not None and record.approved_on == posted.date
    if not agreed_now or text_of(posted.entry.meta, APPROVED_BY_KEY) is not None:
        _check(book, posted.entry, LOAN_RULE, record)


def check_reversal_approvals(book: Book) -> None:
    """Check who approved each adjusting entry, and that the register knows every approver."""
    for posted in book.transactions:
        if text_of(posted.entry.meta, APPROVED_BY_KEY) is not None:
            for code in approvers(posted.entry):
                is_known(book, posted.entry.meta, code, posted.loan)
        if posted.reverses is not None:
            _check(book, posted.entry, REVERSAL_RULE, _loan_of(book, posted))
        elif _lets_shortage_go(posted):
            _check(book, posted.entry, SHORTAGE_RULE, None)
    for entry in book.register_entries:
        if entry.type == Directive.MORATORIUM_REVERSED:
            for code in approvers(entry):
                is_known(book, entry.meta, code, None)
            _check(book, entry, REVERSAL_RULE, None)


def _lets_shortage_go(posted: Posted) -> bool:
    """Whether missing cash stops being owed to the fund, and nobody brings it back."""
    return posted.by_role.get(Role.CASH_SHORTAGE, 0) < 0 and not posted.sum(*CASH_ROLES)


def check_offices_entered(book: Book) -> None:
    """Warn of loans approved while the books name nobody who holds an office."""
    for record in sorted(book.loans.values(), key=lambda record: record.approved_on):
        if not book.register.has_offices_on(record.approved_on):
            book.findings.add(
                "register.offices-missing",
                Severity.WARNING,
                record.entry.meta,
                Message(
                    N_(
                        "On {day:date} nobody holds an office by the books: any two members may "
                        "approve a loan."
                    ),
                    day=record.approved_on,
                ),
                remedy=Message(N_("Enter who holds which office: clubledger office.")),
                loan=record.loan,
            )
            return


def _loan_of(book: Book, posted: Posted) -> LoanRecord | None:
    return book.loans.get(posted.loan) if posted.loan is not None else None


def _check(book: Book, entry: data.Directive, rule: str, record: LoanRecord | None) -> None:
    register, day = book.register, entry.date
    named = frozenset(approvers(entry))
    needed = register.rules_on(day).approvals_needed
    entered = register.has_offices_on(day)
    counted = named & register.officers_on(day) if entered else named & register.members.keys()
    loan = record.loan if record else None
    if len(counted) < needed:
        names = ", ".join(sorted(counted)) or "–"
        book.findings.add(
            rule,
            Severity.BREACH,
            entry.meta,
            Message(
                N_(
                    "{needed} officers in office on {day:date} must approve it; named are: "
                    "{counted}."
                ),
                needed=needed,
                day=day,
                counted=names,
            )
            if entered
            else Message(
                N_("{needed} members must approve it; named are: {counted}."),
                needed=needed,
                counted=names,
            ),
            remedy=Message(
                N_(
                    "Name those who approved it, such as approved-by: “M001 M003”; who holds an "
                    "office is entered with: clubledger office."
                )
            ),
            loan=loan,
        )
    elif record is not None and rule == LOAN_RULE:
        others = counted - {record.member}
        if not others or (entered and len(others) < needed):
            _approved_by_borrower(book, entry, record, needed, alone=not others)


def _approved_by_borrower(
    book: Book, entry: data.Directive, record: LoanRecord, needed: int, *, alone: bool
) -> None:
    """Nobody lends to themselves: the borrower's own approval does not make up the number."""
    book.findings.add(
        "loan_lifecycle.approved-by-borrower"
        if alone
        else "loan_lifecycle.borrower-among-approvers",
        Severity.BREACH if alone else Severity.WARNING,
        entry.meta,
        Message(
            N_("{member}, who owes the loan, is the only one who approves it."),
            member=record.member,
        )
        if alone
        else Message(
            N_("{member}, who owes the loan, is one of the {needed} who approve it."),
            member=record.member,
            needed=needed,
        ),
        remedy=Message(N_("Let another officer approve it.")),
        loan=record.loan,
    )
