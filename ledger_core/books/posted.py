"""A transaction as the rules see it: sums by role, the loan, the member and the vouchers.

Accounts are looked up once for each posting; whoever asks later works with these few numbers.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from beancount.core import data

from ledger_core.books.accounts import Chart
from ledger_core.books.codes import VoucherNumber
from ledger_core.books.metadata import text_of
from ledger_core.club import Fund, Role

CASH_ROLES = (Role.CASH, Role.BANK)
# What a repayment is made with: money, goods, or what the club holds for the member.
SOURCE_ROLES = (*CASH_ROLES, Role.GOODS, Role.MEMBERS_CAPITAL, Role.OVERPAYMENTS)

_NAMED = frozenset({"loan", "member", "reverses", "corrects"})  # in metadata


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
    _by_role: dict[Role, int] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def by_role(self) -> dict[Role, int]:
        """Sum in đồng by role, of both funds; added up when first asked for."""
        sums = self._by_role
        if sums is None:
            sums = self._by_role = {}
            for (_, role), amount in self.amounts.items():
                sums[role] = sums.get(role, 0) + amount
        return sums

    @property
    def date(self) -> date:
        """The transaction's date."""
        return self.entry.date

    def sum(self, *roles: Role) -> int:
        """Sum of the postings to accounts of these roles in either fund, debits positive."""
        by_role, total = self.by_role, 0
        for role in roles:
            total += by_role.get(role, 0)
        return total

    def touches(self, role: Role) -> bool:
        """Whether any posting goes to an account of this role."""
        return role in self.by_role


@lru_cache(maxsize=1024)
def _named(keys: tuple[str, ...]) -> frozenset[str]:
    """Return which keys of metadata say what an entry is about."""
    return _NAMED.intersection(keys)


def read_posted(entry: data.Transaction, chart: Chart) -> Posted:
    """Read one transaction against the chart of accounts."""
    posted = Posted(entry, vouchers=VoucherNumber.among(entry.links) if entry.links else ())
    for name in _named(tuple(entry.meta)):
        setattr(posted, name, text_of(entry.meta, name))
    amounts, by_name = posted.amounts, chart.by_name
    for name, units, _, _, _, _ in entry.postings:
        account = by_name.get(name)
        key = None if account is None else account.key
        if account is None or key is None:
            posted.unknown.append(name)
            continue
        number = None if units is None else units.number
        if number:
            amount = int(number)
            amounts[key] = amounts.get(key, 0) + amount
            posted.funds.add(key[0])
            if account.loan is not None and key[1] is Role.LOANS:
                moves = posted.loan_moves
                moves[account.loan] = moves.get(account.loan, 0) + amount
    return posted
