"""Puts published figures of other systems to the library.

    python -m tests.third_party tests/data/schedules.jsonl --format json

A case is one JSON object: what is agreed (`inputs`), what happened (`repayments`), and what the
other system answered (`expected`, `expected_other`), of which the columns in `compared` count.
The modules of a kind turn the first two into library types; they never see the answer, nor the id
or the source of the case. A key or word that nobody read makes the case "unsupported".

    reading.py     Inputs: keys and words, read once each, the rest refused
    cases.py       Case, Expected, Outcome; the file
    comparing.py   the answer against the outcome, comparing_ratios.py that of a ratio case
    kinds.py       which module answers which kind
    kind_*.py      one module a kind, with `run(case) -> Outcome`
"""
