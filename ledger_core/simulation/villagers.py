"""The people of an invented club, with what `people.csv` keeps of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from ledger_core.books.people import Hardship, Sex
from ledger_core.simulation.chance import Chance
from ledger_core.simulation.names import person_name

OLDER_FROM = 60
"""Age in years from which a person counts as older (Law on the Elderly)."""

_HARDSHIP = (
    (Hardship.NONE, 320), (Hardship.POOR, 240), (Hardship.NEAR_POOR, 240),
    (Hardship.DIFFICULT, 200),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Villager:
    """A person as the club's register and `people.csv` know them; no telephone, no identity card.

    Attributes:
      name: Full name, unique within the club.
      sex: Sex.
      born: Year of birth.
      hardship: The household's hardship.
      household: Code of the household.
    """

    name: str
    sex: Sex
    born: int
    hardship: Hardship
    household: str


class Village:
    """Where members come from: people with names that no other member of the club has."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._names: set[str] = set()
        self._households = 0

    def person(self, sex: Sex, age: int, year: int) -> Villager:
        """Return somebody who turns `age` in `year`."""
        chance = self._chance
        name = person_name(chance, sex)
        while name in self._names:
            name = person_name(chance, sex)
        self._names.add(name)
        # About one in six lives with a member who joined before.
        if not self._households or not chance.happens(170):
            self._households += 1
            household = self._households
        else:
            household = 1 + chance.below(self._households)
        hardship = chance.weighted(_HARDSHIP)
        return Villager(name, sex, year - age, hardship, f"H{household:03d}")

    def founders(
        self, count: int, *, women_percent: int, older_percent: int, year: int
    ) -> Iterator[Villager]:
        """Yield those who start a club, with these shares of women and older persons."""
        chance = self._chance
        women, older = (-(-count * percent // 100) for percent in (women_percent, older_percent))
        sexes = chance.shuffled([Sex.FEMALE] * women + [Sex.MALE] * (count - women))
        old = chance.shuffled([True] * older + [False] * (count - older))
        for sex, is_old in zip(sexes, old, strict=True):
            yield self.person(sex, self._age(older=is_old), year)

    def newcomer(self, year: int) -> Villager:
        """Return somebody who joins later."""
        sex = Sex.FEMALE if self._chance.happens(650) else Sex.MALE
        return self.person(sex, self._age(older=self._chance.happens(650)), year)

    def _age(self, *, older: bool) -> int:
        chance = self._chance
        if not older:
            return chance.between(32, OLDER_FROM - 1)
        # Most are in their sixties.
        return chance.weighted(((chance.between(60, 69), 600), (chance.between(70, 88), 400)))
