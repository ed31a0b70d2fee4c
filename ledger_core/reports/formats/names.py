"""The names of the formats, for those who choose one: nothing of a format is loaded here."""

from enum import StrEnum


class Format(StrEnum):
    """The formats a report can be had in."""

    TEXT = "text"  # for a screen, a pipe or a printer
    JSON = "json"  # for programs
    HTML = "html"  # one page that fetches nothing
    PDF = "pdf"  # pages to print
    XLSX = "xlsx"  # for Excel and LibreOffice
    CSV = "csv"  # for other programs and spreadsheets

    @property
    def is_text(self) -> bool:
        """Whether a terminal can show it."""
        return self in (Format.TEXT, Format.JSON, Format.HTML, Format.CSV)
