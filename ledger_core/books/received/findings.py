"""The findings about received books, as they come out of the process that read them."""

from typing import Any, Final

from ledger_core.books.loading import LoadedClub
from ledger_core.books.received.answers import (
    NotAnAnswer,
    decode_message,
    encode_message,
    printable,
    without_texts,
)
from ledger_core.findings import Finding, Severity

TASK: Final = "ledger_core.books.received.findings:findings_of"
"""What a reading process is told to run."""

_MOST: Final = 1_000


def findings_of(club: LoadedClub) -> list[dict[str, Any]]:
    """Return a club's findings, errors first, as values of JSON without texts of people."""
    order = list(Severity)
    found = sorted(club.findings, key=lambda finding: order.index(finding.severity))
    return [_encoded(finding) for finding in found[:_MOST]]


def _encoded(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "file": finding.file,
        "line": finding.line,
        "loan": finding.loan and without_texts(finding.loan),
        "message": encode_message(finding.message),
        "remedy": finding.remedy and encode_message(finding.remedy),
        "exception": finding.exception and without_texts(finding.exception),
    }


def decode_findings(result: Any) -> list[Finding]:  # noqa: ANN401 (whatever the process said)
    """Return the findings that `findings_of` wrote.

    Raises:
      NotAnAnswer: it did not.
    """
    try:
        return [_decoded(one) for one in result[:_MOST]]
    except (ValueError, LookupError, TypeError) as error:
        raise NotAnAnswer from error


def _decoded(one: dict[str, Any]) -> Finding:
    return Finding(
        rule=printable(one["rule"]),
        severity=Severity(one["severity"]),
        file=printable(one["file"]),
        line=int(one["line"]),
        loan=None if one["loan"] is None else printable(one["loan"]),
        message=decode_message(one["message"]),
        remedy=None if one["remedy"] is None else decode_message(one["remedy"]),
        exception=None if one["exception"] is None else printable(one["exception"]),
    )
