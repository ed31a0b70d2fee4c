"""The club's pages in Fava: the figures of the reports, sorted, filtered, to download."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from club_fava.asking import last_day
from club_fava.contents import MENU
from club_fava.launcher import viewer
from ledger_core.messages import language
from ledger_core.reports.formats.csv import read_csv
from ledger_core.reports.kinds import KINDS
from ledger_core.reports.request import Period, ReportRequest
from ledger_core.reports.tables import Kind
from ledger_core.reports.text import cell_text

EXAMPLES = ("hanh-phuc", "mong")
KIND = {kind.name: kind for kind in KINDS}
FORMULA = re.compile(r"<(script|img|iframe)[^>]*(?:alert|onerror)")


@pytest.fixture(scope="module")
def app(root: Path) -> Flask:
    return viewer([root / "examples" / name for name in EXAMPLES])


def reader(app: Flask, language: str = "en") -> FlaskClient:
    """A browser of one language, which the pages follow."""
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    return client


def asked(app: Flask, **about: Any) -> ReportRequest:
    """What the first ledger's pages ask their reports for."""
    club = app.config["LEDGERS"][slugs(app)[0]].extensions.get_extension("ClubPages").club
    return ReportRequest(club, Period.year_to(last_day(club)), **about)


def slugs(app: Flask) -> list[str]:
    return list(app.config["LEDGERS"])


def page(client: FlaskClient, slug: str, **asked: str | int) -> str:
    answer = client.get(f"/{slug}/extension/ClubPages/", query_string=asked)
    assert answer.status_code == 200, asked
    text = answer.get_data(as_text=True)
    return text[text.index('<div class="clubledger"') : text.index("</article>")]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_of_every_ledger_answers(app: Flask, language: str) -> None:
    client = reader(app, language)
    assert len(slugs(app)) == 6
    for slug in slugs(app) if language == "vi" else slugs(app)[::3]:
        for name in MENU:
            shown = page(client, slug, page=name)
            assert 'role="alert"' not in shown, (slug, name)
            assert 'aria-current="page"' in shown
            assert "<table>" in shown
    title = {"vi": "Tổng quan", "en": "Overview"}[language]
    assert title in page(client, slugs(app)[0])


def test_every_report_is_a_page(app: Flask) -> None:
    client, slug = reader(app, "en"), slugs(app)[0]
    for kind in KINDS:
        shown = page(client, slug, page=kind.name, loan="L2025-012", member="M030")
        assert 'role="alert"' not in shown, kind.name


def test_a_loan_s_card_shows_agreement_explanation_payments_and_entries(
    app: Flask,
) -> None:
    client, slug = reader(app, "en"), slugs(app)[0]
    shown = page(client, slug, page="loan", loan="L2025-012")
    for text in ("Loan card L2025-012", "M030", "3,500,000", "Entries of the loan"):
        assert text in shown
    card = KIND["loan-card"].build(asked(app, loan="L2025-012"))
    for table in card.tables:
        said = [
            [cell_text(c, k.kind) for c, k in zip(r, table.columns, strict=True)]
            for r in table.rows
        ]
        with language("en"):
            assert rows(shown, table.key) == said
    for address in re.findall(r'href="([^"]*(?:editor|journal)/[^"]*)"', shown):
        assert client.get(unescape(address)).status_code == 200


def test_every_place_leads_to_its_line_and_to_its_entry(app: Flask) -> None:
    client, slug = reader(app, "en"), slugs(app)[0]
    places = 0
    for asked_for in ({"page": "loan", "loan": "L2025-012"}, {"page": "member", "member": "M030"}):
        shown = page(client, slug, **asked_for)
        for file, line, entry in re.findall(
            r'>([^<>]*\.beancount):(\d+)</a> <a href="#context-([0-9a-f]{32})"', shown
        ):
            answer = client.get(f"/{slug}/api/context", query_string={"entry_hash": entry})
            meta = answer.get_json()["data"]["entry"]["meta"]
            assert meta["filename"].endswith(file)
            assert str(meta["lineno"]) == line
            places += 1
    assert places > 10


