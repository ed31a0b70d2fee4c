"""Provinces and communes by the code of the statistics office, as they stand since July 2025.

There is no district between them. The codes count; a name is only a label. `provinces.csv` holds
all provinces, `communes.csv` some communes of several: those where invented clubs live. A commune
that is not in it is shown by its code.
"""

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Place:
    """A commune.

    Attributes:
      province: Code of the province, two digits.
      province_name: Its name.
      commune: Code of the commune, five digits.
      commune_name: Its name, without "xã".
    """

    province: str
    province_name: str
    commune: str
    commune_name: str


@cache
def places() -> tuple[Place, ...]:
    """Return every commune of the table, in its order."""
    return tuple(
        Place(
            province=row["province_code"],
            province_name=row["province"],
            commune=row["commune_code"],
            commune_name=row["commune"],
        )
        for row in _rows("communes.csv")
    )


@cache
def province_names() -> dict[str, str]:
    """Return the name of every province by its code."""
    return {row["code"]: row["name"] for row in _rows("provinces.csv")}


@cache
def commune_names() -> dict[str, str]:
    """Return the names of the communes of the table by their codes."""
    return {place.commune: place.commune_name for place in places()}


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath(name).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))
