"""What a check of the books has to say, and how serious it is."""

from dataclasses import dataclass
from enum import StrEnum

from ledger_core.messages import Message, N_


class Severity(StrEnum):
    """How serious a finding is.

    Attributes:
        ERROR: the record cannot be trusted; reports stop.
        BREACH: a true event against a rule; it needs the minutes that allowed it.
        WARNING: advice that ought to be followed.
        INFORMATION: worth knowing.
    """

    ERROR = "error"
    BREACH = "breach"
    WARNING = "warning"
    INFORMATION = "information"

    @property
    def label(self) -> Message:
        """The severity's name as people read it."""
        return _LABELS[self]


_LABELS = {
    Severity.ERROR: Message(N_("error")),
    Severity.BREACH: Message(N_("breach of a rule")),
    Severity.WARNING: Message(N_("warning")),
    Severity.INFORMATION: Message(N_("information")),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in the books.

    Attributes:
        rule: the rule's name, such as `fund_separation.mixed-funds`; stable, for programs.
        severity: how serious it is.
        file: the file as the reader of the books knows it, or "" if it concerns none.
        line: the line in it, counted from 1, or 0 if it concerns none.
        loan: the loan's id, where it concerns one.
        message: what was found and what the rule expects.
        remedy: what to do.
        lines: ledger lines to write instead, ready to be copied; "" if there are none.
        exception: the minutes that excuse a breach, such as `BB-2026-05`.
    """

    rule: str
    severity: Severity
    file: str
    line: int
    loan: str | None
    message: Message
    remedy: Message | None = None
    lines: str = ""
    exception: str | None = None

    @property
    def blocking(self) -> bool:
        """Whether the books fail the check: an error, or a breach that no minutes excuse."""
        return self.severity is Severity.ERROR or (
            self.severity is Severity.BREACH and self.exception is None
        )
