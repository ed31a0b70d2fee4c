"""Beancount's own errors as findings: the usual ones in words that a treasurer knows."""

import re
from pathlib import Path
from typing import Any

from ledger_core.books.sources import relative_name
from ledger_core.findings import Finding, Severity
from ledger_core.messages import Message, N_

_WORD_START = re.compile(r"(?<!^)(?=[A-Z])")

# What Beancount 3.2 says, what it means, and what to do. Named groups become the fields.
_KNOWN = (
    (
        re.compile(r"Transaction does not balance: \((?P<difference>.*)\)"),
        N_("Debits and credits are not equal; they differ by {difference}."),
        N_("Check every amount of the entry against its voucher."),
    ),
    (
        re.compile(
            r"Balance failed for '(?P<account>.*)': expected (?P<expected>\S+ \S+) != "
            r"accumulated (?P<found>\S+ \S+) .*"
        ),
        N_("By the entries {account} holds {found}, not {expected}."),
        N_("Count again; then look for an entry before that day that is missing or wrong."),
    ),
    (
        re.compile(r"Invalid reference to unknown account '(?P<account>.*)'"),
        N_("No account is called {account}."),
        N_("Compare the name with the chart of accounts, letter by letter."),
    ),
    (
        re.compile(r"Invalid reference to inactive account '(?P<account>.*)'"),
        N_("The account {account} is not open on that day."),
        N_("Check the date of the entry, and the dates on which the account opens and closes."),
    ),
    (
        re.compile(r"Duplicate open directive for (?P<account>.*)"),
        N_("The account {account} is opened twice."),
        N_("Delete one of the two."),
    ),
    (
        re.compile(r"(?P<text>(?:syntax error|Invalid token).*)", re.DOTALL),
        N_("Beancount cannot read this line and leaves the entry out ({text})."),
        N_("Look for a mistyped date, amount or account, or a missing quotation mark."),
    ),
)


def beancount_finding(error: Any, folder: Path) -> Finding:  # noqa: ANN401 (errors share no type)
    """Return one of Beancount's errors as a finding, always of severity `error`.

    Args:
      error: Any error with `source`, `message` and `entry`, as Beancount's loader returns them.
      folder: The club's folder.
    """
    source = error.source or {}
    filename = str(source.get("filename", ""))
    if filename.startswith("<"):  # Beancount's word for a step of its own, which no one can open
        source, filename = {}, ""
    kind = _WORD_START.sub("-", type(error).__name__.removesuffix("Error")).lower() or "error"
    message, remedy = _in_words(str(error.message))
    return Finding(
        rule=f"beancount.{kind}",
        severity=Severity.ERROR,
        file=relative_name(folder, filename),
        line=int(source.get("lineno", 0)),
        loan=_loan_of(error),
        message=message,
        remedy=remedy,
    )


def _in_words(text: str) -> tuple[Message, Message]:
    # Of a step that failed, the names of Beancount's own modules and lines help nobody.
    text = text.partition(": Traceback (most recent call last)")[0].strip()
    for pattern, message, remedy in _KNOWN:
        match = pattern.fullmatch(text)
        if match:
            return Message(message, **match.groupdict()), Message(remedy)
    remedy = N_("Correct what it names by hand, and the other findings first.")
    return Message(N_("Beancount: {text}"), text=text), Message(remedy)


def _loan_of(error: Any) -> str | None:  # noqa: ANN401
    entry = getattr(error, "entry", None)
    meta = getattr(entry, "meta", None) or {}
    loan = meta.get("loan")
    return loan if isinstance(loan, str) else None
