"""Tables of a club for questions in BQL: `#members`, `#loans`, `#instalments`.

    SELECT loan, name, outstanding_principal, days_past_due FROM #loans WHERE days_past_due > 0

They answer in `bean-query club.beancount` and on Fava's query page, and show the whole book as of
its last transaction, whatever filter stands above the page. Amounts are whole đồng.
`docs/queries.md` lists every column, with ten queries that a new club's book holds already.

The plugins register them once beanquery is there; a program that loads a book before it imports
beanquery imports this module itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from beanquery import query_compile
from beanquery.sources.beancount import Table

from ledger_core.books.book import Book
from ledger_core.books.checking import BOOK_OPTION
from ledger_core.books.loan_record import LoanRecord
from ledger_core.club import Member
from ledger_core.loans import InstalmentPosition, LoanPosition


class _Column(query_compile.EvalColumn):  # type: ignore[misc] # beanquery has no types
    """One column: what a row shows of itself."""

    def __init__(self, dtype: type, shows: Callable[[Any], Any]) -> None:
        super().__init__(dtype)
        self._shows = shows

    def __call__(self, row: Any) -> Any:  # noqa: ANN401 (any row, any value)
        return self._shows(row)


def _text(shows: Callable[[Any], Any]) -> _Column:
    return _Column(str, lambda row: None if (found := shows(row)) is None else str(found))


def _day(shows: Callable[[Any], date | None]) -> _Column:
    return _Column(date, shows)


def _count(shows: Callable[[Any], int]) -> _Column:
    return _Column(int, shows)


def _amount(shows: Callable[[Any], int]) -> _Column:
    return _Column(Decimal, lambda row: Decimal(shows(row)))


def _yes_or_no(shows: Callable[[Any], bool]) -> _Column:
    return _Column(bool, shows)


@dataclass(frozen=True, slots=True)
class _Loan:
    """A loan with its state at the end of the book."""

    record: LoanRecord
    position: LoanPosition
    name: str | None


@dataclass(frozen=True, slots=True)
class _Instalment:
    """An instalment of a loan with what has been settled of it."""

    loan: _Loan
    position: InstalmentPosition


@dataclass(frozen=True, slots=True)
class _Member:
    """A member with the loans of theirs."""

    member: Member
    office: str | None
    active: bool
    loans: tuple[_Loan, ...]


def last_day(book: Book) -> date | None:
    """Return the day as of which the tables look at a book: of its last transaction."""
    return max((posted.date for posted in book.transactions), default=None)


def _loans(book: Book) -> Iterator[_Loan]:
    day = last_day(book)
    for record in book.loans.values() if day is not None else ():
        assert day is not None
        account = record.account_on(day)
        if account is not None and record.approved_on <= day:
            member = book.register.members.get(record.member)
            yield _Loan(record, account.position(day), member.name if member else None)


def _members(book: Book) -> Iterator[_Member]:
    register = book.register
    day = last_day(book) or (register.club.founded if register.club else date.max)
    offices = {holder.member: holder.office for holder in register.offices if holder.since <= day}
    loans = list(_loans(book))
    for code, member in sorted(register.members.items()):
        office = offices.get(code)
        yield _Member(
            member,
            office.value if office and register.holder_of(office, day) == code else None,
            member.active_on(day),
            tuple(loan for loan in loans if loan.record.member == code),
        )


class _ClubTable:
    """What the three tables share: the book that the plugins left among the options."""

    options: dict[str, Any]

    @property
    def book(self) -> Book | None:
        """The whole book; None where the club's plugins did not run."""
        found = self.options.get(BOOK_OPTION)
        return found if isinstance(found, Book) else None

    def rows(self, book: Book) -> Iterator[Any]:
        """Yield the table's rows."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[Any]:
        return iter(()) if self.book is None else self.rows(self.book)


class LoansTable(_ClubTable, Table):  # type: ignore[misc]
    """Every loan that was approved, with its state."""

    name = "loans"
    columns = {  # noqa: RUF012
        "loan": _text(lambda row: row.record.loan),
        "member": _text(lambda row: row.record.member),
        "name": _text(lambda row: row.name),
        "state": _text(lambda row: row.position.state.value),
        "approved": _day(lambda row: row.record.approved_on),
        "purpose": _text(lambda row: row.record.purpose),
        "product": _text(lambda row: row.record.product),
        "guarantor": _text(lambda row: row.record.guarantor),
        "minutes": _text(lambda row: row.record.minutes),
        "method": _text(lambda row: row.record.terms.method.value),
        "instalments": _count(lambda row: len(row.position.instalments)),
        "principal": _amount(lambda row: row.record.agreed_on(row.position.date)),
        "disbursed": _amount(lambda row: row.position.disbursed),
        "outstanding_principal": _amount(lambda row: row.position.outstanding_principal),
        "overdue_principal": _amount(lambda row: row.position.overdue_principal),
        "overdue_interest": _amount(lambda row: row.position.overdue_interest),
        "late_interest": _amount(lambda row: row.position.late_interest),
        "days_past_due": _count(lambda row: row.position.days_past_due),
        "oldest_unpaid_due": _day(lambda row: row.position.oldest_unpaid_due),
        "next_due": _day(lambda row: row.position.next_due),
        "next_amount": _amount(lambda row: row.position.next_amount),
        "payoff_amount": _amount(lambda row: row.position.payoff_amount),
        "reschedules": _count(lambda row: row.position.reschedules),
        "as_of": _day(lambda row: row.position.date),
    }

    def rows(self, book: Book) -> Iterator[_Loan]:
        """Yield the loans in the order of their agreements."""
        return _loans(book)


class InstalmentsTable(_ClubTable, Table):  # type: ignore[misc]
    """Every instalment of every loan."""

    name = "instalments"
    columns = {  # noqa: RUF012
        "loan": _text(lambda row: row.loan.record.loan),
        "member": _text(lambda row: row.loan.record.member),
        "name": _text(lambda row: row.loan.name),
        "number": _count(lambda row: row.position.number),
        "due": _day(lambda row: row.position.due),
        "principal": _amount(lambda row: row.position.principal),
        "interest": _amount(lambda row: row.position.interest),
        "fee": _amount(lambda row: row.position.fee),
        "principal_paid": _amount(lambda row: row.position.principal_paid),
        "interest_paid": _amount(lambda row: row.position.interest_paid),
        "fee_paid": _amount(lambda row: row.position.fee_paid),
        "unpaid_principal": _amount(lambda row: row.position.unpaid_principal),
        "unpaid_interest": _amount(lambda row: row.position.unpaid_interest),
        "unpaid_fee": _amount(lambda row: row.position.unpaid_fee),
        "late_interest": _amount(lambda row: row.position.late_interest),
        "days_late": _count(lambda row: row.position.days_late),
        "as_of": _day(lambda row: row.loan.position.date),
    }

    def rows(self, book: Book) -> Iterator[_Instalment]:
        """Yield the instalments, loan by loan."""
        return (
            _Instalment(loan, position)
            for loan in _loans(book)
            for position in loan.position.instalments
        )


class MembersTable(_ClubTable, Table):  # type: ignore[misc]
    """Every member, those who left too: codes and names only, as the register has them."""

    name = "members"
    columns = {  # noqa: RUF012
        "member": _text(lambda row: row.member.code),
        "name": _text(lambda row: row.member.name),
        "joined": _day(lambda row: row.member.joined),
        "left": _day(lambda row: row.member.left),
        "reason": _text(lambda row: row.member.reason.value if row.member.reason else None),
        "active": _yes_or_no(lambda row: row.active),
        "office": _text(lambda row: row.office),
        "loans": _count(lambda row: len(row.loans)),
        "running_loans": _count(lambda row: sum(one.position.state.running for one in row.loans)),
        "borrowed": _amount(lambda row: sum(one.position.disbursed for one in row.loans)),
        "outstanding_principal": _amount(
            lambda row: sum(one.position.outstanding_principal for one in row.loans)
        ),
    }

    def rows(self, book: Book) -> Iterator[_Member]:
        """Yield the members by code."""
        return _members(book)
