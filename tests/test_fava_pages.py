"""The club's pages in Fava: the figures of the reports, sorted, filtered, to download."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from club_fava.contents import MENU
from club_fava.launcher import viewer
from ledger_core.reports.kinds import KINDS

EXAMPLES = ("hanh-phuc", "mong")
FORMULA = re.compile(r"<(script|img|iframe)[^>]*(?:alert|onerror)")


@pytest.fixture(scope="module")
def app(root: Path) -> Flask:
    return viewer([root / "examples" / name for name in EXAMPLES])


def reader(app: Flask, language: str = "en") -> FlaskClient:
    """A browser of one language, which the pages follow."""
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    return client


def slugs(app: Flask) -> list[str]:
    return list(app.config["LEDGERS"])


def page(client: FlaskClient, slug: str, **asked: str | int) -> str:
    answer = client.get(f"/{slug}/extension/ClubPages/", query_string=asked)
    assert answer.status_code == 200, asked
    text = answer.get_data(as_text=True)
    return text[text.index('<div class="clubledger">') : text.index("</article>")]


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
    for text in ("Agreement of loan L2025-012", "M030", "3,500,000", "Entries of the loan"):
        assert text in shown
    place = re.search(r'href="([^"]*editor[^"]*)"', shown)
    assert place is not None
    assert client.get(place[1].replace("&amp;", "&")).status_code == 200


def test_the_date_filter_is_the_day_of_the_figures(app: Flask) -> None:
    client, slug = reader(app, "en"), slugs(app)[0]
    assert "As of the end of 2026-04-12" in page(client, slug, page="ageing")
    assert "As of the end of 2025-10-31" in page(client, slug, page="ageing", time="2025-10")
    period = page(client, slug, page="cash-book", time="2025-10")
    assert "From 2025-10-01 to 2025-10-31" in period
    for strange in ("nonsense", "9999-99", "2025-10 - 2024", "-1", "0001", "9999"):
        page(client, slug, page="portfolio", time=strange)


def rows(shown: str, table: str) -> list[list[str]]:
    part = shown[shown.index(f'id="{table}"') :]
    body = part[part.index("<tbody>") : part.index("</tbody>")]
    found = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [re.findall(r"<td[^>]*>(?:<a [^>]*>)?([^<]*)", row) for row in found]


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
    assert len(links) == 2
    first, second = (client.get(link.replace("&amp;", "&")) for link in links)
    lines = list(csv.reader(io.StringIO(first.get_data(as_text=True).removeprefix("\ufeff"))))
    assert any("L2025-012" in line for line in lines)
    assert first.headers["Content-Disposition"] == 'attachment; filename="portfolio-2025-10-31.csv"'
    assert second.get_data()[:2] == b"PK"
    for wrong in ("form=pdf&page=portfolio", "form=csv&page=../x", "page=portfolio", ""):
        answer = client.get(f"/{slug}/extension/ClubPages/download?{wrong}")
        assert answer.status_code == 404, wrong


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
