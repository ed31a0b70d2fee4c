"""Products are set and changed; loans copy them, and differ where the meeting says so."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from ledger_core.books.actions import (
    DisbursementRequest,
    LoanRequest,
    ProductRequest,
    approve_loan,
    disburse_loan,
    set_product,
)
from ledger_core.books.actions.errors import ProductIncomplete
from ledger_core.books.codes import NotACode
from ledger_core.books.loan_calendar import ends_too_late
from ledger_core.books.session import open_club, writing
from ledger_core.books.session_errors import WouldBreakRules
from ledger_core.books.term_errors import TermsRefused
from ledger_core.books.typed_terms import typed_terms
from ledger_core.loans import Every, LoanTerms, Method, PeriodUnit, schedule
from ledger_core.loans.loan_cost import loan_cost
from tests.clubs import BOARD, MEETING, small_club
from tests.strategies_terms import everything

HARVEST = typed_terms(["rate-per-month=1%", "method=bullet", "every=6 months", "late-grace=5 days"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A club of two members with the product of the template."""
    return small_club(tmp_path / "hanh-phuc")


def harvest(folder: Path) -> None:
    """Enter a product for harvests."""
    with writing(folder) as session:
        request = ProductRequest(
            "Harvest", MEETING, "BB-1", name="Theo mùa", instalments=2, terms=HARVEST
        )
        assert set_product(session, request) == "harvest"
        session.commit()


def request(**changes: object) -> LoanRequest:
    """A loan of six million."""
    base: dict[str, object] = {
        "member": "M001",
        "day": MEETING,
        "principal": 6_000_000,
        "approved_by": BOARD,
        "minutes": "BB-1",
        "product": "harvest",
    }
    return LoanRequest(**{**base, **changes})  # type: ignore[arg-type]


def test_a_loan_copies_a_product_and_keeps_it(folder: Path) -> None:
    """A later version of the product changes new loans only."""
    harvest(folder)
    with writing(folder) as session:
        first = approve_loan(session, request())
        disburse_loan(session, DisbursementRequest(first, MEETING))
        changes = typed_terms(["every=", "effective-rate-per-year=12%"])
        later = date(2026, 2, 21)
        set_product(session, ProductRequest("harvest", later, "BB-2", terms=changes))
        second = approve_loan(session, request(member="M002", day=later))
        session.commit()
    loaded = open_club(folder)
    terms = [loaded.book.loans[loan].terms for loan in (first, second)]
    assert all(found is not None and found.method is Method.BULLET for found in terms)
    assert [found and found.dates.every for found in terms] == [
        Every(6, PeriodUnit.MONTH),
        Every(),
    ]
    assert [found and found.rate.effective for found in terms] == [False, True]
    product = loaded.book.register.product_on("harvest", date(2026, 3, 1))
    assert product is not None
    assert (product.name, product.instalments, product.decided_by) == ("Theo mùa", 2, "BB-2")
    assert "rate-per-month" not in product.terms
    assert product.terms["effective-rate-per-year"] == Decimal("0.12")
    assert [finding.rule for finding in loaded.findings if finding.blocking] == []


def test_terms_of_one_loan_go_before_the_products(folder: Path) -> None:
    """The loan's directive has them, in the order of the format."""
    with writing(folder) as session:
        terms = typed_terms(["fee-upfront=20.000", "grace-principal=2", "residual=first"])
        loan = approve_loan(session, request(product="standard", terms=terms))
        meta = session.book.loans[loan].entry.meta
        session.commit()
    keys = list(meta)
    assert meta["residual"] == "first"
    assert keys.index("allocation-by") < keys.index("grace-principal") < keys.index("fee-upfront")
    assert keys[-2:] == ["approved-by", "minutes"]


def test_an_ordinary_loan_has_the_core_terms_alone(folder: Path) -> None:
    """Nothing is written that the format has by itself."""
    with writing(folder) as session:
        loan = approve_loan(session, request(product="standard"))
        keys = [key for key in session.book.loans[loan].entry.meta if "lineno" not in key]
    assert keys.index("allocation-by") + 1 == keys.index("approved-by")


@pytest.mark.parametrize("typed", ["method=round", "due-day=0", "principal-shares=0.5 0.6"])
def test_terms_without_sense_are_refused(folder: Path, typed: str) -> None:
    """In a product as in a loan, before anything is written."""
    harvest(folder)
    with writing(folder) as session:
        with pytest.raises(TermsRefused):
            approve_loan(session, request(terms=typed_terms([typed])))
        with pytest.raises(TermsRefused):
            set_product(
                session, ProductRequest("harvest", MEETING, "BB-2", terms=typed_terms([typed]))
            )


def test_what_is_missing_is_named(folder: Path) -> None:
    """A new product needs a name, a rate and a method; a code is a plain word."""
    with writing(folder) as session:
        with pytest.raises(ProductIncomplete):
            set_product(session, ProductRequest("new", MEETING, "BB-1", terms=HARVEST))
        with pytest.raises(ProductIncomplete):
            set_product(session, ProductRequest("new", MEETING, "BB-1", name="Mới"))
        with pytest.raises(NotACode):
            set_product(session, ProductRequest("vàng!", MEETING, "BB-1", name="Mới"))


def test_a_loan_without_end_is_refused(folder: Path) -> None:
    """Its last instalment would fall due after the years that dates are kept for."""
    terms = typed_terms(["every=24 months"])
    with writing(folder) as session, pytest.raises(TermsRefused):
        approve_loan(session, request(product="standard", instalments=120, terms=terms))


def test_shares_for_other_instalments_are_refused(folder: Path) -> None:
    """Three shares for twelve instalments would be no shares at all."""
    with writing(folder) as session:
        terms = typed_terms(["principal-shares=0.2 0.3 0.5"])
        approve_loan(session, request(product="standard", terms=terms))
        with pytest.raises(WouldBreakRules) as refused:
            session.check()
    assert {f.rule for f in refused.value.findings} == {"loan_lifecycle.shares-not-instalments"}


@given(everything())
def test_no_terms_of_the_format_stop_a_schedule_or_its_cost(terms: LoanTerms) -> None:
    """Whatever the books may say, checks can judge it."""
    start = date(2026, 1, 21)
    if ends_too_late(terms, start) or (terms.first_due or date.max) <= start:
        return
    assert sum(row.principal for row in schedule(terms, start)) >= 0
    loan_cost(terms, start)
