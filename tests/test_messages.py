import enum
import pickle
import subprocess
import sys
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from hatch_build import catalogues, compiled
from ledger_core import messages
from ledger_core.errors import CannotRun, ClubledgerError
from ledger_core.figures import format_date, format_percent
from ledger_core.findings import Finding, Severity
from ledger_core.messages import (
    CatalogueMissing,
    Message,
    current_language,
    language,
    render,
    use_language,
)
from tests import catalogue

pytestmark = pytest.mark.xdist_group("messages")


@cache
def areas() -> dict[str, catalogue.Area]:
    """Read every area once."""
    return catalogue.read_areas()


@pytest.mark.parametrize("area", sorted(catalogue.area_names()))
def test_every_message_of_an_area_is_translated(area: str) -> None:
    to_do = "\n".join(catalogue.report(areas()[area], areas()))
    assert not to_do, f"python -m tests.catalogue {area}\n{to_do}"


def test_a_message_has_one_translation() -> None:
    seen: dict[str, tuple[str, str]] = {}
    for area in areas().values():
        for text, translation in area.translations.items():
            other, meant = seen.setdefault(text, (area.name, translation))
            assert translation == meant, f"{text!r} differs in {other}.po and {area.name}.po"


def test_every_message_is_a_marked_plain_text() -> None:
    assert [place for path in catalogue.sources() for place in catalogue.unmarked(path)] == []


def test_translations_are_composed_vietnamese() -> None:
    for area in areas().values():
        for translation in area.translations.values():
            assert unicodedata.is_normalized("NFC", translation), translation


def test_a_translation_has_the_lines_of_its_message() -> None:
    """A line too many is a piece of the catalogue's own form that slipped into a text."""
    for area in areas().values():
        for text, translation in area.translations.items():
            assert translation.count("\n") in (0, text.count("\n")), text
            assert not translation or translation.endswith("\n") == text.endswith("\n"), text


def test_compiled_catalogues_are_current(root: Path) -> None:
    assert catalogues(root)
    for path in catalogues(root):
        assert path.with_suffix(".mo").read_bytes() == compiled(path)


def test_a_message_is_shown_in_the_reader_s_language() -> None:
    message = Message("No amount was typed.")
    assert str(message) == "Chưa nhập số tiền."
    assert message.in_language("en") == "No amount was typed."
    with language("en"):
        assert str(message) == "No amount was typed."
        assert messages._("No amount was typed.") == "No amount was typed."
    assert current_language() == "vi"


def test_the_language_can_be_chosen_for_good() -> None:
    use_language("en")
    assert str(Message("error")) == "error"
    with pytest.raises(ValueError, match="'fr'"):
        use_language("fr")


def test_values_are_written_as_the_language_writes_them() -> None:
    text = "{amount:money} {day:date} {rate:percent} {who} {all:money}"
    values = {
        "amount": 1_234_567,
        "day": date(2026, 4, 21),
        "rate": Fraction(203, 1000),
        "who": Message("error"),
        "all": (1_000, 2_000),
    }
    assert render(text, values, "vi") == "1.234.567 21/04/2026 20,3 % lỗi 1.000; 2.000"
    assert render(text, values, "en") == "1,234,567 2026-04-21 20.3 % error 1,000; 2,000"


def test_enum_members_are_shown_by_their_label() -> None:
    class Plain(enum.StrEnum):
        ONE = "one"

    values = {"severity": Severity.BREACH, "plain": Plain.ONE, "members": ["M001", "M003"]}
    text = "{severity} {plain} {members}"
    assert render(text, values, "vi") == "vi phạm quy định one M001, M003"
    assert render(text, values, "en") == "breach of a rule one M001, M003"


@pytest.mark.parametrize(
    ("ratio", "vi"),
    [
        (Fraction(1, 100), "1 %"),
        (Decimal("0.2164"), "21,64 %"),
        (Fraction(1, 3), "33,33 %"),
        (Fraction(1, 60), "1,67 %"),
        (Fraction(-1, 60), "-1,67 %"),
        (Decimal("0.00005"), "0,01 %"),
        (Decimal("12.5"), "1.250 %"),
        (0, "0 %"),
        (1, "100 %"),
    ],
)
def test_a_ratio_is_written_as_a_percentage(ratio: int | Decimal | Fraction, vi: str) -> None:
    assert format_percent(ratio, "vi") == vi


