"""Why a command cannot run, one class for each case that only commands know."""

from collections.abc import Sequence
from pathlib import Path

from ledger_core.books.text import shown
from ledger_core.errors import CannotRun, ClubledgerError
from ledger_core.messages import Message, N_


class MissingOptions(CannotRun):
    """Options are missing, and there is no terminal to ask at."""

    def __init__(self, options: Sequence[str]) -> None:
        super().__init__(
            Message(N_("Something is missing: {options}."), options=tuple(options)),
            Message(N_("Add it to the command; --help explains each option.")),
        )


class ValueOfOption(CannotRun):
    """The value of an option cannot be read; says which option."""

    def __init__(self, option: str, reason: ClubledgerError) -> None:
        super().__init__(
            Message(N_("{option}: {reason}"), option=option, reason=reason.message),
            reason.remedy,
        )


class NotADay(CannotRun):
    """What was typed is no day of the calendar."""

    def __init__(self, text: str) -> None:
        super().__init__(
            Message(N_("“{text}” is no date."), text=text),
            Message(N_("Type the date as 2026-03-21 (in Vietnamese also 21/3/2026).")),
        )


class NotAMonth(CannotRun):
    """What was typed is no month."""

    def __init__(self, text: str) -> None:
        super().__init__(
            Message(N_("“{text}” is no month."), text=text),
            Message(N_("Type the month as 2026-03 (in Vietnamese also 3/2026).")),
        )


class NotAWholeNumber(CannotRun):
    """What was typed is no whole number, or not within the limits."""

    def __init__(self, text: str, lowest: int, highest: int) -> None:
        super().__init__(
            Message(
                N_("“{text}” is no whole number from {lowest} to {highest}."),
                text=text,
                lowest=str(lowest),
                highest=str(highest),
            )
        )


class NothingAtZero(CannotRun):
    """An amount that must be more than zero is zero."""

    def __init__(self) -> None:
        super().__init__(Message(N_("The amount must be more than zero.")))


class SourceNeeded(CannotRun):
    """Seed capital was named without where it comes from."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("The seed capital needs its source.")),
            Message(N_("Add --source grant (donor) or --source budget (state budget).")),
        )


class SeedCapitalNeeded(CannotRun):
    """A source of seed capital was named without the capital."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("--source and --seed-giver belong to --seed-capital.")),
            Message(N_("Add --seed-capital with the amount, or leave the others out.")),
        )


class OneKindOfReceipt(CannotRun):
    """A receipt mixes what a member pays with money for another purpose."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("A receipt is either a member's payment or money for one purpose.")),
            Message(
                N_(
                    "For a member: --member with --repayment, --fee, --fine, --donation or "
                    "--capital. For a grant or other income: --for, --fund, --amount, --from."
                )
            ),
        )


class PortTaken(CannotRun):
    """The port that was asked for is in use."""

    def __init__(self, port: int) -> None:
        super().__init__(
            Message(N_("Port {port} is in use by another program."), port=str(port)),
            Message(N_("Leave --port out: a free one is taken.")),
        )


class NothingReceived(CannotRun):
    """No club's books are where received ones were to be."""

    def __init__(self, root: Path) -> None:
        super().__init__(
            Message(N_("There are no books of a club in “{folder}”."), folder=shown(str(root))),
            Message(N_("Name a club's folder, its zip, or a folder of such.")),
        )


class ReceivedNotRead(ClubledgerError):
    """Received books are not shown, because they are not read."""

    def __init__(self, path: str, reason: str, message: Message, file: str, line: int) -> None:
        place = file + (f":{line}" if line else "")
        super().__init__(
            Message(
                N_("The books in {path} are not shown. {reason} {place}: {message}"),
                path=path,
                reason=f"[{reason}]",
                place=place,
                message=message,
            ),
            Message(N_("docs/received-books.md explains each reason.")),
        )


class ViewerNotStarted(CannotRun):
    """The process that shows received books does not start."""

    def __init__(self) -> None:
        super().__init__(Message(N_("The process that shows the books does not start.")))


class UnknownLanguage(CannotRun):
    """The environment asks for a language the program does not speak."""

    def __init__(self, value: str) -> None:
        super().__init__(
            Message(N_("CLUBLEDGER_LANG is “{value}”."), value=value),
            Message(N_("Set it to vi (Vietnamese) or en (English).")),
        )


class MemberNotFound(ClubledgerError):
    """Nobody, or more than one, answers to a name typed at a terminal."""

    def __init__(self, typed: str, found: Sequence[str]) -> None:
        super().__init__(
            Message(N_("Several are called so: {found}."), found=tuple(found))
            if found
            else Message(N_("No member is called “{typed}”."), typed=typed),
            Message(N_("Type the code, or more of the name.")),
        )


class NotInstalments(CannotRun):
    """What was typed is no list of instalments."""

    def __init__(self, text: str) -> None:
        super().__init__(
            Message(N_("“{text}” is no list of instalments."), text=text),
            Message(
                N_(
                    "Type date, principal and interest of each, in order, parted by semicolons: "
                    "2026-02-21 500,000 35,000; 2026-03-21 500,000 30,000"
                )
            ),
        )
