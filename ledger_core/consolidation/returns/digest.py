"""The digest of a return: it shows a file changed by accident; the seal's code shows the rest."""

import hashlib
import json
from typing import Any


def digest_of(said: dict[str, Any]) -> str:
    """Return the SHA-256 of a return's JSON value without its digest, keys sorted, no spaces."""
    rest = {key: value for key, value in said.items() if key != "digest"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
