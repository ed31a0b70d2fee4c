"""What commands print: refusals, findings, and answers for programs."""

import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from ledger_core.errors import ClubledgerError
from ledger_core.findings import Finding, Severity
from ledger_core.messages import SOURCE_LANGUAGE, _, current_language

if TYPE_CHECKING:
    from ledger_core.reports import Table

_INDENT = "  "


def show_error(error: ClubledgerError) -> None:
    """Write a refusal to the standard error stream: what is wrong, and what to do."""
    lines = [str(error.message)]
    findings = worst_first(getattr(error, "findings", ()))
    for finding in findings:
        lines += ["", *finding_lines(finding)]
    if findings:
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
    elif finding.remedy is not None:
        lines.append(_INDENT + _("What to do: {remedy}", remedy=finding.remedy))
    if finding.lines:
        lines.append(_INDENT + _("Write instead:"))
        lines += [f"{_INDENT * 2}{line}" for line in finding.lines.rstrip("\n").split("\n")]
    return lines


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by severity; within one, what no minutes excuse comes first.

    The message comes last in the order: Beancount gives two findings of one line in any order.
    """
    order = list(Severity)
    return sorted(
        findings,
        key=lambda f: (
            *(order.index(f.severity), not f.blocking),
            *(f.file, f.line, f.rule, f.message.in_language(SOURCE_LANGUAGE)),
        ),
    )


def show_json(answer: Mapping[str, Any] | Sequence[Any]) -> None:
    """Write an answer for programs."""
    click.echo(json_text(answer), nl=False)


def json_text(answer: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return an answer for programs as text."""
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def show_text(text: str, *, error: bool = False) -> None:
    """Write lines for people."""
    click.echo(text, err=error)


def show_table(table: "Table") -> None:
    """Write a table, as wide as the terminal; whole lines into a file or a pipe."""
    from ledger_core.reports import render_table

    click.echo(render_table(table, width=screen_width()), nl=False)


def screen_width() -> int | None:
    """Return the columns of the terminal, None where the output goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
