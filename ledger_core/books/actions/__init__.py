"""What a treasurer does, as entries in the books: the calls behind the commands.

Each takes a `WritingSession` and plain data, adds entries to the session and returns what was
decided (codes, numbers, splits). Nothing is written before the session commits.
"""

from ledger_core.books.actions.accruals import LoanAccrual, accrue_interest
from ledger_core.books.actions.calendar import (
    declare_moratorium,
    move_meeting,
    set_days_off,
    take_moratorium_back,
)
from ledger_core.books.actions.cancelling import cancel_loan
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
from ledger_core.books.actions.counting import (
    DIFFERENCE_ROLES,
    Counted,
    CountRequest,
    cash_in_books,
    count_cash,
    count_on,
)
from ledger_core.books.actions.decisions import (
    Asked,
    Decided,
    Decision,
    LetGo,
    NewDates,
    change_rate,
    charge_loan,
    reamortise_loan,
    reschedule_loan,
    waive,
)
from ledger_core.books.actions.distribution import (
    distribute_interest,
    undistributed_interest,
)
from ledger_core.books.actions.endings import (
    Loss,
    LossRequest,
    Recovered,
    RecoveryRequest,
    recover,
    relieve,
    write_off,
)
from ledger_core.books.actions.goods import ReturnRequest, return_in_kind
from ledger_core.books.actions.handovers import (
    HandedOver,
    HandoverRequest,
    transfer_loan,
)
from ledger_core.books.actions.loans import (
    DisbursementRequest,
    LoanRequest,
    approve_loan,
    disburse_loan,
)
from ledger_core.books.actions.meetings import hold_meeting
from ledger_core.books.actions.members import NewMember, add_member, member_leaves
from ledger_core.books.actions.openings import (
    OpeningAmount,
    OpeningRequest,
    enter_older_cash,
    enter_opening,
)
from ledger_core.books.actions.payments import (
    MoneyRequest,
    TransferRequest,
    pay,
    payable_roles,
    receivable_roles,
    receive_for,
    transfer,
)
from ledger_core.books.actions.products import ProductRequest, set_product
from ledger_core.books.actions.provisions import (
    Provisioned,
    ProvisionRequest,
    allowance_on,
    set_allowance,
)
from ledger_core.books.actions.receipts import ReceiptRequest, Received, receive
from ledger_core.books.actions.repaying import (
    Correction,
)
from ledger_core.books.actions.reversals import (
    ReversalRequest,
    Reversed,
    reverse,
)
from ledger_core.books.actions.rules import RulesRequest, RulesSet, rules_as_written, set_rules
from ledger_core.books.actions.sealing import month_to_close, seal_month
from ledger_core.books.actions.settlements import (
    RefundRequest,
    Settled,
    SettlementRequest,
    refund,
    set_off,
    use_overpayment,
)
from ledger_core.books.actions.shortages import ShortageRequest, let_shortage_go
from ledger_core.books.actions.taking_back import (
    DecisionTakenBack,
    Meant,
    take_decision_back,
)
from ledger_core.books.actions.taking_over import OlderLoan, TakenOverLoan, take_over_loan
from ledger_core.books.actions.top_ups import (
    TopUpRequest,
    top_up,
)
from ledger_core.books.actions.voucher_pads import start_series, void_voucher
from ledger_core.books.actions.year_end import ClosedYear, close_year

__all__ = [
    "DIFFERENCE_ROLES",
    "SEED_SOURCES",
    "Asked",
    "ClosedYear",
    "Correction",
    "CountRequest",
    "Counted",
    "Decided",
    "Decision",
    "DecisionTakenBack",
    "DisbursementRequest",
    "HandedOver",
    "HandoverRequest",
    "LetGo",
    "LoanAccrual",
    "LoanRequest",
    "Loss",
    "LossRequest",
    "Meant",
    "MoneyRequest",
    "NewBooks",
    "NewClub",
    "NewDates",
    "NewMember",
    "OlderLoan",
    "OpeningAmount",
    "OpeningRequest",
    "ProductRequest",
    "ProvisionRequest",
    "Provisioned",
    "ReceiptRequest",
    "Received",
    "Recovered",
    "RecoveryRequest",
    "RefundRequest",
    "ReturnRequest",
    "ReversalRequest",
    "Reversed",
    "RulesRequest",
    "RulesSet",
    "SeedCapital",
    "Settled",
    "SettlementRequest",
    "ShortageRequest",
    "TakenOverLoan",
    "TopUpRequest",
    "TransferRequest",
    "Written",
    "accrue_interest",
    "add_member",
    "add_seed_capital",
    "allowance_on",
    "approve_loan",
    "cancel_loan",
    "cash_in_books",
    "change_rate",
    "charge_loan",
    "close_year",
    "count_cash",
    "count_on",
    "create_club",
    "declare_moratorium",
    "disburse_loan",
    "distribute_interest",
    "enter_older_cash",
    "enter_opening",
    "hold_meeting",
    "let_shortage_go",
    "member_leaves",
    "month_to_close",
    "move_meeting",
    "pay",
    "payable_roles",
    "reamortise_loan",
    "receivable_roles",
    "receive",
    "receive_for",
    "recover",
    "refund",
    "relieve",
    "reschedule_loan",
    "return_in_kind",
    "reverse",
    "rules_as_written",
    "seal_month",
    "set_allowance",
    "set_days_off",
    "set_off",
    "set_office",
    "set_product",
    "set_rules",
    "start_series",
    "take_decision_back",
    "take_moratorium_back",
    "take_over_loan",
    "top_up",
    "transfer",
    "transfer_loan",
    "undistributed_interest",
    "use_overpayment",
    "void_voucher",
    "waive",
    "write_off",
]
