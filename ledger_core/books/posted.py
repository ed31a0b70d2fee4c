"""A transaction as the rules see it: sums by role, the loan, the member and the vouchers.

Accounts are looked up once for each posting; whoever asks later works with these few numbers.
"""

from dataclasses import dataclass, field
from datetime import date

from beancount.core import data

from ledger_core.books.accounts import Account, Chart
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.metadata import text_of
from ledger_core.club import Fund, Role

CASH_ROLES = (Role.CASH, Role.BANK)
# What a repayment is made with: money, goods, or what the club holds for the member.
SOURCE_ROLES = (*CASH_ROLES, Role.GOODS, Role.MEMBERS_CAPITAL, Role.OVERPAYMENTS)


@dataclass(slots=True)
class Posted:
    """One transaction, read by roles.

    Attributes:
      entry: The transaction itself.
      amounts: Sum in đồng by fund and role, debits positive.
      funds: The funds whose accounts it touches.
      loan_moves: Change of principal for each loan whose account the transaction touches.
      unknown: Names of accounts without a fund or role (or never opened).
      loan: The loan id in its metadata.
      member: The member code in its metadata.
      reverses: The voucher that this adjusting entry takes back.
      corrects: The voucher whose split this adjusting entry puts right, on the same day.
      vouchers: Its voucher numbers, from its links.
    """

    entry: data.Transaction
    amounts: dict[tuple[Fund, Role], int] = field(default_factory=dict)
    funds: set[Fund] = field(default_factory=set)
    loan_moves: dict[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    loan: str | None = None
    member: str | None = None
    reverses: str | None = None
    corrects: str | None = None
    vouchers: tuple[VoucherNumber, ...] = ()

    @property
    def date(self) -> date:
        """The transaction's date."""
        return self.entry.date

    def sum(self, *roles: Role) -> int:
        """Sum of the postings to accounts of these roles in either fund, debits positive."""
        return sum(amount for (_, role), amount in self.amounts.items() if role in roles)

    def touches(self, role: Role) -> bool:
        """Whether any posting goes to an account of this role."""
        return any(found is role for _, found in self.amounts)


def read_posted(entry: data.Transaction, chart: Chart) -> Posted:
    """Read one transaction against the chart of accounts."""
    posted = Posted(
        entry,
        loan=text_of(entry.meta, "loan"),
        member=text_of(entry.meta, "member"),
        reverses=text_of(entry.meta, "reverses"),
        corrects=text_of(entry.meta, "corrects"),
        vouchers=VoucherNumber.among(entry.links) if entry.links else (),
    )
    for posting in entry.postings:
        account = chart.get(posting.account)
        if account is None or account.fund is None or account.role is None:
            posted.unknown.append(posting.account)
            continue
        number = posting.units.number if posting.units else None
        if number:
            _add(posted, account, int(number))
    return posted


def _add(posted: Posted, account: Account, amount: int) -> None:
    assert account.fund is not None
    assert account.role is not None
    key = (account.fund, account.role)
    posted.amounts[key] = posted.amounts.get(key, 0) + amount
    posted.funds.add(account.fund)
    if account.role is Role.LOANS and account.loan is not None:
        moves = posted.loan_moves
        moves[account.loan] = moves.get(account.loan, 0) + amount
