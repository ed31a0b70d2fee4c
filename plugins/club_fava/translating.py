"""Fava in Vietnamese: its catalogue, and which language a reader gets.

Fava's own translations have no Vietnamese. Ours stands in `translations/vi`, in the layout and with
the name that Fava's own have, so that it can be given to Fava as it is.
"""

from collections.abc import Callable
from pathlib import Path

import fava
from babel.core import Locale
from fava.context import g
from fava.core import fava_options
from fava.util import get_translations
from flask import Flask, request
from flask_babel import get_locale

from ledger_core.messages import LANGUAGES, use_language

VIETNAMESE = "vi"
FOLDER = Path(__file__).parent / "translations"


def translations_of(locale: Locale) -> str | None:
    """Return where a language's catalogue lies: what Fava asks about its option `language`."""
    if locale.language == VIETNAMESE:
        return str(FOLDER / VIETNAMESE / "LC_MESSAGES" / "messages.mo")
    return get_translations(locale)


def chosen_language(of_the_club: str) -> str:
    """Return the language of the page that is being asked for.

    The club's own, if the reader's browser accepts it or says nothing; else the browser's.
    """
    accepted = request.accept_languages
    if not accepted or accepted.best_match([of_the_club]):
        return of_the_club
    return accepted.best_match(["en", *fava.LOCALES]) or of_the_club


def add_vietnamese(app: Flask, language: str | None, club_language: Callable[[], str]) -> None:
    """Give an application of Fava the Vietnamese catalogue and our choice of language.

    Args:
      app: What `fava.application.create_app` returned.
      language: The language for all pages; None to choose for each reader.
      club_language: The language of the club whose page is being asked for.
    """
    if VIETNAMESE not in fava.LOCALES:
        fava.LOCALES.append(VIETNAMESE)
    fava_options.get_translations = translations_of  # type: ignore[attr-defined]

    def choose() -> str:
        ledger = getattr(g, "ledger", None)
        of_the_book = ledger.fava_options.language if ledger is not None else None
        return language or of_the_book or chosen_language(club_language())

    app.add_template_global(_language_tag, "language_of_page")
    babel = app.extensions["babel"]
    babel.translation_directories.append(str(FOLDER))
    babel.locale_selector = choose


def _language_tag() -> str:
    """Return the language of the page as HTML names it: `vi`, `zh-CN`."""
    return str(get_locale() or "en").replace("_", "-")


def page_language() -> str:
    """Return which of this program's languages the page that is being asked for speaks."""
    locale = get_locale()
    return locale.language if locale is not None and locale.language in LANGUAGES else "en"


def speak() -> None:
    """Let this program's own texts speak the language of the page."""
    use_language(page_language())
