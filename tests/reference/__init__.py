"""A reference for the loan engine, and what compares the two on random loans.

    python -m tests.reference --histories 100000 --seed 1 --processes 2

`daily` is the reference: it imports nothing from the program. `histories` draws loans, `comparing`
puts them to the engine, `shrinking` and `telling` make a difference short enough to read.

The reference follows the rules in words. Where these leave something open it does what the engine
does, and says so here:

- The next instalment, once it is near (within the advance window), keeps its interest although
  principal is paid in advance beyond it.
- Where it was paid, at least in part, before its date, it stays as it is: a later tranche, new
  dates or a loss change only what comes after it, but for the interest that a tranche bears until
  its date. What is unpaid of it goes with the overdue principal when the loan is rescheduled, and
  is taken first by a loss.
- Interest paid or waived in advance settles an instalment as soon as it is near. Should that
  instalment's interest fall afterwards, what was settled beyond it is not given back.
- Flat interest of the whole term, those instalments given up left out, is rounded once, however
  often it is drawn up anew; a rescheduling begins a new term. That of a running period in which
  something changed is rounded by itself.
- A loss keeps the size of the coming instalments, as fewer instalments does.
- Where the schedule is kept (next instalments first), what was paid ahead bears interest until its
  date, as the schedule stands; a further tranche or a loss passes over it.
- Where everything has fallen due, the first period of new dates begins on the day of the
  rescheduling, and what was overdue before has borne late interest until then.
- A period that new dates lengthen is counted by its whole months, at least one, like any other.
- Instalments that fell due before a rescheduling keep the grace they had.
- Interest that is rounded to the multiple by itself (principal and interest apart) is rounded
  once, from the exact amount.

- Interest that a moratorium defers is rounded period by period; where something changes in the
  running period, what earlier ones deferred and its own are rounded together.
- A moratorium leaves an instalment alone of which anything was settled, and the days until then.
- Where another rate comes, the line of late interest on principal ends and is rounded, also within
  the grace, should that end unpaid.
- Interest that instalments of a grace leave to a later one is asked for by that one, also where all
  principal was spread over those before it.
- An instalment of a grace on principal that a moratorium holds as well adds no date.
- Of a loan from older books, what was overdue together bears late interest from the day it was
  taken over; a known instalment within its grace does from its due date, should it end unpaid.
- The fee of an instalment is that of its amounts when it was last drawn up, what is paid of it
  ahead included; what was paid of the fee of an instalment given up is not given back.

Left out, as it cannot be said as simply or belongs to other tests: fees by date that the terms
agree on (one decided later is the same), residuals first and spread,
level-instalment rounding, day counts by months of 30 days over another year and with both days
counted, periods other than months, moved due dates, new dates within a grace, shares, balloons,
down payments and agreed amounts, instalments in advance and interest on demand, penalties charged
once, another rate when nothing is to come, re-amortisation, refunds and use of overpayments,
reversals and negative amounts, schedules taken over as they stand, top-ups, recoveries, and a
tranche after everything was repaid or fell due.
"""
