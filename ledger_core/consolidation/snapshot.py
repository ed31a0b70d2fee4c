"""The snapshot of one club: what reports over many clubs need of its books, and no person in it.

Neither a name, a code of a member or loan, nor any text that a person wrote stands in it, but for
the club's own name. `docs/snapshots.md` describes its form; `SCHEMA` is the version of that.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from ledger_core.club import Fund, Role
from ledger_core.consolidation.strict_json import AtMost, Like, Within
from ledger_core.portfolio import PeriodFacts

SCHEMA: Final = 1
"""Version of the snapshot's form."""

MOST_STEPS: Final = 40_000
MOST_LOANS: Final = 20_000
MOST_INSTALMENTS: Final = 1_000
MOST_MONTHS: Final = 3_000
MOST_FINDINGS: Final = 500
MOST_MONEY_KEYS: Final = 400

Amount = Annotated[int, Within(-(10**15), 10**15)]
Count = Annotated[int, Within(0, 10**9)]
Word = Annotated[str, Like(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,79}")]
Digits = Annotated[str, Like(r"[0-9]{1,8}")]
UNSEEN: Final = (  # control signs, signs that are not seen or turn others round, halves of signs
    r"\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\uf8ff\ufeff\ufff0-\uffff\U000e0000-\U0010ffff"
)
ShortText = Annotated[str, Like(f"[^{UNSEEN}]{{0,300}}")]


@dataclass(frozen=True, slots=True)
class Stamps:
    """Which versions made a snapshot: with other ones it is made anew.

    Attributes:
        schema: Version of the snapshot's form.
        code: Fingerprint of clubledger's own code.
        beancount: Version of Beancount.
        ledger_format: Version of the ledger format that this code reads.
    """

    schema: int
    code: Word
    beancount: Word
    ledger_format: Word


@dataclass(frozen=True, slots=True)
class ClubIdentity:
    """Which club it is, and where.

    Attributes:
        code: The club's own code.
        name: Its name.
        commune: Code of its commune, None where the books do not say.
        province: Code of its province, likewise.
        language: Language of its books.
        format: Version of the ledger format of its books.
        founded: The day its books begin.
    """

    code: Annotated[str, Like(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")]
    name: ShortText
    commune: Digits | None
    province: Digits | None
    language: Annotated[str, Like(r"[a-z]{2}")]
    format: Word
    founded: date

    @property
    def key(self) -> str:
        """What tells this club from every other: province, commune and code."""
        return f"{self.province or '-'}/{self.commune or '-'}/{self.code}"


@dataclass(frozen=True, slots=True)
class Steps:
    """Figures that change only on some days: what stood at the end of each of those days.

    Attributes:
        days: The days, ascending.
        rows: The figures from that day on, up to the day before the next.
    """

    days: Annotated[tuple[date, ...], AtMost(MOST_STEPS)]
    rows: Annotated[tuple[tuple[Amount, ...], ...], AtMost(MOST_STEPS)]

    def on(self, day: date) -> tuple[int, ...] | None:
        """Return the figures at the end of `day`, None before the first step."""
        place = bisect_right(self.days, day)
        return self.rows[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class MoneySteps:
    """Money by fund and role, summed up since the books begin. Debits are positive.

    Attributes:
        keys: What each column is: `kind/fund/role`, with the kinds of `MoneyKind`.
        steps: The sums at the end of each day with entries.
    """

    keys: Annotated[tuple[Word, ...], AtMost(MOST_MONEY_KEYS)]
    steps: Steps


MoneySums = Mapping[tuple[Fund, Role], int]


@dataclass(frozen=True, slots=True)
class Money:
    """Money at the end of a day, summed up since the books begin; of one club or of many.

    What moved in a period is the difference of two days.

    Attributes:
        balances: The balance of every fund and role, debits positive.
        moved: The same without entries that close a year, for income and expense.
        received: Receipts by what they were for, as in receipts and payments.
        paid: Payments, likewise.
        interest_received: Loan interest and late interest received.
    """

    balances: MoneySums
    moved: MoneySums
    received: MoneySums
    paid: MoneySums
    interest_received: int


@dataclass(frozen=True, slots=True)
class Part:
    """What a club has of one measure of the scheme's targets.

    Attributes:
        part: Those counted.
        whole: Out of how many; None for a plain number.
    """

    part: Count
    whole: Count | None = None


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """A club at the end of a month.

    Attributes:
        end: The last day of the month.
        year: The facts of the calendar year up to that day.
        month: The facts of the month.
        measures: What the club has of each measure of the targets, by its word.
        sexes: Members by sex: `f`, `m`, `unknown`.
        ages: Members by age: `under-40`, `40-59`, `60-69`, `70-79`, `80-and-over`, `unknown`.
        hardships: Members by hardship: `poor`, `near-poor`, `difficult`, `none`, `unknown`.
    """

    end: date
    year: PeriodFacts
    month: PeriodFacts
    measures: Mapping[str, Part]
    sexes: Mapping[str, Count]
    ages: Mapping[str, Count]
    hardships: Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class InstalmentFacts:
    """An instalment as it stands on the last day of the books. Amounts in đồng."""

    number: Count
    due: date
    principal: Amount
    interest: Amount
    principal_paid: Amount
    interest_paid: Amount
    interest_waived: Amount


@dataclass(frozen=True, slots=True)
class LoanSnapshot:
    """A loan without its borrower, as it stands on the last day of the books. Amounts in đồng.

    Attributes:
        number: Its place among the club's loans by day of approval, from 1.
        borrower: The place of its borrower among the club's borrowers, by their first loan.
        approved: The day of approval.
        first_event: The day it was paid out or taken over; None for one that was not.
        method: Its method of repayment.
        rate_per_year: Its contract rate as a fraction: `3/25`.
        agreed: Principal agreed, top-ups included.
        disbursed: Principal paid out or taken over.
        repaid: Principal repaid.
        written_off: Principal written off.
        relieved: Principal forgiven.
        outstanding_principal: Principal outstanding.
        days_past_due: Days past due.
        debt_group: Its group, by the worst loan of the borrower; 0 without outstanding principal.
        reschedules: How often it was rescheduled.
        state: The word of its state.
        instalments: Its instalments.
    """

    number: Count
    borrower: Count
    approved: date
    first_event: date | None
    method: Word
    rate_per_year: Word
    agreed: Amount
    disbursed: Amount
    repaid: Amount
    written_off: Amount
    relieved: Amount
    outstanding_principal: Amount
    days_past_due: Count
    debt_group: Count
    reschedules: Count
    state: Word
    instalments: Annotated[tuple[InstalmentFacts, ...], AtMost(MOST_INSTALMENTS)]


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """Where something was found in the books; what, its rule says.

    Attributes:
        rule: The rule.
        severity: How serious it is.
        file: The file below the club's folder, "" for none.
        line: The line, 0 for none.
        excused: Whether minutes excuse it.
    """

    rule: Word
    severity: Word
    file: ShortText
    line: Count
    excused: bool


@dataclass(frozen=True, slots=True)
class SealMark:
    """That a month was sealed.

    Attributes:
        month: The month: `2026-03`.
        code: The code read aloud, as the register has it.
        root: The root that its file in `seals` states, "" where there is none.
    """

    month: Annotated[str, Like(r"[0-9]{4}-[0-9]{2}")]
    code: Annotated[str, Like(r"[A-Za-z0-9-]{0,40}")]
    root: Annotated[str, Like(r"[0-9a-f]{0,64}")]


@dataclass(frozen=True, slots=True)
class ClubSnapshot:
    """What reports over many clubs need of one club.

    Attributes:
        stamps: The versions that made it.
        club: Which club.
        last_day: The day of its last entry.
        portfolio: The rows of `figures.COLUMNS`.
        money: Money by fund and role.
        months: The ends of the months, ascending, up to some months after the last entry.
        loans: The loans.
        finding_counts: Number of findings by `severity/rule`.
        findings: The first of them.
        seals: The sealed months.
    """

    stamps: Stamps
    club: ClubIdentity
    last_day: date
    portfolio: Steps
    money: MoneySteps
    months: Annotated[tuple[MonthFacts, ...], AtMost(MOST_MONTHS)]
    loans: Annotated[tuple[LoanSnapshot, ...], AtMost(MOST_LOANS)]
    finding_counts: Mapping[str, Count]
    findings: Annotated[tuple[FindingPlace, ...], AtMost(MOST_FINDINGS)]
    seals: Annotated[tuple[SealMark, ...], AtMost(MOST_MONTHS)]

    @property
    def days_covered(self) -> int:
        """Days from the first of the books to the last entry."""
        return (self.last_day - self.club.founded).days + 1
