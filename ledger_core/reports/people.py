"""How reports part people: by sex, by age and by hardship."""

from datetime import date

from ledger_core.books.people import Hardship, Person, Sex, age_on
from ledger_core.messages import Message, N_
from ledger_core.reports.period_people import OLDER_FROM

UNKNOWN = Message(N_("not stated"))

_SEXES = {Sex.FEMALE.value: Message(N_("women")), Sex.MALE.value: Message(N_("men"))}
_HARDSHIPS = {
    Hardship.POOR.value: Message(N_("poor household")),
    Hardship.NEAR_POOR.value: Message(N_("near-poor household")),
    Hardship.DIFFICULT.value: Message(N_("in hardship")),
    Hardship.NONE.value: Message(N_("no hardship")),
}
_AGES = (
    (40, Message(N_("under 40 years"))),
    (60, Message(N_("40–59 years"))),
    (70, Message(N_("60–69 years"))),
    (80, Message(N_("70–79 years"))),
    (1000, Message(N_("80 years and older"))),
)


def sex_of(person: Person | None) -> Message:
    """Return a person's sex in words."""
    return UNKNOWN if person is None else _SEXES.get(person.sex, UNKNOWN)


def hardship_of(person: Person | None) -> Message:
    """Return the hardship of a person's household in words."""
    return UNKNOWN if person is None else _HARDSHIPS.get(person.hardship, UNKNOWN)


def age_band(person: Person | None, day: date) -> Message:
    """Return the band of ages that a person belongs to on a day."""
    age = None if person is None else age_on(person.born, day)
    if age is None:
        return UNKNOWN
    return next(label for limit, label in _AGES if age < limit)


def is_older(person: Person, day: date) -> bool | None:
    """Whether a person is an older person on a day; None where no birth is on record."""
    age = age_on(person.born, day)
    return None if age is None else age >= OLDER_FROM


SEX_ORDER = (*_SEXES.values(), UNKNOWN)
HARDSHIP_ORDER = (*_HARDSHIPS.values(), UNKNOWN)
AGE_ORDER = (*(label for _, label in _AGES), UNKNOWN)
