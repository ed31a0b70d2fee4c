"""The portfolio by purpose, product, and kinds of borrowers: women, older people, hardship."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from ledger_core.books.people import Person, people_of
from ledger_core.messages import Message, N_
from ledger_core.portfolio import LoanFacts, portfolio_at_risk, ratio
from ledger_core.reports.columns import PRINCIPAL_OWED, TOTAL
from ledger_core.reports.day_accounts import facts_on
from ledger_core.reports.heading import report_as_of
from ledger_core.reports.people import (
    AGE_ORDER,
    HARDSHIP_ORDER,
    SEX_ORDER,
    UNKNOWN,
    age_band,
    hardship_of,
    sex_of,
)
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Column, Kind, Report, Row, Table

_PAR = 30
Label = Message | str


def portfolio_by_kind(request: ReportRequest) -> Report:
    """Return loans outstanding by purpose, product, sex, age and hardship of the borrowers.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book, day = request.club.book, request.as_of
    loans = [facts for facts in facts_on(book, day) if facts.in_portfolio]
    people = people_of(book.folder)
    records, products = book.loans, book.register.products
    names = {code: found[-1].name or code for code, found in products.items() if found}

    def purpose(facts: LoanFacts) -> Label:
        return records[facts.loan].purpose or UNKNOWN

    def product(facts: LoanFacts) -> Label:
        code = records[facts.loan].product
        return UNKNOWN if code is None else names.get(code, code)

    tables = (
        _table("purpose", Message(N_("By purpose")), loans, purpose, ()),
        _table("product", Message(N_("By loan product")), loans, product, ()),
        *_by_people(loans, people, day),
    )
    return report_as_of(
        request,
        "portfolio-by",
        Message(N_("Portfolio by purpose, product and borrowers")),
        tables,
        notes=(
            Message(
                N_(
                    "PAR30 here is the principal of a line's loans that are more than 30 days late "
                    "or rescheduled ÷ the principal of that line."
                )
            ),
            Message(N_("Ages are those on the day of the report; older means 60 and over.")),
        ),
    )


def _by_people(
    loans: Sequence[LoanFacts], people: dict[str, Person], day: date
) -> tuple[Table, ...]:
    return (
        _table(
            "sex",
            Message(N_("By sex of the borrower")),
            loans,
            lambda facts: sex_of(people.get(facts.member)),
            SEX_ORDER,
        ),
        _table(
            "age",
            Message(N_("By age of the borrower")),
            loans,
            lambda facts: age_band(people.get(facts.member), day),
            AGE_ORDER,
        ),
        _table(
            "hardship",
            Message(N_("By hardship of the borrower's household")),
            loans,
            lambda facts: hardship_of(people.get(facts.member)),
            HARDSHIP_ORDER,
        ),
    )


def _table(
    key: str,
    title: Message,
    loans: Sequence[LoanFacts],
    kind: Callable[[LoanFacts], Label],
    order: Sequence[Message],
) -> Table:
    """Return a table of the loans by kind, in the order given; else the largest kind first."""
    groups: dict[Label, list[LoanFacts]] = defaultdict(list)
    for loan in loans:
        groups[kind(loan)].append(loan)
    total = _owed(loans)
    if order:
        shown: list[Label] = [label for label in order if label in groups]
    else:
        shown = sorted(groups, key=lambda label: (-_owed(groups[label]), str(label)))
    return Table(
        key,
        title,
        (
            Column("kind", Message(N_("Kind"))),
            Column("loans", Message(N_("Number of loans")), Kind.COUNT),
            Column("borrowers", Message(N_("Borrowers")), Kind.COUNT),
            PRINCIPAL_OWED,
            Column("share", Message(N_("Share of portfolio")), Kind.RATIO),
            Column("overdue_principal", Message(N_("Overdue principal")), Kind.AMOUNT),
            Column("par30", Message(N_("PAR30")), Kind.RATIO),
        ),
        tuple((label, *_figures(groups[label], total)) for label in shown),
        total=(TOTAL, *_figures(loans, total)),
    )


def _owed(loans: Sequence[LoanFacts]) -> int:
    return sum(loan.outstanding_principal for loan in loans)


def _figures(loans: Sequence[LoanFacts], total: int) -> Row:
    return (
        len(loans),
        len({loan.member for loan in loans}),
        _owed(loans),
        ratio(_owed(loans), total),
        sum(loan.overdue_principal for loan in loans),
        portfolio_at_risk(loans, _PAR).ratio,
    )
