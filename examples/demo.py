"""One more meeting of the club Hạnh Phúc, with the commands: what `make demo` shows.

Copies the example's books into a fresh folder, records the meeting of 12 May 2026, checks the books
and prints the portfolio report, each command before its output, in Vietnamese.

    python examples/demo.py [FOLDER]     the copy goes below FOLDER; below demo/ when left out
"""

import io
import os
import shlex
import shutil
import sys
from itertools import count
from pathlib import Path

from ledger_core.cli import main

PROJECT = Path(__file__).resolve().parent.parent
EXAMPLE = PROJECT / "examples" / "hanh-phuc"
MEETING = "2026-05-12"

# What happens at the meeting: a remark for the reader, the command, and its options without the
# date. Amounts stand as people type them.
STEPS = (
    (
        "M025 bán bê: trả hết khoản vay nuôi bò và nộp hội phí, chung một phiếu thu cho hai quỹ.",
        ("receive",),
        "--member M025 --repayment 7.070.000 --fee 5000",
    ),
    (
        "M042 tháng trước vắng họp: nay nộp hai kỳ. Chương trình tự tách gốc và lãi.",
        ("receive",),
        "--member M042 --repayment 1.025.000 --fee 10k",
    ),
    (
        "M013 trả một phần nợ quá hạn; lãi chậm trả được tính theo quy chế.",
        ("receive",),
        "--member M013 --repayment 600k",
    ),
    (
        "Một thành viên mới vào câu lạc bộ …",
        ("member", "add"),
        "--name 'Đinh Thị Phượng' --sex f --born 1960",
    ),
    (
        "… nộp vốn góp và hội phí tháng đầu.",
        ("receive",),
        "--member M052 --capital 300k --fee 5k",
    ),
    (
        "Quỹ hoạt động chi thăm một thành viên ốm.",
        ("pay",),
        "--fund activity --for area-community-support --amount 150k --to 'Lê Văn Chức'",
    ),
    (
        "Cuối buổi họp, lãi thu được chia theo quy chế: 90 % sang Quỹ hoạt động, 10 % dự phòng.",
        ("distribute",),
        "",
    ),
)


def fresh_copy(folder: Path) -> Path:
    """Copy the example to the first free of `hanh-phuc`, `hanh-phuc-2`, … below `folder`."""
    names = (EXAMPLE.name if number == 1 else f"{EXAMPLE.name}-{number}" for number in count(1))
    target = next(folder / name for name in names if not (folder / name).exists())
    shutil.copytree(EXAMPLE, target)
    return target


def run(remark: str, words: list[str]) -> None:
    """Print a command and run it; stop where it does."""
    print(f"\n# {remark}\n$ clubledger {shlex.join(words)}\n", flush=True)
    status = main(words)
    sys.stdout.flush()
    if status:
        sys.exit(status)


def demo(folder: Path) -> None:
    """Hold the meeting in a copy below `folder`."""
    club = os.path.relpath(fresh_copy(folder))
    if isinstance(sys.stdout, io.TextIOWrapper):  # an old Windows terminal
        sys.stdout.reconfigure(encoding="utf-8")
    print(f"Bản sao sổ sách của câu lạc bộ ví dụ Hạnh Phúc nằm ở: {club}")
    print("Buổi họp ngày 12/05/2026. Mỗi lệnh in ra bút toán mà nó ghi vào sổ.")
    for remark, command, options in STEPS:
        run(remark, [*command, club, *shlex.split(options), "--date", MEETING, "--yes"])
    run("Kiểm tra toàn bộ sổ sách.", ["check", club])
    run(
        "Báo cáo danh mục cho vay tính đến hết ngày họp.",
        ["report", "portfolio", club, "--as-of", MEETING],
    )
    print(f"\nXem sổ trong trình duyệt: clubledger view {shlex.quote(club)}")


if __name__ == "__main__":
    demo(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "demo")
