"""Reading a club of our own before the first received one, so that everything is imported by then.

A locked process may not be able to read Python's own files any more: where the administrator runs
us from a folder that nobody else may enter, for one.
"""

import codecs
import importlib
import io
import pkgutil
import zipfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from ledger_core.books.received.collecting import Collection
from ledger_core.books.received.reading import copy_out, load_collection
from ledger_core.books.received.unpacking import unpack
from ledger_core.books.templates import club_files
from ledger_core.loans.returns import rate_of_return
from ledger_core.messages import LANGUAGES, catalogue

_PACKAGES: Final = ("ledger_core.books", "ledger_core.club", "ledger_core.loans")
_REGISTER: Final = """
2026-01-15 custom "club" "warm"
  name: "Câu lạc bộ"
  format: "1"
  language: "vi"
  meeting-day: 21

2026-01-15 custom "member" "M001"
  name: "Một"

2026-01-15 custom "member" "M002"
  name: "Hai"
"""
_JOURNAL: Final = """
2026-01-15 * "Nhà tài trợ" "Vốn" ^PT-2026-0001
  Tài-Sản:Quỹ-Tăng-Thu-Nhập:Tiền-Mặt  100,000,000 VND
  Vốn:Quỹ-Tăng-Thu-Nhập:Tài-Trợ  -100,000,000 VND

2026-01-21 custom "loan" "L2026-001"
  member: "M002"
  principal: 1,200,000 VND
  instalments: 12
  rate-per-month: 0.01
  method: "declining-equal-principal"
  purpose: "gà"
  approved-by: "M001"
  minutes: "BB-2026-01"

2026-01-21 open Tài-Sản:Quỹ-Tăng-Thu-Nhập:Cho-Vay:M002:L2026-001 VND
  fund: "income"
  role: "loans"
  member: "M002"
  loan: "L2026-001"

2026-01-21 * "Hai" "Giải ngân" ^L2026-001 ^PC-2026-0001
  loan: "L2026-001"
  Tài-Sản:Quỹ-Tăng-Thu-Nhập:Cho-Vay:M002:L2026-001  1,200,000 VND
  Tài-Sản:Quỹ-Tăng-Thu-Nhập:Tiền-Mặt  -1,200,000 VND

2026-02-21 * "Hai" "Thu nợ" ^L2026-001 ^PT-2026-0002
  loan: "L2026-001"
  Tài-Sản:Quỹ-Tăng-Thu-Nhập:Tiền-Mặt  112,000 VND
  Tài-Sản:Quỹ-Tăng-Thu-Nhập:Cho-Vay:M002:L2026-001  -100,000 VND
  Thu-Nhập:Quỹ-Tăng-Thu-Nhập:Lãi-Cho-Vay  -12,000 VND
"""


def warm_up(task: Callable[[Any], Any]) -> None:
    """Import what reading needs, read a small club of our own and give it to the task."""
    for spoken in LANGUAGES:
        catalogue(spoken)
    for name in ("ascii", "cp437", "latin-1", "utf-8"):
        codecs.lookup(name)
    for package in _PACKAGES:
        for module in pkgutil.walk_packages(
            importlib.import_module(package).__path__, f"{package}."
        ):
            importlib.import_module(module.name)
    rate_of_return([-100, 60, 60])  # what finds it is loaded with the first rate that is asked for
    with suppress(Exception), TemporaryDirectory() as folder:
        collection = unpack(_zipped())
        copy_out(collection, Path(folder))
        task(load_collection(collection, Path(folder)))


def _zipped() -> bytes:
    files = club_files("vi", defaultdict(lambda: "2026-01-15", year="2026"), 2026)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            more = {"register.beancount": _REGISTER, "journal/income-2026.beancount": _JOURNAL}
            archive.writestr(name, text + more.get(name, ""))
        archive.writestr("people.csv", "code,sex,born\nM001,f,1950\n")
    return content.getvalue()


def collected() -> Collection:
    """Return the small club, as a zip of it is collected."""
    return unpack(_zipped())
