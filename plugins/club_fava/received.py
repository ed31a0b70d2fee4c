"""Books received from others in Fava: a sanitised copy of them, in a process of its own.

Started by `clubledger view --untrusted`, which has had the books read and checked by the locked
reader. Fava loads the copy once more; what that could be made to do ends with this process, which
can open nothing but the copy and Python's own files, where the computer has the means.
"""

import json
import mimetypes
import sys
from pathlib import Path

from club_fava.launcher import bound_server, serving, viewer
from ledger_core.books.received import kernel
from ledger_core.books.received.confinement import own_roots


def main(settings: str) -> None:
    """Serve copies of clubs' books; print the address to open as a line of JSON.

    Args:
      settings: JSON of `clubs` (folders), `language` (or null) and `port` (or null).
    """
    plain = json.loads(settings)
    clubs = [Path(name) for name in plain["clubs"]]
    mimetypes.init()  # it reads a file of the system
    app = viewer(clubs, plain["language"])
    try:
        server, address = bound_server(app, plain["port"])
    except OSError:
        _say({"taken": plain["port"]})
        return
    kernel.no_new_privileges()
    kernel.keep_to_files([*own_roots(), *map(str, clubs)], [])
    with serving(server):
        _say({"address": address})


def _say(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
