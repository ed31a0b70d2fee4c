"""Starting a Python that runs this program's code and nothing that stands before it.

No folder of the caller's, no `PYTHONPATH`, no user's own packages and no variable of the
environment can put other code in the place of ours.
"""

import importlib.util
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

OWN_PACKAGES: Final = ("ledger_core", "club_plugins", "beancount")

_START: Final = (
    "import sys; sys.dont_write_bytecode = True; sys.path[:0] = {roots!r}; "
    "from {module} import {function} as start; start(sys.argv[1])"
)
_KEPT_VARIABLES: Final = frozenset(
    {"SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"}
)


def isolated_python(start: str, packages: Iterable[str], argument: str) -> list[str]:
    """Return the command that runs a function of ours in isolated Python.

    Args:
      start: The function, `module:function`; it gets the argument.
      packages: The packages that must be found, where this process finds them.
      argument: What it gets.
    """
    module, _colon, function = start.partition(":")
    roots = [str(root) for root in code_roots(packages)]
    code = _START.format(roots=roots, module=module, function=function)
    return [sys.executable, "-I", "-c", code, argument]


def plain_environment() -> dict[str, str]:
    """Return the variables that Python itself needs, without those of whoever started us."""
    return {key: value for key, value in os.environ.items() if key in _KEPT_VARIABLES}


def code_roots(packages: Iterable[str] = OWN_PACKAGES) -> list[Path]:
    """Return the folders in which packages lie, by where this process finds them."""
    roots: list[Path] = []
    for name in packages:
        spec = importlib.util.find_spec(name)
        places = list(spec.submodule_search_locations or ()) if spec is not None else []
        for root in (Path(place).resolve().parent for place in places):
            if root not in roots:
                roots.append(root)
    return roots
