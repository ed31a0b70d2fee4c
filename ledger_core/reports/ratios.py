"""The ratio sheet: every ratio of a period with its parts, and the same month by month."""

from collections.abc import Sequence
from fractions import Fraction

from ledger_core.books.people import people_of
from ledger_core.messages import Message, N_
from ledger_core.money import divide
from ledger_core.portfolio import RatioKind, RatioLine, RatioSection, RatioSheet, ratio_sheet
from ledger_core.reports.facts_of_period import monthly_ratio_sheets, period_facts
from ledger_core.reports.heading import report_over
from ledger_core.reports.request import ReportRequest
from ledger_core.reports.tables import Column, Figure, Kind, Report, Table

_KINDS = {
    RatioKind.SHARE: Kind.RATIO,
    RatioKind.AMOUNT: Kind.AMOUNT,
    RatioKind.COUNT: Kind.COUNT,
}
_FIGURE = Column("figure", Message(N_("Figure")))
RATIO_NOTES = (
    Message(
        N_(
            "n/a: there is nothing to divide by, so the figure is not available; "
            "that is not the same as 0 %."
        )
    ),
    Message(
        N_(
            "An average is the mean of the balances at the opening and at each month-end of the "
            "period. Figures of a part of a year that were made a year's say so."
        )
    ),
)


def ratios(request: ReportRequest) -> Report:
    """Return every ratio of a period with numerator, denominator, definition and basis.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book = request.club.book
    sheet = ratio_sheet(period_facts(book, request.period, people_of(book.folder)))
    title = Message(N_("Ratio sheet"))
    return report_over(request, "ratios", title, ratio_tables(sheet), notes=RATIO_NOTES)


def ratio_tables(sheet: RatioSheet) -> tuple[Table, ...]:
    """Return a ratio sheet as tables, one for each section."""
    return tuple(
        ratio_table(section.value, section.label, sheet.of_section(section))
        for section in RatioSection
    )


def ratio_table(key: str, title: Message, lines: Sequence[RatioLine]) -> Table:
    """Return some lines of a ratio sheet with numerator, denominator, definition and basis."""
    return Table(
        key,
        title,
        (
            _FIGURE,
            Column("value", Message(N_("Value")), Kind.RATIO),
            Column("numerator", Message(N_("Numerator")), Kind.AMOUNT),
            Column("denominator", Message(N_("Denominator")), Kind.AMOUNT),
            Column("definition", Message(N_("How it is reckoned"))),
            Column("basis", Message(N_("Rests on"))),
        ),
        tuple(
            (
                line.name,
                ratio_value(line),
                *_parts(line),
                line.definition,
                line.basis,
            )
            for line in lines
        ),
        row_keys=tuple(line.key for line in lines),
    )


def ratio_value(line: RatioLine) -> Figure:
    """Return the value of a line as the kind of figure that it is."""
    return Figure(line.value, _KINDS[line.kind])


def _parts(line: RatioLine) -> tuple[int | None, int | None]:
    """Return numerator and denominator in whole đồng or heads, an average rounded half up.

    None for both where the numerator is no sum of money or heads, but made of a rate.
    """
    numerator, denominator = line.numerator, line.denominator
    if numerator is None or denominator is None or Fraction(numerator).denominator != 1:
        return None, None
    return int(numerator), divide(*Fraction(denominator).as_integer_ratio())


def ratios_by_month(request: ReportRequest) -> Report:
    """Return every ratio of each calendar month of a period, the months side by side.

    Raises:
        BooksHaveErrors: the books have errors, so no report may rest on them.
    """
    book = request.club.book
    sheets = monthly_ratio_sheets(book, request.period, people_of(book.folder))
    tables = [_months(sheets, section) for section in RatioSection]
    title = Message(N_("Ratio sheet, month by month"))
    notes = (*RATIO_NOTES, Message(N_("Definitions stand in the report “ratios”.")))
    return report_over(request, "ratios-by-month", title, tables, notes=notes)


def _months(sheets: Sequence[RatioSheet], section: RatioSection) -> Table:
    lines = sheets[0].of_section(section)
    return Table(
        section.value,
        section.label,
        (
            _FIGURE,
            *(
                Column(
                    f"to_{sheet.period.end:%Y_%m_%d}",
                    Message(N_("to {day:date}"), day=sheet.period.end),
                    Kind.RATIO,
                )
                for sheet in sheets
            ),
        ),
        tuple(
            (line.name, *(ratio_value(sheet.line(line.key)) for sheet in sheets)) for line in lines
        ),
        row_keys=tuple(line.key for line in lines),
    )
