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
from club_fava.contents import MENU, build_page, is_page
from club_fava.showing import Known, ShownReport, shown_report
from club_fava.translating import VIETNAMESE, page_language
from ledger_core.books.loading import LoadedClub
from ledger_core.books.viewing import viewed_club
from ledger_core.errors import ClubledgerError
from ledger_core.messages import N_, _, current_language, render, translated, use_language
from ledger_core.reports.formats.rendering import Format, render_as
from ledger_core.reports.tables import Report

WORDS = {
    "pages": N_("Pages of the club"),
    "download": N_("Download this page"),
    "find": N_("Show only rows with"),
    "late": N_("Only loans overdue for at least (days)"),
    "day": N_("Day of the meeting"),
    "show": N_("Show"),
    "all": N_("Show all"),
    "left_out": N_("Rows not shown: {count}."),
    "sort": N_("Sort by this column"),
    "empty": N_("There is nothing here."),
    "notes": N_("Notes"),
    "no_club": N_("These books do not call the rules of a club, so there is nothing to show."),
}
"""The words of the template."""

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

    @property
    def report_title(self) -> str:  # type: ignore[override] # Fava has a text here
        """The name in Fava's menu, in the language of the page."""
        return _("Club")

    def after_load_file(self) -> None:
        """Forget everything: the ledger was loaded anew."""
        self._club = None
        self._reports = {}

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

    def say(self, text: str, **values: object) -> str:
        """Return one of the template's texts in the reader's language."""
        return render(WORDS[text], values, current_language())

    @property
    def asked(self) -> Asked | None:
        """What the address asks for; None if this is no club's ledger."""
        return None if self.club is None else read_asked(request.args, self.club)

    def link(self, **arguments: str | int | None) -> str:
        """Return the address of one of these pages, with the filters of Fava kept."""
        given = {name: str(value) for name, value in arguments.items() if value is not None}
        return url_for("extension_report", extension_name=self.name, **given)

    def download_link(self, asked: Asked, form: str) -> str:
        """Return the address of a page's tables in another format."""
        page = self.link(
            page=asked.page,
            loan=asked.request.loan,
            member=asked.request.member,
            day=request.args.get("day") or None,
            form=form,
        )
        return page.replace("/?", "/download?", 1)

    def menu(self, asked: Asked) -> list[dict[str, object]]:
        """Return the pages to choose from, each with its address."""
        return [
            {
                "text": translated(text, current_language()),
                "link": self.link(page=name),
                "here": name == asked.page,
            }
            for name, text in MENU.items()
        ]

    def shown(self, asked: Asked) -> tuple[ShownReport | None, str]:
        """Return the page as it is shown, and why there is none if there is none."""
        club = self.club
        assert club is not None
        try:
            report = self.report(asked)
        except ClubledgerError as error:
            return None, " ".join(str(part) for part in (error.message, error.remedy) if part)
        known = Known(club.book.loans, club.book.register.members, self.place_link)
        return shown_report(report, asked, self.link, known), ""

    def report(self, asked: Asked) -> Report:
        """Return a page's report, computed once for each load.

        Raises:
          ClubledgerError: the books have errors, or there is no such loan.
        """
        day = request.args.get("day", "")
        key = (*asked.key, day, current_language())
        if key not in self._reports:
            self._reports[key] = build_page(asked, day)
        return self._reports[key]

    def place_link(self, place: str) -> str:
        """Return the address where Fava shows a line of a file, read only."""
        assert self.club is not None
        file, _colon, line = place.rpartition(":")
        path = str(self.club.book.folder / file)
        return url_for("report", report_name="editor", file_path=path, line=line)

    @extension_endpoint("download", ["GET"])  # type: ignore[untyped-decorator, arg-type]
    def download(self) -> Response:
        """Hand out a page's tables as CSV or XLSX."""
        asked, form = self.asked, request.args.get("form", "")
        if asked is None or form not in _TYPES or not is_page(asked.page):
            abort(404)
        try:
            content = render_as(self.report(asked), Format(form))
        except ClubledgerError:
            abort(404)
        name = f"{asked.page}-{asked.request.as_of}.{form}"
        disposition = f'attachment; filename="{name}"'
        return Response(
            content,
            content_type=_TYPES[Format(form)],
            headers={"Content-Disposition": disposition},
        )
