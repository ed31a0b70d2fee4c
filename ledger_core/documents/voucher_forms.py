"""Vouchers as text, as JSON, as a list, and as pages: the same facts from one `Voucher`."""

from collections.abc import Iterable, Sequence
from datetime import date

from ledger_core.club import Office
from ledger_core.documents.voucher import SIGNING_OFFICES, Voucher, VoucherKind, VoucherLine
from ledger_core.figures import format_amount
from ledger_core.messages import Message, N_, _, current_language
from ledger_core.money import amount_in_words
from ledger_core.reports import Column, JsonObject, Kind, Report, Table, render_table
from ledger_core.reports.display_width import padded, wrap
from ledger_core.reports.formats.typesetting import printable, typeset

_TEMPLATE = "documents/templates/voucher.typ"
_WIDTH = 72  # columns of a voucher as text: fits a screen, and paper
_LINES_OF_HALF_A_PAGE = 7

OFFICE_LABELS = {
    Office.HEAD: Message(N_("Head of the club")),
    Office.ACCOUNTANT: Message(N_("Accountant")),
    Office.TREASURER: Message(N_("Treasurer")),
}
_PARTIES = {
    VoucherKind.RECEIPT: Message(N_("Paid by")),
    VoucherKind.PAYMENT: Message(N_("Paid to")),
    VoucherKind.TRANSFER: Message(N_("Person")),
    VoucherKind.ENTRY: Message(N_("Person")),
}
_SIGNERS = {
    VoucherKind.RECEIPT: Message(N_("Payer")),
    VoucherKind.PAYMENT: Message(N_("Receiver")),
}
_COPIES = {
    VoucherKind.RECEIPT: Message(N_("Copy for the payer")),
    VoucherKind.PAYMENT: Message(N_("Copy for the receiver")),
}


def voucher_date(day: date) -> str:
    """Write the date of a voucher as its form does: `Ngày 21 tháng 04 năm 2026`."""
    return _("Date: {year}-{month}-{day}", year=str(day.year), month=f"{day:%m}", day=f"{day:%d}")


def voucher_words(voucher: Voucher) -> str:
    """Write the amount of a voucher in words, in the current language."""
    return amount_in_words(voucher.amount, current_language())


def voucher_fields(voucher: Voucher) -> list[tuple[str, str]]:
    """Return what a voucher says above its lines: label and text."""
    language = current_language()
    amount = _("{amount:money} đồng", amount=voucher.amount)
    if len(voucher.funds) > 1 and voucher.kind is not VoucherKind.TRANSFER:
        parts = [f"{fund.label}: {format_amount(part, language)}" for fund, part in voucher.amounts]
        amount += f" ({'; '.join(parts)})"
    person = voucher.person or ""
    if voucher.member:
        person = f"{person} ({voucher.member})".strip()
    fields = [
        (_("Fund"), "; ".join(str(fund.label) for fund in voucher.funds)),
        (str(_PARTIES[voucher.kind]), person),
        (_("For"), voucher.content),
        (_("Amount"), amount),
        (_("In words"), f"{voucher_words(voucher)}."),
        (_("By minutes"), voucher.minutes or ""),
    ]
    return [(label, text) for label, text in fields if text]


def voucher_notes(voucher: Voucher) -> list[str]:
    """Return what is to be known of a voucher beside its own figures."""
    notes = []
    if voucher.reverses:
        notes.append(_("This entry takes back voucher {voucher}.", voucher=voucher.reverses))
    if voucher.corrects:
        notes.append(_("This entry corrects voucher {voucher}.", voucher=voucher.corrects))
    if voucher.reversed_by:
        notes.append(
            _(
                "TAKEN BACK by {vouchers}: this voucher no longer counts.",
                vouchers=voucher.reversed_by,
            )
        )
    return notes


def line_label(line: VoucherLine) -> str:
    """Return what a line is about: the role of its account, and whose it is."""
    label = str(line.role.label)
    label = label[0].upper() + label[1:]
    return f"{label} ({line.detail})" if line.detail else label


def lines_table(voucher: Voucher) -> Table:
    """Return the lines of a voucher with debits and credits."""
    return Table(
        key="lines",
        title=Message(N_("Entries")),
        columns=(
            Column("fund", Message(N_("Fund"))),
            Column("line", Message(N_("Account"))),
            Column("debit", Message(N_("Debit")), Kind.AMOUNT),
            Column("credit", Message(N_("Credit")), Kind.AMOUNT),
        ),
        rows=tuple(
            (line.fund.label, line_label(line), line.debit or None, line.credit or None)
            for line in voucher.lines
        ),
    )


