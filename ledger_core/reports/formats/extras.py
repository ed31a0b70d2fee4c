"""What is missing when the packages that write files for an office are not installed."""

from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_

EXTRA = "reports"
"""The extra of the package that brings them."""


class FormatNotInstalled(CannotRun):
    """A format needs a package that only the extra `reports` brings.

    Attributes:
        file_format: The format, such as `PDF`.
    """

    def __init__(self, file_format: str) -> None:
        self.file_format = file_format
        super().__init__(
            Message(
                N_("{file_format} files need a part of clubledger that is not installed."),
                file_format=file_format,
            ),
            Message(N_('Install it: pip install "clubledger[{extra}]"'), extra=EXTRA),
        )
