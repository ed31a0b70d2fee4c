"""The folder that installs without network; `make bundle` builds and tries a whole one."""

import importlib.util
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def bundle(root: Path) -> Any:
    path = root / "packaging" / "bundle.py"
    spec = importlib.util.spec_from_file_location("bundle", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_same_folder_gives_the_same_zip(bundle: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clubledger-1"
    (folder / "wheels").mkdir(parents=True)
    (folder / "wheels" / "a.whl").write_bytes(b"a")
    (folder / bundle.LAUNCHERS["linux"]).write_text("#!/bin/sh\n", "utf-8")
    first = bundle.zipped(folder).read_bytes()
    assert first == bundle.zipped(folder).read_bytes()
    with zipfile.ZipFile(tmp_path / "clubledger-1.zip") as archive:
        modes = {part.filename: part.external_attr >> 16 for part in archive.infolist()}
    assert modes == {"clubledger-1/clubledger.sh": 0o755, "clubledger-1/wheels/a.whl": 0o644}


def test_every_text_of_a_bundle_is_there(bundle: Any) -> None:
    for name in (*bundle.LAUNCHERS.values(), bundle.README):
        assert (bundle.TEXTS / name).read_text("utf-8")
    # What cmd.exe reads before it knows of UTF-8.
    assert (bundle.TEXTS / bundle.LAUNCHERS["windows"]).read_text("utf-8").isascii()


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("sh"), reason="needs a shell")
def test_the_launcher_says_what_is_missing(bundle: Any, tmp_path: Path) -> None:
    launcher = bundle.TEXTS / bundle.LAUNCHERS["linux"]
    (tmp_path / "dirname").symlink_to(shutil.which("dirname") or "")
    done = subprocess.run(
        [shutil.which("sh") or "", str(launcher)],
        check=False,
        capture_output=True,
        env={"HOME": str(tmp_path), "PATH": str(tmp_path)},
    )
    assert done.returncode == 2
    assert "Python 3.11" in done.stderr.decode()
