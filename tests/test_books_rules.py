"""The rules of a club are set whole: what a decision does not name stays as it was."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_core.books.actions import RulesRequest, rules_as_written, set_rules
from ledger_core.books.actions.rules import SHARES, SharesNotWhole
from ledger_core.books.literals import VND
from ledger_core.books.session import open_club, writing
from ledger_core.club import ClubRules, InterestShares
from tests.clubs import small_club

DAY = date(2026, 2, 21)


def test_what_is_not_named_stays(tmp_path: Path) -> None:
    folder = small_club(tmp_path / "club")
    before = rules_as_written(open_club(folder).book.register.rules_on(DAY))
    with writing(folder) as session:
        found = set_rules(session, RulesRequest(DAY, "BB-2026-02", {"membership-fee": VND(10_000)}))
        session.commit()
    after = rules_as_written(open_club(folder).book.register.rules_on(DAY))
    assert found.changed == {"membership-fee": (VND(5_000), VND(10_000))}
    assert after == {**before, "membership-fee": VND(10_000)}
    earlier = open_club(folder).book.register.rules_on(date(2026, 2, 20))
    assert rules_as_written(earlier) == before


def test_the_same_rules_again_enter_nothing(tmp_path: Path) -> None:
    with writing(small_club(tmp_path / "club")) as session:
        assert not set_rules(session, RulesRequest(DAY, "BB-2026-02", {"guarantor": False})).changed
        assert session.pending_text == ""


def test_shares_that_do_not_add_to_one_are_refused(tmp_path: Path) -> None:
    changes = {"share-to-activity": Decimal("0.8")}
    with writing(small_club(tmp_path / "club")) as session, pytest.raises(SharesNotWhole):
        set_rules(session, RulesRequest(DAY, "BB-2026-02", changes))


@given(parts=st.lists(st.integers(0, 100), min_size=3, max_size=3))
def test_every_rule_is_written(parts: list[int]) -> None:
    shares = [Decimal(part) / 100 for part in parts]
    rules = ClubRules(
        date(2026, 1, 1), interest_shares=InterestShares(shares[0], shares[1], shares[2])
    )
    written = rules_as_written(rules)
    assert [written[key] for key in SHARES[:3]] == shares
    assert len(written) == 13
