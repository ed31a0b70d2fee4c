"""What the menu offers: the work of a treasurer, in plain words, and the commands behind it."""

from dataclasses import dataclass
from functools import cache

from ledger_core.messages import N_

NEW = "new"
OTHER = "other"
# These ask for their folder themselves.
WITHOUT_CLUB = frozenset({"restore", "quote"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the menu.

    Attributes:
      text: What it is called, a text marked for translation.
      words: The words of its command; empty for a group.
      below: The choices of a group.
    """

    text: str
    words: str = ""
    below: "tuple[Choice, ...]" = ()


_LOANS = (
    Choice(N_("Enter a loan that the meeting approved"), "loan approve"),
    Choice(N_("Pay out a loan"), "loan disburse"),
    Choice(N_("Cancel a loan that will not be paid out"), "loan cancel"),
    Choice(N_("See the loans"), "loan list"),
    Choice(N_("See one loan"), "loan show"),
    Choice(N_("Why is it more this month? Explain one loan"), "loan explain"),
    Choice(N_("Repayment schedule to hand out"), "loan schedule"),
    Choice(N_("Passbook of a loan"), "loan passbook"),
    Choice(N_("Loan agreement to sign"), "loan agreement"),
    Choice(N_("Work out what a loan would cost"), "quote"),
    Choice(N_("Take over a running loan of older books"), "loan take-over"),
)
_CHANGES = (
    Choice(N_("Give a loan other dates, or an extension"), "loan reschedule"),
    Choice(N_("Move overdue principal to the coming instalments"), "loan reamortise"),
    Choice(N_("Lend a further sum on a running loan"), "loan top-up"),
    Choice(N_("Set another rate of interest"), "loan rate"),
    Choice(N_("Ask for a fee or a penalty"), "loan charge"),
    Choice(N_("Let interest, late interest or fees go"), "loan waive"),
    Choice(N_("Take a mistaken decision about a loan back"), "loan take-back"),
)
_ENDINGS = (
    Choice(N_("Repay a loan out of paid-in capital"), "loan set-off"),
    Choice(N_("Repay a loan out of what was paid too much"), "loan use-overpayment"),
    Choice(N_("Give back what was paid too much"), "loan refund"),
    Choice(N_("Goods come back in place of money"), "loan return-in-kind"),
    Choice(N_("Pass a loan to an heir or the guarantor"), "loan transfer"),
    Choice(N_("Forgive a loan, as on a death"), "loan relieve"),
    Choice(N_("Write a loan off"), "loan write-off"),
    Choice(N_("Cash received on a loan written off"), "loan recover"),
)
_MEETING = (
    Choice(N_("Hold the meeting here, member by member"), "meeting run"),
    Choice(N_("See the sheet of a meeting"), "meeting sheet"),
    Choice(N_("Post a filled meeting sheet"), "meeting post"),
    Choice(N_("Distribute the interest received"), "distribute"),
    Choice(N_("Count the cash of a fund"), "count"),
    Choice(N_("Close a month"), "close"),
)
_MEMBERS = (
    Choice(N_("See the members"), "member list"),
    Choice(N_("Enter a new member"), "member add"),
    Choice(N_("Enter that a member leaves"), "member leave"),
    Choice(N_("Enter who holds an office"), "office"),
)
_SAFETY = (
    Choice(N_("Check the books"), "check"),
    Choice(N_("Take a mistaken voucher back"), "reverse"),
    Choice(N_("See what the commands wrote, and when"), "log"),
    Choice(N_("Take back what the last command wrote"), "undo"),
    Choice(N_("Make a backup"), "backup"),
    Choice(N_("Get the books back from a backup"), "restore"),
    Choice(N_("Repair damaged files"), "repair"),
    Choice(N_("Compare the sealed months with the books"), "seal verify"),
)
_CLUB = (
    Choice(N_("Pass cash from one fund to the other"), "transfer"),
    Choice(N_("Set money aside for doubtful loans"), "provision"),
    Choice(N_("Enter interest that fell due (accrual)"), "accrue"),
    Choice(N_("Carry over the result of a year"), "close-year"),
    Choice(N_("See the loan products"), "product list"),
    Choice(N_("Enter or change a loan product"), "product set"),
    Choice(N_("Enter holidays on which nobody pays"), "calendar days-off"),
    Choice(N_("Enter that a meeting is held on another day"), "calendar meeting"),
    Choice(N_("Enter a time in which no loan asks for principal"), "calendar moratorium"),
    Choice(N_("Take a mistaken moratorium back"), "calendar take-back"),
    Choice(N_("Start the books of a new club"), NEW),
    Choice(N_("Work on another club"), OTHER),
)


@cache
def choices() -> tuple[Choice, ...]:
    """Return the first level: what is done most stands there itself, the rest in groups."""
    return (
        Choice(N_("Meetings and months …"), below=_MEETING),
        Choice(N_("Record a receipt (repayment, fee, donation …)"), "receive"),
        Choice(N_("Record a payment"), "pay"),
        Choice(N_("Loans: approve, pay out, see …"), below=_LOANS),
        Choice(N_("Loans: other dates, another rate, fees, waivers …"), below=_CHANGES),
        Choice(N_("Loans: set off, pass on, write off …"), below=_ENDINGS),
        Choice(N_("Members and offices …"), below=_MEMBERS),
        Choice(N_("Reports and vouchers …"), below=_papers()),
        Choice(N_("Check, correct, keep safe …"), below=_SAFETY),
        Choice(N_("The club: funds, products, calendar, another club …"), below=_CLUB),
        Choice(N_("Open the books in the browser"), "view"),
    )


def _papers() -> tuple[Choice, ...]:
    from ledger_core.reports.kinds import KINDS, Family

    families = (
        Choice(
            family.label.text,
            below=tuple(
                Choice(kind.text, f"report {kind.name}") for kind in KINDS if kind.family is family
            ),
        )
        for family in Family
    )
    return (
        Choice(N_("The vouchers of some days"), "voucher list"),
        Choice(N_("Show one voucher"), "voucher show"),
        Choice(N_("What the month's statement says, to read aloud"), "report month-statement"),
        *(family for family in families if family.below),
    )
