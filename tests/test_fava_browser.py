"""Fava and the club's pages in a real browser: nothing on the console, no breach of the policy.

Nor anything serious that axe-core finds amiss for somebody who hears the pages, or sees badly.
Needs Playwright's Python package and Debian's Chromium; skipped without, except where CI=true.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from fava.application import CLIENT_SIDE_REPORTS
from flask import Flask

from club_fava.contents import MENU
from club_fava.launcher import bound_server, viewer

CHROMIUM = next(
    (path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()),
    None,
)
CI = os.environ.get("CI") == "true"
EXTENSION = "extension/ClubPages/"

try:
    from playwright.sync_api import Browser, Page, sync_playwright
except ImportError:
    if CI:
        raise
    pytest.skip("playwright is not installed", allow_module_level=True)

if CHROMIUM is None and not CI:
    pytest.skip("no /usr/bin/chromium: apt-get install chromium", allow_module_level=True)


@dataclass
class Visitor:
    """Somebody at a browser, and what went wrong there."""

    page: Page
    home: str
    slugs: list[str]
    language: str
    wrong: list[str] = field(default_factory=list)

    def go(self, path: str, ledger: int = 0) -> None:
        """Go to one of our pages by a link, as a reader does, and wait until it is drawn.

        Fava fetches what differs and draws it in place: a fraction of the time of `see`.
        """
        self.page.evaluate(
            """address => {
                const link = document.createElement("a");
                link.id = "leaving";
                link.href = address;
                document.querySelector("article").append(link);
                link.click();
            }""",
            f"{self.home}{self.slugs[ledger]}/{path}",
        )
        self.page.wait_for_selector("#leaving", state="detached")
        self.page.wait_for_selector("article > :not(style):not(script)", state="attached")

    def see(self, path: str, ledger: int = 0) -> None:
        """Open a page of a ledger anew and wait until it is drawn."""
        self.page.goto(f"{self.home}{self.slugs[ledger]}/{path}", wait_until="load")
        if path == "commodities/":  # without prices there is nothing on it
            self.page.wait_for_load_state("networkidle")
        else:  # Fava fills its pages when their figures have come
            self.page.wait_for_selector("article > :not(style):not(script)", state="attached")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield started
        started.close()


@contextmanager
def visiting(
    browser: Browser, app: Flask, language: str = "vi-VN", *, policy: bool = True
) -> Iterator[Visitor]:
    server, address = bound_server(app, None)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    page = browser.new_page(
        viewport={"width": 1280, "height": 900 if policy else 2500},  # out of view is not judged
        locale=language,
        bypass_csp=not policy,
    )
    slugs = list(app.config["LEDGERS"])
    visitor = Visitor(page, address.partition("?")[0], slugs, language)
    page.on("console", lambda said: visitor.wrong.append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda error: visitor.wrong.append(f"{page.url}: {error}"))
    page.on("dialog", lambda shown: visitor.wrong.append(f"{page.url}: {shown.message}"))
    page.on(
        "response",
        lambda answer: (
            visitor.wrong.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
        ),
    )
    page.goto(address)
    try:
        yield visitor
    finally:
        page.close()
        server.stop()
        thread.join(timeout=10)


@pytest.fixture(scope="module")
def both(root: Path) -> Flask:
    return viewer([root / "examples" / name for name in ("hanh-phuc", "mong")])


@pytest.fixture(scope="module", params=["vi-VN", "en-US"])
def visitor(browser: Browser, both: Flask, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """A reader whose browser speaks one language or the other; the pages follow."""
    with visiting(browser, both, request.param) as somebody:
        yield somebody


def test_every_page_of_both_examples_is_drawn_without_a_complaint(visitor: Visitor) -> None:
    # Fava's own pages of one whole club in Vietnamese, of the other in English; ours of both.
    for name in (*CLIENT_SIDE_REPORTS, "holdings/by_account", "help"):
        visitor.see(f"{name}/", 0 if visitor.language.startswith("vi") else 3)
    for ledger in (0, 3):
        visitor.see(EXTENSION, ledger)
        for name in MENU:
            visitor.go(f"{EXTENSION}?page={name}", ledger)
            assert visitor.page.locator(".clubledger table").count() >= 1, name
            assert visitor.page.locator(".clubledger [aria-current=page]").count() == 1, name
    words = visitor.page.locator(".clubledger nav").inner_text()
    assert ("Tổng quan" in words) != ("Overview" in words)
    visitor.see("income_statement/", 1)
    visitor.see("balance_sheet/", 2)
    assert visitor.wrong == []


def test_a_reader_goes_from_the_menu_to_a_loan_and_to_its_line(visitor: Visitor) -> None:
    page = visitor.page
    visitor.see("journal/")
    page.locator("aside a[href*='ClubPages']").click()
    page.wait_for_selector(".clubledger")
    page.locator(".clubledger nav a").nth(1).click()
    page.wait_for_selector("#loans")
    page.locator("#loans a", has_text="L2025-012").click()
    page.wait_for_selector("#agreed")
    assert "M030" in page.locator("#agreed").inner_text()
    page.locator("#entries tbody a[href^='#context-']").nth(1).click()
    page.wait_for_selector("dialog .cm-editor, .overlay .cm-editor, [role=dialog] .cm-editor")
    page.keyboard.press("Escape")
    page.locator("#entries tbody a[href*='editor']").first.click()
    page.wait_for_selector("article .cm-editor")
    assert "L2025-012" in page.locator("article").inner_text()
    visitor.go(f"{EXTENSION}?page=loan&loan=L2025-012")
    page.locator("#payments tbody a", has_text="PT-2025-0127").click()
    page.wait_for_selector("ol.journal li.transaction")
    assert page.locator("ol.journal li.transaction").count() == 2  # one receipt over both funds
    assert visitor.wrong == []


def test_filters_sorting_and_downloads_work_with_the_keyboard(visitor: Visitor) -> None:
    page = visitor.page
    visitor.see(f"{EXTENSION}?page=portfolio&time=2025-10")
    assert "2025" in page.locator(".clubledger").inner_text()
    page.locator("input[name=find]").focus()
    page.keyboard.type("ngo thi nhung")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#loans tbody tr").count() == 1
    assert "time=2025-10" in page.url
    visitor.see(f"{EXTENSION}?page=portfolio")
    page.locator("#loans th a").nth(3).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#loans th[aria-sort=ascending]")
    for form in ("CSV", "XLSX"):
        with page.expect_download() as download:
            page.locator("#loans a[data-remote]", has_text=form).focus()
            page.keyboard.press("Enter")
        assert download.value.suggested_filename.startswith("portfolio-loans-")
        assert download.value.suggested_filename.endswith(form.lower())
    assert visitor.wrong == []


def test_a_question_in_bql_is_answered(visitor: Visitor) -> None:
    visitor.see("query/?query_string=SELECT%20loan,%20outstanding_principal%20FROM%20%23loans")
    visitor.page.wait_for_selector("article td")
    row = visitor.page.locator("article tr", has_text="L2025-012")
    assert row.inner_text().split() == ["L2025-012", "4.000.000"]
    assert visitor.wrong == []


# --------------------------------------------------------------------------------- accessibility

OWN_PAGES = {
    **dict.fromkeys(MENU, ""),
    "cash-book": "&time=2026-03",  # a month shows all there is; each cell costs a millisecond
    "loan": "&loan={loan}",
    "member": "&member={member}",
    "months": "",
    "audit": "",
}
IN_COLOUR = {"overview", "portfolio", "loan", "months"}
"""Between them, every kind of text and mark; colours depend on no language and no club."""
# Fava's own: the examples in its filters' empty fields are paler than they ought to be.
PALE = "header input"
AXE_RUN = """async ([contrast, pale]) => {
    const asked = {rules: {"color-contrast": {enabled: contrast}}, resultTypes: ["violations"]};
    const {violations} = await axe.run({exclude: [[pale]]}, asked);
    return violations
        .filter(({impact}) => impact === "serious" || impact === "critical")
        .map(({id, help, nodes}) => `${id}: ${help}: ${nodes.map(n => n.html).join(" ")}`);
}"""


@cache
def axe() -> str:
    """axe-core, in a package of its own; the pages' policy lets no script in but Fava's."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "ledger", "loan", "member"),
    [
        ("vi-VN", 0, "L2025-012", "M030"),
        ("en-US", 0, "L2025-012", "M030"),
        ("en-US", 3, "L2026-001", "M001"),
    ],
    ids=["hanh-phuc vi", "hanh-phuc en", "mong en"],
)
def test_axe_finds_nothing_serious_on_our_pages(
    browser: Browser, both: Flask, language: str, ledger: int, loan: str, member: str
) -> None:
    """The whole document is looked at, what Fava draws around our pages too."""
    with visiting(browser, both, language, policy=False) as reader:
        reader.see(EXTENSION, ledger)
        reader.page.evaluate(axe())

        def hear(name: str, *, contrast: bool) -> None:
            asked = OWN_PAGES[name].format(loan=loan, member=member)
            reader.go(f"{EXTENSION}?page={name}{asked}", ledger)
            assert reader.page.locator(".clubledger [role=alert]").count() == 0
            assert reader.page.evaluate(AXE_RUN, [contrast, PALE]) == [], name

        for name in OWN_PAGES:
            hear(name, contrast=language == "vi-VN" and name in IN_COLOUR)
        if language == "vi-VN":
            reader.page.emulate_media(color_scheme="dark")
            for name in sorted(IN_COLOUR):
                hear(name, contrast=True)
        assert reader.wrong == []


def test_markup_in_a_hostile_book_does_nothing(
    browser: Browser, root: Path, tmp_path: Path
) -> None:
    club = Path(shutil.copytree(root / "examples" / "mong", tmp_path / "clb"))
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    with (club / "journal" / "activity-2026.beancount").open("a", encoding="utf-8") as book:
        book.write(f'\n2026-06-30 * "{hostile}" "{hostile}"\n  note: "{hostile}"\n')
        book.write("  Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt  1 VND\n")
        book.write("  Thu-Nhập:Quỹ-Hoạt-Động:Hội-Phí  -1 VND\n")
        book.write(f'2026-06-30 note Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt "{hostile}"\n')
        book.write(f'2026-06-30 custom "{hostile}" "{hostile}"\n')
    with visiting(browser, viewer([club], "vi")) as visitor:
        visitor.see("journal/")
        assert "onerror" in visitor.page.locator("article").inner_text()
        assert visitor.page.locator("article img").count() == 0
        visitor.see("account/Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt/")
        visitor.see(f"{EXTENSION}?page=findings")
        visitor.see(f"{EXTENSION}?page=meeting&day=2026-06-30")
        visitor.see("errors/")
        assert visitor.wrong == []
