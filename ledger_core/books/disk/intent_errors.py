"""What can go wrong when a change is written into a club's folder, in words for people."""

from pathlib import Path

from ledger_core.books.disk.errors import reason
from ledger_core.errors import CannotRun, ClubledgerError
from ledger_core.messages import Message, N_


class NothingWritten(CannotRun):
    """The computer refused to write before anything was changed."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            Message(
                N_("The books in {folder} could not be written: {reason}. Nothing was changed."),
                folder=str(folder),
                reason=reason(error),
            ),
            Message(N_("Remove what is in the way, for example make room on the disk; try again.")),
        )


class CommitInterrupted(CannotRun):
    """The change is safely noted, but not yet in every file."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            Message(
                N_(
                    "The change is safely noted in {folder}, but not yet in every file of the "
                    "books: {reason}."
                ),
                folder=str(folder),
                reason=reason(error),
            ),
            Message(
                N_(
                    "Do not enter it again. Remove what is in the way, for example close other "
                    "programs or make room on the disk; the next command completes the change."
                )
            ),
        )


class CommitPending(ClubledgerError):
    """An earlier change was noted and not completed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Message(
                N_("An earlier change of the books in {folder} is not complete."),
                folder=str(folder),
            ),
            Message(N_("Nothing was changed. Run the command again: it completes that one first.")),
        )


class FileChangedMeanwhile(ClubledgerError):
    """A file is no longer what the command read and checked."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            Message(
                N_("The file {path} was changed by another program during this command."), path=path
            ),
            Message(
                N_(
                    "Nothing was changed by this command. Close the other program, for example "
                    "an editor, and run the command again."
                )
            ),
        )


class FileChangedByHand(ClubledgerError):
    """A file of an unfinished change is neither what it was nor what it shall become."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            Message(
                N_(
                    "The last change of these books was cut off in the middle, and since then "
                    "the file {path} was changed by another program. So it cannot be completed."
                ),
                path=path,
            ),
            Message(
                N_(
                    "Nothing was changed now. Save a copy of {path} elsewhere, put back the file "
                    "as it was before (undo in the editor, or the backup), and run the command "
                    "again. Afterwards make your own change once more."
                ),
                path=path,
            ),
        )


class FileUnreadable(CannotRun):
    """A file of the club cannot be read."""

    def __init__(self, path: str, error: OSError) -> None:
        self.path = path
        super().__init__(
            Message(
                N_("The file {path} cannot be read: {reason}."), path=path, reason=reason(error)
            ),
            Message(N_("Nothing was changed. Close other programs that use it and try again.")),
        )
