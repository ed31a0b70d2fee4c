"""Members of the club and the offices they hold.

Only the code and the name that a voucher needs stand in the ledger; birth, sex, household, hardship
and phone are personal data and live apart from the books.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger_core.messages import Message, N_


class LeavingReason(StrEnum):
    """Why a member left; deaths are kept apart because ratios of retention leave them out."""

    WISH = "wish"
    MOVED = "moved"
    DEATH = "death"
    EXCLUDED = "excluded"

    @property
    def label(self) -> Message:
        """The reason as people read it."""
        return _REASON_LABELS[self]


_REASON_LABELS = {
    LeavingReason.WISH: Message(N_("own wish")),
    LeavingReason.MOVED: Message(N_("moved away")),
    LeavingReason.DEATH: Message(N_("death")),
    LeavingReason.EXCLUDED: Message(N_("excluded by the meeting")),
}


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the club.

    Attributes:
      code: The code that the books use, such as `M012`.
      name: The name as vouchers print it.
      joined: The day of joining.
      left: The day of leaving, None while a member.
      reason: Why the member left.
    """

    code: str
    name: str
    joined: date
    left: date | None = None
    reason: LeavingReason | None = None

    def active_on(self, day: date) -> bool:
        """Whether the person is a member on `day`; the day of leaving still counts."""
        return self.joined <= day and (self.left is None or day <= self.left)


class Office(StrEnum):
    """The five offices of the management board (Ban Chủ nhiệm)."""

    HEAD = "head"
    DEPUTY = "deputy"
    ACCOUNTANT = "accountant"
    TREASURER = "treasurer"
    SECRETARY = "secretary"

    @property
    def label(self) -> Message:
        """The office as people read it."""
        return _OFFICE_LABELS[self]


_OFFICE_LABELS = {
    Office.HEAD: Message(N_("head")),
    Office.DEPUTY: Message(N_("deputy head")),
    Office.ACCOUNTANT: Message(N_("accountant")),
    Office.TREASURER: Message(N_("treasurer")),
    Office.SECRETARY: Message(N_("secretary")),
}


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """A member who holds an office from a day on, until the next holder of the same office."""

    office: Office
    member: str
    since: date
