"""Entering the rows of an import by the actions that enter everything else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial

from ledger_core.books.actions import (
    DisbursementRequest,
    LoanRequest,
    NewMember,
    OlderLoan,
    OpeningAmount,
    OpeningRequest,
    ProductRequest,
    ReceiptRequest,
    add_member,
    approve_loan,
    disburse_loan,
    enter_older_cash,
    enter_opening,
    member_leaves,
    receive,
    set_office,
    set_product,
    take_over_loan,
)
from ledger_core.books.people import Hardship, Sex
from ledger_core.books.session import WritingSession
from ledger_core.books.typed_terms import typed_term
from ledger_core.club import Fund, LeavingReason, Office, Role
from ledger_core.errors import ClubledgerError
from ledger_core.importing.checking import ImportRows
from ledger_core.importing.problems import Problem
from ledger_core.importing.reading import SheetRow
from ledger_core.loans import InterestRate, Method, RatePeriod
from ledger_core.messages import Message, N_

STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class Entering:
    """Enters rows into a session and keeps what is refused.

    Attributes:
      session: Where the entries go.
      rows: The rows.
      day: Day of the opening balances.
      problems: What was refused so far.
    """

    session: WritingSession
    rows: ImportRows
    day: date
    problems: list[Problem]

    def all(self) -> None:
        """Enter everything, in the order in which it happened."""
        self._product()
        for row in self.rows.members:
            self._attempt(row, partial(self._member, row))
        self._older_cash()
        for moved, row, action in sorted(self._histories(), key=lambda step: step[0]):
            del moved
            self._attempt(row, action)
        for row in self.rows.loans:
            if not self.rows.history_of(row.text("loan")):
                self._attempt(row, partial(self._unpaid_loan, row))
        for row in self.rows.members:
            if row.has("left"):
                self._attempt(row, partial(self._leaving, row))
        for fund in Fund:
            self._attempt(self.rows.club, partial(self._balances, fund), key="day")
        self._compare()

    def _attempt(self, row: SheetRow, action: Callable[[], object], key: str = "") -> None:
        try:
            action()
        except ClubledgerError as error:
            self.problems.append(row.problem(key, error.message, error.remedy))

    @property
    def _minutes(self) -> str:
        return self.rows.club.text("minutes")

    def _product(self) -> None:
        club = self.rows.club
        percent, method = club.percent("rate"), club.text("method")
        terms = []
        if percent is not None:
            terms.append(typed_term(f"rate-per-month={percent / 100}"))
        if method:
            terms.append(typed_term(f"method={method}"))
        founded = self.session.book.register.club
        assert founded is not None
        product = self.session.book.register.product_on(STANDARD, founded.founded)
        instalments = club.number_of("instalments") or None
        changed = product is None or any(product.terms.get(key) != value for key, value in terms)
        if changed or (product is not None and instalments not in (None, product.instalments)):
            request = ProductRequest(
                STANDARD,
                founded.founded,
                self._minutes,
                instalments=instalments,
                terms=tuple(terms),
            )
            self._attempt(club, partial(set_product, self.session, request), key="rate")

    def _member(self, row: SheetRow) -> None:
        joined = row.day("joined")
        assert joined is not None
        new = NewMember(
            name=row.text("name"),
            joined=joined,
            sex=Sex(row.text("sex")),
            born=row.text("born"),
            code=row.text("code"),
            hardship=Hardship(row.text("hardship") or Hardship.NONE),
            household=row.text("household"),
            phone=row.text("phone"),
        )
        add_member(self.session, new)
        if row.has("office"):
            club = self.session.book.register.club
            since = max(joined, club.founded) if club else joined
            office = Office(row.text("office"))
            set_office(self.session, office=office, member=row.text("code"), day=since)

    def _leaving(self, row: SheetRow) -> None:
        left = row.day("left")
        assert left is not None
        reason = LeavingReason(row.text("reason"))
        member_leaves(self.session, member=row.text("code"), day=left, reason=reason)

    def _older_cash(self) -> None:
        """Give the box of that time what the loans took out of it.

        At least as much as the fund has now, so that the share of the lending capital that each
        borrower held then is not judged by an empty box. The opening entry takes the rest back.
        """
        moves = sorted(
            (row.day("day") or date.min, row.text("move"), row.number_of("amount"))
            for row in self.rows.history
        )
        held = lowest = 0
        for _day, move, amount in moves:
            held += amount if move == "repayment" else -amount
            lowest = min(lowest, held)
        club = self.session.book.register.club
        if lowest and club is not None:
            capital = max(-lowest, self._lending_capital())
            enter_older_cash(self.session, club.founded, capital, self._minutes)

    def _lending_capital(self) -> int:
        """Return about what the income fund lends: its money and what borrowers owe."""
        money = sum(
            row.number_of("amount")
            for row in self.rows.balances
            if row.text("fund") == Fund.INCOME and row.text("source") in (Role.CASH, Role.BANK)
        )
        owed = sum(
            row.number_of("outstanding") or row.number_of("principal") for row in self.rows.loans
        )
        return money + owed

    def _histories(self) -> Iterator[tuple[tuple[date, int], SheetRow, Callable[[], object]]]:
        """Yield each step of loans with their history: its day and order, row and action."""
        for row in self.rows.loans:
            history = self.rows.history_of(row.text("loan"))
            approved = row.day("approved")
            if not history or approved is None:
                continue
            yield (approved, 0), row, partial(self._approve, row)
            for move in history:
                day = move.day("day")
                assert day is not None
                step = 1 if move.text("move") == "disbursement" else 2
                yield (day, step), move, partial(self._move, move, row)

    def _request(
        self, row: SheetRow, day: date, principal: str, instalments: str, first_due: str
    ) -> LoanRequest:
        percent, method = row.percent("rate"), row.text("method")
        return LoanRequest(
            member=row.text("member"),
            day=day,
            principal=row.number_of(principal),
            approved_by=self._approvers(row.text("member")),
            minutes=row.text("minutes") or self._minutes,
            instalments=row.number_of(instalments),
            rate=None if percent is None else _rate(percent),
            method=Method(method) if method else None,
            first_due=row.day(first_due),
            purpose=row.text("purpose"),
            guarantor=row.text("guarantor") or None,
            loan=row.text("loan"),
            exception=row.text("exception") or None,
        )

    def _approvers(self, borrower: str) -> tuple[str, ...]:
        """Return who checked the figures of a loan: nobody approves an own one."""
        approvers = self.rows.club.codes("approvers")
        return tuple(code for code in approvers if code != borrower) or approvers

    def _approve(self, row: SheetRow) -> None:
        approved = row.day("approved")
        assert approved is not None
        approve_loan(
            self.session, self._request(row, approved, "principal", "instalments", "first_due")
        )

    def _move(self, move: SheetRow, row: SheetRow) -> None:
        day = move.day("day")
        assert day is not None
        amount, loan = move.number_of("amount"), move.text("loan")
        exception = row.text("exception") or None
        if move.text("move") == "disbursement":
            request = DisbursementRequest(loan, day, amount, exception=exception)
            disburse_loan(self.session, request)
            return
        paid = ReceiptRequest(row.text("member"), day, loan=loan, repayment=amount)
        if receive(self.session, paid).split.overpayment:
            self.problems.append(
                move.problem("amount", Message(N_("More is repaid than was owed on this day.")))
            )

    def _unpaid_loan(self, row: SheetRow) -> None:
        agreement = self._request(row, self.day, "outstanding", "left", "next_due")
        older = OlderLoan(
            agreement,
            overdue_principal=row.number_of("overdue"),
            interest=row.number_of("interest"),
            late_interest=row.number_of("late_interest"),
            oldest_due=row.day("oldest_due"),
            reschedules=row.number_of("reschedules"),
        )
        take_over_loan(self.session, older)

    def _balances(self, fund: Fund) -> None:
        amounts = [
            OpeningAmount(
                Role(row.text("source")), row.number_of("amount"), row.text("member") or None
            )
            for row in self.rows.balances
            if row.text("fund") == fund and row.number_of("amount")
        ]
        enter_opening(self.session, OpeningRequest(fund, self.day, amounts, self._minutes))

    def _compare(self) -> None:
        """A loan with its history owes what its row says it owes, if the row says it."""
        for row in self.rows.loans:
            record = self.session.book.loans.get(row.text("loan"))
            if record is None or not self.rows.history_of(record.loan):
                continue
            account = record.account_on(self.day)
            if account is None:
                continue
            position = account.position(self.day)
            owed = {
                "outstanding": position.outstanding_principal,
                "overdue": position.overdue_principal,
                "interest": position.overdue_interest,
            }
            for key, amount in owed.items():
                if row.has(key) and row.number_of(key) != amount:
                    self.problems.append(_differs(row, key, amount))


def _differs(row: SheetRow, key: str, amount: int) -> Problem:
    return row.problem(
        key,
        Message(
            N_("By its history {amount:money} đồng are unpaid, not {stated:money}."),
            amount=amount,
            stated=row.number_of(key),
        ),
        Message(
            N_(
                "Correct the one that is wrong. If the older books reckoned interest otherwise, "
                "delete the history of this loan and write what is unpaid."
            )
        ),
    )


def _rate(percent: Decimal) -> InterestRate:
    return InterestRate(Fraction(percent) / 100, RatePeriod.MONTH)
