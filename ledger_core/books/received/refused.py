"""Why received books were not read."""

from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message


class Refused(ClubledgerError):
    """Received books are not read, or not further than to this place.

    Attributes:
      rule: The name of the rule, such as `received.link`; stable, for programs.
      file: The file as seen from the club's folder, "" if it concerns none.
      line: The line in it, counted from 1, or 0 if it concerns none.
    """

    def __init__(self, rule: str, message: Message, file: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.rule = rule
        self.file = file
        self.line = line
