"""Terms as a person types them for a command: `KEY=VALUE`, several of them."""

from collections.abc import Iterable

from ledger_core.books.loan_terms import KINDS, term_of
from ledger_core.books.term_errors import NotATerm, UnknownTerm
from ledger_core.club import TermValue


def typed_term(text: str) -> tuple[str, TermValue | None]:
    """Read one term: its key, and its value as a word of the format, which is judged later.

    `balloon-part=0.05`, `late-once-share=2%`, `fee-upfront=20.000`; `balloon-part=` with nothing
    after it puts the format's default back.

    Raises:
      NotATerm: there is no `=`.
      UnknownTerm: the format has no such key.
      ClubledgerError: an amount cannot be read.
    """
    key, equals, typed = text.partition("=")
    key, typed = key.strip().lower(), typed.strip()
    if not equals:
        raise NotATerm(text)
    term = term_of(key)
    if term is None:
        raise UnknownTerm(key, tuple(KINDS))
    return key, KINDS[term].typed(typed) if typed else None


def typed_terms(texts: Iterable[str]) -> tuple[tuple[str, TermValue | None], ...]:
    """Read several terms, in the order in which they were typed; see `typed_term`."""
    return tuple(map(typed_term, texts))
