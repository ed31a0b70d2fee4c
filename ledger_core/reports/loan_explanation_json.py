"""The explanation of a loan as JSON holds it: amounts integers, dates ISO, rates text.

The keys are the public contract of the command `loan explain`.
"""

from datetime import date
from fractions import Fraction

from ledger_core.loans import ExplainedLine, InterestPiece
from ledger_core.reports.explained_loan import (
    OWED_NOW,
    ExplainedCharge,
    ExplainedMoratorium,
    ExplainedPayment,
    LoanExplanation,
)
from ledger_core.reports.json_values import JsonObject, json_ratio
from ledger_core.reports.next_instalment import NextInstalment


def explanation_json(explained: LoanExplanation) -> JsonObject:
    """Return an explanation as JSON holds it."""
    return {
        "report": "loan-explanation",
        "loan": explained.loan,
        "member": explained.member,
        "as_of": explained.position.date.isoformat(),
        "state": explained.position.state.value,
        "owed_now": {
            "total": explained.owed_now,
            **{_key(figure.value): explained.figure(figure).amount for figure in OWED_NOW},
        },
        "figures": {
            _key(each.figure.value): {
                "amount": each.amount,
                "lines": [_line(line) for line in each.lines],
            }
            for each in explained.figures
        },
        "charges": [_charge(charge) for charge in explained.charges],
        "moratoria": [_moratorium(each) for each in explained.moratoria],
        "payments": [_payment(payment) for payment in explained.payments],
        "next_instalment": None if explained.coming is None else _coming(explained.coming),
    }


def _moratorium(moratorium: ExplainedMoratorium) -> JsonObject:
    return {
        "from": moratorium.start.isoformat(),
        "to": moratorium.end.isoformat(),
        "interest": moratorium.interest.value,
        "minutes": moratorium.decided_by or None,
    }


def _line(line: ExplainedLine) -> JsonObject:
    return {
        "reason": line.reason.value,
        "amount": line.amount,
        "date": line.date.isoformat(),
        "component": None if line.component is None else line.component.value,
        "instalment": line.number,
        "due": _iso(line.due),
        "base": line.base,
        "from": _iso(line.start),
        "to": _iso(line.end),
        "days": line.days,
        "rate_per_year": json_ratio(line.rate_per_year),
        "pieces": [_piece(piece) for piece in line.pieces],
    }


def _charge(charge: ExplainedCharge) -> JsonObject:
    return {
        "decided": charge.decided.isoformat(),
        "due": charge.due.isoformat(),
        "component": charge.component.value,
        "amount": charge.amount,
        "reason": charge.reason,
    }


def _piece(piece: InterestPiece) -> JsonObject:
    return {
        "from": piece.start.isoformat(),
        "to": piece.end.isoformat(),
        "days": piece.days,
        "base": piece.base,
        "rate": json_ratio(piece.rate.value),
        "rate_per": piece.rate.per.value,
        "free": piece.free,
        "unrounded_interest": _exact(piece.interest),
    }


def _payment(payment: ExplainedPayment) -> JsonObject:
    return {
        "date": payment.date.isoformat(),
        "vouchers": list(payment.vouchers),
        "amount": payment.amount,
        "parts": [
            {
                "component": part.component,
                "instalment": part.number,
                "due": _iso(part.due),
                "amount": part.amount,
            }
            for part in payment.parts
        ],
    }


def _coming(coming: NextInstalment) -> JsonObject:
    return {
        "due": coming.due.isoformat(),
        "instalment": coming.number,
        "amount": coming.amount,
        "principal": coming.principal,
        "interest": coming.interest,
        "fee": coming.fee,
        "total_if_nothing_is_paid": coming.total,
        "lines": [_line(line) for line in coming.lines],
        "previous_due": _iso(coming.previous_due),
        "previous_amount": coming.previous_amount,
        "changes": [
            {"reason": change.value, "amount": amount} for change, amount in coming.changes
        ],
    }


def _exact(amount: Fraction) -> str:
    """Write an unrounded amount as a whole number or as a fraction."""
    return str(amount)


def _key(word: str) -> str:
    return word.replace("-", "_")


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
