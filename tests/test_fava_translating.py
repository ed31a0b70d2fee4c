"""Fava in Vietnamese: whole, in the terms of the field, and chosen as the reader wants it."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import fava
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from club_fava.launcher import viewer
from club_fava.translating import FOLDER
from tests.clubs import small_club

OF_FAVA = Path(fava.__file__).parent / "translations"
OURS = FOLDER / "vi" / "LC_MESSAGES" / "messages.po"


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale="vi", abort_invalid=True)


def texts(found: Catalog) -> Iterator[tuple[str, str]]:
    return ((str(message.id), str(message.string)) for message in found if message.id)


def test_every_message_of_the_installed_fava_is_translated() -> None:
    """Fails when a release of Fava adds a message: translate it in `translations/vi`."""
    asked = {text for text, _empty in texts(catalogue(OF_FAVA / "messages.pot"))}
    ours = dict(texts(catalogue(OURS)))
    assert sorted(asked - ours.keys()) == []
    assert sorted(ours.keys() - asked) == []
    assert [text for text, translation in ours.items() if not translation.strip()] == []
    assert len(ours) == len(asked) >= 148


def test_the_catalogue_is_sound() -> None:
    found = catalogue(OURS)
    for message in found:
        assert not message.fuzzy
        assert unicodedata.is_normalized("NFC", str(message.string))
        assert list(message.check(found)) == []
        assert str(message.id).count("\n") == str(message.string).count("\n") or not message.id


def test_the_catalogue_lies_as_those_of_fava_do() -> None:
    """The same folders and name, so that it can be offered to Fava as it is."""
    theirs = OF_FAVA / "fr" / "LC_MESSAGES" / "messages.po"
    parts = theirs.relative_to(OF_FAVA).parts
    assert OURS.relative_to(FOLDER).parts == ("vi", *parts[1:])
    assert OURS.with_suffix(".mo").is_file()


@pytest.fixture(scope="module")
def clubs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A club of each template."""
    folder = tmp_path_factory.mktemp("clubs")
    return {name: small_club(folder / name, template=name) for name in ("vi", "en")}


@pytest.mark.parametrize(
    ("template", "accept", "asked", "shown"),
    [
        ("vi", None, None, "Sổ nhật ký"),
        ("vi", "en-US,en;q=0.9,vi;q=0.8", None, "Sổ nhật ký"),  # a Vietnamese on an English system
        ("vi", "en-US,en;q=0.9", None, None),
        ("vi", "de", None, "Journal"),
        ("vi", "xx", None, "Sổ nhật ký"),
        ("vi", "vi", "en", None),
        ("en", None, None, None),
        ("en", "vi-VN,vi", None, "Sổ nhật ký"),
        ("en", "en", "vi", "Sổ nhật ký"),
    ],
)
def test_the_language_follows_the_wish_the_club_and_the_browser(
    clubs: dict[str, Path],
    template: str,
    accept: str | None,
    asked: str | None,
    shown: str | None,
) -> None:
    app = viewer([clubs[template] / "activity-fund.beancount"], asked)
    client = app.test_client()
    start = client.get("/").headers["Location"].split("/")[1]
    headers = {} if accept is None else {"Accept-Language": accept}
    got = client.get(f"/{start}/journal/", headers=headers).get_data(as_text=True)
    words = got.split('id="translations">')[1].split("</script>")[0]
    found = words.encode().decode("unicode_escape")
    assert (f'"Journal":"{shown}"' in found) if shown else ('"Journal"' not in found)


def test_a_book_may_ask_for_vietnamese_itself(tmp_path: Path) -> None:
    folder = small_club(tmp_path / "clb", template="en")
    with (folder / "club.beancount").open("a", encoding="utf-8") as book:
        book.write('\n2026-01-15 custom "fava-option" "language" "vi"\n')
    app = viewer([folder])
    ledgers = app.config["LEDGERS"]
    ledger = ledgers[ledgers.first_slug()]
    assert ledger.fava_options.language == "vi"
    assert ledger.fava_options_errors == []


def test_amounts_are_written_as_in_vietnam(tmp_path: Path) -> None:
    app = viewer([small_club(tmp_path / "clb", capital=1_234_567)])
    ledgers = app.config["LEDGERS"]
    ledger = ledgers[ledgers.first_slug()]
    assert ledger.fava_options.locale == "vi"
    client = app.test_client()
    start = client.get("/").headers["Location"].split("/")[1]
    journal = client.get(f"/{start}/api/account_report?a=T%C3%A0i-S%E1%BA%A3n").get_json()
    assert "1.234.567" in journal["data"]["journal"]
