"""Receipts and payments of each fund by what they were for, and of the club without transfers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ledger_core.books.posted import Posted
from ledger_core.club import Fund, Role
from ledger_core.messages import Message, N_
from ledger_core.reports.funds.balances import FIGURE, MONEY, Side, account_type
from ledger_core.reports.heading import report_over
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Report, Row, Table

Sums = Counter[tuple[Fund, Role]]


@dataclass(slots=True)
class Flows:
    """Money of both funds over a period, in đồng.

    Attributes:
        opening: Cash and bank of each fund before the period.
        received: What came in, by fund and by what it was for.
        paid: What went out, likewise.
    """

    opening: Counter[Fund] = field(default_factory=Counter)
    received: Sums = field(default_factory=Counter)
    paid: Sums = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Flow:
    """Money that came in or went out by one entry.

    Attributes:
        comes_in: Whether it is a receipt.
        role: What it was for.
        amount: In đồng; below zero where a receipt or payment was taken back.
    """

    comes_in: bool
    role: Role
    amount: int


def money_moved(posted: Posted, fund: Fund) -> int:
    """Return by how much an entry changes the cash and bank of a fund, in đồng."""
    return sum(posted.amounts.get((fund, role), 0) for role in MONEY)


def money_flows(posted: Posted, fund: Fund) -> Iterator[Flow]:
    """Yield the receipts and payments of an entry in a fund; none where it moves no money."""
    money = money_moved(posted, fund)
    if not money:
        return
    taken_back = posted.reverses is not None
    for role, amount in _purposes(posted, fund, money).items():
        # Taking a receipt back lessens receipts; it is no payment.
        comes_in = (amount < 0) is not taken_back
        yield Flow(comes_in, role, -amount if comes_in else amount)


def flows(request: ReportRequest) -> Flows:
    """Return the money that moved in a period, by what it was for.

    Each entry that touches cash or bank counts; what stands on its other side says what the money
    was for. An entry that takes another back lessens what that one was counted under. Money brought
    to the bank or fetched from it stays in the fund and is no flow.
    """
    found = Flows()
    for posted in request.club.book.transactions:
        if posted.date > request.as_of:
            continue
        for fund in posted.funds:
            if posted.date < request.period.start:
                found.opening[fund] += money_moved(posted, fund)
                continue
            for flow in money_flows(posted, fund):
                side = found.received if flow.comes_in else found.paid
                side[fund, flow.role] += flow.amount
    return found


def _purposes(posted: Posted, fund: Fund, money: int) -> dict[Role, int]:
    """Return what the money of an entry was for, in đồng, debits positive.

    Where an entry has more on its other side than money, such as interest put into the reserve
    beside what is passed on, the part that no money moved for is set off: first between roles of
    one kind of account, those named first in the chart before the others.
    """
    others = {
        role: amount
        for (found, role), amount in posted.amounts.items()
        if found is fund and role not in MONEY and amount
    }
    against = {role: amount for role, amount in others.items() if (amount < 0) is (money < 0)}
    purposes = {role: amount for role, amount in others.items() if role not in against}
    order = list(Role)
    for role, amount in against.items():
        left = abs(amount)
        kind = account_type(role)
        for purpose in sorted(
            purposes, key=lambda found: (account_type(found) is not kind, order.index(found))
        ):
            part = min(left, abs(purposes[purpose]))
            purposes[purpose] += part if purposes[purpose] < 0 else -part
            left -= part
    return {role: amount for role, amount in purposes.items() if amount}


def receipts_and_payments(request: ReportRequest) -> Report:
    """Return opening money, receipts, payments and closing money of each fund over a period.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    return report_over(
        request,
        "receipts-and-payments",
        Message(N_("Receipts and payments")),
        receipts_and_payments_tables(request),
    )


def receipts_and_payments_tables(request: ReportRequest) -> tuple[Table, ...]:
    """Return receipts, payments, and how they lead from opening to closing money, in đồng."""
    return flow_tables(Side.of(request), flows(request))


def flow_tables(side: Side, found: Flows) -> tuple[Table, ...]:
    """Return the same of any flows: those of one club, or of many added up."""
    received = _table(side, found.received, "receipts")
    paid = _table(side, found.paid, "payments")
    return received, paid, _money(side, found)


_TITLES = {
    "receipts": (Message(N_("Receipts (đồng)")), Message(N_("Total receipts"))),
    "payments": (Message(N_("Payments (đồng)")), Message(N_("Total payments"))),
}


def _table(side: Side, sums: Sums, key: str) -> Table:
    title, total = _TITLES[key]
    used = [role for role in Role if any(sums.get((fund, role)) for fund in side.funds)]
    rows = tuple(_row(side, sums, role) for role in used)
    within = _passed(side, sums)
    return Table(
        key,
        title,
        (FIGURE, *side.columns()),
        rows,
        row_keys=tuple(role.value for role in used),
        total=side.row(total, _totals(side, sums), club=sum(_totals(side, sums).values()) - within),
    )


def _row(side: Side, sums: Sums, role: Role) -> Row:
    amounts = side.amounts(sums, role)
    # What one fund gives the other stays in the club.
    return side.row(role.label, amounts, club=0 if role is Role.TRANSFERS else None)


def _passed(side: Side, sums: Sums) -> int:
    return sum(side.amounts(sums, Role.TRANSFERS).values())


def _totals(side: Side, sums: Sums) -> dict[Fund, int]:
    return side.amounts(sums, *Role)


def _money(side: Side, found: Flows) -> Table:
    received, paid = _totals(side, found.received), _totals(side, found.paid)
    opening = {fund: found.opening[fund] for fund in side.funds}
    closing = {fund: opening[fund] + received[fund] - paid[fund] for fund in side.funds}
    within_in, within_out = _passed(side, found.received), _passed(side, found.paid)
    return Table(
        "money",
        Message(N_("Cash and bank (đồng)")),
        (FIGURE, *side.columns()),
        (
            side.row(Message(N_("Opening balance")), opening),
            side.row(_TITLES["receipts"][1], received, club=sum(received.values()) - within_in),
            side.row(_TITLES["payments"][1], paid, club=sum(paid.values()) - within_out),
        ),
        row_keys=("opening", "received", "paid"),
        total=side.row(Message(N_("Closing balance")), closing),
        notes=(
            Message(N_("What one fund gives the other is left out of the club's column.")),
            Message(
                N_("A receipt or payment that was taken back lessens the line it was counted in.")
            ),
        ),
    )