def test_the_date_filter_is_the_day_of_the_figures(app: Flask) -> None:
    client, slug = reader(app, "en"), slugs(app)[0]
    assert "As of the end of 2026-04-12" in page(client, slug, page="ageing")
    assert "As of the end of 2025-10-31" in page(client, slug, page="ageing", time="2025-10")
    period = page(client, slug, page="cash-book", time="2025-10")
    assert "From 2025-10-01 to 2025-10-31" in period
    for strange in ("nonsense", "9999-99", "2025-10 - 2024", "-1", "0001", "9999"):
        page(client, slug, page="portfolio", time=strange)
    for name in ("overview", "due-and-collected", "targets", "member"):
        for edge in ("0001", "9999"):  # months before the first and after the last are no days
            page(client, slug, page=name, member="M011", time=edge)


def rows(shown: str, table: str) -> list[list[str]]:
    part = shown[shown.index(f'id="{table}"') :]
    body = part[part.index("<tbody>") : part.index("</tbody>")]
    found = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [re.findall(r"<t[dh] [^>]*>(?:<a [^>]*>)?([^<]*)", row) for row in found]


def test_tables_are_sorted_and_filtered(app: Flask) -> None:
    client, slug = reader(app, "en"), slugs(app)[0]
    up = page(client, slug, page="portfolio", sort="loans.days_past_due")
    assert 'aria-sort="ascending"' in up
    down = page(client, slug, page="portfolio", sort="loans.days_past_due", down="1")
    assert [row[0] for row in rows(down, "loans")][:3] == ["L2025-012", "L2025-003", "L2025-004"]
    assert len(rows(up, "loans")) == len(rows(down, "loans")) == 18
    late = page(client, slug, page="portfolio", late=60)
    assert [row[0] for row in rows(late, "loans")] == ["L2025-003", "L2025-012"]
    assert "Rows not shown: 16." in late
    found = page(client, slug, page="portfolio", find="ngo thi nhung")
    assert [row[2] for row in rows(found, "loans")] == ["Ngô Thị Nhung"]
    for wrong in ({"sort": "x.y"}, {"late": "-1"}, {"late": "9" * 99}, {"find": "x" * 999}):
        page(client, slug, page="portfolio", **wrong)


def test_tables_can_be_downloaded(app: Flask) -> None:
    client, slug = reader(app, "vi"), slugs(app)[0]
    shown = page(client, slug, page="portfolio", time="2025-10")
    links = re.findall(r'data-remote href="([^"]*)"', shown)
    assert len(links) == 2 + 2 * shown.count("<table>")
    first, second = (client.get(unescape(link)) for link in links[:2])
    lines = list(csv.reader(io.StringIO(first.get_data(as_text=True).removeprefix("\ufeff"))))
    assert any("L2025-012" in line for line in lines)
    assert first.headers["Content-Disposition"] == 'attachment; filename="portfolio-2025-10-31.csv"'
    assert second.get_data()[:2] == b"PK"
    for wrong in (
        *("form=pdf&page=portfolio", "form=csv&page=../x", "page=portfolio", ""),
        "form=csv&page=portfolio&table=strange",
    ):
        answer = client.get(f"/{slug}/extension/ClubPages/download?{wrong}")
        assert answer.status_code == 404, wrong


def test_each_table_is_downloaded_as_it_is_shown(app: Flask) -> None:
    client, slug = reader(app, "en"), slugs(app)[0]
    asked_for: dict[str, str | int] = {"page": "portfolio", "late": 1, "down": "1"}
    asked_for["sort"] = "loans.days_past_due"
    shown = page(client, slug, **asked_for)
    assert "Rows not shown: 15." in shown
    links = re.findall(r'data-remote href="([^"]*table=loans[^"]*)"', shown)
    assert len(links) == 2
    first, second = (client.get(unescape(link)) for link in links)
    assert "portfolio-loans-2026-04-12.csv" in first.headers["Content-Disposition"]
    headings, *lines = read_csv(first.get_data())
    assert headings[:3] == ["loan", "member", "name"]
    assert [line[0] for line in lines] == [row[0] for row in rows(shown, "loans")]
    sheet = load_workbook(io.BytesIO(second.get_data())).worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in cells if str(row[0]).startswith("L2025")] == [r[0] for r in lines]


