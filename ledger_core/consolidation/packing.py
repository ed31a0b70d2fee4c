"""How a snapshot lies in the store: in blocks, so that a report reads only what it asks for.

The figures of a club lie in one block for each calendar year, which begins with what stood before
it, so that one block answers for any of its days. A block is compressed: its length of rows, the
places of their days in the year, then every row as 64-bit numbers.
"""

import json
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from ledger_core.consolidation.flattening import flattened, month_of
from ledger_core.consolidation.snapshot import ClubSnapshot, MonthFacts, SealMark, Steps
from ledger_core.consolidation.strict_json import from_json, to_json
from ledger_core.portfolio.period import month_end

NO_STEPS: Final = Steps((), ())
MOST_BYTES: Final = 64_000_000
"""What a block may be unpacked."""
_HEAD: Final = struct.Struct("<HH")
_MONTHS_OF_A_YEAR: Final = 12


class PackedSnapshot(NamedTuple):
    """A snapshot as the store takes it.

    Attributes:
        key: What tells the club from every other.
        identity: Which club, as JSON.
        last_day: The day of its last entry.
        findings: Number of findings by severity and rule, as JSON.
        portfolio: Blocks of the portfolio's rows by year.
        money_keys: What the columns of its money are.
        money: Blocks of its money by year.
        months: The facts of each month-end, by `month_number`.
        details: Everything else.
        seals: The sealed months.
    """

    key: str
    identity: str
    last_day: date
    findings: str
    portfolio: tuple[tuple[int, bytes], ...]
    money_keys: str
    money: tuple[tuple[int, bytes], ...]
    months: tuple[tuple[int, bytes], ...]
    details: bytes
    seals: tuple[SealMark, ...]


def month_number(end: date) -> int:
    """Return the number of a month, counted from the beginning of the calendar."""
    return end.year * _MONTHS_OF_A_YEAR + end.month


def packed(snapshot: ClubSnapshot) -> PackedSnapshot:
    """Return a snapshot in blocks."""
    money = snapshot.money
    rest = replace(
        snapshot, portfolio=NO_STEPS, money=replace(money, keys=(), steps=NO_STEPS), months=()
    )
    return PackedSnapshot(
        key=snapshot.club.key,
        identity=_text(to_json(snapshot.club)),
        last_day=snapshot.last_day,
        findings=_text(snapshot.finding_counts),
        portfolio=tuple(year_blocks(snapshot.portfolio)),
        money_keys="\n".join(money.keys),
        money=tuple(year_blocks(money.steps)),
        months=tuple(
            (month_number(month.end), _pack(flattened(month))) for month in snapshot.months
        ),
        details=_pack(to_json(rest)),
        seals=snapshot.seals,
    )


def unpacked_rest(block: bytes) -> ClubSnapshot:
    """Return a snapshot without its steps and months."""
    return from_json(ClubSnapshot, _unpack(block))


def unpacked_month(end: date, block: bytes) -> MonthFacts:
    """Return the facts of a month-end."""
    return month_of(end, _unpack(block))


def end_of_month(number: int) -> date:
    """Return the last day of a month by its number."""
    year, month = divmod(number - 1, _MONTHS_OF_A_YEAR)
    return month_end(date(year, month + 1, 1))


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pack(value: object) -> bytes:
    return zlib.compress(_text(value).encode("utf-8"))


def _unpack(block: bytes) -> Any:  # noqa: ANN401 (any JSON value)
    return json.loads(_inflated(block))


def _inflated(block: bytes) -> bytes:
    return zlib.decompressobj().decompress(block, MOST_BYTES)


def year_blocks(steps: Steps) -> Iterator[tuple[int, bytes]]:
    """Yield a block for each year from the first step's to the last one's."""
    before: tuple[int, ...] | None = None
    place = 0
    years = range(steps.days[0].year, steps.days[-1].year + 1) if steps.days else ()
    for year in years:
        end = bisect_right(steps.days, date(year, 12, 31), place)
        days = [day.timetuple().tm_yday for day in steps.days[place:end]]
        rows = list(steps.rows[place:end])
        if before is not None and (not days or days[0] > 1):
            days, rows = [1, *days], [before, *rows]
        yield year, _block(days, rows)
        place, before = end, rows[-1]


def _block(days: Sequence[int], rows: Sequence[Sequence[int]]) -> bytes:
    width = len(rows[0])
    parts = [_HEAD.pack(len(rows), width), struct.pack(f"<{len(days)}H", *days)]
    pack = struct.Struct(f"<{width}q").pack
    parts += [pack(*row) for row in rows]
    return zlib.compress(b"".join(parts))


def row_on(block: bytes, day: date) -> tuple[int, ...] | None:
    """Return the row of a block that counts on `day`, None before its first.

    A day of a later year has the block's last row.
    """
    plain = _inflated(block)
    count, width = _HEAD.unpack_from(plain)
    days = struct.unpack_from(f"<{count}H", plain, _HEAD.size)
    place = bisect_right(days, day.timetuple().tm_yday)
    if not place:
        return None
    return struct.unpack_from(f"<{width}q", plain, _row_start(count, width, place - 1))


def rows_of(block: bytes, year: int) -> Iterator[tuple[date, tuple[int, ...]]]:
    """Yield every row of a block with its day."""
    plain = _inflated(block)
    count, width = _HEAD.unpack_from(plain)
    first = date(year, 1, 1).toordinal() - 1
    for place, day in enumerate(struct.unpack_from(f"<{count}H", plain, _HEAD.size)):
        start = _row_start(count, width, place)
        yield date.fromordinal(first + day), struct.unpack_from(f"<{width}q", plain, start)


def _row_start(count: int, width: int, place: int) -> int:
    return _HEAD.size + 2 * count + 8 * width * place
