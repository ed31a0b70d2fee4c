"""Terms of loans and products: what is written is read again, and what is wrong is named."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from beancount.core import data
from beancount.parser import parser
from hypothesis import given

from ledger_core.books.literals import VND, Value
from ledger_core.books.loan_terms import (
    KINDS,
    RATE_KEYS,
    LoanFrame,
    merged_words,
    read_loan_terms,
    read_term_words,
    term_metadata,
    terms_from_words,
)
from ledger_core.books.metadata import MetadataReader
from ledger_core.books.rendering import Custom
from ledger_core.books.term_errors import NotATerm, TermsRefused, UnknownTerm
from ledger_core.books.term_keys import PARTS, TERMS
from ledger_core.books.term_kinds import Word
from ledger_core.books.typed_terms import typed_term, typed_terms
from ledger_core.club import TermValue
from ledger_core.loans import (
    Every,
    InterestRate,
    LoanTerms,
    Method,
    Moratorium,
    Pausing,
    PeriodUnit,
    Shares,
    SpreadTerms,
)
from ledger_core.messages import language
from tests.strategies_terms import everything

DAY = date(2026, 3, 21)
PLAIN = LoanTerms(6_000_000, InterestRate.monthly(Fraction(1, 100)), 12)
FRAME = LoanFrame(6_000_000, 12, None)


def parsed(metadata: Mapping[str, Value], kind: str = "loan") -> data.Meta:
    """Write a directive and read its lines with Beancount."""
    text = Custom(DAY, kind, ("L2026-007",), metadata).render()
    entries, errors, _options = parser.parse_string(text)
    assert errors == []
    meta: data.Meta = entries[0].meta
    return meta


def of_loan(terms: LoanTerms) -> dict[str, Any]:
    """The lines of a loan that the terms fill."""
    frame = {"principal": VND(terms.principal), "instalments": terms.instalments}
    return {**frame, **term_metadata(terms)}


def problems_of(lines: str, kind: str = "product") -> list[str]:
    """Read lines as a person writes them under a product; return what is wrong with them."""
    text = f'2026-03-21 custom "{kind}" "p"\n' + "".join(f"  {line}\n" for line in lines.split("|"))
    entries, errors, _options = parser.parse_string(text)
    assert errors == []
    reader = MetadataReader(entries[0].meta)
    read_term_words(entries[0].meta, reader)
    with language("en"):
        return [str(problem) for problem in reader.finish()]


@given(everything())
def test_what_is_written_is_read_again(terms: LoanTerms) -> None:
    """Any terms: written into a loan, parsed by Beancount, read."""
    meta = parsed(of_loan(terms))
    reader = MetadataReader(meta)
    assert read_loan_terms(meta, reader) == terms
    assert reader.finish() == []


@given(everything())
def test_a_loan_copies_its_product(terms: LoanTerms) -> None:
    """Terms that a product states go into the loan as they are."""
    terms = replace(terms, first_due=None)
    meta = parsed(term_metadata(terms), "product")
    reader = MetadataReader(meta)
    words = read_term_words(meta, reader)
    assert reader.finish() == []
    frame = LoanFrame(terms.principal, terms.instalments, None)
    assert terms_from_words(words, frame) == terms


def test_an_ordinary_loan_stays_short() -> None:
    """Only the core terms are written where the rest is as the format has it."""
    core = [term.key for term in TERMS if term.core]
    assert list(term_metadata(PLAIN)) == ["rate-per-month", *core]
    balloon = replace(PLAIN, spread=SpreadTerms(balloon_part=Fraction(1, 20)))
    assert list(term_metadata(balloon)) == ["rate-per-month", *core, "balloon-part"]


def test_every_field_has_its_key() -> None:
    """No term of the arithmetic is missing from the format."""
    named = {(term.part, term.field) for term in TERMS}
    assert len(named) == len(TERMS) == len({term.key for term in TERMS})
    expected = {
        ("" if kind is LoanTerms else part, field.name)
        for part, kind in {"": LoanTerms, **PARTS}.items()
        for field in fields(kind)
        if field.init
    }
    frame = {"principal", "instalments", "first_due", "rate", *PARTS}
    others = {("", name) for name in frame} | {("spread", "shares")}
    assert named == expected - others
    assert all(is_dataclass(kind) for kind in PARTS.values())


def test_terms_as_a_person_writes_them() -> None:
    """Lists and times in the words of the format."""
    words: dict[str, TermValue] = {
        "rate-per-year": Decimal("0.12"),
        "method": "flat",
        "every": "2 weeks",
        "principal-shares": "1/3 1/3 1/3",
        "interest-shares": "0.2 0.3 0.5",
        "moratoria": "2026-09-10 2026-11-30; 2027-09-10 2027-09-30 free",
        "fees-on-dates": "2026-12-21 20000 VND;2027-12-21  20,000 VND",
        "due-dates": "2026-05-01  2026-11-01",
    }
    terms = terms_from_words(words, LoanFrame(6_000_000, 3, None))
    assert terms.dates.every == Every(2, PeriodUnit.WEEK)
    third = Fraction(1, 3)
    half = (Fraction(1, 5), Fraction(3, 10), Fraction(1, 2))
    assert terms.spread.shares == Shares((third, third, third), half)
    assert terms.pauses.moratoria == (
        Moratorium(date(2026, 9, 10), date(2026, 11, 30)),
        Moratorium(date(2027, 9, 10), date(2027, 9, 30), Pausing.FREE),
    )
    assert [fee.amount for fee in terms.fees.dated] == [20_000, 20_000]
    assert terms.dates.given == (date(2026, 5, 1), date(2026, 11, 1))


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ('every: "2 fortnights"', '“every:” must be a time such as "1 month" or "2 weeks"'),
        ('due-dates: "1 May"', '“due-dates:” must be dates such as "2026-05-01 2026-11-01"'),
        ('due-dates: "2026-11-01 2026-05-01"', "does not follow"),
        ('due-dates: "9026-11-01"', "must be dates"),
        ('principal-shares: "0.2 0.3"', "sum to 50 %"),
        ('principal-shares: "1/0"', "must be shares"),
        ('interest-shares: "1"', "without “principal-shares:”"),
        ('moratoria: "2026-09-10"', "must be a first and a last day"),
        ('moratoria: "2026-09-10 2026-09-01"', "cannot end"),
        ('moratoria: "2026-09-10 2026-09-21 free of all"', "must be a first and a last day"),
        ('fees-on-dates: "2026-12-21 20.000 VND"', "must be days with amounts"),
        ('allocation-table: "due: principal"', "does not name"),
        ("rate-per-month: 0.01|effective-rate-per-year: 0.12", "stated twice"),
        ("due-day: 32", "from 1 to 31"),
        ('rounding-up: "yes"', "TRUE or FALSE"),
        ('balloon-part: "0.05"', "a number such as 0.01"),
        ("fee-upfront: 20000", "a whole amount such as"),
        ('moratoria-3: "2026-09-10 2026-09-21"', "is no key of this directive"),
        ("late-grace-2: 1", "is no key of this directive"),
    ],
)
def test_what_is_wrong_is_named(lines: str, problem: str) -> None:
    """Each mistake gives one problem in plain words."""
    problems = problems_of(lines)
    assert len(problems) == 1, problems
    assert problem in problems[0]


def test_terms_typed_for_a_command() -> None:
    """Figures are typed as people write them; nothing after the sign puts the default back."""
    assert typed_terms(["late-once-share=2%", "balloon-part = 0,05", "fee-upfront=20.000"]) == (
        ("late-once-share", Decimal("0.02")),
        ("balloon-part", Decimal("0.05")),
        ("fee-upfront", 20_000),
    )
    assert typed_term("rounding-multiple=1.000") == ("rounding-multiple", Decimal(1000))
    assert typed_term("whole-instalments=có") == ("whole-instalments", True)
    assert typed_term("METHOD=flat") == ("method", "flat")
    assert typed_term("balloon-part=") == ("balloon-part", None)
    assert typed_term("due-dates-2=2026-05-01") == ("due-dates-2", "2026-05-01")
    with pytest.raises(NotATerm):
        typed_term("flat")
    with pytest.raises(UnknownTerm) as refused, language("en"):
        typed_term("baloon-part=0.05")
    with language("en"):
        assert "balloon-part" in str(refused.value.remedy)


def test_typed_terms_take_the_place_of_the_products() -> None:
    """A rate replaces any other rate, a list the whole list."""
    words: dict[str, TermValue] = {
        "rate-per-month": Decimal("0.01"),
        "method": "flat",
        "due-dates": "2026-05-01",
        "due-dates-2": "2026-11-01",
    }
    changes = typed_terms(["rate-per-year=12%", "due-dates=2026-06-01", "method="])
    merged = merged_words(words, changes)
    assert merged == {"rate-per-year": Decimal("0.12"), "due-dates": "2026-06-01"}
    assert terms_from_words(merged, FRAME).method is Method.DECLINING_EQUAL_PRINCIPAL


def test_a_typed_word_that_a_term_cannot_be_is_refused() -> None:
    """The same reader judges what is typed and what stands in the books."""
    words = merged_words({"method": "flat"}, typed_terms(["residual=middle", "due-day=40"]))
    with pytest.raises(TermsRefused) as refused:
        terms_from_words(words, FRAME)
    with language("en"):
        assert str(refused.value) == (
            'These terms are refused: “residual:” must be one of "last", "first", "spread", '
            "The due day must be from 1 to 31, not 40."
        )


def test_every_key_and_word_stands_in_the_public_format(root: Path) -> None:
    """The table of docs/ledger-format.md names each key, and each word that it may be."""
    page = (root / "docs/ledger-format.md").read_text("utf-8")
    table = page[page.index("### Terms") : page.index("### Facts")]
    rows = {
        key: line
        for line in table.splitlines()
        if line.startswith("| `")
        for key in re.findall(r"`([a-z-]+)`", line.split("|")[1])
    }
    assert set(rows) == set(KINDS)
    for key, kind in KINDS.items():
        if isinstance(kind, Word):
            missing = [word for word in kind.words if f'"{word.value}"' not in rows[key]]
            assert not missing, (key, missing)


def test_every_key_can_be_typed() -> None:
    """No key is without a way to type it."""
    assert set(RATE_KEYS) < set(KINDS)
    for key, kind in KINDS.items():
        assert typed_term(f"{key}=0")[0] == key
        assert kind.typed("0") is not None
