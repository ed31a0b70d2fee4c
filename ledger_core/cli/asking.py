"""Asking a person at a terminal: one question after the other, in plain words.

Questions go to the standard error stream when the standard output is not the terminal, so that what
another program reads stays clean. Nothing is ever asked when the input is no terminal.
"""

import contextlib
import sys
import unicodedata
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import click

from ledger_core.errors import ClubledgerError
from ledger_core.messages import _, current_language, translated

if TYPE_CHECKING:
    OptionType = click.ParamType[Any]
else:  # generic for type checkers only in older versions of click
    OptionType = click.ParamType

Offer = tuple[str, str]
"""A possible answer: what stands for it in a command, and what it means in words."""


class Question(Protocol):
    """An option as far as asking is concerned."""

    @property
    def question(self) -> str | None: ...  # noqa: D102
    @property
    def needed(self) -> bool: ...  # noqa: D102
    @property
    def suggestion(self) -> Callable[[click.Context], str | None] | None: ...  # noqa: D102
    @property
    def type(self) -> OptionType: ...  # noqa: D102
    def type_cast_value(self, ctx: click.Context, value: Any) -> Any: ...  # noqa: ANN401, D102


class Answers:
    """Mixin of option types that help a person to answer."""

    def offers(self, ctx: click.Context) -> Sequence[Offer]:
        """Return the possible answers to list, numbered; none by default."""
        del ctx
        return ()

    def meant(self, ctx: click.Context, typed: str) -> str:
        """Return what stands for a typed answer in a command: a number of the list, or a word."""
        offers = self.offers(ctx)
        if typed.isdecimal() and 1 <= int(typed) <= len(offers):
            return offers[int(typed) - 1][0]
        key = plain(typed)
        return next((value for value, words in offers if key in (plain(words), value)), typed)


def at_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def plain(text: str) -> str:
    """Return a text without accents and capitals, for comparing what people type."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def say(text: str = "") -> None:
    """Show a line to the person who is asked."""
    click.echo(text, err=not sys.stdout.isatty())


def read_line(prompt: str) -> str:
    """Ask once; the end of the input or Ctrl-C gives the command up."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 (gives `input` arrow keys and correct Vietnamese letters)
    try:
        if sys.stdout.isatty():
            return input(prompt).strip()
        click.echo(prompt, nl=False, err=True)
        line = sys.stdin.readline()
    except (EOFError, KeyboardInterrupt):
        say()
        raise click.Abort from None
    if not line:
        raise click.Abort
    return line.strip()


def ask(ctx: click.Context, option: Question) -> Any:  # noqa: ANN401 (of the option's own type)
    """Ask for an option's value until the answer can be read; None for no answer."""
    kind = option.type
    helper = kind if isinstance(kind, Answers) else Answers()
    offers = helper.offers(ctx)
    question = translated(option.question or "", current_language())
    suggestion = _suggested(ctx, option)
    say_offers(question, offers)
    hint = f" [{suggestion}]" if suggestion else ""
    prompt = (_("Your choice") if offers else question) + f"{hint}: "
    while True:
        typed = read_line(prompt) or suggestion or ""
        if not typed and not option.needed:
            return None
        if not typed:
            say(_("Please type an answer (Ctrl-C stops)."))
            continue
        try:
            value = option.type_cast_value(ctx, helper.meant(ctx, typed))
        except ClubledgerError as error:
            say_refusal(error.__cause__ if isinstance(error.__cause__, ClubledgerError) else error)
        except click.UsageError as error:
            say(error.message)
        else:
            if option.suggestion is not None:
                _last_answers[option.question or ""] = typed
            return value


# At a meeting thirty receipts have one date: what was answered is offered again in the menu.
_last_answers: dict[str, str] = {}


def _suggested(ctx: click.Context, option: Question) -> str | None:
    if option.suggestion is None:
        return None
    return _last_answers.get(option.question or "") or option.suggestion(ctx)


def say_offers(question: str, offers: Sequence[Offer]) -> None:
    """List possible answers below a question."""
    if not offers:
        return
    say(question)
    for number, (_value, words) in enumerate(offers, start=1):
        say(f"  {number:>2}. {words}")


def say_refusal(error: ClubledgerError) -> None:
    """Show why an answer cannot be taken."""
    say(str(error.message))
    if error.remedy is not None:
        say(str(error.remedy))


def confirm(question: str) -> bool:
    """Ask a question of yes or no; an empty answer asks again."""
    yes, no = _YES[current_language()], _NO[current_language()]
    while True:
        typed = plain(read_line(f"{question} [{yes[0]}/{no[0]}]: "))
        if typed in {plain(word) for word in yes}:
            return True
        if typed in {plain(word) for word in no}:
            return False
        say(_("Please type {yes} or {no}.", yes=yes[0], no=no[0]))


_YES = {"vi": ("c", "có", "vâng", "y", "yes"), "en": ("y", "yes")}
_NO = {"vi": ("k", "không", "n", "no"), "en": ("n", "no")}
