"""Questions in BQL: the tables of a club, and the queries that a new club's book holds."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import beanquery
import pytest
from beancount import loader
from beancount.core import data

from club_fava.launcher import viewer
from ledger_core.books.loading import load_club
from ledger_core.reports import portfolio_report

CLUB = "examples/hanh-phuc"
LAST = date(2026, 4, 12)


@pytest.fixture(scope="module")
def books(root: Path) -> Any:
    entries, errors, options = loader._load(  # noqa: SLF001 (never through the cache)
        [(str(root / CLUB / "club.beancount"), True)], None, None, None
    )
    assert errors == []
    return entries, errors, options


def ask(books: Any, query: str, entries: list[Any] | None = None) -> list[tuple[Any, ...]]:
    loaded, errors, options = books
    connection = beanquery.connect(
        "beancount:", entries=loaded if entries is None else entries, errors=errors, options=options
    )
    return list(connection.execute(query).fetchall())


def test_the_tables_show_the_figures_of_the_reports(books: Any, root: Path) -> None:
    portfolio = portfolio_report(load_club(root / CLUB), LAST).portfolio
    query = (
        "SELECT sum(outstanding_principal), sum(overdue_principal), sum(overdue_interest), "
        "count(loan) FROM #loans WHERE outstanding_principal > 0"
    )
    assert ask(books, query) == [
        (
            Decimal(portfolio.gross_loan_portfolio),
            Decimal(portfolio.overdue_principal),
            Decimal(portfolio.overdue_interest),
            portfolio.active_loans,
        )
    ]
    late = ask(books, "SELECT loan, days_past_due FROM #loans WHERE days_past_due > 0")
    expected = [(one.facts.loan, one.facts.days_past_due) for one in portfolio.loans]
    assert sorted(late) == sorted(pair for pair in expected if pair[1])


def test_instalments_add_up_to_their_loans(books: Any) -> None:
    loans = ask(books, "SELECT loan, outstanding_principal FROM #loans ORDER BY loan")
    sums = ask(
        books,
        "SELECT loan, sum(unpaid_principal) FROM #instalments GROUP BY loan ORDER BY loan",
    )
    assert loans == sums


def test_members_show_no_personal_data(books: Any) -> None:
    assert ask(books, "SELECT count(member) FROM #members WHERE active")[0][0] == 50
    rows = ask(books, "SELECT * FROM #members")
    assert len(rows[0]) == 11
    left = ask(books, "SELECT member, left FROM #members WHERE not active")
    assert all(day is not None for _, day in left)


def test_the_whole_book_is_shown_whatever_the_filter(books: Any) -> None:
    """With a date filter Fava hands over few entries, and no agreement among them."""
    few = [entry for entry in books[0] if isinstance(entry, data.Transaction)][:1]
    for table in ("#loans", "#instalments", "#members"):
        query = f"SELECT * FROM {table}"  # noqa: S608 (fixed names)
        assert ask(books, query, few) == ask(books, query) != []


def test_another_ledger_has_empty_tables() -> None:
    loaded = loader.load_string("2026-01-01 open Assets:Cash\n")
    for table in ("#loans", "#instalments", "#members"):
        assert ask(loaded, f"SELECT * FROM {table}") == []  # noqa: S608 (fixed names)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_queries_of_a_new_club_are_those_of_the_manual(
    books: Any, root: Path, language: str
) -> None:
    text = (root / "templates" / "clubs" / language / "club.beancount").read_text("utf-8")
    queries = dict(re.findall(r'query "([^"]+)" "([^"]+)"', text))
    assert len(queries) == 10
    manual = (root / "docs" / "queries.md").read_text("utf-8")
    shown = [
        " ".join(found.split()) for found in re.findall(r"```sql\n(.*?)```", manual, re.DOTALL)
    ]
    assert list(queries.values()) == shown
    for name, query in queries.items():
        assert name in manual
        assert ask(books, query), name


def test_bean_query_knows_the_tables_also_from_its_cache(root: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(root / CLUB, tmp_path / "clb"))
    path = os.pathsep.join([str(root), str(root / "plugins")])
    # Beancount keeps what took long to load; here everything does.
    program = (
        "import beancount.loader as l, sys; l.PICKLE_CACHE_THRESHOLD = 0; l.initialize(True);"
        "from beanquery.shell import main; main()"
    )
    query = "SELECT loan FROM #loans WHERE days_past_due > 100"
    for _time in range(2):
        done = subprocess.run(
            [sys.executable, "-c", program, str(folder / "club.beancount"), query],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        )
        assert "L2025-012" in done.stdout
        assert list(folder.glob(".*picklecache"))


def test_checking_books_does_not_wait_for_beanquery(root: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from ledger_core.books.loading import load_club;"
        f"load_club(Path({str(root / CLUB)!r})); sys.exit('beanquery' in sys.modules)"
    )
    path = os.pathsep.join([str(root), str(root / "plugins")])
    env = {**os.environ, "PYTHONPATH": path}
    assert subprocess.run([sys.executable, "-c", program], check=False, env=env).returncode == 0


def test_fava_s_query_page_answers_with_a_filter_too(root: Path) -> None:
    app = viewer([root / CLUB], "vi")
    slug = app.config["LEDGERS"].first_slug()
    asked = {"query_string": 'run "Nợ quá hạn"', "time": "2025-05"}
    answer = app.test_client().get(f"/{slug}/api/query", query_string=asked).get_json()
    assert [row[0] for row in answer["data"]["rows"]] == ["L2025-012", "L2025-003", "L2025-004"]
