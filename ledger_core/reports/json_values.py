"""Values as JSON holds them, one form for every command and report."""

from fractions import Fraction
from typing import Any, TypeAlias

from ledger_core.findings import Finding
from ledger_core.money import divide

JsonObject: TypeAlias = dict[str, Any]

_DECIMALS = 6


def json_ratio(ratio: Fraction | None) -> str | None:
    """Write a ratio with six decimals, `"0.214600"`, rounded half up; None where there is none.

    As text, because readers of JSON make binary floating point of numbers with decimals.
    """
    if ratio is None:
        return None
    millionths = divide(ratio.numerator * 10**_DECIMALS, ratio.denominator)
    whole, decimals = divmod(abs(millionths), 10**_DECIMALS)
    return f"{'-' if millionths < 0 else ''}{whole}.{decimals:0{_DECIMALS}d}"


def json_finding(finding: Finding) -> JsonObject:
    """Write a finding, its sentences in the current language; null where there is nothing."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "file": finding.file or None,
        "line": finding.line or None,
        "loan": finding.loan,
        "message": str(finding.message),
        "remedy": str(finding.remedy) if finding.remedy else None,
        "lines": finding.lines or None,
        "exception": finding.exception,
    }
