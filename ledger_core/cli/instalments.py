"""Coming instalments as people type them: dates with principal and interest."""

from typing import Any

from ledger_core.cli.asking import OptionType
from ledger_core.cli.errors import NotInstalments


class InstalmentsType(OptionType):
    """Instalments, such as `2026-02-21 500,000 35,000; 2026-03-21 500,000 30,000`."""

    name = "instalments"

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401
        """Read the instalments."""
        from ledger_core.books.known_instalments import parse_instalments

        del param, ctx
        if not isinstance(value, str):
            return value
        try:
            return parse_instalments(value)
        except ValueError:
            raise NotInstalments(value) from None


INSTALMENTS = InstalmentsType()
