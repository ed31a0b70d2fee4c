"""The public names: importable, typed, documented, and loaded only when used."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import ledger_core
import ledger_core.reports

ROOT = Path(__file__).parents[1]


def stub_homes() -> dict[str, str]:
    """The names of the stub with the modules it takes them from."""
    tree = ast.parse((ROOT / "ledger_core/__init__.pyi").read_text("utf-8"))
    return {
        alias.name: str(node.module)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_every_public_name_loads_and_is_typed() -> None:
    """What is named can be imported, and type checkers see the same object."""
    homes = stub_homes()
    assert {*homes, "__version__"} == set(ledger_core.__all__)
    for name, module in homes.items():
        home = getattr(__import__(module, fromlist=[name]), name)
        assert getattr(ledger_core, name) is home, name


def test_every_public_name_is_documented() -> None:
    """docs/api.md has a row for each public name and for no other."""
    page = (ROOT / "docs/api.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)`", page, re.MULTILINE)
    assert sorted(rows) == sorted(name for name in ledger_core.__all__ if name != "__version__")
    for name in rows:
        assert (getattr(ledger_core, name).__doc__ or "").strip(), name


def test_importing_the_package_imports_no_engine() -> None:
    """`import ledger_core` loads neither Beancount nor Fava nor click."""
    code = (
        "import sys, ledger_core;"
        "print([m for m in ('beancount', 'fava', 'click', 'pyxirr') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


def test_no_report_is_called_like_a_module_beside_it() -> None:
    """Importing the module would put it in the place of the name that is loaded when first used."""
    modules = {path.stem for path in (ROOT / "ledger_core/reports").iterdir()}
    assert not modules & set(ledger_core.reports.__all__)
