"""Why the computer refused to read or write, in words for people."""

import errno
from pathlib import Path
from typing import Final

from ledger_core.errors import CannotRun
from ledger_core.messages import Message, N_

_DISK_FULL: Final = Message(N_("the disk is full"))
_NOT_ALLOWED: Final = Message(N_("this user may not write there, or another program holds it open"))
_BUSY: Final = Message(N_("another program is using it"))
_TOO_MANY: Final = Message(N_("too many files are open; close other programs"))
_PULLED_OUT: Final = Message(N_("the disk is damaged or was pulled out"))
_REASONS: Final = {
    errno.ENOSPC: _DISK_FULL,
    errno.EDQUOT: _DISK_FULL,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: Message(N_("the disk can only be read, not written to")),
    errno.EIO: _PULLED_OUT,
    errno.ENOENT: Message(N_("it is not there")),
    errno.EISDIR: Message(N_("it is not an ordinary file")),
    errno.ENOTDIR: Message(N_("a file stands where a folder is expected")),
    errno.EEXIST: Message(N_("something of that name is there already")),
    errno.ENOTEMPTY: Message(N_("something of that name is there already")),
    errno.EINVAL: Message(N_("the name has letters that the disk does not take")),
    errno.ENAMETOOLONG: Message(N_("the name is too long")),
    errno.ELOOP: Message(N_("the link leads back to itself")),
    errno.EBUSY: _BUSY,
    errno.ETXTBSY: _BUSY,
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.ENOMEM: Message(N_("the computer has no memory left; close other programs")),
    errno.EFBIG: Message(N_("the file is too large for this disk")),
    errno.ENODEV: _PULLED_OUT,
    errno.ENXIO: _PULLED_OUT,
    errno.ETIMEDOUT: Message(N_("the disk or the network folder does not answer")),
}
_MAKE_ROOM: Final = Message(N_("Nothing was changed. Make room on the disk and try again."))
_WORK_ELSEWHERE: Final = Message(
    N_(
        "Nothing was changed. Copy the whole folder to a place where you may write, such as "
        "Documents, and work there."
    )
)
_WHAT_TO_DO: Final = {
    errno.ENOENT: Message(N_("Check the name of the folder.")),
    errno.ENOSPC: _MAKE_ROOM,
    errno.EDQUOT: _MAKE_ROOM,
}


class FolderNotWritable(CannotRun):
    """Nothing can be written into the club's folder."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            Message(
                N_("Nothing can be written into the folder {folder}: {reason}."),
                folder=str(folder),
                reason=reason(error),
            ),
            _WHAT_TO_DO.get(error.errno or 0, _WORK_ELSEWHERE),
        )


def reason(error: OSError) -> Message:
    """Return in words for people why the computer refused to write or read."""
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    text = error.strerror or str(error)
    return Message(N_("the computer reports “{text}”"), text=text)
