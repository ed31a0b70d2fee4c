"""Public names of a package that are loaded when they are first used."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any


def loaded(package: str, homes: Mapping[str, str], name: str) -> Any:  # noqa: ANN401 (any name)
    """Return a public name from the module that defines it.

    Args:
        package: The package that is asked, for the error.
        homes: The module of each public name.
        name: The name asked for.

    Raises:
        AttributeError: it is none of the public names.
    """
    try:
        home = homes[name]
    except KeyError:
        message = f"module {package!r} has no attribute {name!r}"
        raise AttributeError(message) from None
    return getattr(import_module(home), name)
