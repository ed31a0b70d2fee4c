"""Fees and tranches of a case."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from ledger_core.loans.drafting import ScheduleChange
from ledger_core.loans.fee_terms import DatedFee, FeeOn, FeeTerms
from tests.third_party.reading import Inputs, Unsupported
from tests.third_party.roundings import Scale

UPFRONT, EACH = CHARGES = ("disbursement fee", "instalment fee")
BASES = {"principal+interest": FeeOn.PRINCIPAL_AND_INTEREST}


def fees(inputs: Inputs, scale: Scale) -> FeeTerms:
    """Read the agreed fees: up front, with each instalment, on a day."""
    upfront, flat = inputs.section("upfront_fee"), inputs.section("flat_fee")
    each = inputs.section("instalment_fee")
    share, on = Fraction(0), FeeOn.PRINCIPAL_AND_INTEREST
    if each is not None:
        share = each.required(each.number("percent"), "percent") / 100
        on = each.word("base", BASES) or on
    return FeeTerms(
        upfront_share=Fraction(0)
        if upfront is None
        else upfront.required(upfront.number("percent"), "percent") / 100,
        instalment_share=share,
        instalment_on=on,
        dated=() if flat is None else (dated_fee(flat, scale),),
    )


def with_charges(inputs: Inputs, scale: Scale, agreed: FeeTerms) -> FeeTerms:
    """Add the fees listed as charges; a penalty among them is no part of a schedule."""
    sums = dict.fromkeys(CHARGES, 0)
    dated = list(agreed.dated)
    for charge in inputs.sections("charges"):
        kind = charge.required(charge.text("kind"), "kind")
        if kind == "fee":
            dated.append(dated_fee(charge, scale))
        elif kind in sums:
            sums[kind] += scale.money(charge.required(charge.number("amount"), "amount"))
        else:
            raise charge.unknown("kind", kind)
    return replace(
        agreed,
        upfront_amount=sums[UPFRONT],
        instalment_amount=sums[EACH],
        dated=tuple(dated),
    )


def dated_fee(section: Inputs, scale: Scale) -> DatedFee:
    """Read a fee with a due date."""
    due = section.required(section.day("due"), "due")
    return DatedFee(due, scale.money(section.required(section.number("amount"), "amount")))


def tranches(
    inputs: Inputs, scale: Scale, start: date, principal: int
) -> tuple[int, list[ScheduleChange]]:
    """Return what is paid out on the first day, and the later tranches."""
    inputs.ignore("disbursed_total")  # their sum
    listed = inputs.sections("disbursements")
    if not listed:
        return principal, []
    paid_out, later = 0, []
    for tranche in listed:
        day = tranche.required(tranche.day("date"), "date")
        amount = scale.money(tranche.required(tranche.number("amount"), "amount"))
        if day < start:
            raise Unsupported("inputs.disbursements: a tranche before the loan starts")
        if day == start:
            paid_out += amount
        else:
            later.append(ScheduleChange(day, paid_out=amount))
    return paid_out, later
