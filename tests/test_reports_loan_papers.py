"""Schedule and passbook: they agree with the books and with each other."""

from datetime import date
from pathlib import Path

import pytest

from ledger_core.books.loading import LoadedClub
from ledger_core.books.loan_lookup import LoanNotYetApproved
from ledger_core.books.session import open_club
from ledger_core.reports.formats.rendering import Format, render_as
from ledger_core.reports.kinds import KINDS
from ledger_core.reports.loan_schedule import loan_schedule
from ledger_core.reports.passbook import loan_passbook, member_passbook
from ledger_core.reports.request import Period, ReportRequest
from tests.lending_club import END_OF_JULY, club_until_april, go_on_until_july


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> LoadedClub:
    return open_club(go_on_until_july(club_until_april(tmp_path_factory.mktemp("papers") / "club")))


@pytest.fixture(scope="module")
def example(root: Path) -> LoadedClub:
    return open_club(root / "examples" / "hanh-phuc")


def asked(
    club: LoadedClub, day: date, loan: str | None = None, member: str | None = None
) -> ReportRequest:
    return ReportRequest(club, Period.year_to(day), loan=loan, member=member)


def test_the_passbook_ends_with_what_the_books_say_is_owed(
    club: LoadedClub, example: LoadedClub
) -> None:
    for books, day in ((club, END_OF_JULY), (example, date(2026, 4, 30))):
        for record in books.book.loans.values():
            account = record.account_on(day)
            assert account is not None
            table = loan_passbook(asked(books, day, record.loan)).tables[0]
            if table.total is not None:
                assert table.total[-1] == account.outstanding_principal
                paid = [row["principal"] or 0 for row in table.records()]
                lent = [row["lent"] or 0 for row in table.records()]
                assert all(isinstance(one, int) for one in [*paid, *lent])
                assert table.total[4] == account.disbursed + account.transferred_in
                interest = sum(each.posted.interest for each in account.days)
                assert table.total[6] == interest


def test_every_balance_follows_from_the_line_before(example: LoadedClub) -> None:
    for record in example.book.loans.values():
        table = loan_passbook(asked(example, date(2026, 4, 30), record.loan)).tables[0]
        owed = 0
        for row in table.rows:
            lent, repaid, balance = row[4], row[5], row[8]
            assert isinstance(balance, int)
            owed += (lent if isinstance(lent, int) else 0) - (
                repaid if isinstance(repaid, int) else 0
            )
            assert balance == owed


def test_the_schedule_repays_the_loan_but_for_what_was_settled_outside(example: LoadedClub) -> None:
    day = date(2026, 4, 30)
    for record in example.book.loans.values():
        paper = loan_schedule(asked(example, day, record.loan))
        (table,) = paper.tables
        rows = list(table.records())
        assert record.terms is not None
        assert table.total is not None
        outside = [dict(note.items)["amount"] for note in paper.notes if "amount" in note.values]
        assert table.total[2] == record.terms.principal - sum(map(int, map(str, outside)))
        owed = [row["balance"] for row in rows if row["balance"] is not None]
        assert outside or owed[-1] == 0
        assert owed == sorted(owed, key=lambda one: -int(str(one)))


def test_a_waiting_loan_has_the_schedule_agreed_on(club: LoadedClub) -> None:
    waiting = next(
        record
        for record in club.book.loans.values()
        if record.account is not None and not record.account.disbursed
    )
    table = loan_schedule(asked(club, END_OF_JULY, waiting.loan)).tables[0]
    assert len(table.rows) == len(waiting.planned())
    assert loan_passbook(asked(club, END_OF_JULY, waiting.loan)).tables[0].rows == ()


def test_a_member_sees_each_of_their_loans_and_nobody_elses(club: LoadedClub) -> None:
    paper = member_passbook(asked(club, END_OF_JULY, member="M002"))
    loans = [record.loan for record in club.book.loans_of_member("M002")]
    assert [table.key for table in paper.tables] == [
        f"passbook_{loan.lower().replace('-', '_')}" for loan in loans
    ]
    text = render_as(paper, Format.TEXT).decode()
    others = {record.loan for record in club.book.loans.values()} - set(loans)
    assert not any(loan in text for loan in others)


def test_a_paper_of_an_earlier_day_knows_nothing_of_later_ones(club: LoadedClub) -> None:
    early = loan_passbook(asked(club, date(2026, 2, 28), "L2026-001")).tables[0]
    assert {row["date"] for row in early.records()} <= {date(2026, 1, 21), date(2026, 2, 21)}
    with pytest.raises(LoanNotYetApproved):
        loan_passbook(asked(club, date(2025, 12, 31), "L2026-001"))


@pytest.mark.parametrize("name", ["schedule", "passbook"])
@pytest.mark.parametrize("form", list(Format))
def test_the_papers_can_be_had_in_every_format(club: LoadedClub, name: str, form: Format) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)
    assert render_as(kind.build(asked(club, END_OF_JULY, "L2026-001")), form)
