"""Beancount's usual errors are told in words that a treasurer knows."""

import pytest

from ledger_core.books.loading import load_club
from tests.corpus import CORPUS, books_of, cases_in

CASES = {case.name: case for case in cases_in(CORPUS)}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("load-unbalanced", "Debits and credits are not equal; they differ by 1000 VND."),
        (
            "load-balance-wrong",
            (
                "By the entries Tài-Sản:Quỹ-Tăng-Thu-Nhập:Tiền-Mặt holds 92553000 VND, "
                "not 92554000 VND."
            ),
        ),
        ("load-account-unknown", "No account is called Thu-Nhập:Quỹ-Hoạt-Động:Hội-Phi."),
        (
            "load-account-not-open",
            "The account Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt is not open on that day.",
        ),
        ("load-opened-twice", "The account Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt is opened twice."),
        (
            "text-scientific-large",
            "Beancount cannot read this line and leaves the entry out (Invalid token: 'E+6').",
        ),
    ],
)
def test_what_beancount_says_is_told_in_words(name: str, words: str) -> None:
    case = CASES[name]
    with books_of(case) as books:
        findings = load_club(books).findings
    told = {
        finding.message.in_language("en")
        for finding in findings
        if (finding.rule, finding.line) == (case.expected["rule"], case.expected["line"])
    }
    assert words in told


def test_a_step_that_failed_is_named_without_the_inside_of_beancount() -> None:
    with books_of(CASES["load-custom-without-value"]) as books:
        findings = load_club(books).findings
    (failed,) = [finding for finding in findings if finding.rule == "beancount.load"]
    assert failed.file == ""
    assert "Traceback" not in failed.message.in_language("en")
