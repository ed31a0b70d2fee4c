"""Checks of the chart of accounts: letters, funds, roles, currencies, closings."""

import unicodedata
from datetime import date

from ledger_core.books.accounts import Account
from ledger_core.books.book import Book
from ledger_core.books.checks.people import is_known
from ledger_core.books.directives import chart_file
from ledger_core.books.metadata import CURRENCY
from ledger_core.books.text import account_problem, is_hidden
from ledger_core.club import Fund, Role, role_spec
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_


def check_chart(book: Book) -> None:
    """Check every account, and that each fund has the accounts it needs beside its cash."""
    for account in book.chart.by_name.values():
        _check_name(book, account)
        _check_role(book, account)
        if account.entry.currencies != [CURRENCY]:
            _error(
                book,
                account,
                "register.currency-not-vnd",
                Message(
                    N_("The account {account} is not kept in VND alone."), account=account.name
                ),
                Message(
                    N_("The name may hold a space: Beancount reads what follows it as a currency.")
                ),
            )
        if account.member is not None and account.role is not Role.LENDERS:
            is_known(book, account.entry.meta, account.member, account.loan)
    _check_required(book)
    _check_closed(book)


def _error(
    book: Book, account: Account, rule: str, message: Message, remedy: Message | None = None
) -> None:
    book.findings.add(
        rule, Severity.ERROR, account.entry.meta, message, remedy=remedy, loan=account.loan
    )


def _check_name(book: Book, account: Account) -> None:
    name = account.name
    if not unicodedata.is_normalized("NFC", name) or any(map(is_hidden, name)):
        return  # the line itself is reported where files are checked
    problem = account_problem(name)
    if problem is not None:
        _error(
            book,
            account,
            "register.letter-not-allowed",
            Message(N_("The account {account}: {problem}."), account=name, problem=problem),
            Message(N_("Account names take Vietnamese letters, digits and hyphens only.")),
        )


def _check_role(book: Book, account: Account) -> None:
    if account.fund is None or account.role is None:
        _error(
            book,
            account,
            "register.account-without-role",
            Message(
                N_("The account {account} does not say which fund and role it has."),
                account=account.name,
            ),
            Message(N_('Add the lines fund: "income" or "activity", and role: "…".')),
        )
        return
    spec = role_spec(account.role)
    if account.fund not in spec.funds and account.role is not Role.LOANS:
        _error(
            book,
            account,
            "register.role-of-other-fund",
            Message(
                N_("An account for {role} ({word}) does not belong to the fund: {fund}."),
                role=account.role.label,
                word=account.role.value,
                fund=account.fund.label,
            ),
            Message(N_("Correct the line “fund:” or the line “role:”.")),
        )
    root = account.name.partition(":")[0]
    kind = book.roots.get(root)
    if kind is not None and kind is not spec.account_type:
        right = next((name for name, of in book.roots.items() if of is spec.account_type), "")
        _error(
            book,
            account,
            "register.role-of-other-root",
            Message(
                N_("An account for {role} ({word}) stands under {right}, not under {root}."),
                role=account.role.label,
                word=account.role.value,
                right=right,
                root=root,
            ),
            Message(N_("Correct the name of the account or the line “role:”.")),
        )


def _check_required(book: Book) -> None:
    if not book.chart.by_name:
        return
    for fund in book.scope.funds:
        for role in Role:
            spec = role_spec(role)
            needed = spec.required and fund in spec.funds and role is not Role.CASH
            if needed and (fund, role) not in book.chart.general:
                _role_missing(book, fund, role)


def _role_missing(book: Book, fund: Fund, role: Role) -> None:
    book.findings.add_at(
        "register.role-missing",
        Severity.ERROR,
        chart_file(fund),
        1,
        Message(
            N_("The fund has no account of its own for {role} ({word}): {fund}."),
            fund=fund.label,
            role=role.label,
            word=role.value,
        ),
        Message(N_("Open one in the fund's chart of accounts.")),
        lines=f'  fund: "{fund.value}"\n  role: "{role.value}"\n',
    )


def _check_closed(book: Book) -> None:
    """An account is closed empty; loans' own accounts are checked with their loans."""
    closed = {
        close.account: close
        for close in book.closes
        if (account := book.chart.get(close.account)) is None or account.loan is None
    }
    if not closed:
        return
    balances = _balances(book, {name: close.date for name, close in closed.items()})
    for name, close in closed.items():
        if balances[name]:
            book.findings.add(
                "register.closed-not-zero",
                Severity.ERROR,
                close.meta,
                Message(
                    N_("The account is closed with {balance:money} đồng in it."),
                    balance=balances[name],
                ),
                remedy=Message(N_("Move the balance to another account first, or keep this one.")),
            )


def _balances(book: Book, until: dict[str, date]) -> dict[str, int]:
    """Return the balance in đồng of some accounts, each up to the end of a day."""
    balances = dict.fromkeys(until, 0)
    for posted in book.transactions:
        for posting in posted.entry.postings:
            day = until.get(posting.account)
            number = posting.units.number if posting.units else None
            if day is not None and posted.date <= day and number:
                balances[posting.account] += int(number)
    return balances
