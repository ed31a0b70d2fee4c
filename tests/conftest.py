"""What every test starts from: current catalogues, Vietnamese, and repeatable chance in CI."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from hatch_build import compile_catalogues
from ledger_core.messages import DEFAULT_LANGUAGE, language

ROOT = Path(__file__).parent.parent

# Where the computer has a disk in memory with room, tests write there: every commit waits a dozen
# times for the platters, and none of these folders has to survive a power cut. The disks that fail
# are in tests/disks.py.
MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000  # noqa: S108
if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None

settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    max_examples=200,
    print_blob=True,
    # A slow machine is no failure.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

compile_catalogues(ROOT)


@pytest.fixture(autouse=True)
def default_language() -> Iterator[None]:
    """Start each test in the default language and leave none behind."""
    with language(DEFAULT_LANGUAGE):
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def association(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four invented clubs, written by one process; whoever uses it only reads it.

    Tests that do are of the group `association`, so that one worker writes it once.
    """
    from ledger_core.simulation import write_association  # noqa: PLC0415 (few tests need it)

    folder = tmp_path_factory.mktemp("association") / "clubs"
    write_association(folder, clubs=4, seed=7, years=1, frauds=0, processes=1)
    return folder
