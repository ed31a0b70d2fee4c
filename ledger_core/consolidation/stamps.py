"""Which versions of the program made a snapshot: another one makes it anew."""

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

from ledger_core.books.directives import FORMAT_VERSION
from ledger_core.consolidation.snapshot import SCHEMA, Stamps

_NO_SAY: Final = frozenset({"cli", "simulation", "importing", "meetings", "documents", "locale"})
"""Parts of the program that a snapshot does not depend on."""
_HASHED: Final = 20


@cache
def stamps() -> Stamps:
    """Return the versions of this program."""
    return Stamps(
        schema=SCHEMA,
        code=code_fingerprint(),
        beancount=metadata.version("beancount"),
        ledger_format=FORMAT_VERSION,
    )


@cache
def code_fingerprint() -> str:
    """Return a hash over the sources of the parts of the program that a snapshot depends on."""
    home, found = Path(__file__).parents[1], hashlib.sha256()
    for path in sorted(home.rglob("*.*")):
        parts = path.relative_to(home).parts
        if path.suffix in {".py", ".json", ".csv"} and parts[0] not in _NO_SAY:
            content = path.read_bytes()
            found.update(f"{'/'.join(parts)} {len(content)}\n".encode())
            found.update(content)
    return found.hexdigest()[:_HASHED]
