"""What an audit check is, and what it asks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from ledger_core.club import Fund
from ledger_core.findings import Severity
from ledger_core.messages import Message
from ledger_core.reports.audit.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask about.

    Attributes:
      day: The day of what is asked about; a question about a state bears the last day.
      text: What was seen.
      vouchers: The vouchers it names.
      loans: The loans it names.
      members: The members it names, by code.
      fund: The fund it is about, where that is not plain from its vouchers.
      months: The months it is about, such as `2026-03`, or the day of a cash count.
    """

    day: date
    text: Message
    vouchers: tuple[str, ...] = ()
    loans: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    fund: Fund | None = None
    months: tuple[str, ...] = ()


Asks = Callable[[Evidence], Iterable[Question]]


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """One check.

    Attributes:
      name: Its name for programs: kebab-case, stable.
      title: What it looks for, marked for translation.
      follow_up: What to do about a question, marked for translation.
      basis: The published source, marked for translation; None where it is our own definition.
      severity: Warning where each question should be asked, information where some may be.
      asks: The function that asks.
    """

    name: str
    title: str
    follow_up: str
    basis: str | None
    severity: Severity
    asks: Asks
