"""Folders that many tests start from: made once by the real calls, then put down from memory."""

from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ledger_core.messages import current_language


def made_once(make: Callable[..., Path]) -> Callable[..., Path]:
    """Let a function that fills a folder run once for each of its arguments.

    What it makes depends on nothing but these and the language; every further folder gets the same
    bytes. Time goes into what a test does with a club, not into founding it again.
    """

    @cache
    def files(_language: str, options: tuple[tuple[str, Any], ...]) -> dict[str, bytes]:
        with TemporaryDirectory() as name:
            folder = Path(name).resolve() / "club"
            make(folder, **dict(options))
            return {
                path.relative_to(folder).as_posix(): path.read_bytes()
                for path in folder.rglob("*")
                if path.is_file()
            }

    @wraps(make)
    def put_down(folder: Path, **options: Any) -> Path:
        for name, content in files(current_language(), tuple(sorted(options.items()))).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return folder

    return put_down
