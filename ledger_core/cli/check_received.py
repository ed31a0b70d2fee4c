"""`clubledger check --untrusted`: books received from others, read in a locked process."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger_core.cli.errors import NothingReceived
from ledger_core.cli.options import JSON
from ledger_core.cli.showing import finding_lines, show_json, show_text, worst_first
from ledger_core.findings import Finding, Severity
from ledger_core.messages import _

if TYPE_CHECKING:
    from ledger_core.books.received import Answer


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was found in one club's books; why they were not read is a finding too."""

    path: str
    read: bool
    findings: Sequence[Finding]

    @property
    def blocking(self) -> bool:
        return any(finding.blocking for finding in self.findings)


def check_received(root: Path, output: str) -> int:
    """Check every club's books in a folder or zip; return the exit status."""
    checked = []
    for one in _checked(root):
        checked.append(one)
        if output != JSON:
            show_text("\n".join([*_report(one), ""]))
    if output == JSON:
        show_json(_json(checked))
    elif len(checked) > 1:
        show_text(
            _(
                "Clubs: {clubs}. Passed: {passed}. Not read: {unread}.",
                clubs=len(checked),
                passed=sum(not one.blocking for one in checked),
                unread=sum(not one.read for one in checked),
            )
        )
    return 1 if any(one.blocking for one in checked) else 0


def _checked(root: Path) -> Iterator[_Checked]:
    from ledger_core.books.received import ReaderProcess, find_received
    from ledger_core.books.received.findings import TASK

    try:
        found = list(find_received([root]))
    except OSError:
        found = []
    if not found:
        raise NothingReceived(root)
    with ReaderProcess(TASK, with_errors=True) as reader:
        for books in found:
            yield _of_answer(books.shown, reader.read(books))


def _of_answer(path: str, answer: "Answer") -> _Checked:
    from ledger_core.books.received import NotRead
    from ledger_core.books.received.answers import STOPPED, NotAnAnswer
    from ledger_core.books.received.findings import decode_findings

    if not isinstance(answer, NotRead):
        try:
            return _Checked(path, read=True, findings=worst_first(decode_findings(answer.result)))
        except NotAnAnswer:
            answer = NotRead("received.no-answer", STOPPED)
    reason = Finding(
        rule=answer.reason,
        severity=Severity.ERROR,
        file=answer.file,
        line=answer.line,
        loan=None,
        message=answer.message,
    )
    return _Checked(path, read=False, findings=[reason])


def _report(checked: _Checked) -> list[str]:
    lines = [checked.path]
    for finding in checked.findings:
        lines += finding_lines(finding)
    if not checked.read:
        lines.append(_("The books were not read further: they are counted nowhere."))
    elif not checked.findings:
        lines.append(_("The books are in order: nothing was found."))
    elif checked.blocking:
        lines.append(_("The books do not pass: see what is marked as error or breach."))
    else:
        lines.append(_("The books pass: nothing here stands against them."))
    return lines


def _json(checked: Sequence[_Checked]) -> dict[str, Any]:
    from ledger_core.reports.json_values import json_finding

    return {
        "findings": [
            {"path": one.path, **json_finding(finding)}
            for one in checked
            for finding in one.findings
        ],
        "books": [
            {"path": one.path, "read": one.read, "passes": not one.blocking} for one in checked
        ],
    }
