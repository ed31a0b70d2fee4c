"""`clubledger backup`, `restore` and `repair`: keeping the books safe."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ledger_core.cli.framework import command
from ledger_core.cli.options import JSON, club_argument, format_option, yes_option
from ledger_core.cli.parameters import argument, option
from ledger_core.cli.showing import show_json, show_text
from ledger_core.cli.stamping import command_name, entered_now, now
from ledger_core.cli.writing import Manner, agreed
from ledger_core.messages import N_, _

if TYPE_CHECKING:
    from ledger_core.books.keeping.repairing import RepairPlan
    from ledger_core.books.keeping.restoring import RestorePlan


@command(
    "backup",
    N_(
        "Copy the club's folder to a stick or another folder, and verify the copy.\n\n"
        "Each backup is a new folder with the date and time in its name; nothing that stands "
        "there is touched."
    ),
)
@club_argument
@argument(
    "destination",
    text=N_("A stick or a folder for backups."),
    metavar=N_("DEST"),
    question=N_("Where to (a stick or a folder)"),
    type=click.Path(path_type=Path),
)
@format_option
def backup(*, club: Path, destination: Path, output: str) -> int:
    """Make a backup."""
    from ledger_core.books.keeping.backup import back_up
    from ledger_core.books.loading import load_club

    made = back_up(club, destination, at=now())
    errors = len(load_club(club).errors)
    if output == JSON:
        show_json(
            {
                "backup": str(made.place),
                "files": made.files,
                "bytes": made.size,
                "personal_data": made.personal_data,
                "errors": errors,
            }
        )
        return 0
    lines = [
        _(
            "Backup made and verified: {place} ({files} files).",
            place=str(made.place),
            files=str(made.files),
        )
    ]
    if made.personal_data:
        lines.append(_("It holds people.csv, personal data of the members: keep it locked away."))
    if errors:
        lines.append(
            _(
                "Careful: the books have {errors} errors, and so has the backup. Keep the older "
                "backups; look with clubledger check.",
                errors=str(errors),
            )
        )
    show_text("\n".join(lines))
    return 0


@command(
    "restore",
    N_(
        "Bring a backup back into a new folder, or into the club's own.\n\n"
        "The backup is verified first. Books that lie in the folder are kept whole beside it, and "
        "entries that the backup does not know are listed before anything is done."
    ),
)
@argument(
    "source",
    text=N_("The folder of the backup, with a date in its name."),
    metavar=N_("BACKUP"),
    question=N_("Folder of the backup"),
    type=click.Path(path_type=Path),
)
@club_argument
@yes_option
@format_option
def restore(*, source: Path, club: Path, yes: bool, output: str) -> int:
    """Bring a backup back."""
    from ledger_core.books.keeping.restoring import plan_restore
    from ledger_core.books.keeping.restoring import restore as bring_back

    plan = plan_restore(source, club)
    manner = Manner(yes, output)
    if not (manner.for_programs and yes):
        show_text("\n".join(_restore_lines(plan, club)), error=manner.for_programs)
    if not agreed(manner):
        show_text(_("Nothing was changed."), error=manner.for_programs)
        return 1
    aside = bring_back(plan, at=now(), entered=entered_now(), command=command_name())
    kept = None if aside is None else club.with_name(aside.name)
    if manner.for_programs:
        show_json(
            {
                "restored": str(club),
                "kept": None if kept is None else str(kept),
                "lost": [
                    {"file": path, "entries": [block.label for block in blocks]}
                    for path, blocks in sorted(plan.lost.items())
                ],
            }
        )
        return 0
    show_text(_("The backup is back in {folder}.", folder=str(club)))
    if kept is not None:
        show_text(_("The books as they were lie in {kept}.", kept=str(kept)))
    return 0


def _restore_lines(plan: "RestorePlan", club: Path) -> list[str]:
    lines = [
        _(
            "The backup is whole: {files} files. It goes to {folder}.",
            files=str(len(plan.contents)),
            folder=str(club),
        )
    ]
    if plan.present:
        lines.append(_("Books lie there now: they are kept whole beside it under another name."))
    for path, blocks in sorted(plan.lost.items()):
        lines.append(_("In the books now and not in the backup, in {file}:", file=path))
        lines.append("  " + ", ".join(block.label for block in blocks))
    if plan.people_differ:
        lines.append(_("people.csv is another one than in the backup."))
    return lines


@command(
    "repair",
    N_(
        "Mend what an editor or a power cut did to the files, where that is safe.\n\n"
        "Marks and encodings, line ends, accents set apart, zeros behind the end, a change that "
        "was cut off. What will be done is shown first, and the old files are kept."
    ),
)
@club_argument
@option(
    "--from",
    "source",
    text=N_("A backup to take cut-off files from, where the log proves that they are the same."),
    metavar=N_("BACKUP"),
    type=click.Path(path_type=Path),
)
@yes_option
@format_option
def repair(*, club: Path, source: Path | None, yes: bool, output: str) -> int:
    """Mend what is safe to mend."""
    from ledger_core.books.disk.lock import club_lock
    from ledger_core.books.keeping.repairing import carry_out, plan_repair
    from ledger_core.books.loading import club_folder

    folder, manner, kept = club_folder(club), Manner(yes, output), None
    with club_lock(folder, command=command_name()):
        plan = plan_repair(folder, entered_at=now(), backup=source)
        if not (manner.for_programs and yes):
            show_text("\n".join(_repair_lines(plan)), error=manner.for_programs)
        if plan.repairs:
            if not agreed(manner):
                show_text(_("Nothing was changed."), error=manner.for_programs)
                return 1
            kept = carry_out(folder, plan, entered=entered_now(), command=command_name())
            kept = None if kept is None else club / kept.relative_to(folder)
    if manner.for_programs:
        show_json(_repair_json(plan, kept))
    elif kept is not None:
        show_text(_("Mended. The old files are kept in {kept}.", kept=str(kept)))
        show_text(_("Now look once more: clubledger check {folder}", folder=str(club)))
    return 1 if plan.left else 0


def _repair_lines(plan: "RepairPlan") -> list[str]:
    lines = []
    if plan.completed:
        lines.append(
            _("A change that was cut off is complete now: {files}", files=", ".join(plan.completed))
        )
    for one in plan.repairs:
        lines.append(f"{one.path}:")
        lines += [f"  {done}" for done in one.done]
        if one.proved:
            lines.append("  " + _("The log proves: this is the file as a command wrote it."))
    for path, message in plan.left.items():
        lines.append(_("Not mended: {file}: {message}.", file=path, message=message))
    return lines or [_("There is nothing to mend.")]


def _repair_json(plan: "RepairPlan", kept: Path | None) -> dict[str, Any]:
    return {
        "completed": list(plan.completed),
        "mended": [
            {"file": one.path, "done": [str(done) for done in one.done], "proved": one.proved}
            for one in plan.repairs
        ],
        "left": [{"file": path, "reason": str(message)} for path, message in plan.left.items()],
        "kept": None if kept is None else str(kept),
    }
