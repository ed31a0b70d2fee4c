"""What a hostile book or a hostile page of the web tries on the viewer, one by one.

Each attack must fail, and after each the standard pages must still answer.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from fava.application import CLIENT_SIDE_REPORTS
from fava.beans.funcs import hash_entry
from flask import Flask
from werkzeug.test import Client, TestResponse

from club_fava.confining import ENDPOINTS
from club_fava.guarding import POLICY, Guard
from club_fava.launcher import viewer
from tests.clubs import small_club

PORT = 5678
HERE = f"http://127.0.0.1:{PORT}"
CASH = "Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt"
FEES = "Thu-Nhập:Quỹ-Hoạt-Động:Hội-Phí"
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>"
JOURNAL = "journal/activity-2026.beancount"
APIS = (
    "income_statement",
    "balance_sheet",
    "trial_balance",
    "journal",
    "journal_page?page=1&order=desc",
    "account_report?a=T%C3%A0i-S%E1%BA%A3n",
    "statistics",
    "errors",
    "options",
    "ledger_data",
    "documents",
    "events",
    "commodities",
    "imports",
    "changed",
    "source",
    "query?query_string=SELECT%20account%2C%20sum(number)%20GROUP%20BY%20account",
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_club(tmp_path_factory.mktemp("good") / "clb")


@pytest.fixture
def club(good: Path, tmp_path: Path) -> Path:
    """A copy of the good club, to be made hostile."""
    return Path(shutil.copytree(good, tmp_path / "clb"))


@pytest.fixture(scope="module")
def app(good: Path) -> Flask:
    return viewer([good], "en")


def add(club: Path, text: str, file: str = JOURNAL) -> None:
    with (club / file).open("a", encoding="utf-8") as book:
        book.write(text)


def slug(app: Flask, number: int = 0) -> str:
    return str(list(app.config["LEDGERS"])[number])


def every_standard_page_answers(app: Flask) -> None:
    client, ledger = app.test_client(), slug(app)
    for page in (*CLIENT_SIDE_REPORTS, "help", "holdings/by_account", f"account/{CASH}"):
        assert client.get(f"/{ledger}/{page}/").status_code == 200, page
    for data in APIS:
        assert client.get(f"/{ledger}/api/{data}").status_code == 200, data


# ----------------------------------------------------------------------- hostile pages of the web


class Browser:
    """A browser that opened the address which the program printed."""

    def __init__(self, app: Flask) -> None:
        self.reached: list[str] = []

        def counted(environ: WSGIEnvironment, start: StartResponse) -> Any:
            self.reached.append(environ["PATH_INFO"])
            return app.wsgi_app(environ, start)

        self.guard = Guard(counted, PORT, "en")
        self.client = Client(self.guard)
        self.opened = self.get(self.guard.address.removeprefix(HERE))
        self.cookie = self.opened.headers["Set-Cookie"]

    def get(self, path: str, method: str = "GET", **headers: str) -> TestResponse:
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        return self.client.open(path, method=method, base_url=HERE, headers=named, buffered=True)


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser(app)


def test_the_address_opens_the_books_once(browser: Browser) -> None:
    assert browser.opened.status_code == 303
    assert browser.opened.headers["Location"] == "/"
    assert re.fullmatch(
        r"clubledger-5678=[\w-]{43}; Path=/; HttpOnly; SameSite=Strict", browser.cookie
    )
    assert browser.get("/").status_code == 302
    again = Client(browser.guard)
    path = browser.guard.address.removeprefix(HERE)
    assert again.get(path, base_url=HERE).status_code == 403


def test_nobody_else_gets_in(browser: Browser) -> None:
    stranger = Client(browser.guard)
    token = browser.guard.address.partition("=")[2]
    for path in ("/", "/static/app.js", "/?token=", "/?token=x", f"/?token={token}"):
        assert stranger.get(path, base_url=HERE).status_code == 403
    for cookie in ("", "x", token, "ký", "clubledger-5678"):
        given = {"Cookie": f"clubledger-5678={cookie}"}
        assert stranger.get("/", base_url=HERE, headers=given).status_code == 403
    assert browser.reached == []


@pytest.mark.parametrize(
    "beside", ['a={"x":1}', "bad name=1", 'x="open', "[a]=b", "clubledger-5678=x"]
)
def test_cookies_of_other_programs_lock_nobody_out(browser: Browser, beside: str) -> None:
    own = browser.cookie.partition(";")[0]
    for given in (f"{beside}; {own}", f"{own}; {beside}"):
        reader = Client(browser.guard, use_cookies=False)
        answer = reader.get("/", base_url=HERE, headers={"Cookie": given})
        assert answer.status_code == 302, given


def test_guessing_the_token_does_not_help(app: Flask) -> None:
    guard = Guard(app, PORT)
    token = guard.address.partition("=")[2]
    assert len(token) == 43  # 256 bits
    stranger = Client(guard)
    guesses = [token[:-1], token + "x", token.swapcase(), token[::-1], "%00", "A" * 10_000]
    for guess in guesses:
        assert stranger.get(f"/?token={guess}", base_url=HERE).status_code == 403
    assert stranger.get(f"/?token={token}", base_url=HERE).status_code == 303


def test_two_launches_share_no_secret(app: Flask) -> None:
    one, other = Guard(app, PORT), Guard(app, PORT)
    assert one.address != other.address


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:5678", "127.0.0.1", "127.0.0.1:80", "0.0.0.0:5678", ""]
)
def test_a_foreign_host_is_refused(browser: Browser, host: str) -> None:
    assert browser.get("/", Host=host).status_code == 403
    assert browser.reached == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:5678"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "anything"},
    ],
)
def test_a_request_from_another_page_is_refused(browser: Browser, headers: dict[str, str]) -> None:
    assert browser.get("/", **headers).status_code == 403
    assert browser.reached == []


def test_the_port_that_browsers_leave_out_may_be_left_out(app: Flask) -> None:
    guard = Guard(app, 80)
    path = guard.address.removeprefix("http://127.0.0.1:80")
    assert Client(guard).get(path, base_url="http://127.0.0.1").status_code == 303


def test_our_own_pages_may_ask(browser: Browser) -> None:
    assert browser.get("/", Origin=HERE, Sec_Fetch_Site="same-origin").status_code == 302


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"])
def test_nothing_but_reading_is_answered(browser: Browser, method: str) -> None:
    assert browser.get("/", method=method).status_code == 405
    assert browser.reached == []


def test_every_answer_carries_the_policy(browser: Browser, app: Flask) -> None:
    for path in ("/", f"/{slug(app)}/journal/", f"/{slug(app)}/api/errors", "/static/app.js", "/x"):
        headers = browser.get(path).headers
        assert headers["Content-Security-Policy"] == POLICY
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
    for part in ("script-src 'self' 'wasm-unsafe-eval'", "frame-ancestors 'none'"):
        assert part in POLICY
    assert browser.get("/static/app.js").headers.get("Cache-Control") != "no-store"
    assert browser.get(f"/{slug(app)}/journal/").headers["Cache-Control"] == "no-store"


# ------------------------------------------------------------------------- what Fava itself offers


def writing_endpoints(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}:
            yield rule.rule, method


def test_every_endpoint_that_writes_is_refused(app: Flask, good: Path) -> None:
    """Without the guard in front too: each layer refuses by itself."""
    before = {path: path.read_bytes() for path in good.rglob("*") if path.is_file()}
    endpoints = list(writing_endpoints(app))
    assert len(endpoints) >= 12
    for rule, method in endpoints:
        path = rule.replace("<bfile>", slug(app)).replace("<extension_name>", "ClubPages")
        answer = app.test_client().open(path.replace("<endpoint>", "x"), method=method, json={})
        assert answer.status_code in {401, 403}, (rule, method)
    assert {path: path.read_bytes() for path in good.rglob("*") if path.is_file()} == before


def test_only_known_endpoints_answer(app: Flask) -> None:
    known = set(app.view_functions)
    assert known >= ENDPOINTS
    left_out = {name.removeprefix("json_api.") for name in known - ENDPOINTS}
    reading = {name for name in left_out if not name.startswith(("put_", "delete_"))}
    assert reading == {"get_extract"}
    path = f"/{slug(app)}/api/extract?filename=/etc/passwd&importer=x"
    assert app.test_client().get(path).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        ".output {file}",
        ".OUTPUT {file}",
        "output {file}",
        ".set pager true",
        "set format csv",
        ".format csv",
        ".reload",
        ".history",
        ".clear",
        "clear",
        "history",
        "exit",
        ".exit",
        ".quit",
        ".EOF",
        ".parse SELECT 1",
        "parse SELECT 1",
        "!touch {file}",
        ".shell touch {file}",
        "CREATE TABLE t (a int)",
        "CREATE TABLE t USING 'csv:{file}'",
        "CREATE TABLE t (a int) USING 'csv:{file}'; INSERT INTO t (a) VALUES (1)",
        "INSERT INTO entries (date) VALUES (2026-01-01)",
        "run planted",
        ".run planted",
        ".run planted-shell",
    ],
)
def test_the_query_shell_only_reads(planted_queries: Flask, tmp_path: Path, query: str) -> None:
    app = planted_queries
    file = tmp_path / "written"
    client = app.test_client()
    text = query.format(file=file)
    for path in ("api/query", "download-query/query_result.csv"):
        answer = client.get(f"/{slug(app)}/{path}", query_string={"query_string": text})
        assert answer.status_code >= 400, answer.get_data(as_text=True)
    assert not file.exists()
    asked = client.get(f"/{slug(app)}/api/query", query_string={"query_string": "SELECT 1"})
    assert asked.status_code == 200


@pytest.fixture(scope="module")
def planted_queries(good: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    club = Path(shutil.copytree(good, tmp_path_factory.mktemp("queries") / "clb"))
    planted = (
        '2026-01-20 query "planted" "CREATE TABLE t (a int)"\n'
        '2026-01-20 query "planted-shell" ".output /tmp/clubledger-never"\n'
        '2026-01-20 query "fees" "SELECT sum(number)"\n'
    )
    add(club, planted)
    return viewer([club], "en")


@pytest.mark.parametrize("query", [".help", ".tables", ".describe entries", ".run fees", "PRINT"])
def test_looking_is_allowed_in_the_query_shell(planted_queries: Flask, query: str) -> None:
    app = planted_queries
    path = f"/{slug(app)}/api/query"
    assert app.test_client().get(path, query_string={"query_string": query}).status_code == 200


# ----------------------------------------------------------------------------------- hostile books


def test_texts_of_entries_reach_no_page_as_markup(club: Path) -> None:
    hostile = MARKUP.replace('"', "'")
    add(
        club,
        f'2026-02-01 * "{hostile}" "{hostile}" ^PT-2026-0900\n'
        f'  member: "{hostile}"\n  note: "{hostile}"\n  document: "{hostile}"\n'
        f'  {CASH}  5,000 VND\n    remark: "{hostile}"\n  {FEES}  -5,000 VND\n'
        f'2026-02-01 note {CASH} "{hostile}"\n'
        f'2026-02-01 custom "{hostile}" "{hostile}"\n'
        f'2026-02-01 event "{hostile}" "{hostile}"\n'
        f'2026-02-01 query "{hostile}" "SELECT 1"\n'
        f'2026-02-01 document {CASH} "{hostile}"\n',
    )
    add(club, f'2026-02-01 custom "member" "M900"\n  name: "{hostile}"\n', "register.beancount")
    text = (club / "club.beancount").read_text(encoding="utf-8")
    title = re.sub(r'(option "title" ")[^"]*', rf"\1{hostile}", text)
    (club / "club.beancount").write_text(title, encoding="utf-8")
    app = viewer([club])
    client = app.test_client()
    ledger = app.config["LEDGERS"][slug(app)]
    assert any(getattr(entry, "payee", None) == hostile for entry in ledger.all_entries)
    for data in ("journal_page?page=1&order=asc", f"account_report?a={CASH}"):
        html = client.get(f"/{slug(app)}/api/{data}").get_json()["data"]["journal"]
        assert "alert(1)" in html
        assert "<script" not in html
        assert "<img" not in html
    for page in CLIENT_SIDE_REPORTS:
        html = client.get(f"/{slug(app)}/{page}/").get_data(as_text=True)
        assert "<script>alert" not in html
        assert "<img" not in html
    every_standard_page_answers(app)


PLANTED = "from pathlib import Path\nPath(__file__).with_name('RAN').touch()\n__plugins__ = ()\n"


@pytest.mark.parametrize("name", ["club_fava", "planted", "club_fava.pages", "os"])
def test_no_module_of_the_book_s_folder_runs(
    club: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (club / f"{name.partition('.')[0]}.py").write_text(PLANTED, encoding="utf-8")
    monkeypatch.chdir(club)
    add(club, f'2026-01-20 custom "fava-extension" "{name}"\n', "club.beancount")
    app = viewer([club])
    every_standard_page_answers(app)
    assert not (club / "RAN").exists()


@pytest.mark.parametrize(
    "option",
    [
        'custom "fava-option" "import-config" "planted.py"',
        'custom "fava-option" "import_config" "planted.py"',
        'custom "fava-option" "import-dirs" "/etc"',
        'custom "fava-option" "default-file" "/etc/passwd"',
        'custom "fava-option" "insert-entry" ".*"',
        'custom "fava-option" "use-external-editor" "true"',
        'custom "fava-option"',
        'custom "fava-option" "no-such-option" "x"',
        'custom "fava-extension"',
        'custom "fava-sidebar-link" "x" "javascript:alert(1)"',
        'custom "fava-sidebar-link" "x"',
    ],
)
def test_options_of_fava_that_name_files_or_code_are_not_followed(club: Path, option: str) -> None:
    (club / "planted.py").write_text(PLANTED, encoding="utf-8")
    add(club, f"2026-01-20 {option}\n", "club.beancount")
    app = viewer([club])
    ledger = app.config["LEDGERS"][slug(app)]
    assert ledger.fava_options.import_config is None
    assert list(ledger.fava_options.import_dirs) == []
    assert ledger.fava_options.default_file is None
    assert list(ledger.misc.sidebar_links) == []
    assert not (club / "RAN").exists()
    every_standard_page_answers(app)


@pytest.mark.parametrize(
    "line",
    [
        'plugin "planted"',
        'plugin "planted" "club"',
        'option "insert_pythonpath" "True"',
        'plugin "beancount.plugins.auto_accounts"',
        'include "/etc/hostname"',
        'include "../outside.beancount"',
        'include "link.beancount"',
        'include "**"',
        'include "journal/*.beancount"',
        'option "documents" "/etc"',
        'option "documents" "../.."',
        '2026-01-20 custom "x" 1/0',  # ends Beancount, and the program with it
    ],
)
@pytest.mark.parametrize("late", [False, True], ids=["from the start", "while it is open"])
def test_a_book_that_calls_code_or_other_files_is_not_loaded(
    club: Path, line: str, *, late: bool
) -> None:
    (club / "planted.py").write_text(PLANTED, encoding="utf-8")
    outside = '2026-01-20 note Tài-Sản "secret of another club"\n'
    (club.parent / "outside.beancount").write_text(outside, encoding="utf-8")
    if line == 'include "link.beancount"':
        (club / "link.beancount").symlink_to(club.parent / "outside.beancount")
    if not late:
        add(club, f"\n{line}\n", "club.beancount")
    app = viewer([club])
    ledger = app.config["LEDGERS"][slug(app)]
    if late:
        assert ledger.all_entries
        add(club, f"\n{line}\n", "club.beancount")
        ledger.load_file()
    assert ledger.all_entries == []
    assert ledger.errors
    assert not (club / "RAN").exists()
    every_standard_page_answers(app)
    errors = app.test_client().get(f"/{slug(app)}/api/errors").get_json()["data"]
    assert any("[register." in error["message"] for error in errors)


def test_a_plugin_line_in_any_file_keeps_the_books_from_being_loaded(club: Path) -> None:
    """Beancount passes over it today; a book that tries is not to be trusted."""
    add(club, '\nplugin "planted"\n')
    app = viewer([club])
    assert app.config["LEDGERS"][slug(app)].all_entries == []


def test_files_outside_the_club_are_not_handed_out(club: Path) -> None:
    secret = club.parent / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    papers = club / "documents"
    papers.mkdir()
    (papers / "link.txt").symlink_to(secret)
    (papers / "minutes.txt").write_text("minutes", encoding="utf-8")
    (papers / "page.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    (papers / ".hidden.txt").write_text("hidden", encoding="utf-8")
    (papers / "unlisted.txt").write_text("in no entry", encoding="utf-8")
    names = {
        str(secret): 404,
        "../secret.txt": 404,
        "/etc/passwd": 404,
        "people.csv": 404,
        "documents/link.txt": 404,
        "documents/.hidden.txt": 404,
        "documents/minutes.txt": 200,
        "documents/page.html": 200,
    }
    for name in names:
        add(club, f'2026-01-20 document {CASH} "{name}"\n', "club.beancount")
        add(
            club,
            f'2026-01-20 * "{name}" "x" ^PT-2026-0900\n  document: "{name}"\n'
            f"  {CASH}  5,000 VND\n  {FEES}  -5,000 VND\n",
        )
    app = viewer([club])
    client = app.test_client()
    ledger = app.config["LEDGERS"][slug(app)]
    documents = {entry.filename for entry in ledger.all_entries_by_type.Document}
    for name, status in names.items():
        file = os.path.normpath(club / name)
        answer = client.get(
            f"/{slug(app)}/document/", query_string={"filename": file}, buffered=True
        )
        assert answer.status_code == (status if file in documents else 404), name
        if name.endswith(".html"):
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert answer.headers["Content-Type"] == "application/octet-stream"
        source = client.get(f"/{slug(app)}/api/source", query_string={"filename": file})
        assert source.status_code == (403 if status == 404 else 500), name
    unlisted = str(papers / "unlisted.txt")
    for name in ("/etc/passwd", "", "..", unlisted, str(club / ".clubledger" / "lock")):
        asked = {"filename": name}
        assert client.get(f"/{slug(app)}/document/", query_string=asked).status_code == 404
    for entry in ledger.all_entries_by_type.Transaction:
        if "document" in entry.meta:
            asked = {"entry_hash": hash_entry(entry), "key": "document"}
            given = client.get(f"/{slug(app)}/statement/", query_string=asked, buffered=True)
            assert given.status_code == names[entry.meta["document"]] or (
                given.status_code == 500  # Fava's own word for: no such document
            )
            inside = given.get_data(as_text=True)
            assert not inside.startswith(("secret", "root:")), entry
    every_standard_page_answers(app)


def test_a_good_club_shows_every_standard_page_without_errors(app: Flask) -> None:
    every_standard_page_answers(app)
    assert app.test_client().get(f"/{slug(app)}/api/errors").get_json()["data"] == []
    assert len(app.config["LEDGERS"]) == 3


def test_books_that_turn_bad_and_good_again_are_shown_as_they_are(club: Path) -> None:
    app = viewer([club], "en")
    client, path = app.test_client(), f"/{slug(app)}/extension/ClubPages/"
    top, journal = club / "club.beancount", club / JOURNAL
    book, entries = top.read_bytes(), journal.read_bytes()

    def shown() -> str:
        return client.get(path).get_data(as_text=True)

    journal.write_bytes(entries + b"; " + b"x" * 9000 + b"\n")
    assert f"{JOURNAL}:" in shown()
    journal.write_bytes(entries)  # a file that the refused ledger did not load
    assert 'role="alert"' not in shown()
    top.unlink()
    assert "The file club.beancount is missing." in shown()
    top.symlink_to("/etc/passwd")
    assert "The file club.beancount is missing." in shown()
    assert "root:" not in client.get(f"/{slug(app)}/api/errors").get_data(as_text=True)
    every_standard_page_answers(app)
    top.unlink()
    top.write_bytes(book)
    os.utime(top, (0, 0))  # from a backup: older than what was there
    assert 'role="alert"' not in shown()
    club.rename(club.with_name("away"))
    assert "The file club.beancount is missing." in shown()
    club.with_name("away").rename(club)
    assert 'role="alert"' not in shown()
