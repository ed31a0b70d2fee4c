"""Build hook: compiles the message catalogues and places the templates in the wheel.

Run it as a script (`python hatch_build.py`) to compile the catalogues in place.
"""

import io
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)
SOURCES = ("ledger_core", "plugins")


def catalogues(root: Path) -> list[Path]:
    """Return every catalogue (`.po`) of the project."""
    return sorted(path for source in SOURCES for path in (root / source).rglob("*.po"))


def compiled(catalogue: Path) -> bytes:
    """Return a catalogue in the binary form that gettext reads.

    Raises:
        babel.messages.pofile.PoFileError: if it is malformed.
    """
    with catalogue.open("rb") as source:
        messages = read_po(source, locale=catalogue.parent.parent.name, abort_invalid=True)
    # Babel would write the present time into each: the same source gives the same bytes.
    messages.creation_date = messages.revision_date = _NO_DAY
    target = io.BytesIO()
    write_mo(target, messages)
    return target.getvalue()


def compile_catalogues(root: Path) -> list[Path]:
    """Compile every catalogue beside its source and return those that changed."""
    changed = []
    for catalogue in catalogues(root):
        target, content = catalogue.with_suffix(".mo"), compiled(catalogue)
        if target.is_file() and target.read_bytes() == content:
            continue
        # Several test processes may do this at once, so a file appears whole or not at all.
        with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".tmp", delete=False) as file:
            file.write(content)
        Path(file.name).chmod(0o644)
        os.replace(file.name, target)  # noqa: PTH105 (the name of the guarantee)
        changed.append(target)
    return changed


class ProjectHook(BuildHookInterface[Any]):
    """What hatchling calls before it builds a wheel or an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues; an editable install reads the templates where they are."""
        compile_catalogues(Path(self.root))
        if version != "editable":
            build_data["force_include"]["templates/clubs"] = "ledger_core/templates/clubs"


if __name__ == "__main__":
    for path in compile_catalogues(Path(__file__).parent):
        print(path)
