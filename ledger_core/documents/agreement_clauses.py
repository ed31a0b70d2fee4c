"""The clauses of a loan agreement, in words a villager understands, from the loan's own terms."""

from dataclasses import dataclass

from ledger_core.documents.agreement import Agreement
from ledger_core.documents.agreement_words import COMPONENTS, EARLY, EXCESS, METHODS
from ledger_core.loans import AllocationBy, Every, LoanTerms, PeriodUnit, Shift
from ledger_core.loans.rates import CEILING_PER_YEAR
from ledger_core.messages import Message, N_, current_language
from ledger_core.money import amount_in_words


@dataclass(frozen=True, slots=True)
class Clause:
    """One article of the agreement: what it is about, and its sentences."""

    title: Message
    sentences: tuple[Message, ...]


def clauses(found: Agreement) -> tuple[Clause, ...]:
    """Return the articles of an agreement in their order."""
    terms = found.terms
    return (
        Clause(Message(N_("The sum lent and what it is for")), _sum(found)),
        Clause(Message(N_("Interest, and what the loan really costs")), _interest(found)),
        Clause(Message(N_("Repayment")), _repayment(found)),
        Clause(
            Message(N_("Repaying early (Civil Code, article 470(2))")),
            (EARLY[terms.early_payoff], EXCESS[terms.excess_payment]),
        ),
        Clause(Message(N_("Paying late (Civil Code, article 466)")), _late(terms)),
        Clause(Message(N_("What a payment settles first, and fees")), _order_and_fees(found)),
        Clause(Message(N_("In hardship, and if somebody dies")), _hardship(found)),
        Clause(Message(N_("This agreement")), _closing(found)),
    )


def _sum(found: Agreement) -> tuple[Message, ...]:
    principal = found.terms.principal
    return (
        Message(
            N_("The club lends {amount:money} đồng (in words: {words})."),
            amount=principal,
            words=amount_in_words(principal, current_language()),
        ),
        Message(
            N_("The loan is for: {purpose}. It is used for nothing else."),
            purpose=found.purpose or Message(N_("what the members' meeting approved")),
        ),
        Message(
            N_("The borrower signs for the money on the payment voucher on the day it is paid out.")
        ),
    )


def _interest(found: Agreement) -> tuple[Message, ...]:
    terms, cost = found.terms, found.cost
    if not terms.rate.value:
        return (Message(N_("The loan bears no interest.")),)
    sentences = [
        Message(
            N_("The interest is {agreed}, which is {year:percent} a year. {method}"),
            agreed=terms.rate.label,
            year=terms.rate.per_year,
            method=METHODS[terms.method],
        ),
        Message(
            N_("All interest together, if everything is paid on its date: {total:money} đồng."),
            total=found.total_interest,
        ),
    ]
    if cost.apr is not None and cost.eir is not None:
        sentences.append(
            Message(
                N_(
                    "Counted on what is really owed, the loan costs {apr:percent} a year (APR), or "
                    "{eir:percent} if interest upon interest were counted (EIR)."
                ),
                apr=cost.apr,
                eir=cost.eir,
            )
        )
    sentences.append(
        Message(
            N_(
                "The law allows an agreed rate of at most {ceiling:percent} a year (Civil Code, "
                "article 468); what is above it is void."
            ),
            ceiling=CEILING_PER_YEAR,
        )
    )
    return tuple(sentences)


def _repayment(found: Agreement) -> tuple[Message, ...]:
    rows, terms = found.instalments, found.terms
    sentences = [
        Message(
            N_(
                "The loan is repaid in {count} instalments, {every}, the first on {first:date} and "
                "the last on {last:date}."
            ),
            count=len(rows),
            every=_every(terms.dates.every),
            first=rows[0].due,
            last=rows[-1].due,
        ),
        Message(
            N_("To be paid in all: {total:money} đồng. The schedule is the annex."),
            total=sum(row.total for row in rows),
        ),
        Message(N_("Each payment is entered in the books, and the borrower gets a receipt.")),
    ]
    if terms.dates.meetings is not Shift.NONE:
        sentences.append(Message(N_("Instalments are paid at the club's meetings.")))
    if terms.pauses.principal:
        sentences.append(
            Message(
                N_("The first {count} instalments ask for no principal."),
                count=terms.pauses.principal,
            )
        )
    if terms.rounding.multiple > 1:
        sentences.append(
            Message(
                N_("Instalments are rounded to {multiple:money} đồng."),
                multiple=terms.rounding.multiple,
            )
        )
    return tuple(sentences)


