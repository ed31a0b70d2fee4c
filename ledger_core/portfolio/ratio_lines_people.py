"""The lines of the ratio sheet that tell of people: who borrows, who stays."""

from collections.abc import Iterator

from ledger_core.messages import Message, N_
from ledger_core.portfolio.outreach_ratios import (
    borrowed_in_year_rate,
    drop_out_rate,
    ever_borrowed_rate,
    retention_rate,
    share_of_older,
    share_of_women,
)
from ledger_core.portfolio.period_facts import PeriodFacts
from ledger_core.portfolio.ratio_line import RatioKind, RatioLine, RatioSection, at_end, within


def people_lines(facts: PeriodFacts) -> Iterator[RatioLine]:
    """Yield whom the fund reaches, and who stays a member."""
    yield from _borrower_lines(facts)
    basis, members = at_end(RatioSection.PEOPLE, facts.period), facts.membership
    yield basis.figure(
        "members",
        Message(N_("Members")),
        RatioKind.COUNT,
        members.at_end,
        Message(N_("Members on the day; who leaves on it still counts")),
    )
    yield basis.share(
        "ever_borrowed_rate",
        Message(N_("Members who ever borrowed")),
        ever_borrowed_rate(members),
        (members.ever_borrowed, members.at_end),
        Message(N_("Present members who ever got a loan ÷ present members")),
    )
    yield basis.share(
        "borrowed_in_year_rate",
        Message(N_("Members who borrowed this year")),
        borrowed_in_year_rate(members),
        (members.borrowed_in_year, members.at_end),
        Message(
            N_("Present members who got a loan since 1 January {year} ÷ present members"),
            year=str(facts.period.end.year),
        ),
    )
    basis = within(RatioSection.PEOPLE, facts.period)
    yield basis.share(
        "retention_rate",
        Message(N_("Retention of members")),
        retention_rate(members),
        (members.at_end, members.could_stay),
        Message(N_("Members at the end ÷ members at the start and joined since, without deaths")),
    )
    yield basis.share(
        "drop_out_rate",
        Message(N_("Drop-out of members")),
        drop_out_rate(members),
        (members.left, members.could_stay),
        Message(N_("Left alive ÷ members at the start and joined since, without deaths")),
    )


def _borrower_lines(facts: PeriodFacts) -> Iterator[RatioLine]:
    basis, borrowers = at_end(RatioSection.PEOPLE, facts.period), facts.borrowers
    yield basis.share(
        "women_borrowers_share",
        Message(N_("Share of women among borrowers")),
        share_of_women(borrowers),
        (borrowers.women, borrowers.sex_known),
        Message(N_("Women who owe principal ÷ borrowers whose sex is on record")),
    )
    yield basis.share(
        "older_borrowers_share",
        Message(N_("Share of older people among borrowers")),
        share_of_older(borrowers),
        (borrowers.older, borrowers.age_known),
        Message(N_("Borrowers of 60 years or more ÷ borrowers whose birth is on record")),
    )