def test_pages_with_charts_show_them_in_words_too(app: Flask) -> None:
    client, slug = reader(app, "vi"), slugs(app)[0]
    for name, charts in (("overview", 2), ("ageing", 1), ("due-and-collected", 1)):
        shown = page(client, slug, page=name)
        assert shown.count("<svg ") == charts
        assert shown.count('role="img"') == charts
    assert "35.335.195" in page(client, slug, page="ageing").partition("<desc")[2]
    # A picture of all rows would not fit a table of some.
    assert "<svg " not in page(client, slug, page="ageing", find="khong co")


def test_the_overview_tells_an_auditor_where_the_club_stands(app: Flask) -> None:
    shown = page(reader(app, "en"), slugs(app)[0])
    summary = KIND["summary"].build(asked(app))
    figures = {cells[0]: cells[1] for cells in rows(shown, "figures")}
    with language("en"):
        for heading, figure in next(t for t in summary.tables if t.key == "figures").rows:
            assert figures[cell_text(heading, Kind.TEXT)] == cell_text(figure, Kind.AMOUNT)
    assert rows(shown, "money")[1][1:] == ["3,683,000", "0", "2026-04-12", "3,683,000"]
    state = dict(rows(shown, "books"))
    assert (state["Last sealed month"], state["Error"]) == ("2026-03", "0")
    assert "Decision 1648" in shown
    assert "Decision 1336" not in shown


def test_a_meeting_shows_who_paid_what(app: Flask) -> None:
    client, slug = reader(app, "en"), slugs(app)[0]
    shown = page(client, slug, page="meeting")
    assert ["M004", "Lê Thị Phương", "500,000", "–", "5,000", "5,000", "510,000"] in rows(
        shown, "received"
    )
    assert '<option value="2026-04-12" selected>' in page(
        client, slug, page="meeting", day="2026-04-12"
    )
    earlier = page(client, slug, page="meeting", day="2025-10-12")
    assert "The meeting of 2025-10-12" in earlier
    assert len(rows(earlier, "entries")) > 10


def test_a_member_s_page_has_loans_fees_and_entries(app: Flask) -> None:
    shown = page(reader(app, "en"), slugs(app)[0], page="member", member="M002")
    assert rows(shown, "fees_fees") == [
        ["M002", "Trần Thị Tình", "65,000", "60,000", "15,000", "5,000", "0"]
    ]
    assert len(rows(shown, "entries")) > 5


def test_who_came_stands_on_the_pages_of_meeting_and_member(root: Path, tmp_path: Path) -> None:
    club = Path(shutil.copytree(root / "examples" / "mong", tmp_path / "clb"))
    with (club / "register.beancount").open("a", encoding="utf-8") as book:
        book.write('\n2026-06-24 custom "meeting" "BB-2026-06"\n')
        book.write('  present: "M002 M001"\n  absent: "M003"\n')
    app = viewer([club], "en")
    client, slug = app.test_client(), slugs(app)[0]
    roll = rows(page(client, slug, page="meeting"), "roll")
    assert [(row[0], row[2]) for row in roll] == [
        ("M001", "Present"),
        ("M002", "Present"),
        ("M003", "Absent"),
    ]
    shown = page(client, slug, page="member", member="M003")
    assert rows(shown, "attendance_members")[0][2:] == ["0", "0", "1", "0 %"]
    assert rows(shown, "members_members")[0][0] == "M003"


