"""`fund_separation`: funds that cannot mix, and money that passes between them only in pairs."""

from beancount.core import data

from ledger_core.books.book import Book
from ledger_core.books.checks.distributions import check_distributions
from ledger_core.books.checks.transfers import check_transfers
from ledger_core.books.directives import Scope, chart_file, fund_of_file
from ledger_core.books.posted import Posted
from ledger_core.books.sources import relative_name
from ledger_core.club import Fund, Role
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_


def check_fund_separation(book: Book) -> None:
    """Check that no entry mixes the funds, and that transfers agree."""
    _check_cash(book)
    _check_loan_accounts(book)
    for posted in book.transactions:
        if len(posted.funds) > 1:
            _mixed(book, posted)
        elif posted.loan is not None and Fund.ACTIVITY in posted.funds:
            _loan_from_activity(book, posted)
    _check_homes(book)
    check_distributions(book)
    if book.scope is Scope.CLUB:
        check_transfers(book)


def _check_cash(book: Book) -> None:
    """Each fund has a cash box of its own, and so an account of its own."""
    for fund in book.scope.funds:
        if book.chart.by_name and (fund, Role.CASH) not in book.chart.general:
            book.findings.add_at(
                "fund_separation.cash-shared",
                Severity.ERROR,
                chart_file(fund),
                1,
                Message(
                    N_("The fund has no account of its own for {role} ({word}): {fund}."),
                    fund=fund.label,
                    role=Role.CASH.label,
                    word=Role.CASH.value,
                ),
                Message(N_("Open one in the fund's chart of accounts.")),
                lines=f'  fund: "{fund.value}"\n  role: "{Role.CASH.value}"\n',
            )


def _check_loan_accounts(book: Book) -> None:
    for account in book.chart.with_role(Fund.ACTIVITY, Role.LOANS):
        book.findings.add(
            "fund_separation.loan-from-activity",
            Severity.ERROR,
            account.entry.meta,
            Message(N_("The Activity fund does not lend: {account}."), account=account.name),
            remedy=Message(
                N_("Lend from the Income-generation fund, after a transfer between the funds.")
            ),
            loan=account.loan,
        )


def _mixed(book: Book, posted: Posted) -> None:
    book.findings.add(
        "fund_separation.mixed-funds",
        Severity.ERROR,
        posted.entry.meta,
        Message(N_("The entry touches both funds.")),
        remedy=Message(
            N_(
                "Write one entry in each fund's journal, under one number, through the accounts "
                "of transfers between the funds: clubledger transfer."
            )
        ),
        loan=posted.loan,
    )


def _loan_from_activity(book: Book, posted: Posted) -> None:
    book.findings.add(
        "fund_separation.loan-from-activity",
        Severity.ERROR,
        posted.entry.meta,
        Message(N_("An entry of the Activity fund names the loan {loan}."), loan=posted.loan or ""),
        remedy=Message(N_("Loans are paid out and repaid in the Income-generation fund only.")),
        loan=posted.loan,
    )


def _check_homes(book: Book) -> None:
    """An entry in the other fund's file would leave that fund's own ledger unloadable."""
    homes: dict[str, tuple[str, Fund | None]] = {}
    for posted in book.transactions:
        if len(posted.funds) == 1:
            _check_home(book, posted.entry.meta, next(iter(posted.funds)), homes)
    for account in book.chart.by_name.values():
        if account.fund is not None:
            _check_home(book, account.entry.meta, account.fund, homes)
    for record in book.loans.values():
        _check_home(book, record.entry.meta, Fund.INCOME, homes)
    for count in book.counts:
        _check_home(book, count.entry.meta, count.fund, homes)


def _check_home(
    book: Book, meta: data.Meta, fund: Fund, homes: dict[str, tuple[str, Fund | None]]
) -> None:
    filename = str(meta["filename"])
    if filename not in homes:
        name = relative_name(book.folder, filename)
        homes[filename] = name, fund_of_file(name)
    name, home = homes[filename]
    if home is fund or name == filename:  # a text in memory has no home
        return
    book.findings.add(
        "fund_separation.wrong-file",
        Severity.ERROR,
        meta,
        Message(
            N_("An entry of one fund stands in {file}, which is no file of that fund: {fund}."),
            file=name,
            fund=fund.label,
        ),
        remedy=Message(
            N_("Move the entry to a file of its own fund, such as {file}."),
            file=f"journal/{fund.value}-….beancount",
        ),
    )
