"""The journal of a charge-off where income is accrued: what the loan owes leaves the books."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ledger_core.loans import Charge, WriteOff
from tests.third_party.accounts import begin
from tests.third_party.agreements import Agreement, read_agreement
from tests.third_party.cases import Case, Outcome
from tests.third_party.reading import Inputs

EVENT = re.compile(r"charge-off(?: with fee (?P<fee>\d+(?:\.\d+)?))?")


def charged_off(case: Case, events: Sequence[Inputs]) -> Outcome:
    """Charge the same loan off once for each event asked about."""
    agreement = read_agreement(case)
    return Outcome(other={"journal": [journal_line(agreement, event) for event in events]})


def journal_line(agreement: Agreement, event: Inputs) -> dict[str, Any]:
    """Write all principal off on the day the loan is paid out, with the fee that is due."""
    text = event.text("event") or ""
    found = EVENT.fullmatch(text)
    if found is None:
        raise event.unknown("event", text)
    loan = begin(agreement)
    day = agreement.start
    if found["fee"]:
        fee = agreement.scale.money(Fraction(found["fee"]))
        loan.events.append(Charge(day, fee, day))
    before = loan.position(day)
    loan.events.append(WriteOff(day, before.outstanding_principal))
    lost, fee = loan.account.written_off, before.fee_due
    cell = agreement.scale.cell
    debits = {"Credit loss/bad debt": lost, "Fee charge-off": fee}
    credits_ = {"Loans receivable": lost, "Interest/fee receivable": fee}
    return {
        "event": text,
        "dr": {name: cell(amount) for name, amount in debits.items() if amount},
        "cr": {name: cell(amount) for name, amount in credits_.items() if amount},
    }
