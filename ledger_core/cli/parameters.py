"""Options and arguments with translated texts, that may be asked for at a terminal.

Click takes help texts once, when a command is built; these classes keep the English text, marked
with `N_` where it is written, and translate it to the language of the moment.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from ledger_core.cli.errors import ValueOfOption
from ledger_core.errors import ClubledgerError
from ledger_core.messages import _, current_language, translated

_F = TypeVar("_F", bound=Callable[..., Any])
Condition = Callable[[click.Context], bool]
Default = Callable[[click.Context], str | None]


def in_words(text: str | None) -> str:
    """Return a marked text in the current language."""
    return translated(text or "", current_language())


class ClubOption(click.Option):
    """An option with translated texts that may be asked for at a terminal.

    Args:
      text: Help text, marked with `N_`.
      metavar: What stands for the value in the help, marked with `N_`.
      question: What to ask for a missing value, marked with `N_`; None never asks.
      needed: Whether the command cannot do without; else it is asked for only when the user is
        guided through the whole command, and an empty answer leaves it out.
      when: Asks, or needs the option, only where this holds.
      suggestion: The answer that is offered at a terminal.
    """

    def __init__(
        self,
        declarations: Sequence[str],
        *,
        text: str,
        metavar: str | None = None,
        question: str | None = None,
        needed: bool = False,
        when: Condition | None = None,
        suggestion: Default | None = None,
        **attributes: Any,  # noqa: ANN401 (click's own)
    ) -> None:
        super().__init__(declarations, **attributes)
        self.text = text
        self.word = metavar
        self.question = question
        self.needed = needed
        self.when = when
        self.suggestion = suggestion

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the value in the help."""
        return in_words(self.word) if self.word else super().make_metavar(ctx)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line of the help, in the current language."""
        self.help = in_words(self.text)
        record = super().get_help_record(ctx)
        if record is None or not self.needed or self.when is not None:
            return record
        return record[0], record[1] + "  [" + _("needed") + "]"

    def get_help_extra(self, ctx: click.Context) -> Any:  # noqa: ANN401 (click's own record)
        """Return what the help adds: the default, but no formula such as 1<=x<=31."""
        extra = super().get_help_extra(ctx)
        extra.pop("range", None)
        return extra

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:  # noqa: ANN401
        """Read the value; a refusal names the option."""
        try:
            return super().type_cast_value(ctx, value)
        except ClubledgerError as error:
            raise ValueOfOption(self.opts[0], error) from error


class ClubArgument(click.Argument):
    """An argument with a translated name and explanation, asked for like an option.

    Args:
      text: What it is, marked with `N_`.
      metavar: Its name in the help, marked with `N_`.
      question: What to ask for a missing value, marked with `N_`.
      when: Needs it only where this holds.
      suggestion: The answer that is offered at a terminal.
    """

    needed = True

    def __init__(
        self,
        declarations: Sequence[str],
        *,
        text: str,
        metavar: str,
        question: str,
        when: Condition | None = None,
        suggestion: Default | None = None,
        **attributes: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(declarations, required=False, **attributes)
        self.text = text
        self.word = metavar
        self.question = question
        self.when = when
        self.suggestion = suggestion

    def make_metavar(self, ctx: click.Context) -> str:
        """Return the argument's name in the help."""
        del ctx
        return in_words(self.word)

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:  # noqa: ANN401
        """Read the value; a refusal names the argument."""
        try:
            return super().type_cast_value(ctx, value)
        except ClubledgerError as error:
            raise ValueOfOption(self.make_metavar(ctx), error) from error


def option(*declarations: str, **attributes: Any) -> Callable[[_F], _F]:  # noqa: ANN401
    """Give the function below an option; see `ClubOption`."""
    return click.option(*declarations, cls=ClubOption, **attributes)


def argument(*declarations: str, **attributes: Any) -> Callable[[_F], _F]:  # noqa: ANN401
    """Give the function below an argument; see `ClubArgument`."""
    return click.argument(*declarations, cls=ClubArgument, **attributes)
