"""The calls of the system that reading a corpus makes, as strace sees them.

`python -m tests.received.tracing [DIR]` runs a corpus under strace and looks at every call of
every locked child: it may open its private copy and Python's own files, and start nothing.
"""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from ledger_core.books.received.confinement import own_roots, private_place
from tests.received.cases import CORPUS, Case, cases_in

_CALLS = "execve,execveat,open,openat,openat2,creat,socket,connect,fork,vfork,clone,clone3,prctl"
_LINE = re.compile(r"^(\d+) +(\w+)\((.*)$")
_LOCKED = "PR_SET_NO_NEW_PRIVS"
_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')


def trace_problems(cases: Sequence[Case]) -> tuple[list[str], int]:
    """Run cases under strace; return what locked children did that they must not, and their count.

    What the system refused is no problem, and nothing of it is expected either.
    """
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        for case in cases:
            (folder / case.name).symlink_to(case.folder)
        log = folder / "calls"
        command = ["strace", "-f", "-qq", "-s", "4096", "-e", f"trace={_CALLS}", "-o", str(log)]
        subprocess.run(
            [*command, sys.executable, "-m", "tests.received", str(folder)],
            check=False,
            stdout=subprocess.DEVNULL,
            cwd=Path(__file__).parent.parent.parent,
        )
        return _problems(log.read_text("utf-8", "replace").splitlines())


def _problems(lines: Sequence[str]) -> tuple[list[str], int]:
    locked: set[str] = set()
    problems = []
    for line in lines:
        match = _LINE.match(line)
        if match is None:
            continue
        process, call, rest = match.groups()
        if call == "prctl":
            if _LOCKED in rest:
                locked.add(process)
        elif process in locked and not (call.startswith("open") and _is_own(rest)):
            problems.append(line)
    return problems, len(locked)


def _is_own(arguments: str) -> bool:
    found = _PATH.search(arguments)
    path = found[1] if found else ""
    if not path.startswith("/"):  # below a folder that is open: its own, where it stands
        return ".." not in path.split("/")
    private = Path(private_place() or gettempdir()).resolve() / "clubledger-received-"
    return path.startswith((*own_roots(), str(private)))


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    problems, locked = trace_problems(cases_in(folder))
    print("\n".join(problems))
    print(f"locked processes: {locked}, calls that must not be: {len(problems)}")
    return 1 if problems or not locked else 0


if __name__ == "__main__":
    sys.exit(main())
