"""The capital of the Income-generation fund by source, how it is used, and whether it is whole."""

from ledger_core.books.members_capital import paid_in_capital
from ledger_core.club import Fund, Role
from ledger_core.messages import Message, N_
from ledger_core.portfolio import CapitalFacts, capital_preserved, ratio
from ledger_core.reports.columns import AMOUNT, MEMBER, NAME, TOTAL
from ledger_core.reports.facts_of_period import capital_facts
from ledger_core.reports.funds.balances import (
    FIGURE,
    Sums,
    balances_on,
    movements_in,
)
from ledger_core.reports.heading import report_over
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import BLANK, Column, Figure, Kind, Report, Row, Table

_PAID_IN = (Role.GRANTS, Role.BUDGET_SUPPORT, Role.MEMBERS_CAPITAL)
_LENT = (Role.LENDERS,)
_KEPT = (Role.RETAINED_RESULT, Role.RISK_RESERVE, Role.CAPITAL_GROWTH)


def capital(request: ReportRequest) -> Report:
    """Return the capital of the Income-generation fund by source over a period.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    return report_over(
        request,
        "capital",
        Message(N_("Capital of the Income-generation fund")),
        capital_tables(request),
    )


def capital_tables(request: ReportRequest) -> tuple[Table, ...]:
    """Return capital by source, members' capital, how it is used, and whether it is preserved."""
    facts = capital_facts(request.club.book, request.as_of)
    return (_by_source(request), _of_members(request), _use(facts), _preserved(facts))


def _of(sums: Sums, *roles: Role) -> int:
    """Return the balance of some roles of the Income-generation fund, debits positive."""
    return sum(sums.get((Fund.INCOME, role), 0) for role in roles)


def _by_source(request: ReportRequest) -> Table:
    closing = balances_on(request.club.book, request.as_of)
    moved = movements_in(request.club.book, request.period)
    rows: list[tuple[Message, int, int, int]] = []
    keys: list[str] = []
    for role in (*_PAID_IN, *_LENT, *_KEPT):
        change, end = -_of(moved, role), -_of(closing, role)
        if change or end or role in _PAID_IN:
            rows.append((role.label, end - change, change, end))
            keys.append(role.value)
    return Table(
        "sources",
        Message(N_("Capital by source (đồng)")),
        (
            Column("source", Message(N_("Source"))),
            Column("opening", Message(N_("Opening balance")), Kind.AMOUNT),
            Column("movement", Message(N_("Movement")), Kind.AMOUNT),
            Column("closing", Message(N_("Closing balance")), Kind.AMOUNT),
        ),
        tuple(rows),
        row_keys=tuple(keys),
        total=(
            TOTAL,
            sum(row[1] for row in rows),
            sum(row[2] for row in rows),
            sum(row[3] for row in rows),
        ),
        notes=(
            Message(
                N_(
                    "Members' paid-in capital and loans to the club are owed to people and may "
                    "have to be paid back; grants and budget support belong to the club."
                )
            ),
        ),
    )


def _of_members(request: ReportRequest) -> Table:
    book = request.club.book
    balances = paid_in_capital(book, request.as_of)
    members = book.register.members
    rows: list[Row] = [
        (code, members[code].name if code in members else "", amount)
        for code, amount in sorted(balances.items())
        if amount
    ]
    return Table(
        "members",
        Message(N_("Paid-in capital by member (đồng)")),
        (
            MEMBER,
            NAME,
            AMOUNT,
        ),
        tuple(rows),
        total=(TOTAL, BLANK, sum(balances.values())),
    )


def _use(facts: CapitalFacts) -> Table:
    lending = facts.lending_capital
    parts = (
        (Role.LOANS, facts.outstanding_principal),
        (Role.CASH, facts.cash),
        (Role.BANK, facts.bank),
    )
    return Table(
        "use",
        Message(N_("How the fund is used")),
        (FIGURE, AMOUNT, Column("share", Message(N_("Share")), Kind.RATIO)),
        tuple((role.label, amount, ratio(amount, lending)) for role, amount in parts),
        row_keys=tuple(role.value for role, _ in parts),
        total=(TOTAL, lending, ratio(lending, lending)),
        notes=(
            Message(N_("Fund utilisation is the share of loans: loans ÷ (loans + cash + bank).")),
        ),
    )


def _preserved(facts: CapitalFacts) -> Table:
    parts = (
        (Message(N_("Cash and bank")), facts.cash + facts.bank, "cash"),
        (Message(N_("Goods for lending")), facts.goods, "goods"),
        (Message(N_("Principal of loans")), facts.outstanding_principal, "loans"),
        (Message(N_("Less the loan-loss allowance")), -facts.allowance, "allowance"),
        (Message(N_("Less loans to the club")), -facts.lenders, "lenders"),
        (Message(N_("Less members' overpayments")), -facts.overpayments, "overpayments"),
    )
    covers, paid_in = facts.capital_held, facts.capital_paid_in
    whole = capital_preserved(facts)
    verdict = Message(N_("yes")) if whole else Message(N_("no"))
    return Table(
        "preserved",
        Message(N_("Whether the capital is preserved (đồng)")),
        (FIGURE, AMOUNT),
        (
            *((label, amount) for label, amount, _ in parts),
            (Message(N_("What stands behind the capital")), covers),
            (Message(N_("Capital paid in: grants, budget support, members")), paid_in),
            (Message(N_("More than was paid in (less: below zero)")), covers - paid_in),
            (Message(N_("Preserved")), Figure(verdict, Kind.TEXT)),
        ),
        row_keys=(
            *(key for _, _, key in parts),
            "covers",
            "paid_in",
            "difference",
            "preserved",
        ),
        notes=(
            Message(
                N_(
                    "Capital is preserved while what was paid in is not more than cash, bank, "
                    "goods and principal less allowance, loans to the club and members' "
                    "overpayments."
                )
            ),
        ),
    )
