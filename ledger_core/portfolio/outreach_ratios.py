"""Whom the fund reaches: people, never contracts.

Published figures go wrong here: a share of members who borrowed means nothing without saying
whether ever or in the year, and an average without saying over whom.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from ledger_core.money import divide
from ledger_core.portfolio.merging import LARGEST
from ledger_core.portfolio.ratios import ratio


@dataclass(frozen=True, slots=True)
class BorrowerFacts:
    """Those who owe principal at the end of a day. All but the last are numbers of people.

    Attributes:
        borrowers: Members who owe principal; one with two loans counts once.
        sex_known: Those of them whose sex is on record.
        women: Those of them who are women.
        age_known: Those of them whose birth is on record.
        older: Those of them who are 60 or older.
        largest: What the one who owes most owes, in đồng.
    """

    borrowers: int = 0
    sex_known: int = 0
    women: int = 0
    age_known: int = 0
    older: int = 0
    largest: int = field(default=0, metadata=LARGEST)


@dataclass(frozen=True, slots=True)
class MembershipFacts:
    """Members over a period: numbers of people.

    At the end = at the start + joined − left − died.

    Attributes:
        at_start: Members when the period began.
        joined: Those who joined in it.
        left: Those who left in it alive.
        died: Those who died in it.
        ever_borrowed: Members at its end who ever got a loan.
        borrowed_in_year: Members at its end who got one in the calendar year of its last day.
        borrowed_in_period: Members at its end who got one in the period.
    """

    at_start: int = 0
    joined: int = 0
    left: int = 0
    died: int = 0
    ever_borrowed: int = 0
    borrowed_in_year: int = 0
    borrowed_in_period: int = 0

    @property
    def at_end(self) -> int:
        """Members at the end of the period."""
        return self.at_start + self.joined - self.left - self.died

    @property
    def could_stay(self) -> int:
        """Those who were members at any time of the period and did not die in it."""
        return self.at_start + self.joined - self.died


def average_loan(gross_loan_portfolio: int, borrowers: int) -> int | None:
    """Return the portfolio over borrowers, rounded half up to whole đồng; None without borrowers.

    It counts people: two loans of one member are one.
    """
    return divide(gross_loan_portfolio, borrowers) if borrowers else None


def share_of_women(facts: BorrowerFacts) -> Fraction | None:
    """Return the women among the borrowers whose sex is known; None where it is of none."""
    return ratio(facts.women, facts.sex_known)


def share_of_older(facts: BorrowerFacts) -> Fraction | None:
    """Return those of 60 and over among the borrowers whose birth is known; None where of none."""
    return ratio(facts.older, facts.age_known)


def ever_borrowed_rate(facts: MembershipFacts) -> Fraction | None:
    """Return the share of present members who ever got a loan; None without members."""
    return ratio(facts.ever_borrowed, facts.at_end)


def borrowed_in_year_rate(facts: MembershipFacts) -> Fraction | None:
    """Return the share of present members who got a loan this calendar year; None without any."""
    return ratio(facts.borrowed_in_year, facts.at_end)


def retention_rate(facts: MembershipFacts) -> Fraction | None:
    """Return who is still a member over who was one in the period, deaths apart; None of nobody."""
    return ratio(facts.at_end, facts.could_stay)


def drop_out_rate(facts: MembershipFacts) -> Fraction | None:
    """Return who left alive over who was a member in the period, deaths apart; None of nobody.

    It and `retention_rate` sum to one.
    """
    return ratio(facts.left, facts.could_stay)
