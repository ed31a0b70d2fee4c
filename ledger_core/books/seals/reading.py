"""Reading the `month-sealed` directives of the register."""

from datetime import date

from ledger_core.books.metadata import MetadataReader
from ledger_core.club import Month, MonthSealed
from ledger_core.messages import Message, N_


def read_month_sealed(
    sealed: list[MonthSealed], since: date, month: str, reader: MetadataReader
) -> None:
    """Read a `month-sealed` directive."""
    code = reader.text("code", required=True)
    minutes = reader.text("minutes", required=True)
    reader.finish()
    try:
        parsed = Month.parse(month)
    except ValueError:
        reader.problems.append(
            Message(N_("“{month}” is no month: write it as 2026-03"), month=month)
        )
        return
    if since <= parsed.last_day:
        reader.problems.append(
            Message(N_("the month {month} has not ended on {day:date}"), month=month, day=since)
        )
        return
    if not reader.problems:
        sealed.append(MonthSealed(parsed, since, minutes or "", code or ""))
