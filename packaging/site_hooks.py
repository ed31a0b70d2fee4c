"""What the documentation site needs besides its pages (`hooks` in mkdocs.yml).

The API reference is written from the list of public names, so that none is forgotten; links to
files of the project that are no page are shown as their names; and a site that would ask another
computer for anything is not built.
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from ledger_core import _HOME as PUBLIC_NAMES

_REFERENCE = "api-reference.md"
_MARK = "<!-- every public name -->"
_LINK = re.compile(r"\[([^\]]+)\]\(\.\./(?!\.\.)[^)]*\)")
_ASKED_FOR = re.compile(
    r"""<(?:script|img|iframe|source|audio|video|embed)\b[^>]*\bsrc=["']?(?:https?:)?//[^"' >]*"""
    r"""|<link\b(?![^>]*\brel=["']?(?:canonical|alternate))[^>]*"""
    r"""\bhref=["']?(?:https?:)?//[^"' >]*"""
    r"""|url\(["']?(?:https?:)?//[^)]*|@import\s+["'](?:https?:)?//[^"']*"""
)


def on_page_markdown(markdown: str, *, page: Page, **_: object) -> str:
    """Write the reference, and take links off that lead to no page."""
    source = page.file.src_uri
    if source == _REFERENCE:
        return markdown.replace(_MARK, _references())
    return markdown if "/" in source else _LINK.sub(r"\1", markdown)


def _references() -> str:
    names: dict[str, list[str]] = {}
    for name, home in PUBLIC_NAMES.items():
        names.setdefault(home, []).append(name)
    return "\n\n".join(
        "\n\n".join([f"## `{home}`", *(f"::: {home}.{name}" for name in found)])
        for home, found in names.items()
    )


def on_post_build(*, config: MkDocsConfig) -> None:
    """Refuse a site that loads anything from another computer.

    Raises:
      PluginError: a page or style sheet does.
    """
    site = Path(config["site_dir"])
    for path in sorted([*site.rglob("*.html"), *site.rglob("*.css")]):
        found = _ASKED_FOR.search(path.read_text("utf-8"))
        if found is not None:
            raise PluginError(f"{path.relative_to(site)} asks another computer: {found[0]}")
