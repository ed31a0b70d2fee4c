"""Reads a return that somebody sent, and trusts nothing in it.

Refused are: files too large or too deep, other text than UTF-8, a key twice, NaN and numbers with
decimals, what is not of the form or out of range, a digest that does not fit, and figures that
contradict each other.
"""

import json
from pathlib import Path
from typing import Any, Final

from ledger_core.books.disk.files import read_regular_file
from ledger_core.club import Fund, Role
from ledger_core.club.targets import Measure
from ledger_core.consolidation.figures import COLUMNS, PLACES, portfolio_of_row
from ledger_core.consolidation.returns.digest import digest_of
from ledger_core.consolidation.returns.form import MARK, SCHEMA, ClubReturn
from ledger_core.consolidation.snapshot import MonthFacts
from ledger_core.consolidation.strict_json import NotOfTheForm, from_json
from ledger_core.messages import Message, N_
from ledger_core.portfolio import PAR_DAYS, Period, PeriodFacts, month_end

LARGEST: Final = 1_000_000
"""Bytes that a return may have; a real one has some twenty thousand."""
DEEPEST: Final = 12
"""Brackets within brackets that a return may have; a real one has six."""
MOST_DIGITS: Final = 18
YEARS: Final = range(1950, 2200)
"""Years that reports over clubs speak of: those that a club's books may have."""


class NotAReturn(ValueError):
    """A file is no return that can be used.

    Attributes:
        reason: The word of the reason: `return-too-large`, `return-unreadable`, `return-version`,
            `return-form`, `return-digest`, `return-contradiction`.
        message: The reason in words.
    """

    def __init__(self, reason: str, message: Message) -> None:
        super().__init__(reason)
        self.reason = reason
        self.message = message


def read_return(path: Path) -> ClubReturn:
    """Read a return's file.

    Raises:
        NotAReturn: it is none, or nothing that can be relied on.
    """
    try:
        if path.lstat().st_size > LARGEST:
            raise _too_large()
        content = read_regular_file(path)
    except OSError:
        content = None
    if content is None:
        raise _unreadable()
    return parse_return(content)


def parse_return(content: bytes) -> ClubReturn:
    """Read the bytes of a return's file.

    Raises:
        NotAReturn: they are none, or nothing that can be relied on.
    """
    if len(content) > LARGEST:
        raise _too_large()
    said = _json(content)
    version = said.get(MARK)
    if version != SCHEMA or type(version) is not int:
        raise NotAReturn(
            "return-version",
            Message(N_("The return has another form than this program reads; update one of them.")),
        )
    try:
        found = from_json(ClubReturn, said)
    except NotOfTheForm as error:
        raise _not_of_the_form() from error
    if digest_of(said) != found.digest:
        raise NotAReturn(
            "return-digest", Message(N_("The return was changed after it was written."))
        )
    _check(found)
    return found


def _json(content: bytes) -> dict[str, Any]:
    try:
        text = content.decode("utf-8")
        if _depth(text) > DEEPEST:
            raise _unreadable()
        said = json.loads(
            text,
            object_pairs_hook=_each_key_once,
            parse_constant=_no_number,
            parse_float=_no_number,
            parse_int=_whole,
        )
    except (ValueError, RecursionError) as error:
        raise _unreadable() from error
    if not isinstance(said, dict):
        raise _unreadable()
    return said


def _depth(text: str) -> int:
    """Return how deep brackets lie within brackets; those within texts count too, which is safe."""
    deepest = depth = 0
    for sign in text:
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) != len(pairs):
        message = "a key twice"
        raise ValueError(message)
    return said


def _no_number(text: str) -> int:
    raise ValueError(text[:20])


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise ValueError(text[:20])
    return int(text)


def _check(found: ClubReturn) -> None:
    """Refuse figures that cannot all be true."""
    period, year = found.period, found.year
    if not all(map(_in_the_calendar, (period, year.period, found.month.period))):
        raise _not_of_the_form()
    right = (
        found.portfolio.keys() == set(COLUMNS),
        period.end == month_end(period.end),
        year.period == Period.year_to(period.end),
        found.month.period == Period.month_of(period.end),
        found.club.founded <= period.end,
        all(map(_days_fit, (year, found.month))),
        all(
            _is_fund_and_role(key)
            for amounts in (found.receipts, found.payments, found.balances)
            for key in amounts
        ),
        found.opening.keys() == {fund.value for fund in Fund},
        found.measures.keys() <= {measure.value for measure in Measure},
        all(part.whole is None or part.part <= part.whole for part in found.measures.values()),
    )
    if not all(right):
        raise _not_of_the_form()
    if not _agrees(found):
        raise NotAReturn(
            "return-contradiction",
            Message(N_("Figures of the return contradict each other.")),
        )


def _in_the_calendar(period: Period) -> bool:
    return period.start.year in YEARS and period.end.year in YEARS


def _days_fit(facts: PeriodFacts) -> bool:
    days = tuple(balance.day for balance in facts.balances)
    pars = {str(n) for n in PAR_DAYS}
    of_pars = facts.portfolio.at_risk.keys() == facts.portfolio.late.keys() == pars
    return of_pars and days == facts.period.balance_days


def _is_fund_and_role(key: str) -> bool:
    fund, _, role = key.partition("/")
    return fund in {each.value for each in Fund} and role in {each.value for each in Role}


def _agrees(found: ClubReturn) -> bool:
    row = found.row
    if any(number < 0 for number in row):
        return False
    portfolio = portfolio_of_row(found.day, row)
    gross, facts = portfolio.gross_loan_portfolio, found.year.portfolio
    return (
        sum(row[PLACES["bucket_principal"]]) == gross
        and sum(row[PLACES["group_principal"]]) == gross
        and sum(row[PLACES["bucket_loans"]]) == portfolio.active_loans
        and sum(row[PLACES["group_loans"]]) == portfolio.active_loans
        and portfolio.borrowers <= portfolio.active_loans
        and portfolio.overdue_principal <= gross
        and all(par.amount_without_rescheduled <= par.amount <= gross for par in portfolio.par)
        and facts.gross_loan_portfolio == gross
        and all(facts.at_risk[str(par.days)] == par.amount for par in portfolio.par)
        and not sum(found.balances.values())
    )


def _too_large() -> NotAReturn:
    return NotAReturn("return-too-large", Message(N_("The return is larger than a return can be.")))


def _unreadable() -> NotAReturn:
    return NotAReturn("return-unreadable", Message(N_("The return cannot be read.")))


def _not_of_the_form() -> NotAReturn:
    return NotAReturn(
        "return-form", Message(N_("Something in the return is not of the form of a return."))
    )


def measured(found: ClubReturn) -> MonthFacts | None:
    """Return what a return says of its month as `MonthFacts`, hidden numbers left out."""
    return MonthFacts(
        end=found.day,
        year=found.year,
        month=found.month,
        measures=found.measures,
        sexes=_whole_or_none(found.sexes),
        ages=_whole_or_none(found.ages),
        hardships=_whole_or_none(found.hardships),
    )


def _whole_or_none(bands: Any) -> dict[str, int]:  # noqa: ANN401 (a mapping of bands)
    return {} if None in bands.values() else dict(bands)