def test_statements_can_be_narrowed_to_a_fund(app: Flask) -> None:
    client, slug = reader(app, "en"), slugs(app)[0]
    both = page(client, slug, page="balance-sheet")
    one = page(client, slug, page="balance-sheet", fund="activity")
    assert "Income-generation fund</a></th>" in both
    assert "Income-generation fund</a></th>" not in one
    page(client, slug, page="balance-sheet", fund="strange")


def test_amounts_of_queries_are_whole(app: Flask) -> None:
    client, slug = reader(app, "vi"), slugs(app)[0]
    asked_for = {"query_string": "SELECT loan, outstanding_principal, 1 / 3 AS part FROM #loans"}
    answer = client.get(f"/{slug}/api/query", query_string=asked_for).get_json()["data"]
    assert [kind["dtype"] for kind in answer["types"]] == ["str", "Amount", "Decimal"]
    assert {"number": 4_000_000, "currency": ""} in [row[1] for row in answer["rows"]]
    assert '"precisions":{"":0,' in client.get(f"/{slug}/journal/").get_data(as_text=True)


def test_pages_speak_to_those_who_cannot_see_them(app: Flask) -> None:
    client, slug = reader(app, "vi"), slugs(app)[0]
    for name in MENU:
        shown = page(client, slug, page=name)
        names = re.findall(r' id="([^"]+)"', shown)
        assert len(names) == len(set(names)), name
        assert '<div class="clubledger" lang="vi">' in shown
        assert shown.count("<table>") == shown.count("<caption>") == shown.count("<thead>")
        assert "<th scope=" in shown
        assert "<th class=" not in shown
        fields = re.findall(r'<(?:input type="(?:search|number)"|select)', shown)
        assert len(fields) == shown.count("<label>")


def test_what_was_computed_is_kept_until_the_ledger_is_loaded_anew(app: Flask) -> None:
    ledger = app.config["LEDGERS"][slugs(app)[0]]
    extension = ledger.extensions.get_extension("ClubPages")
    client = reader(app)
    page(client, slugs(app)[0], page="targets")
    kept = dict(extension._reports)  # noqa: SLF001
    page(client, slugs(app)[0], page="targets")
    assert kept
    assert extension._reports == kept  # noqa: SLF001
    ledger.load_file()
    assert extension._reports == {}  # noqa: SLF001


def test_books_with_errors_say_so_and_list_them(root: Path, tmp_path: Path) -> None:
    club = Path(shutil.copytree(root / "examples" / "mong", tmp_path / "clb"))
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    with (club / "journal" / "activity-2026.beancount").open("a", encoding="utf-8") as book:
        book.write(f'\n2026-05-01 * "{hostile}" "{hostile}"\n  member: "{hostile}"\n')
        book.write("  Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt  1 VND\n")
    with (club / "register.beancount").open("a", encoding="utf-8") as book:
        book.write(f'\n2026-05-01 custom "member" "{hostile}"\n  name: "{hostile}"\n')
    app = viewer([club], "en")
    client, slug = app.test_client(), slugs(app)[0]
    assert 'role="alert"' in page(client, slug)
    findings = page(client, slug, page="findings")
    assert "journal/activity-2026.beancount:" in findings
    for name in (*MENU, "loan", "member"):
        shown = page(client, slug, page=name, member=hostile, loan=hostile, find=hostile)
        assert FORMULA.search(shown) is None


def test_plain_fava_shows_the_pages_too(root: Path) -> None:
    """A new club's book names the extension; plain Fava has no Vietnamese, the pages do."""
    program = (
        "import sys; from fava.application import create_app;"
        "client = create_app([sys.argv[1]], load=True, poll_watcher=True).test_client();"
        "slug = client.get('/').headers['Location'].split('/')[1];"
        "answer = client.get(f'/{slug}/extension/ClubPages/');"
        "sys.exit('Tổng quan' not in answer.get_data(as_text=True))"
    )
    book = root / "examples" / "mong" / "club.beancount"
    path = os.pathsep.join([str(root), str(root / "plugins")])
    done = subprocess.run(
        [sys.executable, "-c", program, str(book)],
        check=False,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0
