"""What stands behind a report: whether the books can be trusted, and what they excuse.

A report stops on errors only. Breaches of rules, excused or not, are listed in every report, and
what was entered after its day is ignored everywhere.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from ledger_core.books.loading import LoadedClub
from ledger_core.books.session_errors import BooksHaveErrors
from ledger_core.books.sources import relative_name
from ledger_core.club import MonthSealed, Register
from ledger_core.findings import Finding, Severity
from ledger_core.messages import Message, N_
from ledger_core.reports.tables import Column, Table


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of the books as of a day.

    Attributes:
        as_of: The day.
        breaches: Breaches by entries up to the day, those that minutes excuse among them.
        warnings: Number of warnings about entries up to the day.
        last_entry: Date of the last transaction up to the day, None if there is none.
        later_entries: Number of transactions after it, which the report ignores.
        books_begin: The day the books begin.
        seal: The seal it rests on: of the first sealed month that reaches the day, else of the last
            one before it; None where no month is sealed.
    """

    as_of: date
    breaches: tuple[Finding, ...]
    warnings: int
    last_entry: date | None
    later_entries: int
    books_begin: date | None
    seal: MonthSealed | None = None

    def tables(self) -> tuple[Table, ...]:
        """Return the table of breaches, none if there are no breaches."""
        return (_breaches_table(self.breaches),) if self.breaches else ()

    def notes(self) -> tuple[Message, ...]:
        """Return what every report says of the books below it."""
        notes = []
        if self.books_begin is not None and self.as_of < self.books_begin:
            notes.append(Message(N_("The books begin later, on {day:date}."), day=self.books_begin))
        if not self.breaches:
            notes.append(Message(N_("No breach of the club's rules is on record up to this day.")))
        notes.append(self._about_seal())
        if self.warnings:
            notes.append(
                Message(
                    N_("Warnings about the books: {count}. They are listed by: clubledger check"),
                    count=self.warnings,
                )
            )
        if self.last_entry is not None:
            notes.append(Message(N_("Last entry counted: {day:date}."), day=self.last_entry))
        notes.append(
            Message(
                N_("Entries after this day, which are not counted: {count}."),
                count=self.later_entries,
            )
        )
        return tuple(notes)

    def _about_seal(self) -> Message:
        """Say how far the books behind the report are sealed."""
        if self.seal is None:
            return Message(N_("No month of these books is sealed yet."))
        text = (
            N_("All entries up to this day are sealed; last seal: month {month}, code {code}.")
            if self.seal.month.last_day >= self.as_of
            else N_("Entries up to month {month} are sealed, code {code}; later ones are not yet.")
        )
        month = self.seal.month
        return Message(text, month=f"{month.number:02d}/{month.year}", code=self.seal.code)


def standing_of(club: LoadedClub, as_of: date) -> Standing:
    """Return the state of a club's books at the end of `as_of`.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    if club.errors:
        raise BooksHaveErrors(club.errors)
    return club.kept.of(("standing", as_of), lambda: _standing(club, as_of))


def _standing(club: LoadedClub, as_of: date) -> Standing:
    dated = club.kept.of(("dated findings",), lambda: _dated(club))
    known = [finding for finding in dated if finding.day is None or finding.day <= as_of]
    days = [posted.date for posted in club.book.transactions]
    past = [day for day in days if day <= as_of]
    return Standing(
        as_of=as_of,
        breaches=tuple(f.finding for f in known if f.finding.severity is Severity.BREACH),
        warnings=sum(f.finding.severity is Severity.WARNING for f in known),
        last_entry=max(past, default=None),
        later_entries=len(days) - len(past),
        books_begin=register.founded if (register := club.book.register.club) else None,
        seal=_seal_behind(club.book.register, as_of),
    )


def _seal_behind(register: Register, day: date) -> MonthSealed | None:
    sealed = sorted(register.sealed, key=lambda found: found.month)
    before = [found for found in sealed if found.month.last_day < day]
    reaching = [found for found in sealed if found.month.last_day >= day]
    return reaching[0] if reaching else (before[-1] if before else None)


@dataclass(frozen=True, slots=True)
class _DatedFinding:
    finding: Finding
    day: date | None


def _dated(club: LoadedClub) -> list[_DatedFinding]:
    """Date each finding by the entry it is about: the last that begins at its line or before."""
    if not club.findings:
        return []
    named = {finding.file for finding in club.findings}
    asked: dict[str, list[tuple[int, date]] | None] = {}  # None for a file without findings
    entries: dict[str, list[tuple[int, date]]] = {}
    for entry in club.entries:
        path = entry.meta.get("filename", "")
        if path not in asked:
            name = relative_name(club.book.folder, path)
            asked[path] = entries.setdefault(name, []) if name in named else None
        lines = asked[path]
        if lines is not None:
            lines.append((entry.meta.get("lineno", 0), entry.date))
    for found in entries.values():
        found.sort()
    dated = []
    for finding in club.findings:
        lines = entries.get(finding.file, [])
        index = bisect_right(lines, (finding.line, date.max))
        dated.append(_DatedFinding(finding, lines[index - 1][1] if index else None))
    return dated


def _breaches_table(breaches: tuple[Finding, ...]) -> Table:
    return Table(
        key="breaches",
        title=Message(N_("Breaches of the club's rules")),
        columns=(
            Column("exception", Message(N_("Minutes that allowed it"))),
            Column("loan", Message(N_("Loan"))),
            Column("breach", Message(N_("What is against the rules"))),
        ),
        rows=tuple(
            (
                breach.exception or Message(N_("not allowed by any minutes")),
                breach.loan,
                breach.message,
            )
            for breach in breaches
        ),
        notes=(
            Message(
                N_(
                    "A breach stays listed in every report, also when the members' meeting "
                    "allowed it."
                )
            ),
        ),
    )
