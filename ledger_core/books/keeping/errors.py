"""Why a backup was not made, or not brought back, in words for people."""

from collections.abc import Sequence
from pathlib import Path

from ledger_core.books.disk.errors import reason
from ledger_core.errors import CannotRun, ClubledgerError
from ledger_core.messages import Message, N_


class BackupFailed(CannotRun):
    """The computer refused to write or read a backup."""

    def __init__(self, place: Path, error: OSError) -> None:
        super().__init__(
            Message(
                N_("No backup was made in {place}: {reason}."),
                place=str(place),
                reason=reason(error),
            ),
            Message(N_("The books were not touched. Try another stick or folder.")),
        )


class BackupNotVerified(CannotRun):
    """What was read back from the backup is not what was written."""

    def __init__(self, place: Path, file: str) -> None:
        super().__init__(
            Message(
                N_("The backup in {place} is no good: {file} reads back differently."),
                place=str(place),
                file=file,
            ),
            Message(N_("Do not trust this stick or disk. Make the backup on another one.")),
        )


class BackupInsideClub(ClubledgerError):
    """A backup inside the club's own folder would be lost with it."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            Message(N_("{place} lies inside the club's own folder."), place=str(place)),
            Message(N_("Choose a stick, or a folder on another disk.")),
        )


class NotABackup(CannotRun):
    """A folder holds no backup that this program made."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            Message(
                N_("{place} is no backup: its list of files is not there or damaged."),
                place=str(place),
            ),
            Message(N_("Name the folder that clubledger backup made, with a date in its name.")),
        )


class BackupDamaged(ClubledgerError):
    """Files of a backup are missing or changed."""

    def __init__(self, place: Path, files: Sequence[str]) -> None:
        super().__init__(
            Message(
                N_("The backup in {place} is damaged; missing or changed: {files}."),
                place=str(place),
                files=", ".join(files),
            ),
            Message(N_("Nothing was changed. Take an older backup.")),
        )


class FolderHoldsOtherThings(ClubledgerError):
    """The folder to restore into is no club's folder, and not empty."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Message(N_("{folder} is not empty and holds no club's books."), folder=str(folder)),
            Message(N_("Nothing was changed. Name a new folder, or the club's own.")),
        )


class RestoreFailed(CannotRun):
    """The computer refused while a backup was brought back."""

    def __init__(self, folder: Path, kept: Path | None, error: OSError) -> None:
        super().__init__(
            Message(
                N_("The backup was not brought back to {folder}: {reason}."),
                folder=str(folder),
                reason=reason(error),
            ),
            Message(N_("Close every window that shows this folder, and try again."))
            if kept is None or not kept.exists()
            else Message(
                N_("The books as they were lie whole in {kept}. Try again."), kept=str(kept)
            ),
        )
