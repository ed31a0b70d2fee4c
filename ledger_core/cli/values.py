"""What options take: amounts, rates, days and words, as people type them."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import click

from ledger_core.cli.asking import Answers, Offer, OptionType, plain
from ledger_core.cli.errors import (
    MemberNotFound,
    NotADay,
    NotAMonth,
    NotAWholeNumber,
    NothingAtZero,
)
from ledger_core.messages import Message, current_language

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{4})")
_WHOLE = re.compile(r"[0-9]{1,12}")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def parse_day(text: str) -> date:
    """Read a day: `2026-03-21`, and in Vietnamese `21/3/2026`.

    English readers do not agree which of day and month comes first, so in English only the first
    form is taken.

    Raises:
      NotADay: the text is no day.
    """
    iso = _ISO.fullmatch(text.strip())
    day_first = _DAY_FIRST.fullmatch(text.strip()) if current_language() == "vi" else None
    try:
        if iso is not None:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if day_first is not None:
            return date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
    except ValueError:
        pass
    raise NotADay(text)


class DayType(OptionType):
    """A day."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:  # noqa: ANN401
        """Read the day."""
        del param, ctx
        return value if isinstance(value, date) else parse_day(value)


class DaysType(OptionType):
    """Days, parted by commas."""

    name = "dates"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[date, ...]:  # noqa: ANN401
        """Read the days."""
        del param, ctx
        if isinstance(value, tuple):
            return value
        return tuple(parse_day(part) for part in re.split(r"[,;\s]+", value.strip(",; ")))


class MonthType(OptionType):
    """A month of a year: `2026-03`, and in Vietnamese `3/2026`."""

    name = "month"

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401
        """Read the month."""
        from ledger_core.club import Month

        del param, ctx
        if not isinstance(value, str):
            return value
        other = _MONTH_FIRST.fullmatch(value.strip()) if current_language() == "vi" else None
        text = f"{other[2]}-{int(other[1]):02d}" if other else value.strip()
        try:
            return Month.parse(text)
        except ValueError:
            raise NotAMonth(value) from None


class AmountType(OptionType):
    """An amount in đồng, as people type it."""

    name = "amount"

    def __init__(self, *, zero: bool = False) -> None:
        self.zero = zero

    def convert(self, value: Any, param: Any, ctx: Any) -> int:  # noqa: ANN401
        """Read the amount."""
        from ledger_core.money import parse_amount

        del param, ctx
        amount = value if isinstance(value, int) else parse_amount(value)
        if not amount and not self.zero:
            raise NothingAtZero
        return amount


class NumberType(OptionType):
    """A whole number within limits."""

    name = "number"

    def __init__(self, lowest: int, highest: int) -> None:
        self.lowest = lowest
        self.highest = highest

    def convert(self, value: Any, param: Any, ctx: Any) -> int:  # noqa: ANN401
        """Read the number."""
        del param, ctx
        text = str(value).strip()
        number = int(text) if _WHOLE.fullmatch(text) else None
        if number is None or not self.lowest <= number <= self.highest:
            raise NotAWholeNumber(text, self.lowest, self.highest)
        return number


class RateType(OptionType):
    """A rate of interest, such as `1%/month`."""

    name = "rate"

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401
        """Read the rate."""
        from ledger_core.loans import parse_rate

        del param, ctx
        return parse_rate(value) if isinstance(value, str) else value


class TermType(OptionType):
    """One term of a loan with its value, such as `grace-principal=3`."""

    name = "term"

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401
        """Read the term."""
        from ledger_core.books.typed_terms import typed_term

        del param, ctx
        return typed_term(value) if isinstance(value, str) else value


class WordType(OptionType, Answers):
    """One of the words of an enumeration, which is imported when it is needed.

    Args:
      words: Returns the enumeration's members, or plain words.
      labels: What each word means, for questions; the words themselves if None.
    """

    name = "word"

    def __init__(
        self,
        words: Callable[[], Iterable[str]],
        labels: Callable[[], dict[str, Message]] | None = None,
    ) -> None:
        self.words = words
        self.labels = labels

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the words, as they are typed."""
        del param, ctx
        return f"[{'|'.join(str(word) for word in self.words())}]"

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401
        """Return the member of the enumeration; a label means the same as its word."""
        words = list(self.words())
        typed = plain(str(value))
        labels = self.labels() if self.labels is not None else {}
        meaning = {plain(str(label)): word for word, label in labels.items()}
        typed = meaning.get(typed, typed)
        found = next((word for word in words if str(word) == typed), None)
        if found is None:
            return click.Choice([str(word) for word in words]).convert(value, param, ctx)
        return found

    def offers(self, ctx: click.Context) -> Sequence[Offer]:
        """Return the words with what they mean."""
        del ctx
        labels = self.labels() if self.labels is not None else {}
        return [(str(word), str(labels.get(str(word), word))) for word in self.words()]


class MemberType(OptionType, Answers):
    """A member's code; at a terminal also a name, or a part of one."""

    name = "member"

    def meant(self, ctx: click.Context, typed: str) -> str:
        """Return the code of whoever answers to what was typed."""
        from ledger_core.books.session import open_club

        members = open_club(ctx.params["club"]).book.register.members
        if typed.upper() in members:
            return typed.upper()
        key = plain(typed)
        found = [member for member in members.values() if key in plain(member.name)]
        whole = [member for member in found if plain(member.name) == key]
        if len(whole or found) != 1:
            raise MemberNotFound(typed, [f"{m.code} {m.name}" for m in found[:_MOST_NAMED]])
        return (whole or found)[0].code


class CodesType(OptionType, Answers):
    """Codes of members, parted by commas or spaces."""

    name = "codes"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:  # noqa: ANN401
        """Return the codes."""
        del param, ctx
        return (
            value if isinstance(value, tuple) else tuple(re.split(r"[,;\s]+", value.strip(", ;")))
        )

    def meant(self, ctx: click.Context, typed: str) -> str:
        """Return the codes of those who are named, by code or by name."""
        return ",".join(MEMBER.meant(ctx, part) for part in re.split(r"\s*[,;]\s*", typed) if part)


class LoanType(OptionType, Answers):
    """A loan's number; at a terminal the loans in question are listed.

    Args:
      waiting: Whether loans that wait for their disbursement are meant (True), those that run
        (False) or all (None).
    """

    name = "loan"

    def __init__(self, *, waiting: bool | None) -> None:
        self.waiting = waiting

    def offers(self, ctx: click.Context) -> Sequence[Offer]:
        """Return the loans in question."""
        from ledger_core.books.session import open_club

        book = open_club(ctx.params["club"]).book
        member = ctx.params.get("member")
        found = []
        for record in book.loans.values():
            if record.terms is None or record.account is None:
                continue
            begun = record.account.disbursed + record.account.transferred_in
            waits = begun < record.agreed_on(date.max)
            runs = record.account.outstanding_principal > 0
            meant = {True: waits, False: runs, None: True}[self.waiting]
            if meant and member in (None, record.member):
                name = book.register.members[record.member].name
                found.append((record.loan, f"{record.loan}  {record.member} {name}"))
        return found


_MOST_NAMED = 8

DAY = DayType()
DAYS = DaysType()
MONTH = MonthType()
AMOUNT = AmountType()
AMOUNT_OR_ZERO = AmountType(zero=True)
RATE = RateType()
TERM = TermType()
CODES = CodesType()
MEMBER = MemberType()
