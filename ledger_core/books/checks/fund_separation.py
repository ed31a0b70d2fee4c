"""`fund_separation`: two funds that cannot mix, and money that passes between them only in pairs."""

from beancount.core import data

from ledger_core.books.book import Book
from ledger_core.books.directives import Scope, fund_of_file
from ledger_core.books.posted import Posted
from ledger_core.books.rendering import Posting, Transaction
from ledger_core.books.sources import relative_name
from ledger_core.club import Fund, Role
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_


def check_fund_separation(book: Book) -> None:
    """Check that no entry mixes the funds, and that transfers agree."""
    _check_loan_accounts(book)
    for posted in book.transactions:
        _check_one_fund(book, posted)
    _check_journals(book)
    if book.scope is Scope.CLUB:
        _check_transfers(book)


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


def _check_one_fund(book: Book, posted: Posted) -> None:
    meta = posted.entry.meta
    if len(posted.funds) > 1:
        book.findings.add(
            "fund_separation.mixed-funds",
            Severity.ERROR,
            meta,
            Message(N_("The entry touches both funds.")),
            remedy=Message(
                N_("Write one entry in each fund's journal under one number: clubledger transfer.")
            ),
            loan=posted.loan,
        )
    elif posted.loan is not None and Fund.ACTIVITY in posted.funds:
        book.findings.add(
            "fund_separation.loan-from-activity",
            Severity.ERROR,
            meta,
            Message(N_("An entry of the Activity fund names the loan {loan}."), loan=posted.loan),
            remedy=Message(N_("Loans are paid out and repaid in the Income-generation fund only.")),
            loan=posted.loan,
        )


def _check_journals(book: Book) -> None:
    """An entry in the other fund's file would leave that fund's own ledger unloadable."""
    for posted in book.transactions:
        if len(posted.funds) == 1:
            _check_home(book, posted.entry.meta, next(iter(posted.funds)))
    for account in book.chart.by_name.values():
        if account.fund is not None:
            _check_home(book, account.entry.meta, account.fund)


def _check_home(book: Book, meta: data.Meta, fund: Fund) -> None:
    home = fund_of_file(relative_name(book.folder, str(meta["filename"])))
    if home is not None and home is not fund:
        book.findings.add(
            "fund_separation.wrong-journal",
            Severity.ERROR,
            meta,
            Message(
                N_("An entry of the fund “{fund}” stands in a file of the fund “{home}”."),
                fund=fund.value,
                home=home.value,
            ),
            remedy=Message(N_("Move the entry to a file of its own fund.")),
        )


def _check_transfers(book: Book) -> None:
    for posted in book.transactions:
        if not posted.touches(Role.TRANSFERS) or len(posted.funds) != 1:
            continue
        fund = next(iter(posted.funds))
        partners = [
            other
            for number in posted.vouchers
            for other in book.vouchers[number]
            if other is not posted and fund.other in other.funds and other.touches(Role.TRANSFERS)
        ]
        if not partners:
            _unpaired(book, posted, fund)
        elif _moved(partners[0]) != -_moved(posted) or partners[0].date != posted.date:
            if fund is Fund.ACTIVITY:
                _disagree(book, posted, partners[0])


def _moved(posted: Posted) -> int:
    return posted.sum(Role.TRANSFERS)


def _unpaired(book: Book, posted: Posted, fund: Fund) -> None:
    book.findings.add(
        "fund_separation.transfer-unpaired",
        Severity.ERROR,
        posted.entry.meta,
        Message(
            N_("{amount:money} đồng pass between the funds, but only the fund “{fund}” says so."),
            amount=abs(_moved(posted)),
            fund=fund.value,
        ),
        remedy=Message(
            N_("Enter the other half in the other fund's journal, with the same date and number.")
        ),
        lines=_other_half(book, posted, fund),
    )


def _other_half(book: Book, posted: Posted, fund: Fund) -> str:
    """Return the entry that the other fund's journal lacks, as far as its accounts are known."""
    cash = book.chart.general.get((fund.other, Role.CASH))
    transfers = book.chart.general.get((fund.other, Role.TRANSFERS))
    if cash is None or transfers is None:
        return ""
    moved = _moved(posted)
    return Transaction(
        posted.date,
        posted.entry.narration or "",
        (Posting(cash.name, moved), Posting(transfers.name, -moved)),
        payee=posted.entry.payee,
        links=frozenset(str(number) for number in posted.vouchers),
    ).render()


def _disagree(book: Book, posted: Posted, partner: Posted) -> None:
    book.findings.add(
        "fund_separation.transfer-disagrees",
        Severity.ERROR,
        posted.entry.meta,
        Message(
            N_(
                "The two halves of transfer {voucher} do not agree: {amount:money} đồng on {day:date} "
                "here, {other:money} đồng on {other_day:date} in the other fund."
            ),
            voucher=_shared(posted, partner),
            amount=abs(_moved(posted)),
            day=posted.date,
            other=abs(_moved(partner)),
            other_day=partner.date,
        ),
        remedy=Message(N_("Correct the half that differs from the voucher.")),
    )


def _shared(posted: Posted, partner: Posted) -> str:
    return next((str(number) for number in posted.vouchers if number in partner.vouchers), "")
