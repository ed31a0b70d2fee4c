"""The command `clubledger`: thin over the library, in the user's language.

Heavy parts (Beancount, Fava, the loan arithmetic) are loaded when their command runs, so that a
bare `clubledger --help` appears at once on an old laptop.
"""

from ledger_core.cli.running import main

__all__ = ["main"]
