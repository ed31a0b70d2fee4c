"""Runs through the periods of any plan and gives each its principal and interest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ledger_core.loans.flat_interest import flat_interest
from ledger_core.loans.interest import Units
from ledger_core.loans.methods import LevelBasis, Method
from ledger_core.loans.pauses import NO_PAUSE, Pause, Pausing
from ledger_core.loans.rounding import Residual
from ledger_core.loans.spread_terms import cumulative, rest_of
from ledger_core.money import divide

if TYPE_CHECKING:
    from ledger_core.loans.plan import Amounts, Plan

_ATTEMPTS_FOR_FIRST = 4


class Task(NamedTuple):
    """What `Plan.amounts` is asked for; the fields are its arguments, but for two.

    Attributes:
      paid: Principal of each instalment that is paid ahead of its date, which bears interest until
        then; a part is what it asks for beyond it. Empty for none.
      carried: Flat interest of earlier periods, unrounded, less what was asked for them.
    """

    plan: "Plan"
    principal: int
    units: Sequence[Units]
    size: Fraction | None
    flat_base: int | None
    first_interest: int | None
    first_exact: Fraction | None
    first_ratio: Fraction | None
    pauses: Sequence[Pause]
    paid: Sequence[int] = ()
    carried: Fraction = Fraction(0)

    @property
    def to_spread(self) -> int:
        """The principal of the instalments that are not paid ahead in full, paid parts included."""
        if not self.paid:
            return self.principal
        paused = self.pauses or [NO_PAUSE] * len(self.paid)
        both = zip(self.paid, paused, strict=True)
        return self.principal + sum(part for part, pause in both if not pause.principal)


@dataclass(frozen=True, slots=True)
class Run:
    """One way through the periods.

    Attributes:
      task: What is asked for.
      pauses: What each instalment does not ask for.
      known: Interest of the first periods that is known already, or of all.
      size: Size of instalment; None sets it anew on each balance.
      parts: Principal of the instalments that are not paused, where it is agreed; or nothing.
      extra: What the first instalment takes on top.
    """

    task: Task
    pauses: Sequence[Pause]
    known: Sequence[int]
    size: Fraction | None
    parts: Sequence[int] = ()
    extra: int = 0

    def amounts(self) -> "Amounts":
        """Give each period its amounts."""
        return self.walk()[0]

    def walk(self) -> "tuple[Amounts, list[int]]":
        """Return the amounts, and the interest that each period bears itself.

        They differ where interest is deferred.
        """
        plan, units = self.task.plan, self.task.units
        balance, last = self.task.principal, len(units) - 1
        paid = self.task.paid or [0] * len(units)
        ahead, final = sum(paid), _final(self.pauses, paid)
        left = active(self.pauses)
        demand = plan.method is Method.ON_DEMAND
        deferred, repaid = 0, 0
        amounts: Amounts = []
        own: list[int] = []
        for number, (length, pause) in enumerate(zip(units, self.pauses, strict=True)):
            interest = (
                self.known[number]
                if number < len(self.known)
                else plan.rule.charge(balance + ahead, length)
            )
            if pause.interest is Pausing.FREE or (number and not balance + ahead):
                interest = 0  # coarse rounding repaid everything early: flat interest ends too
            part = 0
            if number == final:
                part = balance
            elif not pause.principal and not plan.method.principal_at_end:
                # Held interest is paid with it: together they are rounded to the multiple.
                asked = interest if plan.method.level else interest + deferred
                part = self._part(balance, paid[number], asked, left, repaid)
            left -= not pause.principal
            repaid += not pause.principal
            deferred += interest if number else self._by_days(interest)
            held = number < last and (demand or pause.interest is Pausing.DEFERRED)
            amounts.append((part, 0 if held else deferred))
            deferred = deferred if held else 0
            own.append(interest)
            balance -= part
            ahead -= paid[number]
        return amounts, own

    def _by_days(self, interest: int) -> int:
        """Return the interest of the first period, by its days if that is agreed."""
        ratio = self.task.first_ratio
        if ratio is None:
            return interest
        return divide(interest * ratio.numerator, ratio.denominator, self.task.plan.rule.mode)

    def _part(self, balance: int, paid: int, interest: int, left: int, repaid: int) -> int:
        """Return the principal of an instalment that is neither paused nor the last.

        What is paid of it already is left out.
        """
        if self.parts:
            return max(0, min(self.parts[repaid] - paid, balance))
        plan = self.task.plan
        part = plan.regular(plan.size(balance, left) if self.size is None else self.size, interest)
        if not repaid:
            part += self.extra
        return max(0, min(part - paid, balance))


def _final(pauses: Sequence[Pause], paid: Sequence[int]) -> int:
    """Return the place of the instalment that takes what is left: the last not paid ahead."""
    places = range(len(pauses) - 1, -1, -1)
    return next((n for n in places if not (paid[n] and pauses[n].principal)), len(pauses) - 1)


def amounts(task: Task) -> "Amounts":
    """Spread a principal over periods: see `Plan.amounts`."""
    plan, pauses = task.plan, task.pauses or [NO_PAUSE] * len(task.units)
    known = known_interest(task, pauses)
    parts = agreed_parts(task, active(pauses))
    residual = plan.rounding.residual if task.size is None else Residual.LAST
    spread = residual is Residual.SPREAD and plan.spread.fixed_instalment is None
    size = task.size
    if size is None:
        size = size_over(plan, task.to_spread, task.units, pauses, task.first_exact)
    run = Run(task, pauses, known, None if spread else size, parts)
    drawn = _with_residual(run, size, residual)
    flat = plan.method is Method.FLAT and not parts
    return _without_given_up(task, pauses, size, drawn) if flat else drawn


def _with_residual(run: Run, size: Fraction, residual: Residual) -> "Amounts":
    """Give each period its amounts; what rounding leaves over goes where the terms say."""
    task, plan, parts = run.task, run.task.plan, run.parts
    if residual is Residual.FIRST and not plan.method.principal_at_end and not parts:
        return _first_takes(run, size)
    if plan.rounding.relevel and plan.method.level and task.size is None and run.size is not None:
        return _relevelled(run, size)
    return run.amounts()


def _without_given_up(
    task: Task, pauses: Sequence[Pause], size: Fraction, drawn: "Amounts"
) -> "Amounts":
    """Let the last instalment that is needed take what rounding left of flat interest.

    Rounded up, instalments may repay everything before the last date. Those given up bear none of
    the interest, so theirs is no part of the whole.
    """
    count, paid = len(drawn), task.paid or [0] * len(drawn)
    used = max((n for n in range(1, count + 1) if drawn[n - 1][0] or paid[n - 1]), default=count)
    if not task.principal or used == count:
        return drawn
    short = amounts(
        task._replace(
            units=task.units[:used], size=size, pauses=pauses[:used], paid=task.paid[:used]
        )
    )
    rest = [(0, 0)] * (count - used)
    if pauses[used - 1].interest is Pausing.DEFERRED:
        # One that asks for no principal asks for the interest that the last ones leave to it.
        asking = (n for n in range(used, count) if pauses[n].interest is not Pausing.DEFERRED)
        part, interest = short[-1]
        short[-1] = part, 0
        rest[next(asking, count - 1) - used] = 0, interest
    return short + rest


def active(pauses: Sequence[Pause]) -> int:
    """Return how many instalments repay principal: at least one, the last takes what is left."""
    return max(1, sum(not pause.principal for pause in pauses))


def known_interest(task: Task, pauses: Sequence[Pause]) -> list[int]:
    """Return the interest that does not depend on the balance: all of it for flat loans."""
    if task.plan.method is not Method.FLAT:
        return [] if task.first_interest is None else [task.first_interest]
    base = task.principal if task.flat_base is None else task.flat_base
    carried = task.carried
    if task.first_interest is not None and task.first_exact is not None:
        carried += task.first_exact - task.first_interest
    return flat_interest(task.plan, base, task.units, task.first_interest, pauses, carried)


def agreed_parts(task: Task, count: int) -> list[int]:
    """Return the principal parts of agreed shares, rounded cumulatively; empty for none."""
    shares = task.plan.spread.shares
    if shares is None or task.plan.method.level or task.plan.method.principal_at_end:
        return []
    rule, parts = task.plan.rule, rest_of(shares.principal, count)
    return cumulative(task.to_spread, parts, rule.multiple, rule.mode)


def size_over(
    plan: "Plan",
    principal: int,
    units: Sequence[Units],
    pauses: Sequence[Pause],
    first: Fraction | None = None,
) -> Fraction:
    """Return the size of instalment that repays a principal over periods.

    Args:
      plan: How it is spread.
      principal: What is to be repaid.
      units: Length of each period.
      pauses: What each instalment does not ask for.
      first: Interest of the first period, unrounded, where it is known already.
    """
    count = active(pauses)
    by_period = plan.spread.level_basis is LevelBasis.EACH_PERIOD
    by_period = by_period or plan.method is Method.ANNUITY_DUE
    if plan.method.level and by_period and plan.spread.fixed_instalment is None:
        return plan.level(principal, units, len(pauses) - count, first)
    return plan.size(principal, count)


def _first_takes(run: Run, size: Fraction) -> "Amounts":
    """Let the first instalment take what rounding leaves over.

    Taking it first changes the later balances and so the interest a little: repeat until the last
    instalment is regular, as far as rounding allows.
    """
    amounts, own = run.walk()
    for _ in range(_ATTEMPTS_FOR_FIRST):
        gap = amounts[-1][0] - run.task.plan.regular(size, own[-1])
        if gap == 0 or len(amounts) == 1:
            break
        run = replace(run, extra=run.extra + gap)
        amounts, own = run.walk()
    return amounts


def _relevelled(run: Run, size: Fraction) -> "Amounts":
    """Set the level amount again if the last instalment differs too much and it helps.

    Too much: by more smallest units than half the number of instalments (Fineract, EmiAdjustment).
    """
    rounding, count = run.task.plan.rounding, active(run.pauses)
    amounts, own = run.walk()
    if len(amounts) == 1:
        return amounts  # it has no other to match
    gap = _gap(amounts, own)
    if abs(gap) <= count // 2:
        return amounts
    level = rounding.level(size.numerator, size.denominator)
    changed = level + divide(gap, count, rounding.mode)
    if changed <= 0:
        return amounts
    again, own = replace(run, size=Fraction(rounding.level(changed, 1))).walk()
    return again if abs(_gap(again, own)) < abs(gap) else amounts


def _gap(amounts: "Amounts", own: Sequence[int]) -> int:
    """Return by how much the last instalment is greater than the one before."""
    return amounts[-1][0] + own[-1] - amounts[-2][0] - own[-2]