def test_a_figure_that_is_no_amount_is_shown_as_it_is() -> None:
    values = {"amount": Decimal("1234.50")}
    assert render("{amount:money}", values, "vi") == "1.234,5"
    assert render("{amount:money}", {"amount": Decimal("100.000")}, "vi") == "100"
    assert render("{amount:money}", {"amount": Fraction(-5, 2)}, "en") == "-2.5"


def test_a_day_does_not_depend_on_the_computer_s_settings() -> None:
    assert format_date(date(2026, 1, 5), "vi") == "05/01/2026"
    assert format_date(date(33, 1, 5), "en") == "0033-01-05"


def test_a_value_is_never_looked_into() -> None:
    with pytest.raises(KeyError):
        render("{day.__class__}", {"day": date(2026, 4, 21)}, "en")
    with pytest.raises(ValueError, match="'money'"):
        render("{amount:money}", {"amount": 1.5}, "en")


def test_a_message_is_refused_where_its_values_do_not_fit() -> None:
    with pytest.raises(ValueError, match="member"):
        Message("Member {member} is not in the register.")
    with pytest.raises(ValueError, match="loan"):
        Message("Member {member} is not in the register.", member="M099", loan="L2026-001")


def test_messages_can_be_compared_kept_in_sets_and_sent_to_other_processes() -> None:
    message = Message("{a} {b}", a=1, b=2)
    assert message == Message("{a} {b}", b=2, a=1)
    assert len({message, Message("{a} {b}", b=2, a=1)}) == 1
    assert pickle.loads(pickle.dumps(message)) == message  # noqa: S301 (our own bytes)
    assert message.values == {"a": 1, "b": 2}


def test_without_catalogues_a_message_appears_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "localedir", lambda: tmp_path)
    messages.catalogue.cache_clear()
    try:
        with pytest.warns(CatalogueMissing, match="no message catalogue"):
            assert str(Message("error")) == "error"
        folder = tmp_path / "vi" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "base.po").touch()  # not compiled: read from its source
        (folder / "loans.mo").write_bytes(b"torn")
        messages.catalogue.cache_clear()
        with pytest.warns(CatalogueMissing) as warned:
            assert str(Message("error")) == "error"
        assert len(warned) == 1
    finally:
        messages.catalogue.cache_clear()


def test_a_treasurer_sees_no_warning_about_catalogues(tmp_path: Path) -> None:
    program = (
        "import ledger_core.messages as m, pathlib, sys;"
        "m.localedir = lambda: pathlib.Path(sys.argv[1]); print(m.Message('error'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("error\n", "")


def test_errors_carry_message_remedy_and_exit_code() -> None:
    error = CannotRun(Message("No amount was typed."))
    assert (str(error), error.remedy, error.exit_code) == ("Chưa nhập số tiền.", None, 2)
    assert ClubledgerError.exit_code == 1


def test_only_errors_and_unexcused_breaches_block() -> None:
    def finding(severity: Severity, exception: str | None = None) -> Finding:
        return Finding(
            "rule", severity, "a.beancount", 1, None, Message("error"), exception=exception
        )

    assert finding(Severity.ERROR).blocking
    assert finding(Severity.ERROR, "BB-2026-05").blocking
    assert finding(Severity.BREACH).blocking
    assert not finding(Severity.BREACH, "BB-2026-05").blocking
    assert not finding(Severity.WARNING).blocking
    assert not finding(Severity.INFORMATION).blocking


def test_a_fresh_checkout_speaks_vietnamese_without_compiled_catalogues(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody compiled the catalogues they are read from their sources."""
    sources = messages.localedir()
    for source in sources.rglob("*.po"):
        target = tmp_path / source.relative_to(sources)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    monkeypatch.setattr(messages, "localedir", lambda: tmp_path)
    messages.catalogue.cache_clear()
    try:
        assert messages.translated("Check the books", "vi") == "Kiểm tra sổ sách"
    finally:
        messages.catalogue.cache_clear()
