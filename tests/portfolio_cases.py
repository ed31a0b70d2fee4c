"""Published worked examples of portfolio figures, each with its source."""

import json
from pathlib import Path
from typing import Any

CASES = Path(__file__).with_name("data") / "portfolio_ratios.jsonl"


def case(name: str) -> dict[str, Any]:
    """Return one example: its inputs, expected figures and source."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    found: dict[str, Any] = next(c for c in map(json.loads, lines) if c["id"] == name)
    return found