def voucher_text(voucher: Voucher) -> str:
    """Write a voucher as plain text in the current language, for a screen or any printer."""
    lines = [*wrap(printable_line(voucher.club), _WIDTH), ""]
    title = str(voucher.kind.label).upper()
    lines += [f"{title} {voucher.number}", voucher_date(voucher.day), ""]
    fields = voucher_fields(voucher)
    wide = max(len(label) for label, _text in fields) + 2
    for label, text in fields:
        first, *more = wrap(printable_line(text), _WIDTH - wide)
        lines.append(f"{padded(f'{label}:', wide)}{first}")
        lines += [" " * wide + line for line in more]
    table = render_table(lines_table(voucher), width=_WIDTH).split("\n", 2)[2]
    lines += ["", table.rstrip("\n"), *(f"\n{note}" for note in voucher_notes(voucher)), ""]
    signers = [padded(label, _WIDTH // 4) for label, _name in _signatures(voucher)]
    lines += ["".join(signers).rstrip(), *[""] * 3, ""]
    return "\n".join(lines)


def printable_line(text: str) -> str:
    """Return a text of the books as one line without hidden characters."""
    return printable(text).replace("\N{ZERO WIDTH SPACE}", "")


def voucher_json(voucher: Voucher) -> JsonObject:
    """Return a voucher for programs."""
    return {
        "voucher": str(voucher.number),
        "kind": voucher.kind.value,
        "date": voucher.day.isoformat(),
        "funds": {fund.value: amount for fund, amount in voucher.amounts},
        "person": voucher.person,
        "member": voucher.member,
        "content": voucher.content,
        "amount": voucher.amount,
        "amount_in_words": voucher_words(voucher),
        "lines": [
            {
                "fund": line.fund.value,
                "role": line.role.value,
                "account": line.account,
                "debit": line.debit,
                "credit": line.credit,
            }
            for line in voucher.lines
        ],
        "loans": list(voucher.loans),
        "minutes": voucher.minutes,
        "reverses": voucher.reverses,
        "corrects": voucher.corrects,
        "reversed_by": list(voucher.reversed_by),
    }


def voucher_list(vouchers: Sequence[Voucher]) -> Report:
    """Return vouchers as a list."""
    table = Table(
        key="vouchers",
        title=Message(N_("Vouchers")),
        columns=(
            Column("voucher", Message(N_("Number"))),
            Column("date", Message(N_("Date")), Kind.DATE),
            Column("fund", Message(N_("Fund"))),
            Column("person", Message(N_("Person"))),
            Column("content", Message(N_("For"))),
            Column("amount", Message(N_("Amount (đồng)")), Kind.AMOUNT),
        ),
        rows=tuple(
            (
                str(one.number),
                one.day,
                Message(N_("both")) if len(one.funds) > 1 else one.funds[0].label,
                one.person or "",
                one.content,
                one.amount,
            )
            for one in vouchers
            if one.funds
        ),
    )
    club = (vouchers[0].club,) if vouchers else ()
    return Report("vouchers", Message(N_("List of vouchers")), club, (table,))


def voucher_pdf(vouchers: Iterable[Voucher], *, copies: bool = False) -> bytes:
    """Print vouchers, two on a page of A4; one with many lines takes a page of its own.

    Args:
        vouchers: The vouchers.
        copies: Whether each is printed twice: for the club, and for who pays or receives.

    Raises:
        FormatNotInstalled: the extra `reports` is not installed.
    """
    printed = list(vouchers)
    pages = [page for voucher in printed for page in _copies(voucher, copies=copies)]
    title = str(printed[0].number) if len(printed) == 1 else _("Vouchers")
    return typeset(
        _TEMPLATE,
        {"title": title, "vouchers": pages},
        day=max((voucher.day for voucher in printed), default=None),
    )


def _copies(voucher: Voucher, *, copies: bool) -> list[JsonObject]:
    if not copies:
        return [_page(voucher, "")]
    other = _COPIES.get(voucher.kind, Message(N_("Second copy")))
    return [_page(voucher, copy) for copy in (_("Copy for the club"), str(other))]


def _page(voucher: Voucher, copy: str) -> JsonObject:
    money = voucher.kind in (VoucherKind.RECEIPT, VoucherKind.PAYMENT)
    table = lines_table(voucher)
    return {
        "club": printable(voucher.club),
        "copy": copy,
        "number": _("No. {voucher}", voucher=voucher.number),
        "kind": str(voucher.kind.label).upper(),
        "date": voucher_date(voucher.day),
        "fields": [
            {
                "label": label,
                "text": printable(text),
                "strong": text.startswith(voucher_amount(voucher)),
            }
            for label, text in voucher_fields(voucher)
        ],
        "columns": [str(column.heading) for column in table.columns],
        "lines": [_line(line) for line in voucher.lines],
        "received": _("Received in full (amount in words):") if money else "",
        "notes": voucher_notes(voucher),
        "signatures": [
            {"label": label, "hint": _signing(number), "name": printable(name)}
            for number, (label, name) in enumerate(_signatures(voucher))
        ],
        "half": len(voucher.lines) <= _LINES_OF_HALF_A_PAGE,
    }


def voucher_amount(voucher: Voucher) -> str:
    """Write the amount of a voucher in figures, with the currency."""
    return _("{amount:money} đồng", amount=voucher.amount)


def _line(line: VoucherLine) -> list[str]:
    language = current_language()
    amounts = (format_amount(one, language) if one else "" for one in (line.debit, line.credit))
    return [str(line.fund.label), printable(line_label(line)), *amounts]


def _signatures(voucher: Voucher) -> list[tuple[str, str]]:
    """Return who signs, with the names that the books know."""
    names = dict(voucher.officers)
    signers = [(str(OFFICE_LABELS[office]), names.get(office, "")) for office in SIGNING_OFFICES]
    if voucher.kind in _SIGNERS:
        signers.append((str(_SIGNERS[voucher.kind]), voucher.person or ""))
    return signers


def _signing(number: int) -> str:
    if number < len(SIGNING_OFFICES):
        return _("(signature, full name)")
    return _("(signature or fingerprint)")
