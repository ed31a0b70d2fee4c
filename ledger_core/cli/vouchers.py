"""`clubledger voucher list`, `show` and `print`: the vouchers as the books have them."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger_core.cli.framework import LazyGroup, command
from ledger_core.cli.options import JSON, TEXT, club_argument
from ledger_core.cli.output_file import out_option, put_out, replace_option
from ledger_core.cli.parameters import argument, option
from ledger_core.cli.showing import screen_width, show_json
from ledger_core.cli.values import DAY, WordType
from ledger_core.cli.words import fund_labels, funds, voucher_kinds
from ledger_core.messages import N_

if TYPE_CHECKING:
    from ledger_core.club import Fund
    from ledger_core.documents.voucher import Voucher, VoucherKind

PDF = "pdf"

voucher_group = LazyGroup(
    "voucher",
    text=N_("Vouchers: the list, show one, print them; a new pad, a spoiled form."),
    commands_by_name={
        "list": "vouchers:voucher_list",
        "show": "vouchers:voucher_show",
        "print": "vouchers:voucher_print",
        "start-series": "voucher_pads:voucher_start_series",
        "void": "voucher_pads:voucher_void",
    },
)

_number_argument = argument(
    "number",
    text=N_("Number of the voucher, such as PT-2026-0102."),
    metavar=N_("NUMBER"),
    question=N_("Number of the voucher"),
)
_from_option = option(
    "--from", "start", text=N_("Leave out earlier vouchers."), metavar=N_("DATE"), type=DAY
)
_to_option = option(
    "--to", "end", text=N_("Leave out later vouchers."), metavar=N_("DATE"), type=DAY
)
_kind_option = option(
    "--kind",
    "kinds",
    text=N_("Only this kind of voucher; repeatable."),
    type=WordType(voucher_kinds),
    multiple=True,
)
_fund_option = option(
    "--fund",
    text=N_("The fund, where the number stands on a paper of its own in each."),
    type=WordType(funds, fund_labels),
)
_list_format = option(
    "--format",
    "form",
    text=N_("Format of the list; text if left out."),
    type=click.Choice([TEXT, JSON, "html", PDF, "xlsx", "csv"]),
    default=TEXT,
)
_show_format = option(
    "--format",
    "form",
    text=N_("text, json for programs, or pdf: two copies on one page."),
    type=click.Choice([TEXT, JSON, PDF]),
    default=TEXT,
)


def _found(
    club: Path, start: date | None, end: date | None, kinds: "tuple[VoucherKind, ...]"
) -> "list[Voucher]":
    from ledger_core.books.session import open_club
    from ledger_core.documents.voucher import VoucherKind, vouchers

    book = open_club(club).book
    return vouchers(book, start=start, end=end, kinds=kinds or tuple(VoucherKind))


@command("list", N_("List the vouchers of some days."))
@club_argument
@_from_option
@_to_option
@_kind_option
@_list_format
@out_option
@replace_option
def voucher_list(
    *,
    club: Path,
    start: date | None,
    end: date | None,
    kinds: "tuple[VoucherKind, ...]",
    form: str,
    target: Path | None,
    replace: bool,
) -> int:
    """List vouchers."""
    from ledger_core.documents import voucher_forms
    from ledger_core.reports.formats.rendering import Format, render_as
    from ledger_core.reports.text import render_report

    found = _found(club, start, end, kinds)
    if form == JSON and target is None:
        show_json({"vouchers": [voucher_forms.voucher_json(one) for one in found]})
        return 0
    report = voucher_forms.voucher_list(found)
    if form == TEXT and target is None:
        click.echo(render_report(report, width=screen_width()), nl=False)
        return 0
    written = Format(form)
    content = render_as(report, written)
    put_out(content, target, replace=replace, form=form, text=written.is_text)
    return 0


@command("show", N_("Show one voucher, or print it."))
@club_argument
@_number_argument
@_fund_option
@_show_format
@out_option
@replace_option
def voucher_show(
    *,
    club: Path,
    number: str,
    fund: "Fund | None",
    form: str,
    target: Path | None,
    replace: bool,
) -> int:
    """Show one voucher."""
    from ledger_core.books.session import open_club
    from ledger_core.cli.showing import json_text
    from ledger_core.documents import voucher_forms
    from ledger_core.documents.voucher import voucher

    found = voucher(open_club(club).book, number, fund=fund)
    if form == PDF:
        content = voucher_forms.voucher_pdf([found], copies=True)
    elif form == JSON:
        content = json_text(voucher_forms.voucher_json(found)).encode()
    else:
        content = voucher_forms.voucher_text(found).encode()
    put_out(content, target, replace=replace, form=form, text=form != PDF)
    return 0


@command("print", N_("Print the vouchers of some days as PDF, two on a page."))
@club_argument
@_from_option
@_to_option
@_kind_option
@out_option
@replace_option
def voucher_print(
    *,
    club: Path,
    start: date | None,
    end: date | None,
    kinds: "tuple[VoucherKind, ...]",
    target: Path | None,
    replace: bool,
) -> int:
    """Print vouchers."""
    from ledger_core.documents.errors import NoVouchers
    from ledger_core.documents.voucher_forms import voucher_pdf

    found = _found(club, start, end, kinds)
    if not found:
        raise NoVouchers
    put_out(voucher_pdf(found), target, replace=replace, form=PDF, text=False)
    return 0
