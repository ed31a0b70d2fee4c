"""Checks of the other side: what may stand against a loan, against interest, against money out.

Double entry balances whatever accounts are chosen. A loan "repaid" by an expense, interest that
belongs to no loan, or a grant paid out in cash would all balance, and money would be gone.
"""

from ledger_core.books.book import Book
from ledger_core.books.interest_received import distributed_interest
from ledger_core.books.loan_events import opens_taken_over
from ledger_core.books.openings import is_opening
from ledger_core.books.posted import CASH_ROLES, SOURCE_ROLES, Posted
from ledger_core.club import AccountType, Role, role_spec
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_

# What an entry that moves a loan's principal may touch beside it.
_BESIDE_A_LOAN = frozenset(
    {
        *SOURCE_ROLES,
        Role.LOANS,
        Role.LOAN_INTEREST,
        Role.LATE_INTEREST,
        Role.LOAN_FEES,
        Role.INTEREST_RECEIVABLE,
        Role.ALLOWANCE,
        Role.RISK_RESERVE,
        Role.LOAN_LOSSES,
        Role.WAIVERS,
    }
)
_FROM_LOANS = frozenset({Role.LOAN_INTEREST, Role.LATE_INTEREST, Role.LOAN_FEES, Role.RECOVERIES})
# What money may be paid for; the rest are the club's own means, or entries that move no money.
_PAID_FOR = frozenset(
    {
        *SOURCE_ROLES,
        Role.LOANS,
        Role.LENDERS,
        Role.MANAGEMENT_ALLOWANCE,
        Role.TRANSFERS,
        Role.ADMINISTRATION,
        Role.BANK_CHARGES,
        *(role for role in Role if role.value.startswith("area-")),
    }
)
# The club's own means: they leave only by decision of the meeting, whatever account they go to.
_OWN_MEANS = frozenset(
    {Role.GRANTS, Role.BUDGET_SUPPORT, Role.CAPITAL_GROWTH, Role.OPENING_DIFFERENCE}
)
_OF_A_PERSON = (Role.MEMBERS_CAPITAL, Role.OVERPAYMENTS)


def check_loan_counterparts(book: Book) -> None:
    """Check what stands against the principal of loans, and whose capital pays them."""
    for posted in book.transactions:
        if posted.loan_moves:
            _check_beside(book, posted)
            _check_person(book, posted)


def _check_beside(book: Book, posted: Posted) -> None:
    if posted.by_role.keys() <= _BESIDE_A_LOAN:
        return
    beside = set(_BESIDE_A_LOAN)
    if posted.touches(Role.GOODS):
        beside.add(Role.OTHER_INCOME)  # goods given back above the value agreed
    if opens_taken_over(posted):
        beside.add(Role.OPENING_DIFFERENCE)
    strange = sorted({role for _, role in posted.amounts} - beside)
    if not strange:
        return
    book.findings.add(
        "loan_lifecycle.counter-account",
        Severity.ERROR,
        posted.entry.meta,
        Message(
            N_("The principal of a loan moves against an account that has no part in it: {roles}."),
            roles=list(strange),
        ),
        remedy=Message(
            N_("A loan is paid out and repaid in money, in goods, or from what the club owes.")
        ),
        loan=posted.loan or next(iter(posted.loan_moves)),
    )


def _check_person(book: Book, posted: Posted) -> None:
    """Nobody's capital or overpayment repays somebody else's loan."""
    borrowers = {book.loans[loan].member for loan in posted.loan_moves if loan in book.loans}
    for posting in posted.entry.postings:
        account = book.chart.get(posting.account)
        if account is None or account.role not in _OF_A_PERSON or account.member is None:
            continue
        if borrowers and account.member not in borrowers:
            book.findings.add(
                "loan_lifecycle.means-of-other-member",
                Severity.ERROR,
                posting.meta or posted.entry.meta,
                Message(
                    N_("{role} of {member} stands against the loan of {borrower}."),
                    role=account.role,
                    member=account.member,
                    borrower=", ".join(sorted(borrowers)),
                ),
                remedy=Message(N_("Take the account of the borrower.")),
                loan=posted.loan,
            )


def check_interest_has_a_loan(book: Book) -> None:
    """Check that interest, fees and recoveries that move money name the loan they come from."""
    for posted in book.transactions:
        if posted.loan is not None or _FROM_LOANS.isdisjoint(posted.by_role):
            continue
        if not posted.loan_moves and posted.sum(*CASH_ROLES):
            book.findings.add(
                "interest_rules.income-without-loan",
                Severity.ERROR,
                posted.entry.meta,
                Message(N_("Interest or a fee of a loan is posted, and no loan is named.")),
                remedy=Message(
                    N_("Name the loan: its link ^L… on the first line, the line loan: below it.")
                ),
            )


def check_money_out(book: Book) -> None:
    """Check that the club's own means, and income, leave in money only by decision."""
    counted = {(count.fund, count.day) for count in book.counts}
    for posted in book.transactions:
        if posted.reverses is not None:
            continue
        debits = [(key, amount) for key, amount in posted.amounts.items() if amount > 0]
        for (fund, role), amount in debits:
            if role is Role.CASH_SHORTAGE and (fund, posted.date) in counted:
                continue  # found missing when the cash was counted
            if role in _PAID_FOR or not (posted.sum(*CASH_ROLES) < 0 or _own(posted, role)):
                continue
            if role is Role.OPENING_DIFFERENCE and is_opening(posted):
                continue
            if role is Role.RESULT_APPROPRIATED and distributed_interest(posted) > 0:
                continue
            if role_spec(role).account_type is not AccountType.INCOME:
                _breach(
                    book,
                    posted,
                    "register.capital-paid-out",
                    Message(
                        N_("{amount:money} đồng of the club's own means are paid out: {role}."),
                        amount=amount,
                        role=role,
                    ),
                )
            elif not posted.loan_moves:
                _breach(
                    book,
                    posted,
                    "register.income-paid-out",
                    Message(
                        N_("{amount:money} đồng of income are paid out again: {role}."),
                        amount=amount,
                        role=role,
                    ),
                )


def _own(posted: Posted, role: Role) -> bool:
    """Whether an entry without money takes the club's own means away.

    Losses on loans go against the risk reserve by the minutes of the write-off.
    """
    return role in _OWN_MEANS or (role is Role.RISK_RESERVE and not posted.loan_moves)


def _breach(book: Book, posted: Posted, rule: str, message: Message) -> None:
    book.findings.add(
        rule,
        Severity.BREACH,
        posted.entry.meta,
        message,
        remedy=Message(
            N_(
                "A mistaken entry is taken back by an adjusting entry: clubledger reverse. "
                "Otherwise name the minutes that decided it: exception."
            )
        ),
        loan=posted.loan,
    )
