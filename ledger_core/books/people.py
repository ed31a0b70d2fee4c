"""`people.csv`: personal data of the members, beside the books and never part of them.

Birth, sex, household and hardship serve the scheme's targets; phone and identity number are
optional. The file never leaves the club by name (Law 91/2025/QH15).
"""

import csv
import io
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from pathlib import Path

from ledger_core.books.directives import PEOPLE_FILE
from ledger_core.books.session_errors import NotUtf8, PeopleFileDamaged


class Sex(StrEnum):
    """Sex, as the scheme's targets count it."""

    FEMALE = "f"
    MALE = "m"


class Hardship(StrEnum):
    """Why a member's household has priority."""

    NONE = "none"
    POOR = "poor"
    NEAR_POOR = "near-poor"
    DIFFICULT = "difficult"


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of one member, as text; an empty text is unknown.

    Attributes:
      code: Code of the member.
      sex: `f` or `m`.
      born: Year of birth, or full date.
      household: Code of the household, the same for those who live together.
      hardship: One of the words of `Hardship`.
      phone: Telephone number.
      identity: Number of the identity card; optional.
    """

    code: str
    sex: str = ""
    born: str = ""
    household: str = ""
    hardship: str = ""
    phone: str = ""
    identity: str = ""


OLDEST = 130
"""An age above it is a slip of the pen."""


def age_on(born: str, day: date) -> int | None:
    """Return the age of a person on `day`, None where the birth is not known or cannot be true.

    Args:
      born: Year of birth, or full date. Of a year alone, the age reached in the year of `day`.
      day: The day.
    """
    try:
        if born.isdigit():
            age = day.year - int(born)
        else:
            birth = date.fromisoformat(born)
            birthday_to_come = (day.month, day.day) < (birth.month, birth.day)
            age = day.year - birth.year - birthday_to_come
    except ValueError:
        return None
    return age if 0 <= age <= OLDEST else None


def people_of(folder: Path) -> dict[str, Person]:
    """Return the people of a club's folder by member code, none where there is no such file.

    Raises:
      PeopleFileDamaged: the header or a row does not have the columns of the format.
      NotUtf8: the file is not UTF-8.
    """
    path = folder / PEOPLE_FILE
    if not path.is_file():
        return {}
    try:
        return read_people(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise NotUtf8(PEOPLE_FILE) from None


_COLUMNS = tuple(field.name for field in fields(Person))
EMPTY_PEOPLE = ",".join(_COLUMNS) + "\n"


def read_people(text: str) -> dict[str, Person]:
    """Read `people.csv` by member code.

    Raises:
      PeopleFileDamaged: the header or a row does not have the columns of the format.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    try:
        return _people(rows)
    except csv.Error:  # such as a carriage return in the middle of a row
        raise PeopleFileDamaged(max(1, rows.line_num)) from None


def _people(rows: "csv.DictReader[str]") -> dict[str, Person]:
    if rows.fieldnames is None or "code" not in rows.fieldnames:
        raise PeopleFileDamaged(1)
    people = {}
    for row in rows:
        if None in row or row["code"] is None or row["code"] in people:
            raise PeopleFileDamaged(rows.line_num)
        values = {name: row.get(name) or "" for name in _COLUMNS}
        people[row["code"]] = Person(**values)
    return people


def write_people(people: dict[str, Person]) -> str:
    """Return `people.csv` as text, sorted by code."""
    target = io.StringIO()
    writer = csv.DictWriter(target, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for _, person in sorted(people.items()):
        writer.writerow(asdict(person))
    return target.getvalue()
