"""Build a folder that installs clubledger without network, for Windows and Linux.

    python packaging/bundle.py [--system windows|linux] [--try] [FOLDER]

The folder gets every wheel for Python 3.11 to 3.13, launchers that set up on first start, and a
README for volunteers; beside it stands the same as a zip. Python itself is not in it: no package
registry carries one for Windows. Where a folder `python` with a whole Python lies beside the
launchers, they use that.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = Path(__file__).with_name("bundle")
VERSIONS = ("3.11", "3.12", "3.13")
PLATFORMS = {
    "windows": ("win_amd64",),
    "linux": ("manylinux2014_x86_64", "manylinux_2_28_x86_64"),
}
LAUNCHERS = {"windows": "clubledger.cmd", "linux": "clubledger.sh"}
README = "ĐỌC-TRƯỚC.txt"
STAMP = (2026, 1, 1, 0, 0, 0)
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


def main() -> int:
    """Build the bundles that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--system", choices=tuple(PLATFORMS), action="append")
    parser.add_argument("--try", dest="tried", action="store_true")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "dist")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        run(*PIP, "wheel", "--no-deps", "--wheel-dir", name, str(ROOT))
        wheel = next(Path(name).glob("clubledger-*.whl"))
        for system in asked.system or PLATFORMS:
            bundle = build(system, wheel, asked.folder)
            print(f"{bundle}: {megabytes(bundle)} MB")
            if asked.tried and system == "linux":
                try_out(bundle)
    return 0


def build(system: str, wheel: Path, target: Path) -> Path:
    """Build the folder and the zip of one system; return the zip."""
    version = wheel.name.split("-")[1]
    folder = target / f"clubledger-{version}-{system}"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    for python in VERSIONS:
        platforms = [word for name in PLATFORMS[system] for word in ("--platform", name)]
        run(
            *PIP,
            "download",
            "--only-binary=:all:",
            "--implementation=cp",
            *("--python-version", python),
            *platforms,
            *("--dest", str(wheels)),
            f"{wheel}[reports]",
        )
    launcher = LAUNCHERS[system]
    text = (TEXTS / launcher).read_text("utf-8").replace("@VERSION@", version)
    end = "\r\n" if system == "windows" else "\n"
    (folder / launcher).write_text(text, "utf-8", newline=end)
    (folder / launcher).chmod(0o755)
    guide = (TEXTS / README).read_text("utf-8")
    (folder / README).write_text(guide, "utf-8-sig", newline="\r\n")
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE.txt")
    return zipped(folder)


def zipped(folder: Path) -> Path:
    """Put the folder into a zip, every file dated alike."""
    archive = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            part = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), STAMP)
            part.external_attr = (0o755 if path.suffix == ".sh" else 0o644) << 16
            # Wheels are compressed already.
            kind = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            target.writestr(part, path.read_bytes(), kind)
    return archive


def try_out(bundle: Path) -> None:
    """Unpack the bundle somewhere else, without network and settings, and start a club with it."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "thư mục có dấu"
        shutil.unpack_archive(bundle, place)
        launcher = place / bundle.stem / LAUNCHERS["linux"]
        launcher.chmod(0o755)
        alone = ("unshare", "--user", "--map-root-user", "--net")
        prefix = alone if can_run(*alone, "true") else ()
        environment = {"HOME": name, "PATH": os.environ["PATH"], "PIP_NO_INDEX": "1"}
        for words in (
            ("new", f"{name}/clb", "--name", "CLB Thử", "--date", "2026-01-15", "--yes"),
            ("check", f"{name}/clb"),
            ("report", "portfolio", f"{name}/clb", "--format", "pdf", "-o", f"{name}/x.pdf"),
            ("import", "--template", "-o", f"{name}/mau.xlsx"),
        ):
            run(*prefix, str(launcher), *words, env=environment, cwd=name)
        print("tried without network" if prefix else "tried, with pip kept from the network")


def can_run(*words: str) -> bool:
    """Whether a command runs here."""
    try:
        return subprocess.run(words, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def run(*words: str, env: dict[str, str] | None = None, cwd: str | None = None) -> None:
    """Run a command; stop with its status where it fails."""
    done = subprocess.run(words, check=False, env=env, cwd=cwd)
    if done.returncode:
        sys.exit(done.returncode)


def megabytes(path: Path) -> str:
    """Return the size of a file."""
    return f"{path.stat().st_size / 1e6:.0f}"


if __name__ == "__main__":
    sys.exit(main())
