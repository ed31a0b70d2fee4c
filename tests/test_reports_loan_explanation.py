"""The explanation of a loan: lines that sum exactly, where payments went, what comes next."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_core.books.actions import ReceiptRequest, ReversalRequest, receive, reverse
from ledger_core.books.actions.errors import NoSuchLoan
from ledger_core.books.loading import LoadedClub
from ledger_core.books.loan_lookup import LoanNotYetApproved
from ledger_core.books.session import open_club, writing
from ledger_core.cli.lists import position_json
from ledger_core.loans import Figure, LoanPosition
from ledger_core.messages import LANGUAGES, language
from ledger_core.reports import (
    Change,
    LoanExplanation,
    PaymentPart,
    explain_account,
    explanation_document,
    explanation_json,
    explanation_text,
    loan_explanation,
    portfolio_report,
)
from ledger_core.reports.loan_explanation_lines import stated
from tests.clubs import BOARD, lend, small_club
from tests.lending_club import (
    END_OF_APRIL,
    END_OF_JULY,
    LATE,
    LOST,
    MOVED,
    PUNCTUAL,
    WAITING,
    club_until_april,
    go_on_until_july,
)
from tests.strategies import LoanHistory
from tests.strategies_accounts import paid_by_any_rule, rich_history

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> LoadedClub:
    """The lending club until July."""
    folder = tmp_path_factory.mktemp("books") / "hanh-phuc"
    return open_club(go_on_until_july(club_until_april(folder)))


def due_now(position: LoanPosition) -> int:
    """Everything due, as the position of the loan has it."""
    principal_and_interest = position.principal_due + position.interest_due
    return principal_and_interest + position.late_interest + position.fee_due


def check_sums(explained: LoanExplanation) -> None:
    """Every figure is the sum of its lines, every payment of its parts."""
    for each in explained.figures:
        assert sum(line.amount for line in each.lines) == each.amount, each.figure
    assert {each.figure for each in explained.figures} == set(Figure)
    assert explained.owed_now == due_now(explained.position)
    for payment in explained.payments:
        assert sum(part.amount for part in payment.parts) == payment.amount
    coming = explained.coming
    assert (coming is None) == (explained.position.next_due is None)
    if coming is not None:
        assert coming.due == explained.position.next_due
        assert coming.amount == explained.position.next_amount
        if coming.previous_due is not None:
            more = sum(amount for _change, amount in coming.changes)
            assert coming.previous_amount + more == coming.total


@settings(max_examples=60)
@given(rich_history(), st.integers(0, 90))
def test_lines_sum_to_the_figures_whatever_happened(history: LoanHistory, later: int) -> None:
    day = history.last_day + timedelta(days=later)
    explained = explain_account(history.account(), day, {})
    check_sums(explained)
    json.dumps(explanation_json(explained))
    with language("en"):
        assert explanation_text(explained)


@settings(max_examples=60)
@given(rich_history(), st.integers(0, 90))
def test_the_tables_sum_to_their_titles(history: LoanHistory, later: int) -> None:
    """Also where instalments that are settled in full are left out."""
    day = history.last_day + timedelta(days=later)
    explained = explain_account(history.account(), day, {})
    amounts = {each.figure.value.replace("-", "_"): each.amount for each in explained.figures}
    for table in explanation_document(explained).tables:
        if table.key in amounts:
            column = [row["amount"] for row in table.records()]
            assert sum(cell for cell in column if isinstance(cell, int)) == amounts[table.key]
            assert table.total is not None
            assert table.total[-1] == amounts[table.key]


@settings(max_examples=60)
@given(rich_history(), st.integers(0, 90))
def test_base_times_rate_times_time_is_the_interest(history: LoanHistory, later: int) -> None:
    """What the table says comes out exactly, before rounding."""
    account = history.account()
    for line in account.explain(history.last_day + timedelta(days=later)):
        for piece in line.pieces:
            told = stated(piece)
            if piece.free:
                assert piece.interest == 0
                continue
            assert piece.base * told.rate * told.count / told.parts == piece.interest


@settings(max_examples=40)
@given(paid_by_any_rule(), st.integers(0, 90))
def test_what_was_paid_by_the_rule_is_found_again(history: LoanHistory, later: int) -> None:
    explained = explain_account(history.account(), history.last_day + timedelta(days=later), {})
    check_sums(explained)
    paid = {"principal": 0, "interest": 0, "fee": 0, "late-interest": 0, "overpayment": 0}
    for payment in explained.payments:
        for part in payment.parts:
            paid[part.component] += part.amount
    account = history.account()
    assert paid["principal"] == account.repaid
    assert paid["overpayment"] == account.overpaid
    assert sum(paid.values()) == sum(day.posted.total for day in account.days)


@pytest.mark.parametrize("loan", [PUNCTUAL, LATE, MOVED, LOST, WAITING])
@pytest.mark.parametrize("day", [END_OF_APRIL, END_OF_JULY])
def test_the_figures_are_those_of_loan_show_and_of_the_portfolio(
    club: LoadedClub, loan: str, day: date
) -> None:
    if loan == WAITING and day < END_OF_JULY:  # approved in July
        with pytest.raises(LoanNotYetApproved):
            loan_explanation(club, loan, day)
        return
    explained = loan_explanation(club, loan, day)
    check_sums(explained)
    account = club.book.loans[loan].account_on(day)
    assert account is not None
    assert position_json(explained.position) == position_json(account.position(day))
    reported = {each.facts.loan: each.facts for each in portfolio_report(club, day).portfolio.loans}
    owed = explained.figure(Figure.OUTSTANDING_PRINCIPAL).amount
    assert owed == (reported[loan].outstanding_principal if loan in reported else 0)


def test_each_payment_goes_by_its_voucher(club: LoadedClub) -> None:
    first, *_ = loan_explanation(club, PUNCTUAL, END_OF_APRIL).payments
    assert first.date == date(2026, 2, 21)
    (voucher,) = first.vouchers
    assert voucher.startswith("PT-2026-")
    assert [(p.component, p.amount, p.number, p.due) for p in first.parts] == [
        ("interest", 60_000, 1, date(2026, 2, 21)),
        ("principal", 500_000, 1, date(2026, 2, 21)),
    ]


def test_why_it_is_more_this_month(club: LoadedClub) -> None:
    """Who paid nothing yet owes less interest, but the earlier sums and late interest too."""
    coming = loan_explanation(club, LATE, END_OF_APRIL).coming
    assert coming is not None
    reasons = dict(coming.changes)
    assert reasons[Change.INTEREST] < 0 < reasons[Change.UNPAID_BEFORE]
    assert reasons[Change.LATE_INTEREST] > 0
    assert coming.total == coming.previous_amount + sum(reasons.values())


def test_a_later_entry_is_ignored(club: LoadedClub, tmp_path: Path) -> None:
    earlier = open_club(club_until_april(tmp_path / "april"))
    for loan in (PUNCTUAL, LATE, MOVED):
        then = explanation_json(loan_explanation(earlier, loan, END_OF_APRIL))
        assert explanation_json(loan_explanation(club, loan, END_OF_APRIL)) == then


def test_a_receipt_taken_back_counts_for_nothing(tmp_path: Path) -> None:
    folder = club_until_april(tmp_path / "hanh-phuc")
    before = loan_explanation(open_club(folder), PUNCTUAL, END_OF_APRIL)
    (wrong,) = before.payments[-1].vouchers
    with writing(folder) as session:
        reverse(
            session,
            ReversalRequest(wrong, END_OF_APRIL, "BB-2026-04", approved_by=BOARD),
        )
        session.commit()
    after = loan_explanation(open_club(folder), PUNCTUAL, END_OF_APRIL)
    check_sums(after)
    assert after.taken_back == (wrong,)
    assert after.payments == before.payments[:-1]
    assert wrong in explanation_text(after)


def test_what_was_paid_too_much_is_kept(tmp_path: Path) -> None:
    folder = small_club(tmp_path / "club")
    with writing(folder) as session:
        lend(session, "M002", 1_000_000)
        receive(session, ReceiptRequest("M002", date(2026, 2, 21), repayment=1_500_000))
        session.commit()
    explained = loan_explanation(open_club(folder), PUNCTUAL, END_OF_APRIL)
    check_sums(explained)
    assert explained.owed_now == 0
    assert explained.payments[0].parts[-1] == PaymentPart("overpayment", 490_000)
    with language("en"):
        text = explanation_text(explained)
    assert "The loan is repaid in full by 2026-04-30." in text
    assert "490,000 đồng that were paid too much are kept for the borrower." in text


def test_the_keys_for_programs(club: LoadedClub) -> None:
    """The contract of `loan explain --format json`: whole amounts, ISO dates, no float."""
    told = json.loads(json.dumps(explanation_json(loan_explanation(club, PUNCTUAL, END_OF_JULY))))
    assert list(told) == [
        *("report", "loan", "member", "as_of", "state", "owed_now", "figures", "charges"),
        *("moratoria", "payments", "next_instalment"),
    ]
    owed = told["owed_now"]
    assert owed.pop("total") == sum(owed.values()) > 0
    assert set(told["figures"]) == {figure.value.replace("-", "_") for figure in Figure}
    for figure in told["figures"].values():
        assert sum(line["amount"] for line in figure["lines"]) == figure["amount"]
    amounts = [line["amount"] for payment in told["payments"] for line in payment["parts"]]
    assert amounts
    assert all(isinstance(amount, int) for amount in amounts)
    assert date.fromisoformat(told["next_instalment"]["due"]) > END_OF_JULY
    assert told["next_instalment"]["lines"][0]["pieces"][0]["unrounded_interest"].isdigit()


def test_there_is_no_such_loan(club: LoadedClub) -> None:
    with pytest.raises(NoSuchLoan):
        loan_explanation(club, "L2026-999", END_OF_JULY)


def test_a_loan_is_none_before_its_approval(club: LoadedClub) -> None:
    with pytest.raises(LoanNotYetApproved, match="21/01/2026"):
        loan_explanation(club, PUNCTUAL, date(2026, 1, 20))


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_text_as_a_member_reads_it(club: LoadedClub, spoken: str) -> None:
    """`tests/data/loan_explanation_*.txt` is a page for M001, who came late and paid a part."""
    with language(spoken):
        text = explanation_text(loan_explanation(club, PUNCTUAL, date(2026, 6, 30)))
    golden = DATA / f"loan_explanation_{spoken}.txt"
    assert text == golden.read_text("utf-8")
