"""The form of a return, schema-versioned; `docs/returns.md` describes it.

Every number of people that would tell who is hidden before the return is written: it is `null`, or
the whole measure is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from ledger_core.consolidation.figures import COLUMNS, Row
from ledger_core.consolidation.snapshot import (
    Amount,
    ClubIdentity,
    Count,
    Part,
    SealMark,
)
from ledger_core.consolidation.strict_json import AtMost, Like, Within
from ledger_core.portfolio import Period, PeriodFacts

SCHEMA: Final = 1
"""Version of the return's form."""

MARK: Final = "clubledger_return"
"""The key by which a file says that it is a return; its value is the version of its form."""

MOST_SEALS: Final = 1_200
_HASH = Annotated[str, Like(r"[0-9a-f]{64}")]

Amounts = Mapping[str, Amount]
Band = Count | None


@dataclass(frozen=True, slots=True)
class ClubReturn:
    """What a club sends for a period.

    Attributes:
        clubledger_return: Version of the form.
        club: Which club.
        period: The days it covers; the last one ends a month.
        last_entry: The day of the last entry of the books it was made from.
        seal: The sealed month it rests on: the one of its last day, else the last before it.
        seals: Every sealed month up to its last day.
        portfolio: The figures of the portfolio at its end, by `figures.COLUMNS`.
        year: The facts that ratios are made of, of the calendar year up to its end.
        month: The same of its last month.
        opening: Cash and bank of each fund before the period.
        receipts: Money received in the period, by `fund/role`.
        payments: Money paid, likewise.
        balances: The balance of every `fund/role` at its end, debits positive.
        measures: What the club has of each measure of the targets; without those that would tell
            of very few people.
        sexes: Members by sex, None where a number would tell who.
        ages: Members by age, likewise.
        hardships: Members by hardship, likewise.
        findings: Number of findings by `severity/rule`.
        digest: SHA-256 of everything else, as `returns.digest` reckons it.
    """

    clubledger_return: Annotated[int, Within(SCHEMA, SCHEMA)]
    club: ClubIdentity
    period: Period
    last_entry: date
    seal: SealMark | None
    seals: Annotated[tuple[SealMark, ...], AtMost(MOST_SEALS)]
    portfolio: Amounts
    year: PeriodFacts
    month: PeriodFacts
    opening: Amounts
    receipts: Amounts
    payments: Amounts
    balances: Amounts
    measures: Mapping[str, Part]
    sexes: Mapping[str, Band]
    ages: Mapping[str, Band]
    hardships: Mapping[str, Band]
    findings: Mapping[str, Count]
    digest: _HASH

    @property
    def day(self) -> date:
        """The day its figures are of."""
        return self.period.end

    @property
    def row(self) -> Row:
        """Its portfolio as a row of `figures.COLUMNS`."""
        return tuple(self.portfolio[name] for name in COLUMNS)
