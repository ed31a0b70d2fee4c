"""The loan agreement: every term in words, both yearly rates, the schedule; text and page alike."""

import io
import re
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from ledger_core.books.actions.errors import NoSuchLoan
from ledger_core.books.loading import LoadedClub
from ledger_core.books.session import open_club
from ledger_core.documents.agreement import Agreement, Party, agreement
from ledger_core.documents.agreement_clauses import clauses
from ledger_core.documents.agreement_forms import agreement_pdf, agreement_text
from ledger_core.documents.agreement_words import EARLY, EXCESS, METHODS
from ledger_core.figures import format_amount, format_date
from ledger_core.loans import (
    EarlyPayoff,
    ExcessPayment,
    InterestRate,
    Method,
    borrowing_cost,
    schedule,
)
from ledger_core.messages import language
from tests.strategies_hostile import HOSTILE

LOAN = "L2025-003"


@pytest.fixture(scope="module")
def club(root: Path) -> LoadedClub:
    return open_club(root / "examples" / "hanh-phuc")


@pytest.fixture(scope="module")
def found(club: LoadedClub) -> Agreement:
    return agreement(club, LOAN)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", unicodedata.normalize("NFC", text))


def page(found: Agreement) -> str:
    pages = PdfReader(io.BytesIO(agreement_pdf(found))).pages
    return squeezed("".join(one.extract_text() for one in pages))


def flat(found: Agreement) -> Agreement:
    terms = replace(found.terms, method=Method.FLAT)
    rows = schedule(terms, found.start)
    cost = borrowing_cost(found.start, terms.principal, rows)
    return replace(found, terms=terms, instalments=rows, cost=cost)


@pytest.mark.parametrize("tongue", ["vi", "en"])
def test_text_and_page_hold_every_clause_and_figure(found: Agreement, tongue: str) -> None:
    with language(tongue):
        text, paper = squeezed(agreement_text(found)), page(found)
        shown = [str(sentence) for clause in clauses(found) for sentence in clause.sentences]
        shown += [found.borrower.name, found.club, found.loan, found.head]
        for row in found.instalments:
            shown += [format_date(row.due, tongue), format_amount(row.total, tongue)]
        for part in shown:
            assert squeezed(part) in text
            assert squeezed(part) in paper
        for key, value in found.written:
            assert squeezed(key + value) in paper


def test_both_yearly_rates_are_named_and_the_ceiling(found: Agreement) -> None:
    words = " ".join(str(sentence) for sentence in clauses(flat(found))[1].sentences)
    assert "12 % một năm" in words
    assert "21,46 % một năm (APR)" in words
    assert "23,7 %" in words
    assert "20 % một năm" in words


@pytest.mark.parametrize("rule", list(EarlyPayoff))
def test_the_clause_on_early_repayment_is_that_of_the_loan(
    found: Agreement, rule: EarlyPayoff
) -> None:
    changed = replace(found, terms=replace(found.terms, early_payoff=rule))
    assert clauses(changed)[3].sentences[0] == EARLY[rule]


def test_every_word_of_the_terms_has_a_sentence() -> None:
    assert set(METHODS) == set(Method)
    assert set(EARLY) == set(EarlyPayoff)
    assert set(EXCESS) == set(ExcessPayment)


def test_a_loan_without_interest_says_so(found: Agreement) -> None:
    free = replace(found.terms, rate=InterestRate.monthly(found.terms.rate.value * 0))
    words = [str(sentence) for sentence in clauses(replace(found, terms=free))[1].sentences]
    assert words == ["Khoản vay không tính lãi."]


def test_late_interest_is_that_of_the_terms(found: Agreement) -> None:
    words = " ".join(str(sentence) for sentence in clauses(found)[4].sentences)
    assert "18 % một năm" in words
    assert "10 % một năm" in words


def test_the_agreement_stays_what_was_agreed(found: Agreement, club: LoadedClub) -> None:
    record = club.book.loans[LOAN]
    assert record.terms is not None
    assert sum(row.principal for row in found.instalments) == record.terms.principal
    assert found.start >= found.day
    assert found.instalments[0].due > date(2025, 4, 12)


def test_the_same_agreement_gives_the_same_bytes(found: Agreement) -> None:
    assert agreement_pdf(found) == agreement_pdf(found)


def test_a_loan_that_is_not_there_is_refused(club: LoadedClub) -> None:
    with pytest.raises(NoSuchLoan):
        agreement(club, "L2031-001")


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.isprintable()])
def test_no_text_of_an_agreement_is_markup(found: Agreement, text: str) -> None:
    hostile = replace(
        found, purpose=text, borrower=Party("M001", text), guarantor=Party("M002", text), club=text
    )
    paper = page(hostile)
    if "中" not in text:
        assert paper.count(squeezed(text)) >= 4
