"""The reference engine: a loan day by day, in exact fractions, knowing nothing of the program.

Written from the rules in words (`docs/decisions.md`, the ledger format, the Civil Code), not from
the program's engine, which it exists to check. It prefers the obvious to the quick: the base of
every single day of an interest period is kept, and late interest is added up đồng by đồng, day by
day.

One run of a loan:

- every morning one more day of late interest is counted on what is overdue, and one more day of
  ordinary interest on what is not;
- an instalment whose date has come falls due;
- then what happened that day is applied: principal paid out, new dates, waivers, payments, losses.
"""
