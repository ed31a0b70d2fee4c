"""The refusals of received books, in words; no text of the books stands in them."""

from ledger_core.books.received.refused import Refused
from ledger_core.messages import Message, N_


def strange_file(name: str) -> Refused:
    """A link, a device, a pipe, or a folder named like a file of the books."""
    text = N_("This is no plain file but a link, a folder or something else.")
    return Refused("received.strange-file", Message(text), name)


def not_opened(error: OSError, name: str = "") -> Refused:
    """A file or folder that this computer does not let be opened."""
    text = N_("The computer cannot open this (error {number}).")
    return Refused("received.not-opened", Message(text, number=str(error.errno or 0)), name)


def name_impossible(name: str) -> Refused:
    """A name that leads out of the folder, or means something else on another computer."""
    text = N_(
        "A file has a name that no club's file has: with “..”, “\\”, “:” or hidden characters."
    )
    return Refused("received.name", Message(text), name)


def name_twice(name: str) -> Refused:
    """Two files whose names differ by capitals or the spelling of accents alone, or not at all."""
    text = N_("Two files have this name; capitals and the way accents are stored do not count.")
    return Refused("received.name-twice", Message(text), name)


def too_many_files(most: int) -> Refused:
    """More files than any club has."""
    return Refused(
        "received.too-many-files", Message(N_("There are more than {most} files."), most=str(most))
    )


def too_deep(name: str) -> Refused:
    """Folders in folders without end."""
    text = N_("The folders stand too deep inside each other.")
    return Refused("received.too-deep", Message(text), name)


def too_large(name: str) -> Refused:
    """A file larger than any club's, or all of them together."""
    text = N_("The file, or all files together, are larger than the books of any club.")
    return Refused("received.too-large", Message(text), name)


def no_top_file(name: str) -> Refused:
    """A folder that is no club's, or whose main file is gone."""
    return Refused(
        "received.no-club", Message(N_("The file {file} is not there."), file=name), name
    )


def unfinished() -> Refused:
    """Books in which a command was cut off."""
    text = N_(
        "A command was cut off while it wrote these books. On the club's own computer run: "
        "clubledger check; then send them again."
    )
    return Refused("received.unfinished", Message(text))


def zip_damaged() -> Refused:
    """A zip that cannot be unpacked."""
    return Refused("received.zip", Message(N_("The zip is damaged or none at all.")))


def zip_locked() -> Refused:
    """A zip that asks for a password, or is packed in an unusual way."""
    text = N_("The zip needs a password or is packed in an unusual way: send a plain zip.")
    return Refused("received.zip-locked", Message(text))


def zip_of_several() -> Refused:
    """A zip with the books of several clubs."""
    text = N_("The zip holds the books of several clubs: unpack it, and name the folder.")
    return Refused("received.zip-of-several", Message(text))


def not_utf8(name: str, line: int) -> Refused:
    """A book in another encoding."""
    text = N_("The file is not plain UTF-8 text: Beancount may lose entries in it.")
    return Refused("received.not-utf8", Message(text), name, line)


def line_too_long(name: str, line: int, most: int) -> Refused:
    """A line longer than any that people write."""
    text = N_("The line has more than {most} characters.")
    return Refused("received.long-line", Message(text, most=str(most)), name, line)


def text_too_long(name: str, line: int, most: int) -> Refused:
    """A text in quotation marks that is longer than any that people write, or does not end."""
    text = N_("A text in quotation marks does not end, or has more than {most} characters.")
    return Refused("received.long-text", Message(text, most=str(most)), name, line)


def number_too_long(name: str, line: int, most: int) -> Refused:
    """A number beyond all money."""
    text = N_("A number has more than {most} digits.")
    return Refused("received.long-number", Message(text, most=str(most)), name, line)


def unsafe_line(name: str, line: int, message: Message) -> Refused:
    """A line that would end the program, such as a division by nought."""
    return Refused("received.unsafe-line", message, name, line)


def option_not_allowed(name: str, line: int) -> Refused:
    """An option that is not known to be harmless."""
    text = N_("An option on this line is not allowed in received books.")
    return Refused("received.option", Message(text), name, line)


def plugin_not_allowed(name: str, line: int) -> Refused:
    """A plugin of somebody else, or ours called otherwise than it is."""
    text = N_("The line calls a program that is not of clubledger: it would run.")
    return Refused("received.plugin", Message(text), name, line)


def directive_not_allowed(name: str, line: int) -> Refused:
    """A directive that is not known to be harmless."""
    text = N_("A directive on this line is not allowed in received books.")
    return Refused("received.directive", Message(text), name, line)


def key_not_allowed(name: str, line: int) -> Refused:
    """Metadata that would make an entry say that it stands elsewhere."""
    text = N_("A key under this entry is one that Beancount keeps for itself.")
    return Refused("received.key", Message(text), name, line)


def include_not_allowed(name: str, line: int) -> Refused:
    """An include that leads out of the folder, is a pattern, or names what is not there."""
    text = N_("The line includes a file otherwise than by its name inside the club's folder.")
    return Refused("received.include", Message(text), name, line)


def include_missing(name: str, line: int) -> Refused:
    """An include of a file that was not received."""
    text = N_("The line includes a file that was not received.")
    return Refused("received.include-missing", Message(text), name, line)


def include_twice(name: str, line: int) -> Refused:
    """A file included twice, or by itself."""
    text = N_("The line includes a file for the second time.")
    return Refused("received.include-twice", Message(text), name, line)


def not_included(name: str) -> Refused:
    """A book that no other file includes: a copy, or what somebody wanted to hide."""
    text = N_("The file lies in the club's folder, but no file of the books includes it.")
    return Refused("received.not-included", Message(text), name, 1)


def document_outside(name: str, line: int) -> Refused:
    """A document that is not in the club's folder."""
    text = N_("The line names a document outside the club's folder.")
    return Refused("received.document", Message(text), name, line)
