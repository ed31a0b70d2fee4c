"""Why entries are not written, one class for each case."""

from collections.abc import Sequence

from ledger_core.errors import ClubledgerError
from ledger_core.findings import Finding, Severity
from ledger_core.messages import Message, N_


class FindingsRefused(ClubledgerError):
    """Something is refused because of findings, which it carries.

    Attributes:
      findings: The findings, for a command to list.
    """

    def __init__(self, message: Message, remedy: Message, findings: Sequence[Finding]) -> None:
        super().__init__(message, remedy)
        self.findings = tuple(findings)


class BooksHaveErrors(FindingsRefused):
    """The books have errors already, so nothing may rest on them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            Message(
                N_("The books have {count} errors and cannot be trusted as they are."),
                count=len(findings),
            ),
            Message(N_("Correct these first; clubledger check lists them all.")),
            findings,
        )


class WouldBreakRules(FindingsRefused):
    """The entries would bring an error, or a breach that no minutes excuse."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            Message(N_("Nothing was written: the entry breaks a rule of the books.")),
            self._remedy(findings),
            findings,
        )

    @staticmethod
    def _remedy(findings: Sequence[Finding]) -> Message:
        """Minutes excuse breaches only; an error must be corrected."""
        if any(finding.severity is Severity.ERROR for finding in findings):
            return Message(N_("Correct the data and enter it again."))
        return Message(
            N_(
                "Correct the data. If the members' meeting allowed it, "
                "name its minutes with --exception."
            )
        )


class NotReadBack(ClubledgerError):
    """Beancount reads something else than was meant; nothing is written."""

    def __init__(self, files: str, reason: str) -> None:
        super().__init__(
            Message(
                N_("Nothing was written: what would stand in {files} reads differently. {reason}"),
                files=files,
                reason=reason,
            ),
            Message(N_("Please tell the makers of the program which command you gave.")),
        )


class PeopleFileDamaged(ClubledgerError):
    """`people.csv` cannot be read."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(
            Message(N_("people.csv, line {line}: the row cannot be read."), line=line),
            Message(
                N_(
                    "Its columns are: code, sex, born, household, hardship, phone, identity, "
                    "with commas between them (“CSV UTF-8”)."
                )
            ),
        )


class NotUtf8(ClubledgerError):
    """A file of the club was saved in another encoding."""

    def __init__(self, path: str) -> None:
        super().__init__(
            Message(N_("The file {file} is not saved as UTF-8."), file=path),
            Message(
                N_("Open it again and save it as “CSV UTF-8 (comma delimited)”, or as UTF-8 text.")
            ),
        )
