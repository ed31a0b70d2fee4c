"""Words of the field that several commands say."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.club import Fund
    from ledger_core.documents.voucher import VoucherKind
    from ledger_core.loans import BorrowingCost, InterestPeriod, LoanPosition, LoanTerms, Method

_BY_SHARES = {
    "declining-equal-principal": Message(
        N_("parts of principal as agreed for each instalment, interest on what is still owed")
    ),
    "flat": Message(
        N_("parts of principal as agreed for each instalment, interest on the whole loan (flat)")
    ),
}
SPLIT_LABELS = {
    "principal": Message(N_("principal")),
    "interest": Message(N_("interest")),
    "late_interest": Message(N_("late-payment interest")),
    "fee": Message(N_("fee")),
    "overpayment": Message(N_("paid too much, kept for the borrower")),
}


def method_words(terms: "LoanTerms") -> Message:
    """Return how a loan is repaid: its method, or that the parts of principal are agreed."""
    by_shares = _BY_SHARES if terms.spread.shares is not None else {}
    return by_shares.get(terms.method.value, terms.method.label)


def fund_labels() -> dict[str, Message]:
    """Return the names of the funds by their words."""
    return {fund.value: fund.label for fund in funds()}


def method_labels() -> dict[str, Message]:
    """Return the methods of repayment as people read them, by their words."""
    return {method.value: method.label for method in methods()}


def methods() -> list["Method"]:
    """Return the methods of repayment."""
    from ledger_core.loans import Method

    return list(Method)


def interest_periods() -> list["InterestPeriod"]:
    """Return the ways to count the interest of a period."""
    from ledger_core.loans import InterestPeriod

    return list(InterestPeriod)


def voucher_kinds() -> list["VoucherKind"]:
    """Return the kinds of vouchers."""
    from ledger_core.documents.voucher import VoucherKind

    return list(VoucherKind)


def funds() -> list["Fund"]:
    """Return the two funds."""
    from ledger_core.club import Fund

    return list(Fund)


def cost_warning(cost: "BorrowingCost") -> list[str]:
    """Say both yearly figures of a loan's cost, and warn where one is above the ceiling.

    The law's ceiling of 20 % (Civil Code 2015 article 468) is about the agreed rate; a flat rate
    within it can cost more on the balance really owed, and a borrower should know.
    """
    from ledger_core.loans import CEILING_PER_YEAR

    lines = []
    if cost.apr is not None and cost.eir is not None:
        lines.append(
            _(
                "Cost on the balance really owed: {apr:percent} a year (APR), {eir:percent} with "
                "compounding (EIR)",
                apr=cost.apr,
                eir=cost.eir,
            )
        )
        if cost.apr > CEILING_PER_YEAR:
            lines.append(
                _(
                    "Warning: the loan really costs more than {ceiling:percent} a year. Tell the "
                    "borrower both figures.",
                    ceiling=CEILING_PER_YEAR,
                )
            )
    return lines


def iso(day: date | None) -> str | None:
    """Write a day for programs, None where there is none."""
    return None if day is None else day.isoformat()


def owed_lines(position: "LoanPosition") -> list[str]:
    """Say what is owed on a loan: principal, and what is overdue, late interest and fees if any."""
    lines = [_("  Principal owed: {amount:money}", amount=position.outstanding_principal)]
    if position.overdue:
        lines.append(
            _(
                "  Overdue: {amount:money} (principal {principal:money}, interest "
                "{interest:money}), {days} days late",
                amount=position.overdue,
                principal=position.overdue_principal,
                interest=position.overdue_interest,
                days=position.days_past_due,
            )
        )
    if position.late_interest:
        lines.append(_("  Late-payment interest: {amount:money}", amount=position.late_interest))
    if position.fee_due:
        lines.append(_("  Fees: {amount:money}", amount=position.fee_due))
    return lines


IDLE_WITH_SOME_METHODS = {
    "balloon-part": "balloon_part",
    "principal-shares": "shares",
    "fixed-instalment": "fixed_instalment",
    "flat-interest-total": "flat_interest_total",
}
"""Terms that only some methods know, by their keys: the fields of `SpreadTerms`."""


def idle_terms(terms: "LoanTerms", start: date) -> list[str]:
    """Name terms that were agreed and change no instalment, as a balloon of level instalments."""
    from ledger_core.loans import schedule

    lines = []
    for key, field in IDLE_WITH_SOME_METHODS.items():
        if getattr(terms.spread, field) is None:
            continue
        usual: dict[str, Any] = {field: None}
        without = replace(terms, spread=replace(terms.spread, **usual))
        if schedule(without, start) == schedule(terms, start):
            lines.append(
                _(
                    "Warning: the term {key} changes nothing here: this method, “{method}”, does "
                    "not know it.",
                    key=key,
                    method=terms.method.value,
                )
            )
    return lines
