"""Compare the messages in the code with the Vietnamese catalogues.

`python -m tests.catalogue [AREA…]` lists, for each area, what to add to its catalogue, ready to be
pasted and translated, and what to remove from it. An area is a package of the program: what stands
in `ledger_core/loans` belongs to `loans.po`, in modules beside the packages to `base.po`.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from ledger_core.messages import fields

ROOT = Path(__file__).parent.parent
LANGUAGE = "vi"
KEYWORDS = {"_": None, "N_": None}
OF_CLICK = "messages"  # translates click's own words, which stand in none of our modules
PLUGIN_AREAS = {"club_plugins": "plugins", "club_fava": "fava"}


@dataclass
class Area:
    """One catalogue and the part of the program that it serves.

    Attributes:
        used: each message of the code with the places where it stands.
        translations: the catalogue's messages with their translations; "" if it is untranslated.
    """

    name: str
    used: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    translations: dict[str, str] = field(default_factory=dict)

    @property
    def stale(self) -> list[str]:
        return sorted(self.translations.keys() - self.used.keys())


def sources() -> list[Path]:
    return sorted([*(ROOT / "ledger_core").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")])


def area_of(source: Path) -> str:
    parts = source.relative_to(ROOT).parts
    if parts[0] == "plugins":
        return PLUGIN_AREAS[parts[1]]
    return parts[1] if len(parts) > 2 else "base"


def catalogue_path(area: str) -> Path:
    return ROOT / "ledger_core" / "locale" / LANGUAGE / "LC_MESSAGES" / f"{area}.po"


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=LANGUAGE, abort_invalid=True)


def area_names() -> set[str]:
    """Return the name of every area that has code or a catalogue."""
    catalogued = {path.stem for path in catalogue_path("").parent.glob("*.po")} - {OF_CLICK}
    return catalogued | {area_of(source) for source in sources()}


def read_areas() -> dict[str, Area]:
    """Read every area's messages, from the code and from its catalogue."""
    areas = {name: Area(name) for name in area_names()}
    for source in sources():
        area = areas[area_of(source)]
        for line, text, _comments, _context in extract_from_file("python", source, KEYWORDS):
            area.used[str(text)].append(f"{source.relative_to(ROOT).as_posix()}:{line}")
    for area in areas.values():
        if catalogue_path(area.name).exists():
            for message in read_catalogue(catalogue_path(area.name)):
                if message.id:
                    usable = "" if message.fuzzy else str(message.string)
                    area.translations[str(message.id)] = usable
    return areas


def missing(area: Area, areas: dict[str, Area]) -> list[str]:
    """Return the messages of an area that no catalogue translates."""
    return sorted(
        text
        for text in area.used
        if not any(other.translations.get(text) for other in areas.values())
    )


def unlike_fields(area: Area) -> list[str]:
    """Return the messages whose translation has other fields than the English text."""
    return sorted(
        text
        for text, translation in area.translations.items()
        if translation and fields(text) != fields(translation)
    )


def unmarked(source: Path) -> Iterator[str]:
    """Name the places where a message is not a plain text, so that no catalogue can know it."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
            continue
        first = node.args[0]
        plain = isinstance(first, ast.Constant) and isinstance(first.value, str)
        wrong = (node.func.id in KEYWORDS and not plain) or (
            node.func.id == "Message" and (plain or isinstance(first, ast.JoinedStr | ast.BinOp))
        )
        if wrong:
            yield f"{source.relative_to(ROOT).as_posix()}:{node.lineno}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def report(area: Area, areas: dict[str, Area]) -> list[str]:
    """Return what is to be done in an area's catalogue, as lines of a catalogue."""
    absent = missing(area, areas)
    lines = [
        f'\n#: {" ".join(area.used[text])}\nmsgid {_quoted(text)}\nmsgstr ""' for text in absent
    ]
    lines += [f"# remove: {_quoted(text)}" for text in area.stale]
    lines += [f"# other fields in the translation: {_quoted(text)}" for text in unlike_fields(area)]
    title = f"\n# ---- {area.name}.po: {len(absent)} to add, {len(area.stale)} to remove"
    return [title, *lines] if lines else []


def main(chosen: list[str]) -> int:
    areas = read_areas()
    lines = [
        line
        for name, area in sorted(areas.items())
        if not chosen or name in chosen
        for line in report(area, areas)
    ]
    lines += [
        f"# not a marked plain text: {place}" for source in sources() for place in unmarked(source)
    ]
    print("\n".join(lines) or "every message is translated")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
