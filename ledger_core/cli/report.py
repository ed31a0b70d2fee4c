"""`clubledger report`: reports of one club; the reports themselves are imported when asked for."""

import click

from ledger_core.cli.framework import LazyGroup
from ledger_core.cli.parameters import ClubOption
from ledger_core.messages import N_


def _list(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    from ledger_core.cli.report_commands import listing

    del param
    if value and not ctx.resilient_parsing:
        click.echo("\n".join(listing()))
        ctx.exit()


def _list_checks(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    from ledger_core.cli.report_commands import audit_checks

    del param
    if value and not ctx.resilient_parsing:
        click.echo("\n".join(audit_checks()))
        ctx.exit()


class _ReportGroup(LazyGroup):
    """The group of reports: a command for each kind of report."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the reports in their order."""
        from ledger_core.reports.kinds import KINDS

        del ctx
        return [kind.name for kind in KINDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a report."""
        from ledger_core.cli.report_commands import report_command
        from ledger_core.reports.kinds import KINDS

        del ctx
        return next((report_command(kind) for kind in KINDS if kind.name == cmd_name), None)


report_group = _ReportGroup(
    "report", text=N_("Reports at a day; --list explains each in a line."), commands_by_name={}
)
report_group.params.append(
    ClubOption(
        ["--list"],
        text=N_("List the reports, a line each."),
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_list,
    )
)
report_group.params.append(
    ClubOption(
        ["--list-checks"],
        text=N_("List the checks of the audit report with their basis and measured rates."),
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_list_checks,
    )
)
