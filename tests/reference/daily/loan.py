"""A loan from the day it is paid out, one day after the other."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import groupby
from operator import itemgetter

from tests.reference.daily.agreement import Agreement, nth_date
from tests.reference.daily.figures import ONE_DAY
from tests.reference.daily.instalment import Charge, Instalment


@dataclass
class Loan:
    """The state of a loan on a day. Amounts are whole đồng.

    Attributes:
      instalments: Those fallen due and those to come. Dates that payments in advance have made
        superfluous stay, with nothing to pay.
      fallen: How many have fallen due.
      old: How many of them come from older books.
      bases: For each day of the running interest period, the principal that bore interest, and the
        agreement with the rate of that day.
      deferred: Interest of earlier periods that waits for an instalment to ask for it, unrounded.
      waits: Whether there are such periods.
      storms: Moratoria, each from the day after what it left alone: first day, last day, interest.
      seed: How the last dates were laid out: start, first date, how many.
      size: Size of the coming instalments, unrounded.
      flat_base: The principal on which flat interest is charged.
      flat_left_over: Flat interest of what fell due, unrounded, less what was asked for it.
      charges: Fees and penalties with due dates of their own.
      reserve: Interest paid or waived that no instalment has asked for yet.
      late_settled: Late interest paid or waived.
      aged: Overdue principal moved by a rescheduling and not repaid since: due date and amount.
    """

    agreement: Agreement
    day: date
    instalments: list[Instalment] = field(default_factory=list)
    fallen: int = 0
    old: int = 0
    bases: list[tuple[date, int, Agreement]] = field(default_factory=list)
    deferred: Fraction = Fraction(0)
    waits: bool = False
    storms: list[tuple[date, date, str]] = field(default_factory=list)
    seed: tuple[date, date | None, int] = (date.min, None, 0)
    size: Fraction = Fraction(0)
    flat_base: int = 0
    flat_left_over: Fraction = Fraction(0)
    outstanding: int = 0
    charges: list[Charge] = field(default_factory=list)
    reserve: int = 0
    late_settled: int = 0
    aged: list[tuple[date, int]] = field(default_factory=list)
    rescheduled: bool = False
    written_off: int = 0
    passed_on: int = 0

    # -- what there is

    @property
    def off_the_books(self) -> bool:
        """Whether a loss took the last principal: nothing is owed in the books any more."""
        return self.outstanding <= 0 < self.written_off + self.passed_on

    @property
    def coming(self) -> list[Instalment]:
        """The instalments that have not fallen due."""
        return self.instalments[self.fallen :]

    @property
    def running(self) -> Instalment | None:
        """The next to fall due."""
        return self.instalments[self.fallen] if self.fallen < len(self.instalments) else None

    @property
    def near(self) -> bool:
        """Whether the next one falls due within the advance window, and so counts as due."""
        row = self.running
        return row is not None and (row.due - self.day).days <= self.agreement.window

    @property
    def paid_ahead(self) -> bool:
        """Whether the next one, being near, was paid, at least in part: then it stays as it is."""
        return self.near and self.coming[0].principal_paid > 0

    @property
    def called(self) -> list[Instalment]:
        """What counts as due."""
        return self.instalments[: self.fallen + self.near]

    @property
    def later(self) -> list[Instalment]:
        """What does not count as due."""
        return self.instalments[self.fallen + self.near :]

    @property
    def charges_called(self) -> list[Charge]:
        """The charges that count as due: those until a near instalment do with it."""
        row = self.running
        until = row.due if row and self.near and not row.superfluous else self.day
        return [charge for charge in self.charges if charge.due <= until]

    @property
    def charges_later(self) -> list[Charge]:
        """The charges that do not count as due, by date; of one date a penalty before a fee."""
        called = len(self.charges_called)
        by_date = sorted(self.charges, key=lambda charge: (charge.due, charge.component == "fee"))
        return by_date[called:]

    @property
    def later_principal(self) -> int:
        """Principal owed that does not count as due."""
        return self.outstanding - sum(row.unpaid("principal") for row in self.called)

    def open_interest(self) -> dict[date, int]:
        """Unpaid interest by due date; the reserve covers instalments to come, in their order."""
        reserve, found = self.reserve, {}
        for place, row in enumerate(self.instalments):
            unpaid = row.unpaid("interest")
            covered = min(reserve, unpaid) if place >= self.fallen else 0
            reserve -= covered
            found[row.due] = unpaid - covered
        return found

    def late_interest(self) -> dict[date, int]:
        """Late interest not settled, by due date; the oldest is settled first."""
        settled, found = self.late_settled, {}
        for row in self.instalments[: self.fallen]:
            charged = row.late_interest(self.day)
            used = min(settled, charged)
            settled -= used
            found[row.due] = charged - used
        return found

    # -- interest, day by day

    @property
    def base(self) -> int:
        """The principal that bears ordinary interest: what is not due, or the flat base."""
        not_due = sum(row.principal for row in self.coming if row.bears)
        return self.flat_base if not_due and self.agreement.method == "flat" else not_due

    def counted(self, further_days: int = 0) -> int:
        """Interest of the running period: the days so far, and further ones on today's base."""
        return self.agreement.interest_rounded(self.exactly(further_days))

    def exactly(self, further_days: int = 0) -> Fraction:
        """The same unrounded.

        Each day bears that part of the period's interest that it is of the period's days.
        """
        row = self.running
        if row is None:
            return Fraction(0)
        coming = range(1, further_days + 1)
        further = [(self.day + n * ONE_DAY, self.base, self.agreement) for n in coming]
        days = [one for one in [*self.bases, *further] if not row.free and not self.is_free(one[0])]
        borne = self.deferred
        for agreement, of_rate in groupby(days, key=itemgetter(2)):
            per_day = agreement.rate_of_period(row.start, row.due) / row.days
            borne += sum(base for _, base, _ in of_rate) * per_day
        return borne

    def is_free(self, day: date) -> bool:
        """Whether a day bears no interest."""
        return any(
            first <= day <= last and interest == "free" for first, last, interest in self.storms
        )

    def rate_of(self, row: Instalment) -> Fraction:
        """What one đồng bears in the period of an instalment, free days left out."""
        if row.free:
            return Fraction(0)
        days = [row.start + n * ONE_DAY for n in range(1, row.days + 1)]
        bearing = sum(not self.is_free(day) for day in days)
        return self.agreement.rate_of_period(row.start, row.due) * bearing / row.days

    def leaves(self, row: Instalment) -> bool:
        """Whether an instalment leaves its interest to a later one."""
        return row.defers and not row.interest and row is not self.instalments[-1]

    def exactly_to_end(self) -> Fraction:
        """Interest of the whole running period, unrounded, if nothing more happens in it."""
        row = self.running
        return Fraction(0) if row is None else self.exactly((row.due - self.day).days)

    def counted_to_end(self) -> int:
        """Interest of the whole running period, if nothing more happens in it."""
        row = self.running
        return 0 if row is None else self.counted((row.due - self.day).days)

    def next_day(self) -> None:
        """A night passes: a day of late interest, a day of interest, and what falls due."""
        per_day = self.agreement.late_per_day
        if not self.off_the_books:
            for row in self.instalments[: self.fallen]:
                row.count_one_day_late(per_day)
        self.bases.append((self.day + ONE_DAY, self.base, self.agreement))
        self.day += ONE_DAY
        if self.running is not None and self.running.due <= self.day:
            leaves = self.leaves(self.running)
            if self.agreement.method == "flat" and self.base and not leaves:
                self.flat_left_over += self.exactly() - self.running.interest
            self._use_reserve(self.running)
            self.deferred = self.exactly() if leaves else Fraction(0)
            self.fallen += 1
            self.bases, self.waits = [], leaves
        self.use_reserve_when_near()

    def use_reserve_when_near(self) -> None:
        """Interest paid in advance settles an instalment as soon as that counts as due."""
        if self.near:
            self._use_reserve(self.coming[0])

    def _use_reserve(self, row: Instalment) -> None:
        covered = min(self.reserve, row.unpaid("interest"))
        row.interest_paid += covered
        self.reserve -= covered

    # -- drawing up

    def lay_out(self, start: date, first_due: date | None, count: int) -> None:
        """Add instalments on monthly dates, without amounts yet."""
        self.seed = (start, first_due, 0)
        self.add_dates(count)

    def add_dates(self, count: int) -> None:
        """Go on with dates until so many are added that no moratorium holds."""
        start, first_due, laid = self.seed
        while count:
            laid += 1
            before, due, following = (nth_date(start, first_due, laid + n) for n in (-1, 0, 1))
            grace = self.agreement.grace
            grace_end = following if grace is None else due + grace * ONE_DAY
            row = Instalment(before, due, grace_end)
            self.instalments.append(row)
            added_by_storm = False
            for first, last, interest in self.storms:
                if first <= due <= last:
                    added_by_storm = row.held = True
                    row.defers = row.defers or interest != "charged"
            count -= not added_by_storm
            self._grant_grace(row, len(self.instalments) - self.old)
        self.seed = start, first_due, laid

    def _grant_grace(self, row: Instalment, number: int) -> None:
        agreement = self.agreement
        row.free = number <= agreement.interest_free
        row.held = row.held or number <= agreement.grace_principal
        row.defers = not row.free and (row.defers or number <= agreement.grace_interest)

    def draw_up(self, first: int, principal: int, *, anew: bool) -> None:
        """Spread principal over the instalments from a place on.

        Args:
          first: The place; instalments before it stay.
          principal: What they repay together.
          anew: Whether the size of instalment is set anew over all dates, or kept.
        """
        rows = self.instalments[first:]
        before = [row.principal_paid for row in rows] if principal else [0] * len(rows)
        done = [bool(principal) and 0 < row.principal <= row.principal_paid for row in rows]
        if anew:
            closed = [full or row.held for row, full in zip(rows, done, strict=True)]
            open_rows = max(1, closed.count(False))
            size_of = principal + sum(p for p, no in zip(before, closed, strict=True) if not no)
            self.size = self.agreement.size(size_of, open_rows)
        for row in rows:
            row.principal = row.principal_paid
        rows[0].principal += principal  # for the base of the running period
        known: Fraction | None = None
        if first == self.fallen and (self.bases or self.waits):
            known = self.exactly_to_end()
        elif first == self.fallen + 1 and self.leaves(self.coming[0]):
            flat = self.agreement.method == "flat"
            base = self.flat_base if flat else principal + sum(before)
            known = self.exactly_to_end() + base * self.rate_of(rows[0])
        parts = self._spread(rows, (principal, known), (before, done), len(rows))
        used = max((n for n, part in enumerate(parts, 1) if part or before[n - 1]), default=0)
        if self.agreement.method == "flat" and principal and used < len(rows):
            # What is given up bears none of the flat interest.
            parts = self._spread(rows, (principal, known), (before, done), used)
        for row, part in zip(rows, parts, strict=True):
            row.principal = row.principal_paid + part

    def _spread(
        self,
        rows: list[Instalment],
        what: tuple[int, Fraction | None],
        state: tuple[list[int], list[bool]],
        used: int,
    ) -> list[int]:
        """Set the interest of rows and return the principal each repays beyond what is paid of it.

        Only the first so many are used; a later one may ask for interest that these leave to it.
        What is paid ahead of its date bears interest until then, as the schedule stands.
        """
        (principal, known), (before, done) = what, state
        fixed = self._flat_interest(rows[:used], known)
        balance, ahead, parts = principal, sum(before), []
        last = max((n for n in range(used) if not done[n]), default=used - 1)
        waiting = 0
        for place, row in enumerate(rows):
            if not balance + ahead:
                own = 0
            elif fixed is not None:
                own = fixed[place]
            elif place == 0 and known is not None:
                own = self.agreement.interest_rounded(known)
            else:
                own = self.agreement.interest_rounded((balance + ahead) * self.rate_of(row))
            # An equal part makes a round sum with all its interest, a level one with its own.
            beside = own if self.agreement.method == "annuity" else own + waiting
            whole = self.agreement.part(self.size, beside)
            waiting += own
            row.interest = 0
            if not row.defers or row is rows[-1]:
                row.interest, waiting = waiting, 0
            row.given_up = not balance and not before[place] and not row.interest
            if not balance + ahead and not row.interest:
                row.interest = row.interest_settled  # nothing is left to repay
            held = done[place] or row.held
            part = 0 if held else max(0, min(whole - before[place], balance))
            parts.append(balance if place == last else part)
            fee = self.agreement.fee_of(before[place] + parts[-1], row.interest)
            row.fee = row.fee_settled if row.given_up else fee
            balance -= parts[-1]
            ahead -= before[place]
        return parts

    def _flat_interest(self, rows: list[Instalment], known: Fraction | None) -> list[int] | None:
        """Flat interest: each period's on the flat base; that of the whole term is rounded once.

        The last instalment takes what rounding leaves over, that of earlier instalments included.
        Interest of the running period that is known already stands.
        """
        agreement = self.agreement
        if agreement.method != "flat":
            return None
        done, left_over, earned = [], self.flat_left_over, Fraction(0)
        for row in self.coming[: self.coming.index(rows[0])]:  # those that stay
            running = row is self.running
            earned += self.exactly_to_end() if running else self.flat_base * self.rate_of(row)
            if not self.leaves(row):
                left_over += earned - row.interest
                earned = Fraction(0)
        if known is not None:
            done = [agreement.interest_rounded(known)]
            left_over += known - done[0]
        rates = [self.rate_of(row) for row in rows[len(done) :]]
        exact = self.flat_base * sum(rates, Fraction(0)) + left_over
        left = agreement.interest_rounded(max(Fraction(0), exact))
        charges = []
        for rate in rates:
            charges.append(min(left, agreement.interest_rounded(self.flat_base * rate)))
            left -= charges[-1]
        if charges:
            charges[-1] += left
        return [*done, *charges]

    def clear_later(self) -> None:
        """All principal is paid: what does not count as due asks for no more than it has got.

        But for interest of the running period so far, as far as it is not settled with that of
        later instalments.
        """
        later = self.later
        waits = self.near and self.leaves(self.coming[0])
        if waits:
            self.coming[0].bears = False
        for row in later:
            row.principal, row.interest = row.principal_paid, row.interest_settled
            row.fee = row.fee_settled
            row.bears, row.given_up = False, True
        if later and (waits or not self.near):
            others = sum(row.interest_settled for row in later[1:])
            later[0].interest = max(later[0].interest_settled, self.counted() - others)
