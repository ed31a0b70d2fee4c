"""From what is agreed in a case to the terms of a loan: one word, one option of the library.

Where a case is silent, these conventions hold; none depends on its answer, id or source:

- money has two decimals, an instalment falls due every month, a loan starts on 2001-01-01 (a day
  no figure shows), and the rate goes by whole months;
- half way amounts are rounded up; to the even unit for equal principal parts whose residual is
  spread, and down for agreed shares (the three ways of OpenCBS, which never states its own);
- "in multiples of" counts for level instalments, as Fineract reads it;
- a first due date that follows from the day of disbursement anyway brings no seed day of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from ledger_core.loans import (
    InterestPeriod,
    InterestRate,
    LoanTerms,
    Method,
    due_dates,
    schedule,
)
from ledger_core.loans.date_terms import DateTerms, Every, PeriodUnit, Shift
from ledger_core.loans.drafting import ScheduleChange
from ledger_core.loans.methods import FirstPeriod, FlatInterest, LevelBasis, TrancheLevel
from ledger_core.loans.pauses import PauseTerms
from ledger_core.loans.periods import loan_periods
from ledger_core.loans.schedule import Instalment
from ledger_core.loans.spread_terms import Shares, SpreadTerms
from ledger_core.loans.terms import MOST_INSTALMENTS
from tests.third_party.cases import Case
from tests.third_party.counting import interest_period
from tests.third_party.extras import fees, tranches
from tests.third_party.reading import Inputs, Unsupported
from tests.third_party.roundings import Scale, read_rounding, scale_of

SOME_DAY = date(2001, 1, 1)
BALLOON = Fraction(5, 100)
UNITS = {unit.value: unit for unit in PeriodUnit}
NO_CHANGE = SpreadTerms()


@dataclass(frozen=True)
class Agreement:
    """What is agreed in a case, in the library's types.

    Attributes:
      terms: The terms.
      start: Day of disbursement.
      paid_out: First tranche.
      scale: Smallest units of the library in one unit of money.
      dated: Whether the case says when the loan starts.
      changes: Tranches, a change of rate, irregular dates.
    """

    terms: LoanTerms
    start: date
    paid_out: int
    scale: Scale
    dated: bool
    changes: Sequence[ScheduleChange] = field(default_factory=tuple)

    def schedule(self) -> tuple[Instalment, ...]:
        """The schedule of the agreement."""
        return schedule(self.terms, self.start, principal=self.paid_out, changes=self.changes)


METHODS: dict[str, tuple[Method, Callable[[SpreadTerms], SpreadTerms]]] = {
    "annuity": (Method.ANNUITY, lambda spread: spread),
    "annuity-due": (Method.ANNUITY_DUE, lambda spread: spread),
    "annuity-given-instalment": (Method.ANNUITY, lambda spread: spread),
    "annuity-recomputed-each-period": (Method.ANNUITY, lambda spread: spread),
    "annuity-relevelled": (
        Method.ANNUITY,
        lambda spread: replace(spread, level_basis=LevelBasis.EACH_PERIOD),
    ),
    "balloon-5-percent": (
        Method.DECLINING_EQUAL_PRINCIPAL,
        lambda spread: replace(spread, balloon_part=BALLOON),
    ),
    "bullet": (Method.BULLET, lambda spread: spread),
    "declining-equal-principal": (Method.DECLINING_EQUAL_PRINCIPAL, lambda spread: spread),
    "declining-shares": (Method.DECLINING_EQUAL_PRINCIPAL, lambda spread: spread),
    "flat": (Method.FLAT, lambda spread: spread),
    "flat-by-days-balloon": (
        Method.FLAT,
        lambda spread: replace(spread, balloon_part=BALLOON, flat_interest=FlatInterest.EVENLY),
    ),
    "flat-shares": (Method.FLAT, lambda spread: spread),
    "interest-on-demand": (Method.ON_DEMAND, lambda spread: spread),
    "interest-only": (Method.INTEREST_ONLY, lambda spread: spread),
}


def read_agreement(case: Case, *, rounded: bool = True) -> Agreement:
    """Read everything that is agreed; `rounded` false asks for figures before rounding."""
    inputs = case.inputs
    word = inputs.required(inputs.text("method"), "method")
    if word not in METHODS:
        raise inputs.unknown("method", word)
    method, change = METHODS[word]
    scale = scale_of(inputs, rounded=rounded)
    every = read_every(inputs)
    start = inputs.day("disbursed_on")
    period = interest_period(inputs, every)
    terms = LoanTerms(
        principal=scale.money(inputs.required(inputs.number("principal"), "principal")),
        rate=read_rate(inputs, every),
        instalments=inputs.whole("periods") or MOST_INSTALMENTS,
        method=method,
        interest_period=period,
        rounding=read_rounding(inputs, word, scale),
        dates=read_dates(inputs, every),
        spread=change(read_spread(inputs, word, scale, period)),
        pauses=read_pauses(inputs),
        fees=fees(inputs, scale),
    )
    if start is None and period is not InterestPeriod.MONTH:
        raise Unsupported("inputs.disbursed_on is missing: days cannot be counted")
    return with_dates(inputs, terms, start, scale)


def with_dates(inputs: Inputs, terms: LoanTerms, start: date | None, scale: Scale) -> Agreement:
    """Add the first due date, the down payment, tranches and given dates."""
    first_due, begin = inputs.day("first_due"), start or SOME_DAY
    down = read_down_payment(inputs)
    if down or first_due == begin:
        # The row of the first day is the down payment; the instalments proper begin a period on.
        terms = replace(
            terms,
            instalments=max(1, terms.instalments - 1) if down else terms.instalments,
            spread=replace(terms.spread, down_payment=down),
        )
        first_due = None if first_due == begin and down else first_due
    if is_regular(terms, begin, first_due):
        first_due = None  # it says again what holds anyway, and brings no seed day of its own
    given = given_dates(inputs, begin, terms.instalments)
    terms = replace(terms, first_due=first_due, dates=replace(terms.dates, given=given))
    paid_out, later = tranches(inputs, scale, begin, terms.principal)
    approved = inputs.number("approved")
    if approved is not None:
        keep = replace(terms.spread, tranche_level=TrancheLevel.AGREED_PRINCIPAL)
        terms = replace(terms, principal=scale.money(approved), spread=keep)
    changes = [*later, *rate_changes(inputs, terms, begin)]
    return Agreement(terms, begin, paid_out, scale, start is not None, tuple(changes))


def is_regular(terms: LoanTerms, begin: date, first_due: date | None) -> bool:
    """Whether the first due date is the one that follows from the day the loan is paid out."""
    regular = due_dates(begin, 1, every=terms.dates.every)[0]
    return first_due == regular and terms.method is not Method.ANNUITY_DUE


def read_every(inputs: Inputs) -> Every:
    section = inputs.section("every")
    if section is None:
        return Every()
    return Every(
        section.required(section.whole("count"), "count"),
        section.required(section.word("unit", UNITS), "unit"),
    )


def read_rate(inputs: Inputs, every: Every) -> InterestRate:
    """A rate per period is one per month or per day, as the periods are."""
    yearly, per_period = inputs.number("annual_rate"), inputs.number("period_rate")
    effective = inputs.word("rate_type", {"EAR": True})
    if yearly is not None and per_period is not None:
        raise Unsupported("inputs.annual_rate and inputs.period_rate: the rate is stated twice")
    if per_period is not None:
        if every.days:
            return InterestRate.daily(per_period / every.days)
        return InterestRate.monthly(per_period / every.count)
    if yearly is None:
        if "flat_interest_total" not in inputs:
            raise Unsupported("inputs.annual_rate is missing")
        return InterestRate.yearly(Fraction(0))
    return InterestRate.yearly_effective(yearly) if effective else InterestRate.yearly(yearly)


def read_dates(inputs: Inputs, every: Every) -> DateTerms:
    section = inputs.section("date_shift")
    shifts = {"forward": Shift.FORWARD, "backward": Shift.BACKWARD, "none": Shift.NONE}
    periodic = inputs.text("day_count") == "periodic"
    terms = DateTerms(
        every=every, first_period=FirstPeriod.BY_DAYS if periodic else FirstPeriod.WHOLE_MONTHS
    )
    if section is None:
        return terms
    return replace(
        terms,
        weekends=section.word("weekends", shifts) or Shift.NONE,
        holidays=section.word("holidays", shifts) or Shift.NONE,
    )


def read_spread(inputs: Inputs, word: str, scale: Scale, period: InterestPeriod) -> SpreadTerms:
    fixed, total = inputs.number("fixed_instalment"), inputs.number("flat_interest_total")
    pairs = inputs.raw("shares")
    daily = inputs.text("interest_period") == "daily"
    by_days = daily and not period.by_months
    return SpreadTerms(
        shares=read_shares(inputs, pairs) if word.endswith("-shares") else None,
        level_basis=LevelBasis.THIRTY_DAYS if by_days or thirty_days(inputs) else LevelBasis.MONTH,
        fixed_instalment=None if fixed is None else scale.money(fixed),
        flat_interest=FlatInterest.EVENLY if by_days else FlatInterest.EACH_PERIOD,
        flat_interest_total=None if total is None else scale.money(total),
    )


def thirty_days(inputs: Inputs) -> bool:
    """Whether the level is set on 30 days' interest, which `recalculation.emi_rate` may say."""
    given = isinstance(inputs.raw("recalculation"), Mapping)  # or a word, for early repayments
    section = inputs.section("recalculation") if given else None
    text = None if section is None else section.text("emi_rate")
    return text is not None and text.startswith("30 days")


