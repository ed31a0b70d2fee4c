"""The words of a loan agreement for each term that has a word in the ledger format."""

from ledger_core.loans import Component, EarlyPayoff, ExcessPayment, Method
from ledger_core.messages import Message, N_

METHODS = {
    Method.DECLINING_EQUAL_PRINCIPAL: Message(
        N_("The principal is repaid in equal parts; interest is counted on what is still owed.")
    ),
    Method.ANNUITY: Message(
        N_("Every instalment is the same; interest is counted on what is still owed.")
    ),
    Method.FLAT: Message(
        N_(
            "The principal is repaid in equal parts; interest of every period is counted on the "
            "whole sum lent at the beginning."
        )
    ),
    Method.INTEREST_ONLY: Message(
        N_("Interest is paid each period, the whole principal with the last instalment.")
    ),
    Method.BULLET: Message(
        N_("Interest is paid each period, the whole principal with the last instalment.")
    ),
    Method.ANNUITY_DUE: Message(
        N_("Every instalment is the same, paid in advance: the first when the loan is paid out.")
    ),
    Method.ON_DEMAND: Message(
        N_("Principal and all interest are paid in one sum, at the end or when it is asked for.")
    ),
}
EARLY = {
    EarlyPayoff.TO_PAY_DATE: Message(
        N_(
            "The borrower may repay the whole loan early at any time, and then owes interest only "
            "up to the day of payment."
        )
    ),
    EarlyPayoff.TO_NEXT_DUE_DATE: Message(
        N_(
            "The borrower may repay the whole loan early at any time, and then owes interest up to "
            "the next due date."
        )
    ),
    EarlyPayoff.WHOLE_TERM: Message(
        N_(
            "The borrower may repay the whole loan early at any time, and then owes the interest "
            "of the whole term, as the law has it where nothing else is agreed."
        )
    ),
}
EXCESS = {
    ExcessPayment.FEWER_INSTALMENTS: Message(
        N_("Who pays more than is due ends sooner: the instalments keep their size.")
    ),
    ExcessPayment.SMALLER_INSTALMENTS: Message(
        N_("Who pays more than is due pays smaller instalments afterwards, on the same dates.")
    ),
    ExcessPayment.NEXT_INSTALMENTS: Message(
        N_("Who pays more than is due has paid the next instalments as they stand.")
    ),
    ExcessPayment.LAST_INSTALMENTS: Message(
        N_("Who pays more than is due has paid the last instalments as they stand.")
    ),
    ExcessPayment.SPREAD: Message(
        N_("What is paid beyond what is due is spread over all coming instalments.")
    ),
}
COMPONENTS = {
    Component.LATE_INTEREST: Message(N_("late interest")),
    Component.FEE: Message(N_("fees")),
    Component.INTEREST: Message(N_("interest")),
    Component.PRINCIPAL: Message(N_("principal")),
}
