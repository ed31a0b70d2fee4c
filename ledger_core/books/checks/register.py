"""`register`: the club's own entry, its members and accounts, and the form of every entry."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from beancount.core import data

from ledger_core.books.accounts import Account
from ledger_core.books.book import Book
from ledger_core.books.checks.files import check_files
from ledger_core.books.directives import FOREIGN_DIRECTIVES, Directive
from ledger_core.books.metadata import CURRENCY, written_with_decimals
from ledger_core.books.posted import Posted
from ledger_core.books.text import account_problem
from ledger_core.club import Fund, Office, Role, role_spec
from ledger_core.findings import Severity
from ledger_core.messages import Message, N_
from ledger_core.money import ledger_amount


def check_register(book: Book) -> None:
    """Check the register, the chart, the files and the form of every entry."""
    check_files(book)
    _check_club(book)
    _check_customs(book)
    for account in book.chart.by_name.values():
        _check_account(book, account)
    _check_required_roles(book)
    for posted in book.transactions:
        _check_entry(book, posted)
        _check_member(book, posted)
    _check_twins(book)
    _check_vouchers(book)
    _check_cash(book)
    _check_loans_people(book)


def _check_club(book: Book) -> None:
    if book.register.club is None:
        book.findings.add_at(
            "register.club-missing",
            Severity.ERROR,
            book.scope.top_file,
            1,
            Message(N_("The books do not say which club they belong to.")),
            Message(
                N_("The register needs one entry: {line}."),
                line='2026-01-15 custom "club" "hanh-phuc"',
            ),
        )
        return
    offices = book.register.offices
    for holder in offices:
        accountant = book.register.holder_of(Office.ACCOUNTANT, holder.since)
        if accountant is not None and accountant == book.register.holder_of(
            Office.TREASURER, holder.since
        ):
            book.findings.add_at(
                "register.accountant-is-treasurer",
                Severity.WARNING,
                "register.beancount",
                1,
                Message(
                    N_("Since {day:date}, {member} is both accountant and treasurer."),
                    day=holder.since,
                    member=accountant,
                ),
                Message(N_("Let two people hold the two offices (Decree 174/2016).")),
            )
            return


def _check_customs(book: Book) -> None:
    for entry in book.customs:
        if entry.type in FOREIGN_DIRECTIVES:
            continue
        book.findings.add(
            "register.directive-unknown",
            Severity.ERROR,
            entry.meta,
            Message(N_("No directive is called “{directive}”."), directive=entry.type),
            remedy=Message(
                N_("A typing mistake? The directives are: {directives}."),
                directives=", ".join(item.value for item in Directive),
            ),
        )


def _check_account(book: Book, account: Account) -> None:
    def error(rule: str, message: Message, remedy: Message | None = None) -> None:
        book.findings.add(
            f"register.{rule}",
            Severity.ERROR,
            account.entry.meta,
            message,
            remedy=remedy,
            loan=account.loan,
        )

    problem = account_problem(account.name)
    if problem is not None:
        error(
            "letter-not-allowed",
            Message(N_("The account {account}: {problem}."), account=account.name, problem=problem),
            Message(N_("Account names take Vietnamese letters, digits and hyphens only.")),
        )
    if account.fund is None or account.role is None:
        error(
            "account-without-role",
            Message(N_("The account {account} does not say which fund and role it has."), account=account.name),
            Message(N_('Add the lines fund: "income" or "activity", and role: "…".')),
        )
    else:
        spec = role_spec(account.role)
        if account.fund not in spec.funds and account.role is not Role.LOANS:
            error(
                "role-of-other-fund",
                Message(
                    N_("The role “{role}” does not belong to the fund “{fund}”."),
                    role=account.role.value,
                    fund=account.fund.value,
                ),
            )
    if account.entry.currencies != [CURRENCY]:
        error(
            "currency-not-vnd",
            Message(
                N_("The account {account} is not kept in VND alone."), account=account.name
            ),
            Message(
                N_("The name may hold a space: Beancount reads what follows it as a currency.")
            ),
        )
    if account.member is not None and account.role is not Role.LENDERS:
        _check_known(book, account.entry.meta, account.member, None)


def _check_required_roles(book: Book) -> None:
    if not book.chart.by_name:
        return
    for fund in book.scope.funds:
        for role in Role:
            spec = role_spec(role)
            if spec.required and fund in spec.funds and (fund, role) not in book.chart.general:
                rule = "fund_separation.cash-shared" if role is Role.CASH else "register.role-missing"
                book.findings.add_at(
                    rule,
                    Severity.ERROR,
                    f"chart/{fund.value}.beancount",
                    1,
                    Message(
                        N_("The fund “{fund}” has no account of its own for “{role}”."),
                        fund=fund.value,
                        role=role.value,
                    ),
                    Message(N_("Open one in the fund's chart of accounts.")),
                )


def _check_entry(book: Book, posted: Posted) -> None:
    entry = posted.entry
    if not entry.postings:
        book.findings.add(
            "register.entry-without-amounts",
            Severity.ERROR,
            entry.meta,
            Message(N_("The entry has no amounts at all.")),
            remedy=Message(N_("Add its lines, or delete the entry.")),
        )
    for posting in entry.postings:
        meta = posting.meta or entry.meta
        if meta.get("__automatic__"):
            book.findings.add(
                "register.amount-missing",
                Severity.ERROR,
                meta,
                Message(N_("The amount of {account} is not written out."), account=posting.account),
                remedy=Message(N_("Write every amount: the computer must not fill any in.")),
                lines=_written_out(posting),
            )
        if posting.units and posting.units.number is not None:
            _check_amount(book, posting, meta)


def _written_out(posting: data.Posting) -> str:
    if posting.units is None or posting.units.number is None:
        return ""
    return f"  {posting.account}  {ledger_amount(int(posting.units.number))}"


def _check_amount(book: Book, posting: data.Posting, meta: data.Meta) -> None:
    assert posting.units is not None
    if posting.units.currency != CURRENCY or posting.cost or posting.price:
        book.findings.add(
            "register.currency-not-vnd",
            Severity.ERROR,
            meta,
            Message(N_("The amount is not a plain amount in VND.")),
            remedy=Message(N_("Write the value in VND, without cost or price.")),
        )
    number = posting.units.number
    if number is not None and written_with_decimals(number):
        book.findings.add(
            "register.amount-not-whole",
            Severity.ERROR,
            meta,
            Message(
                N_("{number} is read as {value} đồng and a fraction: a point divides decimals here."),
                number=str(number),
                value=int(number),
            ),
            remedy=Message(N_("In the books write 100,000 VND or 100000 VND.")),
        )


def _check_known(book: Book, meta: data.Meta, code: str, loan: str | None) -> bool:
    if code in book.register.members:
        return True
    book.findings.add(
        "register.member-unknown",
        Severity.ERROR,
        meta,
        Message(N_("Member {member} is not in the register."), member=code),
        remedy=Message(N_("Check the code, or enter the member first: clubledger member add.")),
        loan=loan,
    )
    return False


def _check_active(book: Book, meta: data.Meta, code: str, day: date, loan: str | None) -> None:
    if not _check_known(book, meta, code, loan):
        return
    member = book.register.members[code]
    if day < member.joined:
        book.findings.add(
            "register.member-inactive",
            Severity.ERROR,
            meta,
            Message(
                N_("{member} joined only on {joined:date}, after {day:date}."),
                member=code,
                joined=member.joined,
                day=day,
            ),
            remedy=Message(N_("Check the date of the entry and the date of joining.")),
            loan=loan,
        )
    elif not member.active_on(day):
        book.findings.add(
            "register.member-inactive",
            Severity.BREACH,
            meta,
            Message(N_("{member} left the club on {left:date}."), member=code, left=member.left),
            remedy=Message(
                N_('If the meeting decided so, add its minutes: exception: "BB-…".')
            ),
            loan=loan,
        )


def _check_member(book: Book, posted: Posted) -> None:
    """A named member must exist; who has left may still settle what is open."""
    if posted.member is None:
        return
    settles = posted.loan is not None or posted.touches(Role.MEMBERS_CAPITAL)
    if settles or posted.touches(Role.OVERPAYMENTS):
        _check_known(book, posted.entry.meta, posted.member, posted.loan)
    else:
        _check_active(book, posted.entry.meta, posted.member, posted.date, posted.loan)


def _check_loans_people(book: Book) -> None:
    for record in book.loans.values():
        meta = record.entry.meta
        if record.member:
            _check_active(book, meta, record.member, record.approved_on, record.loan)
        people = [*record.approved_by, *([record.guarantor] if record.guarantor else ())]
        for code in people:
            _check_active(book, meta, code, record.approved_on, record.loan)


def _check_twins(book: Book) -> None:
    """Two entries that agree in everything are one entered twice, unless vouchers tell them apart."""
    seen: dict[object, Posted] = {}
    for posted in book.transactions:
        entry = posted.entry
        if entry.links and posted.vouchers:
            continue
        key = (
            entry.date,
            entry.payee,
            entry.narration,
            entry.links,
            tuple((p.account, p.units) for p in entry.postings),
        )
        if key in seen and entry.postings:
            book.findings.add(
                "register.entry-twice",
                Severity.WARNING,
                entry.meta,
                Message(N_("The same entry stands twice, without a voucher number.")),
                remedy=Message(N_("Delete one, or give each the number of its voucher.")),
                loan=posted.loan,
            )
        seen[key] = posted


def _check_vouchers(book: Book) -> None:
    for number, entries in book.vouchers.items():
        by_fund: dict[Fund, list[Posted]] = defaultdict(list)
        for posted in entries:
            for fund in posted.funds:
                by_fund[fund].append(posted)
            if number.year != posted.date.year:
                book.findings.add(
                    "register.voucher-of-other-year",
                    Severity.WARNING,
                    posted.entry.meta,
                    Message(
                        N_("Voucher {voucher} stands on an entry of {year}."),
                        voucher=str(number),
                        year=str(posted.date.year),
                    ),
                    loan=posted.loan,
                )
        for same in by_fund.values():
            for _, second in pairwise(same):
                book.findings.add(
                    "register.voucher-twice",
                    Severity.ERROR,
                    second.entry.meta,
                    Message(
                        N_("Voucher {voucher} stands on two entries of one fund."),
                        voucher=str(number),
                    ),
                    remedy=Message(
                        N_("Delete the second if it is the same payment; else give it its own number.")
                    ),
                    loan=second.loan,
                )


def _cash_days(book: Book, fund: Fund) -> Iterator[tuple[Posted, int]]:
    """Yield the last entry of each day that moves the fund's cash, with the change of that day."""
    moves = sorted(
        (posted for posted in book.transactions if (fund, Role.CASH) in posted.amounts),
        key=lambda posted: posted.date,
    )
    change = 0
    for index, posted in enumerate(moves):
        change += posted.amounts[fund, Role.CASH]
        if index + 1 == len(moves) or moves[index + 1].date != posted.date:
            yield posted, change
            change = 0


def _check_cash(book: Book) -> None:
    for fund in book.scope.funds:
        cash = 0
        for last, change in _cash_days(book, fund):
            cash += change
            if cash < 0:
                book.findings.add(
                    "register.cash-below-zero",
                    Severity.ERROR,
                    last.entry.meta,
                    Message(
                        N_("After {day:date} the fund's cash box would hold {cash:money} đồng."),
                        day=last.date,
                        cash=cash,
                    ),
                    remedy=Message(N_("A receipt before it is missing, or an amount is wrong.")),
                    loan=last.loan,
                )
                break

