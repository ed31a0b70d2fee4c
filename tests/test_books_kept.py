"""What is kept of a book: made once, until the book is another, and never without bound."""

from itertools import count

from ledger_core.books.kept import MOST_KEPT, Kept


def test_an_answer_is_made_once_until_it_is_forgotten() -> None:
    kept, numbers = Kept(), count(1)
    for _ in range(2):
        assert kept.of(("answer", 1), lambda: next(numbers)) == 1
    kept.forget()
    assert kept.of(("answer", 1), lambda: next(numbers)) == 2


def test_of_too_many_answers_the_oldest_goes() -> None:
    kept = Kept()
    for number in range(MOST_KEPT + 1):
        kept.of(("answer", number), lambda: 0)
    assert kept.of(("answer", MOST_KEPT), lambda: 1) == 0
    assert kept.of(("answer", 0), lambda: 1) == 1
