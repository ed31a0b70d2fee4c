"""What can be wrong with the seals themselves, in words."""

from dataclasses import dataclass

from ledger_core.books.directives import REGISTER_FILE
from ledger_core.books.seals.seal_file import FOLDER, seal_path
from ledger_core.club import Month, MonthSealed
from ledger_core.messages import Message, N_

_FROM_BACKUP = Message(N_("Restore the file from the last backup; nobody may write into it."))


@dataclass(frozen=True, slots=True)
class SealProblem:
    """Something is wrong with a seal.

    Attributes:
      rule: The rule that is broken, without the plugin's name.
      file: The file concerned, as seen from the club's folder.
      message: What is wrong.
      remedy: What to do.
    """

    rule: str
    file: str
    message: Message
    remedy: Message


def file_missing(sealed: MonthSealed) -> SealProblem:
    """The register says that a month is sealed, and its seal is gone."""
    return SealProblem(
        "month_seal.file-missing",
        seal_path(sealed.month),
        Message(
            N_("The month {month} is sealed, but its seal is missing: {file}."),
            month=sealed.month,
            file=seal_path(sealed.month),
        ),
        _FROM_BACKUP,
    )


def file_unreadable(sealed: MonthSealed) -> SealProblem:
    """A seal cannot be read."""
    return SealProblem(
        "month_seal.file-unreadable",
        seal_path(sealed.month),
        Message(N_("The seal of {month} cannot be read."), month=sealed.month),
        _FROM_BACKUP,
    )


def file_changed(sealed: MonthSealed) -> SealProblem:
    """A seal's own sums are not right."""
    return SealProblem(
        "month_seal.file-changed",
        seal_path(sealed.month),
        Message(
            N_("The seal of {month} was changed: its own sums do not agree."), month=sealed.month
        ),
        _FROM_BACKUP,
    )


def other_code(sealed: MonthSealed, code: str) -> SealProblem:
    """A seal has another code than the register and, one hopes, the minutes."""
    return SealProblem(
        "month_seal.code-differs",
        seal_path(sealed.month),
        Message(
            N_(
                "The seal of {month} has the code {code}, the register says {stated} "
                "(minutes {minutes})."
            ),
            month=sealed.month,
            code=code,
            stated=sealed.code,
            minutes=sealed.minutes,
        ),
        Message(
            N_(
                "Compare with the code in the minutes: whichever differs from it was changed. "
                "Restore that from the last backup."
            )
        ),
    )


def out_of_chain(sealed: MonthSealed) -> SealProblem:
    """A seal does not follow the one before it."""
    return SealProblem(
        "month_seal.out-of-chain",
        seal_path(sealed.month),
        Message(
            N_("The seal of {month} does not follow the seal of the month before."),
            month=sealed.month,
        ),
        Message(
            N_(
                "One of the two was made anew. Compare both codes with the minutes, and restore "
                "what differs from the last backup."
            )
        ),
    )


def file_not_in_books(name: str) -> SealProblem:
    """A file lies among the seals of which the register knows nothing."""
    return SealProblem(
        "month_seal.file-not-in-books",
        f"{FOLDER}/{name}",
        Message(N_("The register knows of no sealed month for this file.")),
        Message(
            N_(
                "If the line “month-sealed” was taken out of the register, write it again with the "
                "code of the minutes; if the file is a copy, move it out of the folder."
            )
        ),
    )


def month_twice(sealed: MonthSealed) -> SealProblem:
    """A month is sealed twice."""
    return SealProblem(
        "month_seal.month-twice",
        REGISTER_FILE,
        Message(N_("The month {month} is sealed twice."), month=sealed.month),
        Message(N_("Keep the line with the code that stands in the minutes.")),
    )


def month_left_out(month: Month, later: MonthSealed) -> SealProblem:
    """A month is not sealed, and a later one is."""
    return SealProblem(
        "month_seal.month-left-out",
        REGISTER_FILE,
        Message(
            N_("The month {month} is not sealed, though {later} is."),
            month=month,
            later=later.month,
        ),
        Message(
            N_(
                "If its line “month-sealed” was taken out of the register, write it again with the "
                "code of the minutes."
            )
        ),
    )
