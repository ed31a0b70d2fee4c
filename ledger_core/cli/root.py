"""The root of all commands; what a bare `clubledger` does."""

import click

from ledger_core.cli.asking import at_terminal
from ledger_core.cli.framework import LazyGroup
from ledger_core.messages import N_


def _bare() -> int:
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is not None:
        return 0
    if at_terminal():
        from ledger_core.cli.menu import menu

        return menu()
    click.echo(ctx.get_help())
    return 0


root = LazyGroup(
    "clubledger",
    text=N_(
        "The books of a self-help club: two funds, loans, receipts, checks and reports.\n\n"
        "CLUB is the club's folder. Every command explains itself: clubledger receive --help. "
        "At a terminal, what is missing is asked for; clubledger alone shows a menu."
    ),
    commands_by_name={
        "new": "clubs:new",
        "member": "members:member_group",
        "office": "members:office",
        "rules": "club_rules:rules_group",
        "product": "products:product_group",
        "calendar": "calendar:calendar_group",
        "loan": "loan_group:loan_group",
        "meeting": "meetings:meeting_group",
        "receive": "receipts:receive",
        "pay": "payments:pay",
        "transfer": "payments:transfer",
        "distribute": "payments:distribute",
        "count": "counting:count",
        "shortage": "shortages:shortage",
        "close": "closing:close",
        "close-year": "closing_year:close_year",
        "seal": "sealing:seal_group",
        "reverse": "reversing:reverse",
        "undo": "trail:undo",
        "log": "trail:log",
        "backup": "keeping:backup",
        "restore": "keeping:restore",
        "repair": "keeping:repair",
        "provision": "provision:provision",
        "accrue": "accrue:accrue",
        "import": "importing:import_club",
        "quote": "quote:quote",
        "check": "check:check",
        "voucher": "vouchers:voucher_group",
        "report": "report:report_group",
        "return": "returns:club_return",
        "consolidate": "consolidate:consolidate",
        "view": "view:view",
        "demo": "demo:demo_group",
    },
    callback=_bare,
    invoke_without_command=True,
)
