"""`clubledger demo`: invented clubs to learn and to test with."""

import sys
from pathlib import Path

import click

from ledger_core.cli.framework import LazyGroup, command
from ledger_core.cli.options import JSON, format_option
from ledger_core.cli.parameters import argument, option
from ledger_core.cli.showing import show_json, show_text
from ledger_core.cli.values import NumberType
from ledger_core.messages import N_, _

demo_group = LazyGroup(
    "demo",
    text=N_("Invented clubs, to learn and to test with."),
    commands_by_name={"association": "demo:association"},
)


@command(
    "association",
    N_(
        "Write the books of many invented clubs, in folders by province and commune.\n\n"
        "The same arguments give the same bytes. truth.json holds the true totals."
    ),
)
@argument(
    "folder",
    text=N_("The folder to write into."),
    metavar=N_("FOLDER"),
    question=N_("The folder to write into"),
    type=click.Path(path_type=Path),
)
@option(
    "--clubs",
    text=N_("How many clubs."),
    metavar=N_("NUMBER"),
    type=NumberType(1, 100000),
    needed=True,
)
@option(
    "--seed",
    text=N_("Number that chance starts from."),
    metavar=N_("NUMBER"),
    type=NumberType(0, 10**12 - 1),
    needed=True,
)
@option(
    "--years",
    text=N_("How many years of meetings."),
    metavar=N_("NUMBER"),
    type=NumberType(1, 100000),
    default=1,
    show_default=True,
)
@option(
    "--frauds",
    text=N_("How many of a hundred clubs hold planted frauds; truth.json names each."),
    metavar=N_("NUMBER"),
    type=NumberType(0, 100),
    default=50,
    show_default=True,
)
@option("--honest", text=N_("Plant nothing: the same as --frauds 0."), is_flag=True)
@format_option
def association(
    *, folder: Path, clubs: int, seed: int, years: int, frauds: int, honest: bool, output: str
) -> int:
    """Write an association."""
    from ledger_core.simulation import write_association

    def progress(done: int, of: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{done}/{of}", nl=done == of, err=True)

    written = write_association(
        folder,
        clubs=clubs,
        seed=seed,
        years=years,
        frauds=0 if honest else frauds,
        progress=progress,
    )
    if output == JSON:
        show_json({"clubs": list(written.clubs), "truth": str(written.truth)})
    else:
        show_text(_("{count} clubs are written in {folder}.", count=clubs, folder=str(folder)))
    return 0
