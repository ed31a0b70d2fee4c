"""A club at the ends of its months: what ratios and targets are made of, its members by band."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from ledger_core.books.book import Book
from ledger_core.books.people import Person
from ledger_core.consolidation.figures import NOTHING, Row, figure, portfolio_of_row
from ledger_core.consolidation.money import NO_MONEY, money_of, moved_between
from ledger_core.consolidation.month_words import AGES, HARDSHIPS, SEXES
from ledger_core.consolidation.snapshot import Money, MoneySteps, MonthFacts, Part, Steps
from ledger_core.messages import Message
from ledger_core.portfolio import Balance, Period, PeriodFacts, PortfolioFacts, ResultFacts
from ledger_core.portfolio.period import month_end
from ledger_core.reports.day_accounts import fold_loans_on
from ledger_core.reports.facts_of_period import PeriodReader, capital_of, result_of
from ledger_core.reports.people import (
    AGE_ORDER,
    HARDSHIP_ORDER,
    SEX_ORDER,
    age_band,
    hardship_of,
    sex_of,
)
from ledger_core.reports.period_people import borrowers_of, membership_facts
from ledger_core.reports.scheme.targets import SpentDays, measured_on

MONTHS_AFTER: Final = 3
"""So many month-ends after the last entry are in a snapshot: books come late."""


def month_ends(first: date, last: date) -> Iterator[date]:
    """Yield the month-ends from the month of a day to some months after that of another."""
    end, more = month_end(first), MONTHS_AFTER
    while end <= month_end(last) or more > 0:
        more -= end > month_end(last)
        yield end
        end = month_end(end + timedelta(1))


class ThroughTime(NamedTuple):
    """What is known of a club on every day.

    Attributes:
        portfolio: The rows of its portfolio.
        money: Its money.
    """

    portfolio: Steps
    money: MoneySteps


def month_facts(
    book: Book, people: Mapping[str, Person], first: date, last: date, through: ThroughTime
) -> Iterator[MonthFacts]:
    """Yield the facts of a club at each month-end, from the month of one day to after another."""
    ends = list(month_ends(first, last))
    fold_loans_on(book, ends)
    reader = _MonthReader(PeriodReader(book, people), through)
    for end in ends:
        yield reader.month(end)


class _MonthReader:
    """Puts month-ends together; whatever is known of every day is taken from there."""

    def __init__(self, reader: PeriodReader, through: ThroughTime) -> None:
        self._reader = reader
        self._book, self._people = reader.book, reader.people
        self._through = through
        self._spent = SpentDays.of(reader.book)

    def month(self, end: date) -> MonthFacts:
        accounts = self._reader.accounts(end).values()
        measured = measured_on(self._book, end, self._people, accounts, self._spent)
        codes = [member.code for member in self._book.register.active_members(end)]
        members = [self._people.get(code) for code in codes]
        month = self._facts(Period.month_of(end))
        return MonthFacts(
            end=end,
            year=self._year(Period.year_to(end), month),
            month=month,
            measures={key.value: Part(one.part, one.whole) for key, one in measured.items()},
            sexes=_counts([sex_of(one) for one in members], SEXES, SEX_ORDER),
            ages=_counts([age_band(one, end) for one in members], AGES, AGE_ORDER),
            hardships=_counts([hardship_of(one) for one in members], HARDSHIPS, HARDSHIP_ORDER),
        )

    def _facts(self, period: Period) -> PeriodFacts:
        accounts = self._reader.accounts(period.end).values()
        owed = [
            (record.member, account.outstanding_principal)
            for record, account in accounts
            if account.outstanding_principal > 0
        ]
        portfolio = portfolio_of_row(period.end, self._row(period.end))
        return PeriodFacts(
            period=period,
            portfolio=PortfolioFacts.of(portfolio),
            balances=self._balances(period),
            loans=self._reader.loans(period),
            result=self._result(period),
            capital=capital_of(self._money(period.end).balances),
            borrowers=borrowers_of(owed, period.end, self._people),
            membership=membership_facts(self._book.register, accounts, period),
        )

    def _year(self, period: Period, month: PeriodFacts) -> PeriodFacts:
        """Return the facts of a year so far, of which the last month is known."""
        accounts = self._reader.accounts(period.end).values()
        return replace(
            month,
            period=period,
            balances=self._balances(period),
            loans=self._reader.loans(period),
            result=self._result(period),
            membership=membership_facts(self._book.register, accounts, period),
        )

    def _row(self, day: date) -> Row:
        return self._through.portfolio.on(day) or NOTHING

    def _balances(self, period: Period) -> tuple[Balance, ...]:
        days = period.balance_days
        return tuple(Balance(day, figure(self._row(day), "gross_loan_portfolio")) for day in days)

    def _money(self, day: date) -> Money:
        money = self._through.money
        row = money.steps.on(day)
        return NO_MONEY if row is None else money_of(dict(zip(money.keys, row, strict=True)))

    def _result(self, period: Period) -> ResultFacts:
        found = moved_between(self._money(period.opening), self._money(period.end))
        return result_of(found.moved, found.interest_received)


def _counts(
    found: Sequence[Message], words: Sequence[str], order: Sequence[Message]
) -> dict[str, int]:
    counts = Counter(found)
    return {word: counts[label] for word, label in zip(words, order, strict=True)}
