"""Commands, options and arguments whose texts are translated when they are shown.

Click takes help texts once, when a command is built; these classes keep the English text, marked
with `N_` where it is written, and translate it to the language of the moment. They also ask for
what is missing: an option that is needed is asked for at a terminal, and otherwise all missing
options are named together.
"""

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from ledger_core.cli.asking import ask, at_terminal
from ledger_core.cli.errors import MissingOptions, ValueOfOption
from ledger_core.errors import ClubledgerError
from ledger_core.messages import LANGUAGES, N_, _, current_language, translated

_F = TypeVar("_F", bound=Callable[..., Any])
Condition = Callable[[click.Context], bool]
Default = Callable[[click.Context], str | None]

GUIDED = "ledger_core.cli.guided"


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
        return record[0], f"{record[1]}  [{_('needed')}]"

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
    """

    needed = True
    when: Condition | None = None

    def __init__(
        self,
        declarations: Sequence[str],
        *,
        text: str,
        metavar: str,
        question: str,
        suggestion: Default | None = None,
        **attributes: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(declarations, required=False, **attributes)
        self.text = text
        self.word = metavar
        self.question = question
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


def _language_option() -> click.Option:
    return ClubOption(
        ["--lang"],
        text=N_("Language: vi Vietnamese, en English."),
        type=click.Choice(LANGUAGES),
        expose_value=False,
    )


class _Translated(click.Command):
    """What commands and groups share."""

    def __init__(self, name: str | None, *, text: str, **attributes: Any) -> None:  # noqa: ANN401
        super().__init__(name, **attributes)
        self.text = text
        self.params.append(_language_option())

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first line of the help, whole: it is written to fit."""
        del limit
        return in_words(self.text).split("\n")[0]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        self.help = in_words(self.text)
        super().format_help_text(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with its text in the current language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this help and stop.")
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        pieces = [piece for param in self.params for piece in param.get_usage_pieces(ctx)]
        return [*pieces, _("[OPTIONS]")]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write arguments and options, each with its explanation."""
        arguments = [
            (param.make_metavar(ctx), in_words(param.text))
            for param in self.get_params(ctx)
            if isinstance(param, ClubArgument)
        ]
        records = [
            record
            for param in self.get_params(ctx)
            if not isinstance(param, click.Argument)
            and (record := param.get_help_record(ctx)) is not None
        ]
        for title, rows in ((_("Arguments"), arguments), (_("Options"), records)):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


class ClubCommand(_Translated):
    """A command that asks for missing options at a terminal."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was given, then ask for the rest or name everything that is missing."""
        given = [arg for arg in args if arg.startswith("-") and arg != "-"]
        rest = super().parse_args(ctx, args)
        if ctx.resilient_parsing:
            return rest
        askable = [p for p in self.params if isinstance(p, ClubOption | ClubArgument)]
        guided = at_terminal() and not _data_given(given, askable)
        ctx.meta[GUIDED] = guided
        missing = []
        for param in askable:
            name = param.name or ""
            absent = ctx.params.get(name) in (None, ())
            if not absent or (param.when is not None and not param.when(ctx)):
                continue
            if param.question is not None and at_terminal() and (param.needed or guided):
                ctx.params[name] = ask(ctx, param)
            elif param.needed:
                missing.append(_shown(ctx, param))
        if missing:
            raise MissingOptions(missing)
        return rest


def _shown(ctx: click.Context, param: ClubOption | ClubArgument) -> str:
    return param.opts[0] if isinstance(param, ClubOption) else param.make_metavar(ctx)


def _data_given(given: Sequence[str], params: Sequence[click.Parameter]) -> bool:
    """Whether any option that the command would ask for stands on the command line."""
    asked = {
        name
        for param in params
        if isinstance(param, ClubOption) and param.question is not None
        for name in param.opts
    }
    return any(arg.split("=")[0] in asked for arg in given)


class LazyGroup(_Translated, click.Group):
    """A group whose commands are imported when they are called or listed.

    Attributes:
      commands_by_name: For each command, the module and the name it is defined under.
    """

    def __init__(
        self,
        name: str,
        *,
        commands_by_name: Mapping[str, str],
        **attributes: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(name, **attributes)
        self.commands_by_name = commands_by_name

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a club meets them."""
        del ctx
        return list(self.commands_by_name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module."""
        del ctx
        target = self.commands_by_name.get(cmd_name)
        if target is None:
            return None
        module, _colon, name = target.partition(":")
        found = getattr(importlib.import_module(f"ledger_core.cli.{module}"), name)
        assert isinstance(found, click.Command)
        return found

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        del ctx
        return [_("[OPTIONS]"), _("COMMAND …")]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands with a line each."""
        super().format_options(ctx, formatter)
        rows = [
            (name, command.get_short_help_str())
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None
        ]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)


def command(name: str, text: str) -> Callable[[Callable[..., Any]], ClubCommand]:
    """Make a function a command; `text` is its help, marked with `N_`."""

    def decorate(function: Callable[..., Any]) -> ClubCommand:
        params = getattr(function, "__click_params__", [])
        params.reverse()
        return ClubCommand(name, text=text, callback=function, params=params)

    return decorate


def option(*declarations: str, **attributes: Any) -> Callable[[_F], _F]:  # noqa: ANN401
    """Give the function below an option; see `ClubOption`."""
    return click.option(*declarations, cls=ClubOption, **attributes)


def argument(*declarations: str, **attributes: Any) -> Callable[[_F], _F]:  # noqa: ANN401
    """Give the function below an argument; see `ClubArgument`."""
    return click.argument(*declarations, cls=ClubArgument, **attributes)
