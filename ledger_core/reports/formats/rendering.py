"""A report in the format that was asked for."""

import json

from ledger_core.reports.formats.csv import report_csv
from ledger_core.reports.formats.html import html_of
from ledger_core.reports.formats.names import Format as Format  # noqa: PLC0414 (its home for others)
from ledger_core.reports.formats.pdf import report_pdf
from ledger_core.reports.json_report import json_of
from ledger_core.reports.json_values import JsonObject
from ledger_core.reports.tables import Report
from ledger_core.reports.text import render_report


def render_as(report: Report, form: Format) -> bytes:
    """Return a report in a format, in the current language; texts are UTF-8."""
    match form:
        case Format.TEXT:
            return render_report(report).encode("utf-8")
        case Format.JSON:
            return json_bytes(json_of(report))
        case Format.HTML:
            return html_of(report)
        case Format.PDF:
            return report_pdf(report, day=report.day)
        case Format.CSV:
            return report_csv(report)
        case Format.XLSX:
            # Takes a tenth of a second to import, and may not be installed.
            from ledger_core.reports.formats.xlsx import report_xlsx  # noqa: PLC0415

            return report_xlsx(report)


ReportFormat = Format


def json_bytes(answer: JsonObject) -> bytes:
    """Return an answer for programs as a file of JSON."""
    text = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    # Half a letter, as in the name of a folder in another encoding, stays JSON's `\udc80`.
    return text.encode("utf-8", "backslashreplace")
