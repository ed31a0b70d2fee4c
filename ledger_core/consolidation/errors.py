"""What consolidation refuses, one class for each case."""

from pathlib import Path

from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_

_ANOTHER = Message(N_("Name another file with --store; the books will be read into it."))


class NotAStore(CannotRun):
    """A file is no store of snapshots, or one of another version."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Message(
                N_("“{path}” is no store of snapshots that this program made."), path=str(path)
            ),
            _ANOTHER,
        )


class StoreOfOthers(CannotRun):
    """The file of a store belongs to somebody else, or is a link."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Message(
                N_("The store “{path}” is a link or belongs to another user of this computer."),
                path=str(path),
            ),
            _ANOTHER,
        )


class StoreNotUsable(CannotRun):
    """The file of a store cannot be opened or written."""

    def __init__(self, path: Path, error: Exception) -> None:
        super().__init__(
            Message(
                N_("The store “{path}” cannot be used: {error}."), path=str(path), error=str(error)
            ),
            _ANOTHER,
        )


class ClusterNotInstalled(CannotRun):
    """A scheduler is named and the package that speaks with it is not there."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("Reading on a cluster needs a part of clubledger that is not installed.")),
            Message(N_('Install it: pip install "clubledger[cluster]"')),
        )


class SchedulerNotReached(CannotRun):
    """Nothing answers at a scheduler's address."""

    def __init__(self, address: str) -> None:
        super().__init__(
            Message(N_("No scheduler answers at “{address}”."), address=address),
            Message(N_("Start it (dask scheduler), or leave out --scheduler.")),
        )


class NotEnoughWorkers(CannotRun):
    """Every process or worker that read books is gone."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("The processes that read the books ended again and again.")),
            Message(N_("What was read so far is kept; run the command again.")),
        )


class ParquetNotInstalled(CannotRun):
    """Parquet files are asked for and the package that writes them is not there."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("Parquet files need a part of clubledger that is not installed.")),
            Message(N_('Install it: pip install "clubledger[parquet]"')),
        )


class ParquetFolderNotEmpty(CannotRun):
    """The folder for Parquet files holds something."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Message(N_("The folder “{folder}” is not empty."), folder=str(folder)),
            Message(N_("Name a new folder for the Parquet files.")),
        )


class ParquetNotWritten(CannotRun):
    """Parquet files cannot be written."""

    def __init__(self, folder: Path, error: Exception) -> None:
        super().__init__(
            Message(
                N_("The Parquet files cannot be written into “{folder}”: {error}."),
                folder=str(folder),
                error=str(error),
            ),
            Message(N_("Look whether the disk is full and the folder may be written.")),
        )
