"""What commands print: refusals, findings, and answers for programs."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import click

from ledger_core.errors import ClubledgerError
from ledger_core.findings import Finding, Severity
from ledger_core.messages import _, current_language

_INDENT = "  "


def show_error(error: ClubledgerError) -> None:
    """Write a refusal to the standard error stream: what is wrong, and what to do."""
    lines = [str(error.message)]
    for finding in getattr(error, "findings", ()):
        lines += ["", *finding_lines(finding)]
    if getattr(error, "findings", ()):
        lines.append("")
    if error.remedy is not None:
        lines.append(str(error.remedy))
    click.echo("\n".join(lines), err=True)


def finding_lines(finding: Finding) -> list[str]:
    """Return a finding as lines: severity, rule and place; what is wrong; what to do."""
    place = finding.file + (f":{finding.line}" if finding.line else "")
    label = finding.severity.label.in_language(current_language())
    lines = ["  ".join(part for part in (f"[{label}]", finding.rule, place) if part)]
    lines.append(f"{_INDENT}{finding.message}")
    if finding.exception is not None:
        lines.append(_INDENT + _("Allowed by minutes {minutes}.", minutes=finding.exception))
    if finding.remedy is not None:
        lines.append(_INDENT + _("What to do: {remedy}", remedy=finding.remedy))
    if finding.lines:
        lines.append(_INDENT + _("Write instead:"))
        lines += [f"{_INDENT * 2}{line}" for line in finding.lines.rstrip("\n").split("\n")]
    return lines


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return a finding for programs, its words in the current language."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "file": finding.file,
        "line": finding.line,
        "loan": finding.loan,
        "message": str(finding.message),
        "remedy": None if finding.remedy is None else str(finding.remedy),
        "lines": finding.lines,
        "exception": finding.exception,
    }


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by severity; within one, what no minutes excuse comes first."""
    order = list(Severity)
    return sorted(
        findings,
        key=lambda f: (order.index(f.severity), not f.blocking, f.file, f.line, f.rule),
    )


def show_json(answer: Mapping[str, Any] | Sequence[Any]) -> None:
    """Write an answer for programs: days as ISO dates, ratios as strings of six decimals."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=_for_json))


def show_text(text: str, *, error: bool = False) -> None:
    """Write lines for people."""
    click.echo(text, file=sys.stderr if error else sys.stdout)


def _for_json(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Fraction):
        return ratio_text(value)
    message = f"{value!r} has no form in JSON"
    raise TypeError(message)


def ratio_text(ratio: Decimal | Fraction) -> str:
    """Write a ratio with six decimals, rounded half up: `0.214600`."""
    millionths = (abs(Fraction(ratio)) * 2_000_000 + 1) // 2
    whole, rest = divmod(int(millionths), 1_000_000)
    return f"{'-' if ratio < 0 and millionths else ''}{whole}.{rest:06d}"
