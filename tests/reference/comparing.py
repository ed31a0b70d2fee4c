"""Puts a history to the program's engine and compares every figure with the reference's."""

from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction

from ledger_core.loans import (
    AllocationBy,
    AppliesTo,
    Charge,
    Component,
    Disbursement,
    EarlyPayoff,
    ExcessPayment,
    FeeOn,
    FeeTerms,
    Grace,
    InterestPeriod,
    InterestRate,
    KnownInstalment,
    LateTerms,
    LoanAccount,
    LoanEvent,
    LoanPosition,
    LoanTerms,
    Method,
    Moratorium,
    PauseTerms,
    Pausing,
    RateChange,
    Repayment,
    Rescheduling,
    ReschedulingKind,
    Rounding,
    Split,
    Suspension,
    TransferOut,
    Waiver,
    WriteOff,
    schedule,
)
from ledger_core.loans import TakenOver as OldLoan
from ledger_core.loans.applying import standing
from ledger_core.money import RoundingMode
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
from tests.reference.daily.picture import Picture
from tests.reference.daily.running import Record
from tests.reference.histories import History


def differences(history: History, record: Record | None = None) -> Iterator[str]:
    """Yield each figure on which the engine and the reference differ, as a line to read.

    Args:
      history: The loan.
      record: What the reference found, if it was run already.
    """
    record, terms = record or history.run(), terms_of(history.agreement)
    events = events_of(history, record)
    yield from _schedules(history, terms, record)
    account = LoanAccount.of(terms, events)
    for paid in account.days:
        if _parts(paid.expected) != record.by_rule[paid.date]:
            yield f"{paid.date} payment: rule {record.by_rule[paid.date]}, engine {paid.expected}"
    kept = dict(LoanAccount.on_days(terms, standing(events), record.pictures))
    for day, amount in history.probes:
        account = LoanAccount.of(terms, events, as_of=day)
        position = account.position(day)
        yield from _figures(record.pictures[day], position)
        if kept[day].position(day) != position:
            yield f"{day} from one fold: {kept[day].position(day)}"
        split = _parts(account.split(day, amount))
        if split != record.splits[day]:
            yield f"{day} split of {amount}: rule {record.splits[day]}, engine {split}"


def _schedules(history: History, terms: LoanTerms, record: Record) -> Iterator[str]:
    """Compare the schedule on the day the loan is paid out, if that day is looked at."""
    start = history.start
    picture = record.pictures.get(start)
    if picture is None or isinstance(history.happenings[0], TakenOver):
        return
    paid_out = sum(
        e.amount for e in history.happenings if isinstance(e, PaidOut) and e.day == start
    )
    rows = schedule(terms, start, principal=paid_out)
    found = tuple((r.due, r.principal, r.interest, r.fee) for r in rows if r.total or r.fee)
    if found != picture.unpaid:
        yield f"{start} schedule: rule {_rows(picture.unpaid)}, engine {_rows(found)}"


def _figures(expected: Picture, position: LoanPosition) -> Iterator[str]:
    got = _picture_of(position)
    for field in fields(Picture):
        right, found = getattr(expected, field.name), getattr(got, field.name)
        if right != found:
            if isinstance(right, tuple):
                right, found = _rows(right), _rows(found)
            yield f"{expected.day} {field.name}: rule {right}, engine {found}"


def _picture_of(position: LoanPosition) -> Picture:
    """Return the engine's position as the reference shows a loan."""
    rows = () if position.state in {"written-off", "transferred"} else position.instalments
    fallen = [row for row in rows if row.due <= position.date]
    return Picture(
        day=position.date,
        state=position.state.value,
        outstanding_principal=position.outstanding_principal,
        principal_due=position.principal_due,
        interest_due=position.interest_due,
        overdue_principal=position.overdue_principal,
        overdue_interest=position.overdue_interest,
        late_interest=position.late_interest,
        fee_due=position.fee_due,
        accrued_interest=position.accrued_interest,
        days_past_due=position.days_past_due,
        days_past_due_by_new_dates=position.days_past_due_by_new_dates,
        payoff_amount=position.payoff_amount,
        next_due=position.next_due,
        next_amount=position.next_amount,
        fallen=tuple(
            (r.due, r.principal, r.interest, r.fee) for r in fallen if r.principal + r.interest
        ),
        unpaid=tuple(
            (row.due, row.unpaid_principal, row.unpaid_interest, row.unpaid_fee)
            for row in rows
            if row.unpaid_principal or row.unpaid_interest or row.unpaid_fee
        ),
        late_by_due=tuple((row.due, row.late_interest) for row in rows if row.late_interest),
    )