def read_shares(inputs: Inputs, pairs: object) -> Shares:
    if not isinstance(pairs, list):
        raise inputs.unknown("shares", pairs)
    principal = [Fraction(pair[0]) for pair in pairs]
    interest = [Fraction(pair[1]) for pair in pairs if pair[1] is not None]
    return Shares(tuple(principal), tuple(interest))


def read_pauses(inputs: Inputs) -> PauseTerms:
    section = inputs.section("grace")
    if section is None:
        return PauseTerms()
    principal = section.whole("principal_periods") or 0
    charged = section.flag("charge_interest_in_grace")
    return PauseTerms(
        principal=principal,
        interest=section.whole("interest_payment_periods") or 0,
        interest_free=principal if charged is False else 0,
    )


def read_down_payment(inputs: Inputs) -> Fraction:
    section = inputs.section("down_payment")
    if section is None:
        return Fraction(0)
    section.flag("auto_paid")  # says who pays it, not how much
    return section.required(section.number("percent"), "percent") / 100


def given_dates(inputs: Inputs, start: date, instalments: int | None) -> tuple[date, ...]:
    """Return the ends of periods that are given one by one."""
    spans = inputs.raw("period_dates")
    if spans is None:
        return ()
    ends = [date.fromisoformat(span[1]) for span in spans]
    begins = [date.fromisoformat(span[0]) for span in spans]
    if begins != [start, *ends[:-1]] or len(ends) != instalments:
        raise inputs.unknown("period_dates", spans)
    return tuple(ends)


def rate_changes(inputs: Inputs, terms: LoanTerms, start: date) -> list[ScheduleChange]:
    section = inputs.section("rate_change")
    if section is None:
        return []
    rate = section.required(section.number("annual_rate"), "annual_rate")
    day, number = section.day("effective"), section.whole("after_instalment")
    if day is None:
        if number is None:
            raise Unsupported("inputs.rate_change: neither effective nor after_instalment")
        ends = [period.end for period in loan_periods(terms, start)]
        day = ends[number - 1] if 0 < number <= len(ends) else start
    return [ScheduleChange(day, rate=InterestRate.yearly(rate))]
