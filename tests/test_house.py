"""What keeps the house in order, beside the import contract that `make check` runs."""

import ast
import tomllib
import zipfile
from pathlib import Path
from typing import TypeGuard

import pytest
from hatchling.builders.wheel import WheelBuilder

from hatch_build import catalogues
from tests.catalogue import sources

LONGEST_MODULE = 300  # lines

# Where figures are computed. Books may wait for a lock half a second; these may hold no float.
PURE = ("ledger_core", "ledger_core/loans", "ledger_core/club", "ledger_core/portfolio")
# The modules of these that touch floats all the same, each with its reason.
FLOATS: dict[str, str] = {
    "ledger_core/loans/returns.py": "rates of return are found by iteration; none is posted",
}


def test_a_module_can_be_read_in_one_sitting() -> None:
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in sources()}
    assert {str(p): n for p, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_no_figure_is_ever_a_float(root: Path) -> None:
    found = []
    for path in (path for folder in PURE for path in (root / folder).glob("*.py")):
        name = path.relative_to(root).as_posix()
        if name not in FLOATS:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [f"{name}:{node.lineno}" for node in ast.walk(tree) if is_float(node)]
    assert found == []


def is_float(node: ast.AST) -> TypeGuard[ast.expr]:
    """Whether a node is a floating-point literal or a call of `float`."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "float"
    return isinstance(node, ast.Constant) and isinstance(node.value, float)


def test_the_import_contract_names_every_package(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    named = {name.strip(" ()") for layer in layers for name in layer.split("|")}
    folder = root / "ledger_core"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    assert {f"ledger_core.{name}" for name in modules | packages} <= named


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in the wheel."""
    built = next(WheelBuilder(str(root)).build(directory=str(tmp_path_factory.mktemp("wheel"))))
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_module_and_catalogue(root: Path, wheel: set[str]) -> None:
    shipped = [*sources(), *(path.with_suffix(".mo") for path in catalogues(root))]
    shipped += [
        path for kind in ("typ", "ttf") for path in (root / "ledger_core").rglob(f"*.{kind}")
    ]
    shipped.append(root / "ledger_core" / "fonts" / "OFL.txt")
    names = {path.relative_to(root).as_posix().removeprefix("plugins/") for path in shipped}
    assert names <= wheel
    assert {f"{name}/py.typed" for name in ("ledger_core", "club_plugins", "club_fava")} <= wheel


def test_the_wheel_holds_the_templates_and_nothing_of_the_workshop(
    root: Path, wheel: set[str]
) -> None:
    folder = root / "templates"
    templates = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    assert {f"ledger_core/templates/{path.as_posix()}" for path in templates} <= wheel
    tops = {name.split("/")[0] for name in wheel}
    tops = {top for top in tops if not top.endswith(".dist-info")}
    assert tops == {"ledger_core", "club_plugins", "club_fava"}
