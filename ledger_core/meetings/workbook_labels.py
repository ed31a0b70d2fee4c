"""How the lines of the cash table are called, on every form of the sheet."""

from ledger_core.messages import Message, N_

CASH_LABELS = {
    "opening": Message(N_("In the box before the meeting, by the books")),
    "members": Message(N_("+ received from members")),
    "other": Message(N_("+ other receipts")),
    "lent": Message(N_("− loans paid out")),
    "spent": Message(N_("− expenses")),
    "expected": Message(N_("MUST BE IN THE BOX after the meeting")),
    "counted": Message(N_("Counted (write it here)")),
    "difference": Message(N_("Too much (+) or missing (−)")),
}
