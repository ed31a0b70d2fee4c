"""What the actions share: accounts by role, members, voucher numbers and the same entry twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ledger_core.books.actions.errors import (
    AccountMissing,
    AmountNotPositive,
    NoSuchLoan,
    NoSuchMember,
    VoucherTaken,
)
from ledger_core.books.codes import VoucherNumber, member_code, parse_voucher
from ledger_core.books.literals import Metadata, Value
from ledger_core.books.loan_record import LoanRecord
from ledger_core.books.posted import Posted
from ledger_core.books.rendering import Open, Posting, Transaction
from ledger_core.books.session import WritingSession
from ledger_core.books.text import clean_text
from ledger_core.club import Fund, Member, Role
from ledger_core.messages import Message, N_

RECEIPT = "PT"
PAYMENT = "PC"
TRANSFER = "CQ"
ACCOUNTING_ENTRY = "BT"


@dataclass(frozen=True, slots=True)
class Written:
    """What an action added to the session.

    Attributes:
      voucher: The voucher number, None where there is none.
      repeated: Whether the same entry stood in the books already, so that nothing was added.
    """

    voucher: VoucherNumber | None = None
    repeated: bool = False


def narration(session: WritingSession, text: str, **values: object) -> str:
    """Return a narration in the club's language."""
    return Message(text, **values).in_language(session.book.language)


def known_member(session: WritingSession, typed: str) -> Member:
    """Return the member whose code was typed."""
    code = member_code(typed)
    member = session.book.register.members.get(code)
    if member is None:
        raise NoSuchMember(code)
    return member


def known_loan(session: WritingSession, typed: str) -> LoanRecord:
    """Return the loan whose id was typed."""
    loan = typed.strip().upper()
    record = session.book.loans.get(loan)
    if record is None:
        raise NoSuchLoan(loan)
    return record


def account_of(session: WritingSession, fund: Fund, role: Role) -> str:
    """Return the name of the fund's account for a role."""
    account = session.book.chart.general.get((fund, role))
    if account is None:
        raise AccountMissing(fund, role)
    return account.name


def person_account(
    session: WritingSession, role: Role, code: str, day: date
) -> tuple[str, list[Open]]:
    """Return a person's own account below a role's account, and its opening if it is new."""
    account = session.book.chart.of_person.get((role, code))
    if account is not None:
        return account.name, []
    name = f"{account_of(session, Fund.INCOME, role)}:{code}"
    metadata: Metadata = {"fund": Fund.INCOME.value, "role": role.value, "member": code}
    return name, [Open(day, name, metadata)]


def new_number(
    session: WritingSession, series: str, day: date, typed: str | None, *funds: Fund
) -> tuple[VoucherNumber, list[Posted]]:
    """Return the voucher number to use, and the entries of these funds that carry it already.

    A number is unique within a fund, series and year; the number given when none is typed is new in
    the whole club, so that one receipt over both funds always finds one.
    """
    if typed is None:
        return session.book.next_voucher(series, day.year), []
    number = parse_voucher(typed, series, day.year)
    numbered = session.book.vouchers.get(number, ())
    return number, [p for p in numbered if p.funds.intersection(funds)]


def refuse_taken(number: VoucherNumber, entries: Sequence[Posted]) -> None:
    """Refuse a number whose entries are not the one being made."""
    what = "; ".join(posted.entry.narration or "–" for posted in entries)
    raise VoucherTaken(str(number), entries[0].date, what)


def positive(amount: int) -> int:
    """Return an amount of money that moves.

    Raises:
      AmountNotPositive: it is nothing, or less.
    """
    if amount <= 0:
        raise AmountNotPositive(amount)
    return amount


def same_entries(entries: Sequence[Posted], meant: Sequence[Transaction]) -> bool:
    """Whether entries in the books say exactly what is meant now."""
    return sorted(map(_said, entries)) == sorted(map(_meant, meant))


def _said(posted: Posted) -> tuple[str, str, list[tuple[str, int]]]:
    entry = posted.entry
    postings = [
        (p.account, int(p.units.number))
        for p in entry.postings
        if p.units is not None and p.units.number is not None
    ]
    return str(entry.date), entry.payee or "", sorted(postings)


def _meant(entry: Transaction) -> tuple[str, str, list[tuple[str, int]]]:
    return str(entry.day), entry.payee or "", sorted((p.account, p.amount) for p in entry.postings)


def two_lines(debit: str, credit: str, amount: int) -> tuple[Posting, Posting]:
    """Return the postings of an entry that moves one amount between two accounts."""
    return Posting(debit, amount), Posting(credit, -amount)


def approved(session: WritingSession, codes: Sequence[str]) -> dict[str, Value]:
    """Return the metadata that names those who approved an entry; nothing without any."""
    if not codes:
        return {}
    return {"approved-by": " ".join(known_member(session, code).code for code in codes)}


def excuse(exception: str | None) -> dict[str, Value]:
    """Return the metadata that names the minutes which excuse a breach; nothing without any."""
    if exception is None:
        return {}
    return {"exception": clean_text(exception, Message(N_("The number of the minutes")))}
