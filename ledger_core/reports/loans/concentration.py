"""How much of the portfolio the largest borrowers hold, against the club's own limit."""

from collections import defaultdict
from fractions import Fraction

from ledger_core.messages import Message, N_
from ledger_core.portfolio import LoanFacts, ratio
from ledger_core.reports.columns import MEMBER, NAME, PRINCIPAL_OWED, TOTAL
from ledger_core.reports.day_accounts import facts_on
from ledger_core.reports.heading import report_as_of
from ledger_core.reports.loans.moves import name_of
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import BLANK, Column, Figure, Kind, Report, Row, Table


def concentration(request: ReportRequest) -> Report:
    """Return every borrower by what they owe, with their share of portfolio and lending capital.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book, day = request.club.book, request.as_of
    owed: dict[str, list[LoanFacts]] = defaultdict(list)
    for facts in facts_on(book, day):
        if facts.in_portfolio:
            owed[facts.member].append(facts)
    sums = {member: sum(f.outstanding_principal for f in loans) for member, loans in owed.items()}
    order = sorted(sums, key=lambda member: (-sums[member], member))
    total, capital = sum(sums.values()), book.lending_capital(day)
    limit = Fraction(book.register.rules_on(day).share_per_borrower)
    rows: list[Row] = [
        (
            member,
            name_of(book, member),
            len(owed[member]),
            sums[member],
            ratio(sums[member], total),
            ratio(sums[member], capital),
        )
        for member in order
    ]
    borrowers = Table(
        "borrowers",
        Message(N_("Borrowers by what they owe (đồng)")),
        (
            *(MEMBER, NAME),
            Column("loans", Message(N_("Number of loans")), Kind.COUNT),
            PRINCIPAL_OWED,
            Column("share", Message(N_("Share of portfolio")), Kind.RATIO),
            Column("share_of_capital", Message(N_("Share of lending capital")), Kind.RATIO),
        ),
        tuple(rows),
        total=(
            *(TOTAL, BLANK),
            sum(len(loans) for loans in owed.values()),
            *(total, ratio(total, total), ratio(total, capital)),
        ),
        notes=(
            Message(
                N_(
                    "Lending capital is cash, bank and outstanding principal of the "
                    "Income-generation fund."
                )
            ),
        ),
    )
    amounts = [sums[member] for member in order]
    return report_as_of(
        request,
        "concentration",
        Message(N_("Concentration of loans")),
        (_figures(amounts, total, capital, limit), borrowers),
    )


def _figures(amounts: list[int], total: int, capital: int, limit: Fraction) -> Table:
    over = sum(amount > limit * capital for amount in amounts)
    five = sum(amounts[:_LARGEST])
    return Table(
        "figures",
        Message(N_("Main figures")),
        (
            Column("figure", Message(N_("Figure"))),
            Column("value", Message(N_("Value")), Kind.RATIO),
            Column("definition", Message(N_("How it is reckoned"))),
        ),
        (
            (
                Message(N_("Largest borrower")),
                ratio(amounts[0] if amounts else 0, total),
                Message(N_("What the largest borrower owes ÷ gross loan portfolio")),
            ),
            (
                Message(N_("Five largest borrowers")),
                ratio(five, total),
                Message(N_("What the five largest borrowers owe ÷ gross loan portfolio")),
            ),
            (
                Message(N_("Largest share one borrower may hold")),
                limit,
                Message(N_("Rule of the club, of lending capital")),
            ),
            (
                Message(N_("Borrowers over that share")),
                Figure(over, Kind.COUNT),
                Message(
                    N_("On this day; a loan within the limit when it was granted breaks no rule")
                ),
            ),
        ),
        row_keys=("largest", "five_largest", "limit", "over_limit"),
    )


_LARGEST = 5
