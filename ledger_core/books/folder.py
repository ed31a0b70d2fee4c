"""Which files of a club's folder are its books."""

from pathlib import Path


def book_files(folder: Path) -> list[Path]:
    """Return every `.beancount` file in a club's folder, in a fixed order.

    Links, folders, pipes and devices of that name are none: see `strange_files`.
    """
    return [path for path in _named_as_books(folder) if _is_plain(path)]


def strange_files(folder: Path) -> list[Path]:
    """Return what is named like a book and is no plain file: reading it may lead anywhere."""
    return [path for path in _named_as_books(folder) if not _is_plain(path)]


def _named_as_books(folder: Path) -> list[Path]:
    """Hidden names are the editors' own: Emacs leaves `.#journal.beancount` while it is open."""
    return sorted(
        path
        for path in folder.rglob("*.beancount")
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
