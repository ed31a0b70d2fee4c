"""Ratios: which function answers is told by the name of the ratio, from what by its inputs."""

import re
from collections.abc import Callable

from tests.third_party.cases import Case, Outcome
from tests.third_party.ratios_of_loans import (
    ageing_shares,
    bank_provision,
    groups_by_days,
    overdue_instalments,
)
from tests.third_party.ratios_of_money import (
    annual_loss,
    current_repayment,
    over_portfolio,
    provision_rate,
    risk_coverage,
    self_sufficiency,
)
from tests.third_party.ratios_of_returns import (
    annuity_rate,
    effective_cost,
    internal_rate,
    net_present_value,
    rate_by_dates,
)
from tests.third_party.reading import Unsupported

RATIOS: dict[str, Callable[[Case], Outcome]] = {
    r"age?ing of portfolio": ageing_shares,
    r"instalment-level delinquency buckets": overdue_instalments,
    r"debt group by days overdue\b.*": groups_by_days,
    r"specific provision\b.*": bank_provision,
    r"risk coverage( ratio)?": risk_coverage,
    r"loan loss provision rate": provision_rate,
    r"current (repayment|recovery) rate": current_repayment,
    r"(operating|total) cost ratio|administrative expense rate|portfolio yield": over_portfolio,
    r"operational self-sufficiency": self_sufficiency,
    r"annual loan-loss rate implied by a repayment rate": annual_loss,
    r"XIRR\b.*": rate_by_dates,
    r"IRR\b.*": internal_rate,
    r"NPV\b.*": net_present_value,
    r"rate": annuity_rate,
    r"effective interest\b.*|the same with .* upfront deduction": effective_cost,
}


def run(case: Case) -> Outcome:
    """Answer the figures asked for."""
    for pattern, answer in RATIOS.items():
        if re.fullmatch(pattern, case.ratio, re.IGNORECASE):
            return answer(case)
    raise Unsupported(f"ratio: {case.ratio!r} is not known")