def _rows(rows: tuple[tuple[object, ...], ...]) -> str:
    return " | ".join(" ".join(str(part) for part in row) for row in rows) or "nothing"


def _parts(split: Split) -> Parts:
    parts = split.late_interest, split.interest, split.principal, split.overpayment
    return Parts(*parts, fee=split.fee)


def terms_of(agreement: Agreement) -> LoanTerms:
    """Return the engine's terms."""
    apart = AppliesTo.PRINCIPAL_AND_INTEREST
    return LoanTerms(
        principal=agreement.principal,
        rate=_rate(agreement, agreement.rate),
        instalments=agreement.instalments,
        method=Method(agreement.method),
        interest_period=InterestPeriod(agreement.counting),
        rounding=Rounding(
            multiple=agreement.multiple,
            mode=RoundingMode(agreement.mode),
            applies_to=apart if agreement.apart else AppliesTo.INSTALMENT,
        ),
        early_payoff=EarlyPayoff(agreement.early_payoff),
        excess_payment=ExcessPayment(agreement.excess),
        advance_window_days=agreement.window,
        late=LateTerms(
            rate_multiple=agreement.late_multiple,
            interest_rate_per_year=agreement.rate_on_interest,
            grace=Grace(agreement.grace),
            threshold=agreement.threshold,
        ),
        allocation=tuple(Component(word) for word in agreement.order),
        allocation_by=AllocationBy.INSTALMENT
        if agreement.by_instalment
        else AllocationBy.COMPONENT,
        first_due=agreement.first_due,
        pauses=PauseTerms(
            principal=agreement.grace_principal,
            interest=agreement.grace_interest,
            interest_free=agreement.interest_free,
        ),
        fees=FeeTerms(
            upfront_share=agreement.fee_upfront_share,
            upfront_amount=agreement.fee_upfront,
            instalment_share=agreement.fee_share,
            instalment_on=FeeOn(agreement.fee_on),
            instalment_amount=agreement.fee_each,
        ),
    )


def _rate(agreement: Agreement, rate: Fraction) -> InterestRate:
    monthly = agreement.rate_per == "month"
    return InterestRate.monthly(rate) if monthly else InterestRate.yearly(rate)


def events_of(history: History, record: Record) -> list[LoanEvent]:
    """Return the engine's events, payments as the reference posted them, in a false order."""
    found = [made for event in history.happenings for made in _events(event, history, record)]
    return found[::-1]


def _events(event: Happening, history: History, record: Record) -> Iterator[LoanEvent]:
    if isinstance(event, PaidOut):
        yield Disbursement(event.day, event.amount)
    elif isinstance(event, TakenOver):
        known = KnownInstalment(event.oldest_due, event.overdue, event.interest)
        yield OldLoan(
            event.day,
            event.principal,
            event.overdue,
            event.interest,
            fee=event.fee,
            oldest_due=event.oldest_due,
            overdue=(known,) if event.known and (event.overdue or event.interest) else (),
        )
    elif isinstance(event, NewDates):
        kind = ReschedulingKind(event.kind)
        yield Rescheduling(event.day, kind, event.instalments, event.first_due)
    elif isinstance(event, LetGo):
        yield Waiver(event.day, event.interest, event.late_interest, event.fee)
    elif isinstance(event, Asked):
        yield Charge(event.day, event.amount, event.due, Component(event.component))
    elif isinstance(event, NewRate):
        yield RateChange(event.day, _rate(history.agreement, event.rate))
    elif isinstance(event, Storm):
        storm = Moratorium(event.start, event.end, Pausing(event.interest))
        yield Suspension(event.day, storm)
    elif isinstance(event, Lost):
        yield (TransferOut if event.passed_on else WriteOff)(event.day, event.principal)
    else:
        yield from _repayments(event, record.posted[event.day])


def _repayments(event: Paid, parts: Parts) -> Iterator[Repayment]:
    """Part the payments of a day into as many receipts as there were."""
    count = event.receipts
    for number in range(count):

        def share(whole: int, number: int = number) -> int:
            return whole * (number + 1) // count - whole * number // count

        yield Repayment(
            event.day,
            principal=share(parts.principal),
            interest=share(parts.interest),
            late_interest=share(parts.late_interest),
            fee=share(parts.fee),
            overpayment=share(parts.overpayment),
        )
