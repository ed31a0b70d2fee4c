"""Commands and groups whose texts are translated when they are shown.

A command asks for what is missing: an option that is needed is asked for at a terminal, and
otherwise all missing options are named together.
"""

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click
from click.core import ParameterSource

from ledger_core.cli.asking import ask, at_terminal, read_line
from ledger_core.cli.errors import MissingOptions
from ledger_core.cli.parameters import ClubArgument, ClubOption, in_words
from ledger_core.cli.showing import show_error
from ledger_core.errors import ClubledgerError
from ledger_core.findings import Severity
from ledger_core.messages import LANGUAGES, N_, _

GUIDED = "ledger_core.cli.guided"
_EXCEPTION = "exception"


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
            absent = ctx.params.get(name) in (None, ()) or (
                guided and ctx.get_parameter_source(name) is ParameterSource.DEFAULT
            )
            if not absent or (param.when is not None and not param.when(ctx)):
                continue
            if param.question is not None and at_terminal() and (param.needed or guided):
                ctx.params[name] = ask(ctx, param)
            elif param.needed:
                missing.append(_shown(ctx, param))
        if missing:
            raise MissingOptions(missing)
        return rest

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Run the command; at a terminal, ask for the minutes that allowed a breach.

        So nothing has to be typed again: with the minutes the command runs once more, shows its
        entries with them, and asks as before.
        """
        try:
            return super().invoke(ctx)
        except ClubledgerError as error:
            may_ask = at_terminal() and ctx.params.get(_EXCEPTION, "") is None
            if not may_ask or not _excusable(error):
                raise
            show_error(error)
            minutes = read_line(_("Minutes that allowed it (Enter to leave it)") + ": ")
            if not minutes:
                return error.exit_code
            ctx.params[_EXCEPTION] = minutes
            return super().invoke(ctx)


def _excusable(error: ClubledgerError) -> bool:
    """Whether the members' meeting may allow everything that an entry is refused for."""
    findings = getattr(error, "findings", ())
    return bool(findings) and all(found.severity is Severity.BREACH for found in findings)


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
