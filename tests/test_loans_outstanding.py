"""Outstanding principal from the events alone is that of the folded account."""

from hypothesis import given

from ledger_core.loans import LoanAccount
from ledger_core.loans.outstanding import outstanding_principal
from tests.strategies import LoanHistory, any_history
from tests.strategies_accounts import rich_history


@given(any_history() | rich_history())
def test_it_is_the_folded_account_s_at_every_event(history: LoanHistory) -> None:
    for day in {event.date for event in history.events}:
        past = [event for event in history.events if event.date <= day]
        account = LoanAccount.of(history.terms, past)
        assert outstanding_principal(past) == account.outstanding_principal
