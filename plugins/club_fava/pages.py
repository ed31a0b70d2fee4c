"""The extension of Fava that shows a club: its loans, members, meetings, funds and findings.

Thin over `ledger_core.reports`: each page is one or more reports, computed once for each load of
the ledger and kept until the next. With plain Fava, a line of the book names it:

    2026-01-15 custom "fava-extension" "club_fava"

`clubledger view` has it in any case, and reads no such line.
"""

from typing import Any

import fava
from fava.application import url_for
from fava.ext import FavaExtensionBase, extension_endpoint
from flask import Response, abort, request

from club_fava.asking import Asked, read_asked
from club_fava.choosing import chosen_report
from club_fava.contents import ABOUT, MENU, build_page, is_by_fund, is_page
from club_fava.linking import Links, journal_link
from club_fava.printing import without_decimals
from club_fava.showing import ShownReport, shown_report
from club_fava.translating import VIETNAMESE, page_language
from ledger_core.books.checking import FindingError
from ledger_core.books.loading import LoadedClub
from ledger_core.books.viewing import viewed_club
from ledger_core.errors import ClubledgerError
from ledger_core.figures import format_date
from ledger_core.messages import N_, _, current_language, render, translated, use_language
from ledger_core.reports.formats.csv import report_csv
from ledger_core.reports.formats.rendering import Format, render_as
from ledger_core.reports.meeting_day import meeting_days
from ledger_core.reports.tables import Report

WORDS = {
    "pages": N_("Pages of the club"),
    "contents": N_("On this page"),
    "rows": N_("Which rows"),
    "download": N_("Download this page"),
    "download_table": N_("Download the table “{table}” as {form}"),
    "find": N_("Show only rows with"),
    "late": N_("Only loans overdue for at least (days)"),
    "group": N_("Only debt groups from"),
    "fund": N_("Fund"),
    "funds": N_("both"),
    "day": N_("Day of the meeting"),
    "show": N_("Show"),
    "all": N_("Show all"),
    "sort": N_("Sort by this column"),
    "entry": N_("entry"),
    "entry_at": N_("The entry at {place}"),
    "journal": N_("In Fava's journal"),
    "borrower": N_("The borrower's page"),
    "empty": N_("There is nothing here."),
    "notes": N_("Notes"),
    "not_loaded": N_("These books were not loaded; this is why:"),
    "no_club": N_("These books do not call the rules of a club, so there is nothing to show."),
}
"""The words of the template."""

FILTERS = {"portfolio": ("late", "group"), "ageing": ("late",), "overview": ("late",)}
"""Which filters a page has beside the text."""

