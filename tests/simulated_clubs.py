"""Invented clubs for tests: the simulation's own, made small so that they are quickly written."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ledger_core.books.book import Book
from ledger_core.books.loading import LoadedClub
from ledger_core.books.session import open_club
from ledger_core.club import Fund, Role
from ledger_core.reports import portfolio_report
from ledger_core.simulation.club import write_club
from ledger_core.simulation.profile import draw_profile
from ledger_core.simulation.totals import ClubTotals

_FROM_ACTIVITY = (
    Role.ADMINISTRATION,
    *(role for role in Role if role.value.startswith("area-")),
)


@dataclass(frozen=True)
class SimulatedClub:
    """A club's books as they load, and the model's totals."""

    loaded: LoadedClub
    totals: ClubTotals


def simulated_club(folder: Path, seed: int, *, members: int, years: int = 1) -> SimulatedClub:
    """Write a small club with little capital for few borrowers, and load its books."""
    drawn = draw_profile(seed, 0, years)
    profile = replace(drawn, members=members, seed_capital=drawn.seed_capital * members // 60)
    totals = write_club(folder, profile, seed=seed)
    return SimulatedClub(open_club(folder), totals)


def book_row(club: LoadedClub, day: date) -> dict[str, Any]:
    """What the books come to at the end of a day, by the keys of a row of the model's totals."""
    book = club.book
    portfolio = portfolio_report(club, day).portfolio
    received = _credit(book, day, Role.LOAN_INTEREST, Role.LATE_INTEREST)
    reserve = _credit(book, day, Role.RISK_RESERVE)
    passed_on = book.balance(Fund.INCOME, Role.TRANSFERS, on=day)
    return {
        "date": day.isoformat(),
        "members": len(book.register.active_members(day)),
        "cash": {fund.value: book.balance(fund, Role.CASH, on=day) for fund in Fund},
        "outstanding_principal": portfolio.gross_loan_portfolio,
        "active_loans": portfolio.active_loans,
        "borrowers": portfolio.borrowers,
        "lent": sum(
            account.disbursed
            for record in book.loans.values()
            if (account := record.account_on(day)) is not None
        ),
        "loan_interest": _credit(book, day, Role.LOAN_INTEREST),
        "late_interest": _credit(book, day, Role.LATE_INTEREST),
        "undistributed_interest": received - reserve - passed_on,
        "passed_to_activity": passed_on,
        "risk_reserve": reserve,
        "membership_fees": _credit(book, day, Role.MEMBERSHIP_FEES),
        "fines": _credit(book, day, Role.FINES),
        "donations": _credit(book, day, Role.DONATIONS),
        "common_work": _credit(book, day, Role.COMMON_WORK),
        "activity_expenses": book.balance(Fund.ACTIVITY, *_FROM_ACTIVITY, on=day),
        "members_capital": _credit(book, day, Role.MEMBERS_CAPITAL),
        "overpayments": _credit(book, day, Role.OVERPAYMENTS),
        "seed_capital": _credit(book, day, Role.GRANTS, Role.BUDGET_SUPPORT),
        "loans": {
            loan.facts.loan: loan.facts.outstanding_principal
            for loan in portfolio.loans
            if loan.facts.outstanding_principal
        },
    }


def _credit(book: Book, day: date, *roles: Role) -> int:
    return -sum(book.balance(fund, *roles, on=day) for fund in Fund)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, the lock's own folder included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
