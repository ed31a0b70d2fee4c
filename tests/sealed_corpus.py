"""Write `tests/broken_books/_sealed` and its broken books anew, after `_good` was changed.

    python -m tests.sealed_corpus

The seals in them hold hashes of the entries of `_good`, so that nobody can keep them by hand.
"""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from ledger_core.books.actions.sealing import seal_month
from ledger_core.books.seals.seal_file import read_seal, write_seal
from ledger_core.books.session import writing
from ledger_core.club import Month
from tests.corpus import CORPUS, EXPECTED

SEALED = CORPUS / "_sealed"
JOURNAL, REGISTER = "journal/activity-2026.beancount", "register.beancount"
FEBRUARY, MARCH = "seals/2026-02.json", "seals/2026-03.json"


def write_good() -> None:
    """Seal February and March of the good club."""
    shutil.rmtree(SEALED, ignore_errors=True)
    shutil.copytree(CORPUS / "_good", SEALED)
    for month, day in ((Month(2026, 2), date(2026, 3, 22)), (Month(2026, 3), date(2026, 4, 27))):
        with writing(SEALED) as session:
            seal_month(session, month, day=day, minutes=f"BB-{day:%Y-%m}")
            session.commit()
    shutil.rmtree(SEALED / ".clubledger", ignore_errors=True)


def line_of(text: str, start: str) -> int:
    return text[: text.index(start)].count("\n") + 1


def case(name: str, files: dict[str, str], **expected: object) -> None:
    """Keep what a case expects, and give it its files anew."""
    folder = CORPUS / name
    said = json.loads((folder / EXPECTED).read_text("utf-8")) | expected
    shutil.rmtree(folder)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    folder.mkdir(exist_ok=True)
    text = json.dumps(said, indent=2, ensure_ascii=False)
    (folder / EXPECTED).write_text(text + "\n", "utf-8")


def write_cases(sealed: Path) -> None:
    """Write the broken books whose text holds a part of the good club's."""
    journal = (sealed / JOURNAL).read_text("utf-8")
    register = (sealed / REGISTER).read_text("utf-8")
    march = (sealed / MARCH).read_text("utf-8")
    changed = {JOURNAL: journal.replace('"Bà Năm"', '"Ông Tám"')}
    payment = line_of(journal, '2026-02-25 * "Bà Năm"')
    case("seal-entry-changed", changed, line=payment)
    case("seal-entry-changed-in-fund-file", changed, line=payment)
    fee = journal.index('2026-03-21 * "Trần Văn Ba" "Hội phí"')
    removed = journal[:fee] + journal[journal.index("2026-04-21", fee) :]
    case("seal-entry-removed", {JOURNAL: removed})
    added = (
        '\n2026-02-21 * "Trần Văn Ba" "Hội phí" ^PT-2026-0090\n  member: "M002"\n'
        "  Tài-Sản:Quỹ-Hoạt-Động:Tiền-Mặt  5,000 VND\n"
        "  Thu-Nhập:Quỹ-Hoạt-Động:Hội-Phí  -5,000 VND\n"
    )
    case("seal-entry-added", {JOURNAL: journal + added}, line=journal.count("\n") + 2)
    renamed = {REGISTER: register.replace('"Lê Văn Sáu"', '"Lê Văn Bảy"')}
    case(
        "seal-member-renamed", renamed, line=line_of(register, '2026-01-15 custom "member" "M006"')
    )
    case("seal-file-changed", {MARCH: march.replace("416170", "416171")})
    case("seal-file-unreadable", {MARCH: march[: len(march) // 2]})
    seal = read_seal(sealed, "2026-03.json").seal
    case("seal-made-anew", {MARCH: write_seal(replace(seal, minutes="BB-2026-09"))})
    alone = replace(seal, previous=None, previous_parts=())
    other = register.replace(seal.code, alone.code)
    case("seal-out-of-chain", {MARCH: write_seal(alone), REGISTER: other})
    said = register.index('2026-04-27 custom "month-sealed"')
    case("seal-line-removed", {REGISTER: register[:said].rstrip("\n") + "\n"})
    case("seal-month-twice", {REGISTER: register + register[said:]})
    for name, day, month in (
        ("seal-month-left-out", "2026-06-21", "2026-05"),
        ("seal-month-not-over", "2026-04-28", "2026-04"),
    ):
        line = f'\n{day} custom "month-sealed" "{month}"\n  code: "0000-0000-0000"\n'
        text = register + line + '  minutes: "BB-2026-06"\n'
        places = {} if name == "seal-month-left-out" else {"line": register.count("\n") + 2}
        case(name, {REGISTER: text}, **places)


if __name__ == "__main__":
    write_good()
    write_cases(SEALED)
