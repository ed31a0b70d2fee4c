"""Every command explains itself, wholly in the reader's language."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from ledger_core.cli import main
from ledger_core.cli.root import root
from ledger_core.messages import localedir

# Words that are typed as they stand, names, and what both languages write alike.
KEPT = re.compile(
    r"""--?[a-z-]+ | \[[a-z0-9|/-]+\] | clubledger(\ [a-z]+)* | people\.csv | truth\.json
    | CLB | JSON | Ctrl-C | Enter | APR | EIR | \d\S*""",
    re.VERBOSE,
)
ENGLISH = re.compile(
    r"\b(the|of|and|or|is|are|to|for|with|which|who|what|options?|usage|help|show|needed|default"
    r"|date|amount|number|name|code|day|year|club|loan|member|text|value|error|missing|command"
    r"|arguments?|required|month|write|books|folder|rate)\b",
    re.IGNORECASE,
)
# Values that Vietnamese sentences explain, such as `bank (gửi ngân hàng)`, and names of values.
VALUES = re.compile(r"\b[a-z]+(-[a-z]+)*(?= \()|\b(text|json|month|en|vi|f|m)\b")


def walk(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield words
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if isinstance(command, click.Group):
            yield from walk(command, (*words, name))
        else:
            yield (*words, name)


COMMANDS = list(walk(root))


def shown(words: tuple[str, ...], language: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main([*words, "--help", "--lang", language]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_in_vietnamese_leaves_no_english(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    text = shown(words, "vi", capsys)
    assert text.startswith("Cách dùng: clubledger")
    prose = text.splitlines()
    if "Các lệnh:" in text:  # names of commands stand before their explanations
        prose = [re.sub(r"^  [a-z]+(-[a-z]+)* ", "", line) for line in prose]
    found = [line for line in prose if ENGLISH.search(VALUES.sub("", KEPT.sub("", line)))]
    assert found == []


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_in_english_is_english(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    text = shown(words, "en", capsys)
    assert text.startswith("Usage: clubledger")
    assert not re.search(r"[ăâêơưạảấầẩẫậắằẳẵặẹẻẽếềểễệ]", text.replace("đồng", "").lower())


def test_a_language_may_stand_before_the_command_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "check", "--help"]) == 0
    assert capsys.readouterr().out.startswith("Usage: clubledger check CLUB")


def test_every_word_of_click_that_is_translated_is_one_of_click_s() -> None:
    folder = Path(click.__file__).parent
    keywords = {"_": None, "ngettext": (1, 2)}
    known = {
        text
        for _file, _line, text, _comments, _context in extract_from_dir(
            folder, [("**.py", "python")], keywords=keywords
        )
    }
    with (localedir() / "vi" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="vi")
    assert [message.id for message in catalogue if message.id and message.id not in known] == []
    assert all(message.string for message in catalogue if message.id)
