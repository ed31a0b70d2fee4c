"""What every report says about itself: the club, the days, the fund, and the state of the books."""

from collections.abc import Iterable
from dataclasses import replace

from ledger_core.messages import Message, N_
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.standing import Standing, standing_of
from ledger_core.reports.tables import Chart, Report, Table, Value


def report_as_of(
    request: ReportRequest,
    name: str,
    title: Message,
    tables: Iterable[Table],
    *,
    notes: Iterable[Message] = (),
    charts: Iterable[Chart] = (),
) -> Report:
    """Return a report on the books at the end of the request's day.

    The breaches and the state of the books stand below it, as in every report.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    day = request.as_of
    line = Message(N_("As of the end of {day:date}"), day=day)
    facts = (("as_of", day),)
    return _report(request, name, title, line, facts, tables, notes, charts)


def report_over(
    request: ReportRequest,
    name: str,
    title: Message,
    tables: Iterable[Table],
    *,
    notes: Iterable[Message] = (),
    charts: Iterable[Chart] = (),
) -> Report:
    """Return a report on what happened in the request's period, otherwise as `report_as_of`.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    period = request.period
    line = Message(
        N_("From {start:date} to {end:date}, both days counted"), start=period.start, end=period.end
    )
    facts = (("from", period.start), ("to", period.end))
    return _report(request, name, title, line, facts, tables, notes, charts)


def without_breaches(report: Report) -> Report:
    """Return a report with the number of breaches in place of their list, which names loans.

    For what strangers read: the return to the association, the page on the wall.
    """
    breaches = dict(report.facts)["breaches"]
    if not breaches:
        return report
    note = Message(N_("Breaches of the club's rules on record: {count}."), count=breaches)
    tables = tuple(table for table in report.tables if table.key != "breaches")
    return replace(report, tables=tables, notes=(*report.notes, note))


def _report(
    request: ReportRequest,
    name: str,
    title: Message,
    days: Message,
    facts: tuple[tuple[str, Value], ...],
    tables: Iterable[Table],
    notes: Iterable[Message],
    charts: Iterable[Chart],
) -> Report:
    standing = standing_of(request.club, request.as_of)
    subtitle: list[str | Message] = [request.club_name, days]
    if request.fund is not None:
        subtitle.insert(1, request.fund.label)
    return Report(
        name=name,
        title=title,
        subtitle=tuple(subtitle),
        tables=(*tables, *standing.tables()),
        notes=(*notes, *standing.notes()),
        facts=(*_about(request), *facts, *_state(standing)),
        charts=tuple(charts),
    )


def _about(request: ReportRequest) -> tuple[tuple[str, Value], ...]:
    facts: list[tuple[str, Value]] = [("club", request.club_name)]
    if request.fund is not None:
        facts.append(("fund", request.fund.value))
    if request.loan is not None:
        facts.append(("loan", request.loan))
    if request.member is not None:
        facts.append(("member", request.member))
    return tuple(facts)


def _state(standing: Standing) -> tuple[tuple[str, Value], ...]:
    seal = standing.seal
    return (
        ("breaches", len(standing.breaches)),
        ("warnings", standing.warnings),
        ("seal_month", str(seal.month) if seal else None),
        ("seal_code", seal.code if seal else None),
    )
