"""Where the invented clubs live: communes by the code of the statistics office.

`communes.csv` holds some communes of several provinces, codes and names as they stand since the
units were merged in July 2025 (there is no district between them). The codes count; a name is only
a label.
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
    text = resources.files(__package__).joinpath("communes.csv").read_text("utf-8")
    return tuple(
        Place(
            province=row["province_code"],
            province_name=row["province"],
            commune=row["commune_code"],
            commune_name=row["commune"],
        )
        for row in csv.DictReader(io.StringIO(text))
    )
