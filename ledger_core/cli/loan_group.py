"""The group `clubledger loan`: every command about one loan."""

from ledger_core.cli.framework import LazyGroup
from ledger_core.messages import N_

loan_group = LazyGroup(
    "loan",
    text=N_("Loans: approve, pay out, show one, the list."),
    commands_by_name={
        "approve": "loans:loan_approve",
        "disburse": "loans:loan_disburse",
        "cancel": "loan_cancel:loan_cancel",
        "take-over": "loan_take_over:loan_take_over",
        "reschedule": "loan_changes:loan_reschedule",
        "reamortise": "loan_changes:loan_reamortise",
        "rate": "loan_changes:loan_rate",
        "charge": "loan_charges:loan_charge",
        "waive": "loan_charges:loan_waive",
        "take-back": "loan_take_back:loan_take_back",
        "top-up": "loan_top_up:loan_top_up",
        "set-off": "loan_settlements:loan_set_off",
        "use-overpayment": "loan_settlements:loan_use_overpayment",
        "refund": "loan_settlements:loan_refund",
        "return-in-kind": "loan_settlements:loan_return_in_kind",
        "transfer": "loan_endings:loan_transfer",
        "relieve": "loan_endings:loan_relieve",
        "write-off": "loan_endings:loan_write_off",
        "recover": "loan_endings:loan_recover",
        "show": "loan_show:loan_show",
        "explain": "loan_explain:loan_explain",
        "agreement": "loan_papers:loan_agreement",
        "schedule": "loan_papers:loan_schedule",
        "passbook": "loan_papers:loan_passbook",
        "list": "lists:loan_list",
    },
)
