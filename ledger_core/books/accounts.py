"""The chart of accounts of a loaded book: which account plays which role in which fund."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from beancount.core import data

from ledger_core.books.metadata import enum_word, text_of
from ledger_core.club import Fund, Role


@dataclass(frozen=True, slots=True)
class Account:
    """What an `open` directive says of an account.

    Attributes:
      name: The account's full name, as the club calls it.
      fund: Its fund, None when the directive names none or an unknown one.
      role: Its role, None likewise.
      member: Code of the member (or lender) it belongs to, if any.
      loan: Id of the loan it holds, if any.
      opened: Date of the `open` directive.
      entry: The directive itself.
    """

    name: str
    fund: Fund | None
    role: Role | None
    member: str | None
    loan: str | None
    opened: date
    entry: data.Open
    key: tuple[Fund, Role] | None = field(init=False)
    """Fund and role, None where the account lacks one of them."""

    def __post_init__(self) -> None:
        """Put fund and role together once: every posting asks for them."""
        key = None if self.fund is None or self.role is None else (self.fund, self.role)
        object.__setattr__(self, "key", key)  # the class is frozen

    @property
    def is_general(self) -> bool:
        """Whether the account is a line of the chart, not one person's or one loan's."""
        return self.member is None and self.loan is None


def read_account(entry: data.Open) -> Account:
    """Read an account from its `open` directive; unknown words become None."""
    return Account(
        name=entry.account,
        fund=enum_word(Fund, entry.meta.get("fund")),
        role=enum_word(Role, entry.meta.get("role")),
        member=text_of(entry.meta, "member"),
        loan=text_of(entry.meta, "loan"),
        opened=entry.date,
        entry=entry,
    )


@dataclass(slots=True)
class Chart:
    """All accounts of a book, found by name, by role, by member and by loan."""

    by_name: dict[str, Account] = field(default_factory=dict)
    general: dict[tuple[Fund, Role], Account] = field(default_factory=dict)
    of_loan: dict[str, Account] = field(default_factory=dict)
    of_person: dict[tuple[Role, str], Account] = field(default_factory=dict)

    def add(self, entry: data.Open) -> Account:
        """Add an account; the first of a role is the one that commands post to."""
        account = read_account(entry)
        self.by_name[account.name] = account
        if account.fund is None or account.role is None:
            return account
        if account.is_general:
            self.general.setdefault((account.fund, account.role), account)
        elif account.loan is not None:
            self.of_loan.setdefault(account.loan, account)
        elif account.member is not None:
            self.of_person.setdefault((account.role, account.member), account)
        return account

    def get(self, name: str) -> Account | None:
        """Return the account of that name, None when it was never opened."""
        return self.by_name.get(name)

    def with_role(self, fund: Fund, role: Role) -> Iterator[Account]:
        """Yield every account of `fund` that plays `role`, one person's or loan's included."""
        for account in self.by_name.values():
            if account.fund is fund and account.role is role:
                yield account