def _every(every: Every) -> Message:
    texts = {
        PeriodUnit.MONTH: Message(N_("every {count} months"), count=every.count),
        PeriodUnit.WEEK: Message(N_("every {count} weeks"), count=every.count),
        PeriodUnit.DAY: Message(N_("every {count} days"), count=every.count),
    }
    if every == Every():
        return Message(N_("one each month"))
    return texts[every.unit]


def _late(terms: LoanTerms) -> tuple[Message, ...]:
    late = terms.late
    grace = (
        Message(N_("the next due date"))
        if late.grace.days is None
        else Message(N_("{days} days after the due date"), days=late.grace.days)
    )
    sentences = [
        Message(N_("What is paid by {grace} bears no late interest."), grace=grace),
        Message(
            N_(
                "After that, principal paid late bears {rate:percent} a year instead of the agreed "
                "rate, for the days it is late."
            ),
            rate=terms.late_rate_per_year,
        ),
    ]
    if terms.rate.value:
        sentences.append(
            Message(
                N_("Agreed interest that is paid late bears {rate:percent} a year."),
                rate=late.interest_rate_per_year,
            )
        )
    if late.once_share:
        sentences.append(
            Message(
                N_(
                    "An instalment unpaid after that also bears a penalty of {share:percent}, once."
                ),
                share=late.once_share,
            )
        )
    sentences.append(Message(N_("What is owed for paying late never bears interest itself.")))
    return tuple(sentences)


def _order_and_fees(found: Agreement) -> tuple[Message, ...]:
    terms = found.terms
    fees = terms.fees
    by = (
        Message(N_("for all instalments that are due"))
        if terms.allocation_by is AllocationBy.COMPONENT
        else Message(N_("instalment by instalment, the oldest first"))
    )
    sentences = [
        Message(
            N_("A payment settles, {by}, in this order: {order}."),
            by=by,
            order=tuple(COMPONENTS[part] for part in terms.allocation),
        )
    ]
    upfront = fees.upfront(terms.principal, terms.rounding.mode, first=True)
    if upfront:
        sentences.append(
            Message(N_("A fee of {fee:money} đồng is paid at the beginning."), fee=upfront)
        )
    if found.total_fees:
        sentences.append(
            Message(
                N_("Fees with the instalments, in all: {fee:money} đồng; the schedule has each."),
                fee=found.total_fees,
            )
        )
    if not (upfront or found.total_fees):
        sentences.append(Message(N_("There are no fees.")))
    return tuple(sentences)


def _hardship(found: Agreement) -> tuple[Message, ...]:
    sentences = [
        Message(
            N_(
                "Who cannot pay tells the management board before the due date. The members' "
                "meeting may change the dates, which is written into minutes and into the books."
            )
        ),
        Message(
            N_(
                "If the borrower dies, the loan passes to the heirs as far as the law has it, or "
                "the members' meeting decides otherwise."
            )
        ),
    ]
    if found.guarantor is not None:
        sentences.insert(
            1,
            Message(
                N_("{guarantor} answers for the loan and repays what the borrower cannot."),
                guarantor=found.guarantor.name,
            ),
        )
    return tuple(sentences)


def _closing(found: Agreement) -> tuple[Message, ...]:
    return (
        Message(
            N_("The agreement was read aloud to the borrower, who understands and accepts it.")
        ),
        Message(
            N_(
                "It is made in two copies of equal value, one for each side, and is in force from "
                "the day the money is paid out. Disputes are first settled at the members' meeting."
            )
        ),
        Message(
            N_("All terms as they stand in the books of the club under {loan} are part of it."),
            loan=found.loan,
        ),
    )
