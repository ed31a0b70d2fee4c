"""What a treasurer does, as entries in the books: the calls behind the commands.

Each takes a `WritingSession` and plain data, adds entries to the session and returns what was
decided (codes, numbers, splits). Nothing is written before the session commits.
"""

from ledger_core.books.actions.clubs import (
    SEED_SOURCES,
    NewBooks,
    NewClub,
    SeedCapital,
    add_seed_capital,
    create_club,
    set_office,
)
from ledger_core.books.actions.common import Written
from ledger_core.books.actions.distribution import (
    Distribution,
    distribute_interest,
    undistributed_interest,
)
from ledger_core.books.actions.loans import (
    DisbursementRequest,
    LoanRequest,
    approve_loan,
    disburse_loan,
)
from ledger_core.books.actions.members import NewMember, add_member, member_leaves
from ledger_core.books.actions.payments import (
    MoneyRequest,
    TransferRequest,
    pay,
    payable_roles,
    receivable_roles,
    receive_for,
    transfer,
)
from ledger_core.books.actions.receipts import ReceiptRequest, Received, receive

__all__ = [
    "SEED_SOURCES",
    "DisbursementRequest",
    "Distribution",
    "LoanRequest",
    "MoneyRequest",
    "NewBooks",
    "NewClub",
    "NewMember",
    "ReceiptRequest",
    "Received",
    "SeedCapital",
    "TransferRequest",
    "Written",
    "add_member",
    "add_seed_capital",
    "approve_loan",
    "create_club",
    "disburse_loan",
    "distribute_interest",
    "member_leaves",
    "pay",
    "payable_roles",
    "receivable_roles",
    "receive",
    "receive_for",
    "set_office",
    "transfer",
    "undistributed_interest",
]
