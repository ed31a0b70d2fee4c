"""Why terms that a person typed are refused, one class for each case."""

from collections.abc import Sequence
from difflib import get_close_matches

from ledger_core.errors import CannotRun, ClubledgerError
from ledger_core.messages import Message, N_


class TermsRefused(ClubledgerError):
    """Terms are none that a loan may have."""

    def __init__(self, problems: Sequence[Message]) -> None:
        super().__init__(
            Message(N_("These terms are refused: {problems}"), problems=tuple(problems)),
            Message(N_("docs/ledger-format.md shows what each term may be, under “Terms”.")),
        )


class NotATerm(CannotRun):
    """What was typed is no term with its value."""

    def __init__(self, text: str) -> None:
        super().__init__(
            Message(N_("“{text}” is no term with its value."), text=text),
            Message(N_("Type a term as KEY=VALUE, such as --term grace-principal=3.")),
        )


class UnknownTerm(CannotRun):
    """No term has the key that was typed."""

    def __init__(self, key: str, known: Sequence[str]) -> None:
        near = get_close_matches(key, known, n=3)
        super().__init__(
            Message(N_("No term is called “{key}”."), key=key),
            Message(N_("Perhaps {near}?"), near=tuple(near))
            if near
            else Message(N_("docs/ledger-format.md lists every term, under “Terms”.")),
        )
