"""Checks on when and by whom entries were written."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from ledger_core.books.entered import Entered
from ledger_core.books.posted import Posted
from ledger_core.club import Office
from ledger_core.messages import Message, N_
from ledger_core.reports.audit.evidence import Evidence, vouchers_of
from ledger_core.reports.audit.model import Question

LATE_DAYS = 3
_USUAL_SHARE = 10  # who enters a tenth of the entries is no stranger
_NIGHT_FROM, _NIGHT_TO = 23, 5  # hours
_KEEPERS = (Office.TREASURER, Office.ACCOUNTANT)

_HAND_RULES = frozenset(
    {
        "register.entries-changed",
        "register.changed-by-hand",
        "register.file-shorter",
        "register.log-damaged",
        "register.log-missing",
    }
)


def entered_late(evidence: Evidence) -> Iterator[Question]:
    """Ask about entries that were written more than three days after the day they bear."""
    for (written, by), entries in _sittings(evidence):
        late = [posted for posted in entries if (written - posted.date).days > LATE_DAYS]
        if late:
            first = min(posted.date for posted in late)
            yield Question(
                first,
                Message(
                    N_(
                        "Written on {written:date} by {by}, {days} days after the day it bears: "
                        "entries: {count}."
                    ),
                    written=written,
                    by=by,
                    days=(written - first).days,
                    count=len(late),
                ),
                vouchers_of(*late),
            )


def entered_early(evidence: Evidence) -> Iterator[Question]:
    """Ask about entries that were written before the day they bear."""
    for (written, by), entries in _sittings(evidence):
        early = [posted for posted in entries if posted.date - written > timedelta(days=1)]
        if early:
            yield Question(
                max(posted.date for posted in early),
                Message(
                    N_("Written on {written:date} by {by}, before the day it bears."),
                    written=written,
                    by=by,
                ),
                vouchers_of(*early),
            )


def _sittings(evidence: Evidence) -> list[tuple[tuple[date, str], list[Posted]]]:
    """Return the entries of the period by the day on which, and by whom, they were written."""
    found: dict[tuple[date, str], list[Posted]] = defaultdict(list)
    for posted, stamp in evidence.stamps:
        if posted.date in evidence.period:
            found[stamp.at.date(), stamp.by].append(posted)
    return sorted(found.items(), key=lambda sitting: sitting[0])


def recorder_unusual(evidence: Evidence) -> Iterator[Question]:
    """Ask about entries by somebody who neither keeps the books nor writes many of them."""
    wrote = Counter(stamp.by for _, stamp in evidence.stamps)
    for (written, by), entries in _sittings(evidence):
        many = _USUAL_SHARE * wrote[by] >= len(evidence.stamps)
        if many or all(_keeps(evidence, by, posted.date) for posted in entries):
            continue
        yield Question(
            max(posted.date for posted in entries),
            Message(
                N_("Entered on {written:date} by {by}, who does not usually keep the books."),
                written=written,
                by=by,
            ),
            vouchers_of(*entries),
            members=(by,) if by in evidence.book.register.members else (),
        )


def _keeps(evidence: Evidence, by: str, day: date) -> bool:
    register = evidence.book.register
    return any(register.holder_of(office, day) == by for office in _KEEPERS)


def entered_at_night(evidence: Evidence) -> Iterator[Question]:
    """Ask about entries written between eleven at night and five in the morning."""
    nights: dict[date, list[tuple[Posted, Entered]]] = defaultdict(list)
    for posted, stamp in evidence.stamps:
        if posted.date in evidence.period and not _NIGHT_TO <= stamp.at.hour < _NIGHT_FROM:
            nights[stamp.at.date()].append((posted, stamp))
    for _, found in sorted(nights.items()):
        posted, stamp = found[0]
        yield Question(
            posted.date,
            Message(
                N_("Entered at night, {hour}, by {by}."),
                hour=f"{stamp.at:%H:%M}",
                by=stamp.by,
            ),
            vouchers_of(*(posted for posted, _ in found)),
        )


def without_stamp(evidence: Evidence) -> Iterator[Question]:
    """Ask about entries that no command wrote, in books that commands write."""
    if 2 * len(evidence.stamps) < len(evidence.transactions):
        return
    stamped = {id(posted) for posted, _ in evidence.stamps}
    days: dict[date, list[Posted]] = defaultdict(list)
    for posted in evidence.audited:
        if id(posted) not in stamped:
            days[posted.date].append(posted)
    for day, entries in sorted(days.items()):
        yield Question(
            day,
            Message(
                N_("Written by hand: it does not say when and by whom. Entries: {count}."),
                count=len(entries),
            ),
            vouchers_of(*entries),
            tuple(dict.fromkeys(posted.loan for posted in entries if posted.loan)),
        )


def changed_by_hand(evidence: Evidence) -> Iterator[Question]:
    """Ask about what the log of the commands says of changes by other hands."""
    for finding in evidence.club.findings:
        if finding.rule in _HAND_RULES:
            posted = evidence.posted_of(finding)
            yield Question(
                evidence.end,
                finding.message,
                vouchers_of(posted) if posted else (),
                (finding.loan,) if finding.loan else (),
            )
