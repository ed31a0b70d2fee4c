"""Where in a club's folder something stands, and findings that say so."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from beancount.core import data

from ledger_core.findings import Finding, Severity
from ledger_core.messages import Message


@lru_cache(maxsize=1024)
def relative_name(folder: Path, filename: str) -> str:
    """Return a file's name as seen from the club's folder, with forward slashes."""
    try:
        return Path(filename).relative_to(folder).as_posix()
    except ValueError:
        return filename


@dataclass(slots=True)
class Findings:
    """Collects findings about entries of one club's folder."""

    folder: Path
    found: list[Finding] = field(default_factory=list)

    def add(
        self,
        rule: str,
        severity: Severity,
        meta: data.Meta,
        message: Message,
        *,
        remedy: Message | None = None,
        loan: str | None = None,
        lines: str = "",
    ) -> None:
        """Add a finding about the directive or posting that carries `meta`.

        A breach is excused by an `exception:` line on the same directive.
        """
        excuse = meta.get("exception")
        excused = severity is Severity.BREACH and isinstance(excuse, str) and excuse.strip()
        self.found.append(
            Finding(
                rule=rule,
                severity=severity,
                file=relative_name(self.folder, str(meta.get("filename", ""))),
                line=int(meta.get("lineno", 0)),
                loan=loan,
                message=message,
                remedy=remedy,
                lines=lines,
                exception=str(excuse) if excused else None,
            )
        )

    def add_at(
        self,
        rule: str,
        severity: Severity,
        file: str,
        line: int,
        message: Message,
        remedy: Message | None = None,
        *,
        lines: str = "",
    ) -> None:
        """Add a finding about a line of a file that is no directive."""
        self.found.append(
            Finding(
                rule=rule,
                severity=severity,
                file=file,
                line=line,
                loan=None,
                message=message,
                remedy=remedy,
                lines=lines,
            )
        )