_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ClubPages(FavaExtensionBase):
    """What Fava calls: the page, the downloads, and the news that a ledger was loaded."""

    def __init__(self, ledger: Any, config: str | None = None) -> None:  # noqa: ANN401 (Fava's)
        super().__init__(ledger, config)
        self._club: LoadedClub | None = None
        self._reports: dict[tuple[object, ...], Report] = {}
        self._links: Links | None = None

    @property
    def report_title(self) -> str:  # type: ignore[override] # Fava has a text here
        """The name in Fava's menu, in the language of the page."""
        return _("Club")

    def after_load_file(self) -> None:
        """Forget everything: the ledger was loaded anew."""
        self._club = None
        self._links = None
        self._reports = {}
        without_decimals(self.ledger)

    def before_request(self) -> None:
        """Let our texts speak the language of Fava's own."""
        if VIETNAMESE in fava.LOCALES:
            use_language(page_language())
        elif self.club is not None:  # plain Fava, which has no Vietnamese
            use_language(self.club.book.language)

    @property
    def club(self) -> LoadedClub | None:
        """The club whose ledger this is; None if it is none."""
        if self._club is None:
            ledger = self.ledger
            self._club = viewed_club(ledger.all_entries, ledger.load_errors, dict(ledger.options))
        return self._club

    # ------------------------------------------------------------------------ for the template

    @property
    def language(self) -> str:
        """The language of the page, as HTML names it."""
        return current_language()

    def say(self, text: str, **values: object) -> str:
        """Return one of the template's texts in the reader's language."""
        return render(WORDS[text], values, current_language())

    @property
    def reasons(self) -> list[str]:
        """Why the books were not loaded, each with its file and line; empty if they were."""
        errors: list[object] = [] if self.ledger.all_entries else [*self.ledger.load_errors]
        found = [one.finding for one in errors if isinstance(one, FindingError)]
        return [f"{one.file}:{one.line}: {one.message} {one.remedy or ''}".strip() for one in found]

    @property
    def asked(self) -> Asked | None:
        """What the address asks for; None if this is no club's ledger."""
        return None if self.club is None else read_asked(request.args, self.club)

    def link(self, **arguments: str | int | None) -> str:
        """Return the address of one of these pages, with the filters of Fava kept."""
        given = {name: str(value) for name, value in arguments.items() if value is not None}
        return url_for("extension_report", extension_name=self.name, **given)

    def download_link(self, asked: Asked, form: str, table: str | None = None) -> str:
        """Return the address of a page's rows, or of one table's, in another format."""
        page = self.link(**asked.arguments(), table=table, form=form)
        return page.replace("/?", "/download?", 1)

    def menu(self, asked: Asked) -> list[dict[str, object]]:
        """Return the pages to choose from, each with its address."""
        here = ABOUT.get(asked.page, asked.page)
        return [
            {
                "text": translated(text, current_language()),
                "link": self.link(page=name),
                "here": name == here,
            }
            for name, text in MENU.items()
        ]

    def ways(self, asked: Asked) -> dict[str, str]:
        """Return what a page leads to beside its tables: texts and addresses."""
        club, loan = self.club, asked.request.loan
        if club is None or asked.page != "loan" or loan is None:
            return {}
        borrower = club.book.loans[loan].member
        return {
            self.say("journal"): journal_link([loan]),
            self.say("borrower"): self.link(page="member", member=borrower),
        }

    def filters(self, asked: Asked) -> tuple[str, ...]:
        """Return the filters of a page beside the text."""
        return FILTERS.get(asked.page, ())

    def meetings(self, asked: Asked) -> list[tuple[str, str]]:
        """Return the days of meetings to choose from, the newest first; empty for other pages."""
        if asked.page != "meeting":
            return []
        days = meeting_days(asked.request)
        return [(day.isoformat(), format_date(day, current_language())) for day in days]

    def funds(self, asked: Asked) -> list[tuple[str, str]]:
        """Return the funds to choose from; empty where a page is not parted by funds."""
        funds = asked.request.club.book.scope.funds
        if not is_by_fund(asked.page) or len(funds) == 1:
            return []
        return [(fund.value, str(fund.label)) for fund in funds]

    def shown(self, asked: Asked) -> tuple[ShownReport | None, str]:
        """Return the page as it is shown, and why there is none if there is none."""
        club = self.club
        assert club is not None
        if self._links is None:
            self._links = Links(club, self.link)
        try:
            report = self.report(asked)
        except ClubledgerError as error:
            return None, " ".join(str(part) for part in (error.message, error.remedy) if part)

        def download(table: str, form: str) -> str:
            return self.download_link(asked, form, table)

        return shown_report(report, asked, self._links, download), ""

    def report(self, asked: Asked) -> Report:
        """Return a page's report, computed once for each load.

        Raises:
          ClubledgerError: the books have errors, or there is no such loan.
        """
        key = (*asked.key, current_language())
        if key not in self._reports:
            self._reports[key] = build_page(asked)
        return self._reports[key]

    @extension_endpoint("download", ["GET"])  # type: ignore[untyped-decorator, arg-type]
    def download(self) -> Response:
        """Hand out a page's rows, or those of one table, as CSV or XLSX."""
        asked, form = self.asked, request.args.get("form", "")
        table = request.args.get("table") or None
        if asked is None or form not in _TYPES or not is_page(asked.page):
            abort(404)
        try:
            report = chosen_report(self.report(asked), asked, table)
            if report is None:
                abort(404)
            content = _content(report, Format(form), table)
        except ClubledgerError:
            abort(404)
        name = "-".join(part for part in (asked.page, table, f"{asked.request.as_of}") if part)
        disposition = f'attachment; filename="{name}.{form}"'
        return Response(
            content,
            content_type=_TYPES[Format(form)],
            headers={"Content-Disposition": disposition},
        )


def _content(report: Report, form: Format, table: str | None) -> bytes:
    """Return a report in a format; of one table, CSV holds one row of headings and the rows."""
    if form is Format.CSV and table is not None:
        return report_csv(report, table=table)
    return render_as(report, form)
