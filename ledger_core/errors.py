"""What every refusal of clubledger has in common."""

from typing import Any, ClassVar

from ledger_core.messages import Message


class ClubledgerError(Exception):
    """Something was refused, with words for the person in front of it.

    Each case is a subclass that builds its message from the case's own values and keeps these as
    attributes. `str(error)` is the message in the current language.

    Attributes:
        message: what is wrong.
        remedy: what to do, where there is something to do.
        exit_code: what the command ends with: 1 refused, 2 cannot run.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: Message, remedy: Message | None = None) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the message in the current language."""
        return str(self.message)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let an error come back from another process, whatever its subclass takes to be built."""
        return (_bare, (type(self), self.args), self.__dict__)


class CannotRun(ClubledgerError):
    """The command cannot run at all: wrong usage, or something it needs is not there."""

    exit_code: ClassVar[int] = 2


def _bare(cls: type[ClubledgerError], args: tuple[object, ...]) -> ClubledgerError:
    return cls.__new__(cls, *args)
