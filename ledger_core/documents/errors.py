"""What cannot be printed, and why."""

from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_


class NoVouchers(ClubledgerError):
    """There is no voucher to print among those asked for."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("No voucher stands in the books on these days.")),
            Message(N_("clubledger voucher list shows every voucher.")),
        )
