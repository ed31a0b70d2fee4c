"""A loan agreement as text and as pages, from the same `Agreement`."""

from ledger_core.club import Office
from ledger_core.documents.agreement import Agreement, Party
from ledger_core.documents.agreement_clauses import clauses
from ledger_core.documents.voucher_forms import OFFICE_LABELS, printable_line, voucher_date
from ledger_core.messages import Message, N_, _
from ledger_core.reports import Column, JsonObject, Table, render_table
from ledger_core.reports.display_width import wrap
from ledger_core.reports.formats.pdf import page_label, table_data
from ledger_core.reports.formats.typesetting import printable, typeset
from ledger_core.reports.loan_schedule import schedule_table

_TEMPLATE = "documents/templates/agreement.typ"
_WIDTH = 78
_BLANK = "…" * 20  # to be filled in by hand
_HANDED_OUT = Message(N_("Annex 1: schedule of repayment"))
_TERMS = Message(N_("Annex 2: the terms as the books have them"))


def agreement_text(found: Agreement) -> str:
    """Write an agreement as plain text in the current language."""
    lines = [*_wrapped(_("LOAN AGREEMENT")), _number(found), voucher_date(found.day), ""]
    for text in _grounds(found):
        lines += _wrapped(f"- {text}")
    for party, facts in _parties(found):
        lines += ["", party]
        for label, text in facts:
            lines += _wrapped(f"  {label}: {text}")
    for number, clause in enumerate(clauses(found), start=1):
        lines += ["", *_wrapped(_article(number, clause.title))]
        for place, sentence in enumerate(clause.sentences, start=1):
            lines += _wrapped(f"{number}.{place}. {sentence}")
    lines += ["", "   ".join(signer for signer, _name in _signatures(found)), *[""] * 4]
    annexes = [str(_HANDED_OUT), _body(schedule_table(found.instalments)), str(_TERMS)]
    annexes += [_body(_written_table(found))]
    return "\n".join([*lines, *annexes])


def agreement_pdf(found: Agreement) -> bytes:
    """Set an agreement on pages of A4 in the current language.

    Raises:
        FormatNotInstalled: the extra `reports` is not installed.
    """
    return typeset(_TEMPLATE, _data(found), day=found.day)


def _data(found: Agreement) -> JsonObject:
    annex = (
        (_HANDED_OUT, schedule_table(found.instalments)),
        (_TERMS, _written_table(found)),
    )
    return {
        "title": _("LOAN AGREEMENT"),
        "subtitle": _("and acknowledgement of debt"),
        "club": printable(found.club),
        "number": _number(found),
        "made": voucher_date(found.day),
        "page": page_label(),
        "footer": f"{printable(found.club)} – {found.loan}",
        "grounds": [printable(text) for text in _grounds(found)],
        "parties": [
            {
                "name": party,
                "facts": [{"label": label, "text": printable(text)} for label, text in facts],
            }
            for party, facts in _parties(found)
        ],
        "articles": [
            {
                "title": _article(number, clause.title),
                "sentences": [printable(sentence) for sentence in clause.sentences],
            }
            for number, clause in enumerate(clauses(found), start=1)
        ],
        "signatures": [
            {
                "label": label,
                "hint": _("(signature or fingerprint, full name)"),
                "name": printable(name),
            }
            for label, name in _signatures(found)
        ],
        "annexes": [{**table_data(table), "title": str(title)} for title, table in annex],
    }


def _number(found: Agreement) -> str:
    return _("No. {voucher}", voucher=found.loan)


def _article(number: int, title: Message) -> str:
    return _("Article {number}. {title}", number=str(number), title=title)


def _grounds(found: Agreement) -> list[str]:
    approvers = tuple(f"{one.name} ({one.code})" for one in found.approvers)
    grounds = [
        _("Civil Code 2015, articles 101 to 104 and 463 to 471."),
        _(
            "The decision of the club, minutes {minutes}; approved by {approvers}.",
            minutes=found.minutes or _BLANK,
            approvers=approvers or _BLANK,
        ),
    ]
    if found.rules:
        grounds.append(_("The rules of the club, minutes {minutes}.", minutes=found.rules))
    return grounds


def _parties(found: Agreement) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each side: what it is called, and what identifies it.

    The books hold neither identity numbers nor addresses, so these are written in by hand.
    """
    parties = [
        (
            _("The lender"),
            [
                (_("Club"), found.club),
                (_("Represented by"), f"{found.head or _BLANK}, {OFFICE_LABELS[Office.HEAD]}"),
                (
                    _("Authorised in writing by the members"),
                    _("document no. {blank} of {blank}", blank=_BLANK),
                ),
            ],
        ),
        (_("The borrower"), _person(found.borrower)),
    ]
    if found.guarantor is not None:
        parties.append((_("The guarantor"), _person(found.guarantor)))
    return parties


def _person(party: Party) -> list[tuple[str, str]]:
    return [
        (_("Full name"), f"{party.name} ({party.code})"),
        (_("Address"), _BLANK * 2),
        (_("Identity number (if given)"), _BLANK),
    ]


def _signatures(found: Agreement) -> list[tuple[str, str]]:
    signers = [(_("The borrower"), found.borrower.name)]
    if found.guarantor is not None:
        signers.append((_("The guarantor"), found.guarantor.name))
    signers.append((_("Read aloud by"), ""))
    signers.append((_("For the lender"), found.head))
    return signers


def _written_table(found: Agreement) -> Table:
    return Table(
        key="terms",
        title=_TERMS,
        columns=(Column("term", Message(N_("Term"))), Column("value", Message(N_("Agreed")))),
        rows=found.written,
    )


def _body(table: Table) -> str:
    """Write a table without its own title."""
    return render_table(table, width=_WIDTH).split("\n", 1)[1]


def _wrapped(text: str) -> list[str]:
    indent = " " * (len(text) - len(text.lstrip()))
    return [indent + line for line in wrap(printable_line(text), _WIDTH - len(indent))]
