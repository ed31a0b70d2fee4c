"""Random loans, and what happens to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.reference.daily.agreement import Agreement
from tests.reference.daily.happenings import (
    Asked,
    Happening,
    LetGo,
    Lost,
    NewDates,
    NewRate,
    Paid,
    PaidOut,
    Parts,
    Storm,
    TakenOver,
)
from tests.reference.daily.loan import Loan
from tests.reference.daily.paying import pay_off
from tests.reference.daily.running import Record, run

FIRST_START = date(2023, 1, 1)
DAY_COUNTS = ("actual/365", "actual/360", "actual/364", "actual/actual", "30/360")
RATES = (0, 5, 7, 10, 10, 12, 15, 20, 33)
METHODS = ("declining-equal-principal", "annuity", "flat", "interest-only", "bullet")


@dataclass(frozen=True)
class History:
    """A loan, what happened to it, and the days on which to look at it, with a payment to split."""

    agreement: Agreement
    happenings: tuple[Happening, ...]
    probes: tuple[tuple[date, int], ...]

    @property
    def start(self) -> date:
        """The day it is paid out."""
        return min(event.day for event in self.happenings)

    def run(self) -> Record:
        """Run it through the reference."""

        def happens(loan: Loan) -> Sequence[Happening]:
            return [event for event in self.happenings if event.day == loan.day]

        return run(self.agreement, self.start, happens, dict(self.probes))


def some_agreement(chance: Random, start: date) -> Agreement:
    """Draw terms, as clubs might agree on and beyond."""
    thousands = chance.choice([6000, 10_000, chance.randint(1, 60_000)])
    per = chance.choice(["month", "year"])
    rate = Fraction(chance.choice(RATES), 1000)
    order = ["late-interest", "fee", "interest", "principal"]
    if chance.random() < 0.4:
        chance.shuffle(order)
    first = start + timedelta(chance.randint(1, 75)) if chance.random() < 0.25 else None
    instalments = chance.choice([1, 2, 3, 6, 10, 12, 12, chance.randint(1, 24)])
    most = min(3, instalments - 1) if chance.random() < 0.2 else 0
    fees = chance.random() < 0.35
    return Agreement(
        principal=thousands * 1000 + chance.choice([0, 0, 0, chance.randint(1, 999)]),
        rate=rate if per == "month" else rate * 12,
        rate_per=per,
        instalments=instalments,
        method=chance.choice(METHODS),
        counting=chance.choice(["month", "month", "month", *DAY_COUNTS]),
        multiple=chance.choice([1, 100, 500, 1000, 1000]),
        mode=chance.choice(["half-up", "half-even", "half-down"]),
        apart=chance.random() < 0.3,
        early_payoff=chance.choice(["to-pay-date", "to-next-due-date", "whole-term"]),
        excess=chance.choice(["fewer-instalments", "smaller-instalments", "next-instalments"]),
        window=chance.choice([0, 3, 10, 10]),
        late_multiple=chance.choice([Fraction(0), Fraction(1), Fraction(3, 2), Fraction(3, 2)]),
        rate_on_interest=chance.choice([Fraction(0), Fraction(1, 10), Fraction(1, 10)]),
        grace=chance.choice([None, None, 0, 5, 10, 45]),
        threshold=chance.choice([0, 1000, 1000, 200_000]),
        order=tuple(order),
        by_instalment=chance.random() < 0.4,
        first_due=first,
        grace_principal=chance.randint(0, most),
        grace_interest=chance.randint(0, most),
        interest_free=chance.randint(0, most),
        fee_upfront=chance.choice([0, 20_000]) if fees else 0,
        fee_upfront_share=Fraction(chance.choice([0, 5]), 1000) if fees else Fraction(0),
        fee_each=chance.choice([0, 5000]) if fees else 0,
        fee_share=Fraction(chance.choice([0, 3]), 1000) if fees else Fraction(0),
        fee_on=chance.choice(["principal", "interest", "principal-and-interest"]),
    )


def some_history(chance: Random) -> tuple[History, Record]:
    """Draw a loan and let things happen to it, looking at the reference to choose the amounts.

    What the reference found on the way comes with it.
    """
    start = FIRST_START + timedelta(chance.randrange(5 * 365))
    agreement = some_agreement(chance, start)
    days = _some_days(chance, agreement, start)
    happened: list[Happening] = []
    principal = agreement.principal
    first = chance.randint(1, principal - 1) if chance.random() < 0.15 else principal
    rest = [principal - first] if first < principal else []
    begins: PaidOut | TakenOver = PaidOut(start, first)
    if not rest and chance.random() < 0.12:
        begins = _some_old_loan(chance, start, principal)

    def happens(loan: Loan) -> Sequence[Happening]:
        if loan.day == start:
            today: list[Happening] = [begins]
        elif loan.day in days:
            today = _some_events(chance, loan, rest)
        else:
            today = []
        happened.extend(today)
        return today

    last = max([start, *days])
    looks = {start, last, last + timedelta(chance.randint(0, 70))}
    looks |= {start + timedelta(chance.randint(0, (max(looks) - start).days)) for _ in range(2)}
    probes = {day: _some_amount(chance, principal) for day in sorted(looks)}
    record = run(agreement, start, happens, probes)
    return History(agreement, tuple(happened), tuple(probes.items())), record


def _some_old_loan(chance: Random, start: date, principal: int) -> TakenOver:
    overdue = chance.choice([0, chance.randint(1, principal - 1), principal // 10])
    interest = chance.choice([0, 0, chance.randint(1, 100_000)])
    oldest = start - timedelta(chance.choice([1, chance.randint(1, 40), chance.randint(1, 400)]))
    fee, known = chance.choice([0, 0, 7000]), chance.random() < 0.5
    return TakenOver(start, principal, overdue, interest, fee, oldest, known)


def _some_days(chance: Random, agreement: Agreement, start: date) -> set[date]:
    """Draw days on which something happens: due dates, days near them, and any day."""
    dues = agreement.dates(start)
    days: set[date] = set()
    for _ in range(chance.choice([0, 1, 2, 3, 4, 6, 8, 12])):
        near = chance.choice(dues[:8]) + timedelta(chance.choice([0, 0, 0, -9, -3, -1, 1, 4, 12]))
        after = max([start, *days]) + timedelta(chance.randint(1, 60))
        days.add(chance.choice([near, near, after]))
    return {day for day in days if day > start}


def _some_events(chance: Random, loan: Loan, rest: list[int]) -> list[Happening]:
    """Draw what happens today: mostly a payment."""
    if loan.off_the_books or (not pay_off(loan) and chance.random() < 0.8):
        return []
    found: list[Happening] = []
    draw = chance.random()
    running = any(row.unpaid("principal") for row in loan.coming[loan.paid_ahead :])
    if rest and running and chance.random() < 0.5:
        found.append(PaidOut(loan.day, rest.pop()))
    elif running and chance.random() < 0.06:
        rate = Fraction(chance.choice(RATES), 1000)
        found.append(NewRate(loan.day, rate * (12 if loan.agreement.rate_per == "year" else 1)))
    elif draw < (0.25 if loan.aged else 0.08) and loan.outstanding and _past_grace(loan):
        found.append(_some_new_dates(chance, loan))
    elif draw < (0.40 if loan.aged else 0.13) and loan.outstanding:
        most = loan.outstanding
        amount = chance.choice([most, chance.randint(1, most), chance.randint(1, most)])
        found.append(Lost(loan.day, amount, passed_on=chance.random() < 0.4))
    elif draw > 0.82:
        draw_one = _some_fee if draw < 0.86 else _some_storm if draw < 0.92 else _some_waiver
        found.append(draw_one(chance, loan))
    if not found:
        found.append(_some_payment(chance, loan))
    elif chance.random() < 0.2 and not any(isinstance(event, Lost | PaidOut) for event in found):
        found.append(Paid(loan.day, _some_amount(chance, loan.agreement.principal)))
    return found


def _past_grace(loan: Loan) -> bool:
    """Whether no new date would be one of the instalments that have a grace."""
    agreement = loan.agreement
    most = max(agreement.grace_principal, agreement.grace_interest, agreement.interest_free)
    return not most or (loan.fallen - loan.old >= most and any(row.asks for row in loan.coming))


def _some_new_dates(chance: Random, loan: Loan) -> NewDates:
    first = loan.day + timedelta(loan.agreement.window + chance.randint(1, 70))
    kind = chance.choice(["dates", "extension"])
    return NewDates(loan.day, kind, chance.randint(1, 12), first)


def _some_storm(chance: Random, loan: Loan) -> Storm:
    start = loan.day + timedelta(chance.choice([0, 1, chance.randint(-40, 60)]))
    end = start + timedelta(chance.choice([0, 30, chance.randint(1, 150)]))
    return Storm(loan.day, start, end, chance.choice(["free", "free", "deferred", "charged"]))


def _some_waiver(chance: Random, loan: Loan) -> LetGo:
    interest = sum(loan.open_interest()[row.due] for row in loan.called)
    late = _late_due(loan)
    more = chance.choice([0, 0, 10_000])
    return LetGo(
        loan.day,
        chance.choice([0, interest, interest // 2]) + more,
        chance.choice([late, late // 2]),
        chance.choice([0, 0, _fees_due(loan), 2000]),
    )


def _some_fee(chance: Random, loan: Loan) -> Asked:
    due = loan.day + timedelta(chance.choice([0, 5, chance.randint(-20, 60)]))
    amount = chance.choice([5000, 10_000, chance.randint(1, 30_000)])
    return Asked(loan.day, amount, due, chance.choice(["fee", "fee", "late-interest"]))


def _fees_due(loan: Loan) -> int:
    return sum(row.unpaid_fee for row in loan.called) + _charges_due(loan, "fee")


def _late_due(loan: Loan) -> int:
    return sum(loan.late_interest().values()) + _charges_due(loan, "late-interest")


def _charges_due(loan: Loan, component: str) -> int:
    return sum(one.unpaid for one in loan.charges_called if one.component == component)


def _some_payment(chance: Random, loan: Loan) -> Paid:
    """Draw a payment: what is due, more, less, the next instalment, the pay-off, or anything."""
    interest = loan.open_interest()
    due = sum(row.unpaid("principal") + interest[row.due] for row in loan.called)
    due += _late_due(loan) + _fees_due(loan)
    following = next((row for row in loan.coming if row.open), None)
    ahead = following.open + following.unpaid_fee if following else 0
    anything = _some_amount(chance, loan.agreement.principal)
    whole = pay_off(loan)
    sums = [due, due, due, due, due, due + ahead, ahead, due // 2, due + anything, anything]
    threshold = loan.agreement.threshold
    sums += [due - threshold, due - threshold - 1]  # just not late, and just late
    sums += [whole, whole - 1, whole - whole // 500, whole + 5000]
    amount = max(1, chance.choice(sums))
    parts = _some_parts(chance, loan, amount) if chance.random() < 0.06 else None
    return Paid(loan.day, amount, chance.choice([1, 1, 1, 2]), parts)


def _some_parts(chance: Random, loan: Loan, amount: int) -> Parts:
    """Draw a split other than the rule's, as a treasurer might write it by mistake."""
    late = min(amount, chance.randint(0, _late_due(loan)))
    owed = sum(loan.open_interest()[row.due] for row in loan.called)
    interest = min(amount - late, chance.randint(0, owed + chance.choice([0, 5000])))
    fee = min(amount - late - interest, chance.choice([0, chance.randint(0, _fees_due(loan))]))
    left = amount - late - interest - fee
    principal = min(left, loan.outstanding)
    return Parts(late, interest, principal, left - principal, fee)


def _some_amount(chance: Random, principal: int) -> int:
    return chance.randint(1, max(1, chance.choice([principal // 10, principal // 4, principal])))
