"""What cannot be printed, and why."""

from ledger_core.errors import ClubledgerError
from ledger_core.messages import Message, N_


class NoSuchVoucher(ClubledgerError):
    """No entry carries a voucher's number.

    Attributes:
        voucher: The number.
    """

    def __init__(self, voucher: str) -> None:
        self.voucher = voucher
        super().__init__(
            Message(N_("There is no voucher {voucher} in the books."), voucher=voucher),
            Message(N_("clubledger voucher list shows every voucher.")),
        )


class NoVouchers(ClubledgerError):
    """There is no voucher to print among those asked for."""

    def __init__(self) -> None:
        super().__init__(
            Message(N_("No voucher stands in the books on these days.")),
            Message(N_("clubledger voucher list shows every voucher.")),
        )
