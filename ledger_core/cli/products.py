"""`clubledger product set|list|show`: the terms on which the club lends."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger_core.cli.framework import LazyGroup, command
from ledger_core.cli.lists import last_day
from ledger_core.cli.options import (
    JSON,
    as_of_option,
    club_argument,
    date_option,
    format_option,
    minutes_option,
    term_option,
    yes_option,
)
from ledger_core.cli.parameters import argument, option
from ledger_core.cli.showing import show_json, show_table, show_text
from ledger_core.cli.values import AMOUNT, NumberType
from ledger_core.cli.words import method_words
from ledger_core.cli.writing import Manner, Outcome, write
from ledger_core.messages import Message, N_, _

if TYPE_CHECKING:
    from ledger_core.books.session import WritingSession
    from ledger_core.club import LoanProduct, TermValue
    from ledger_core.loans import LoanTerms

product_group = LazyGroup(
    "product",
    text=N_("Loan products: set the terms on which the club lends, list and show them."),
    commands_by_name={
        "set": "products:product_set",
        "list": "products:product_list",
        "show": "products:product_show",
    },
)

code_argument = argument(
    "code",
    text=N_("Code of the product, such as standard or harvest."),
    metavar=N_("PRODUCT"),
    question=N_("Code of the loan product"),
)


@command(
    "set",
    N_(
        "Enter a loan product, or change one from a day on.\n\n"
        "What is not named stays as it was. Loans that run keep the terms they were agreed on. "
        "--term KEY= with nothing after it puts the usual term back."
    ),
)
@club_argument
@code_argument
@option("--name", text=N_("Name of the product."), metavar=N_("NAME"))
@option(
    "--instalments",
    text=N_("Usual number of instalments."),
    metavar=N_("NUMBER"),
    type=NumberType(1, 600),
)
@option(
    "--largest-principal",
    text=N_("Largest principal of one loan."),
    metavar=N_("AMOUNT"),
    type=AMOUNT,
)
@option(
    "--longest-term",
    text=N_("Longest term in months."),
    metavar=N_("NUMBER"),
    type=NumberType(1, 600),
)
@term_option
@minutes_option
@date_option
@yes_option
@format_option
def product_set(
    *,
    club: Path,
    code: str,
    name: str | None,
    instalments: int | None,
    largest_principal: int | None,
    longest_term: int | None,
    terms: "tuple[tuple[str, TermValue | None], ...]",
    minutes: str,
    day: date,
    yes: bool,
    output: str,
) -> int:
    """Enter a product."""
    from ledger_core.books.actions import ProductRequest, set_product

    request = ProductRequest(
        code=code,
        day=day,
        minutes=minutes,
        name=name,
        instalments=instalments,
        largest_principal=largest_principal,
        longest_term=longest_term,
        terms=terms,
    )

    def action(session: "WritingSession") -> Outcome:
        given = set_product(session, request)
        product = session.book.register.product_on(given, day)
        assert product is not None
        done = Message(
            N_("The loan product {product} is offered so from {day:date} on."),
            product=given,
            day=day,
        )
        return Outcome(done, _example(product, day), more={"product": given})

    return write(club, Manner(yes, output), action)


def _example(product: "LoanProduct", day: date) -> list[str]:
    """Say what a loan of the product would ask for: its first instalment, and its cost."""
    from ledger_core.books.loan_calendar import ends_too_late
    from ledger_core.cli.words import cost_warning, idle_terms
    from ledger_core.loans import schedule
    from ledger_core.loans.loan_cost import loan_cost

    terms = _terms(product, product.largest_principal or _EXAMPLE)
    if ends_too_late(terms, day):
        return []
    rows = schedule(terms, day)
    lines = [
        _(
            "Example: {amount:money} đồng in {count} instalments, {method}",
            amount=terms.principal,
            count=terms.instalments,
            method=method_words(terms),
        ),
        _(
            "  the first of {amount:money} đồng, interest in all {interest:money} đồng",
            amount=rows[0].total,
            interest=sum(row.interest for row in rows),
        ),
    ]
    said = [*cost_warning(loan_cost(terms, day)), *idle_terms(terms, day)]
    return lines + [f"  {line}" for line in said]


_EXAMPLE = 6_000_000


def _terms(product: "LoanProduct", principal: int) -> "LoanTerms":
    from ledger_core.books.loan_terms import LoanFrame, terms_from_words

    return terms_from_words(product.terms, LoanFrame(principal, product.instalments, None))


@command("list", N_("List the loan products on a day."))
@club_argument
@as_of_option
@format_option
def product_list(*, club: Path, as_of: date | None, output: str) -> int:
    """List products."""
    from ledger_core.books.session import open_club
    from ledger_core.reports import Column, Kind, Table

    loaded = open_club(club)
    day = as_of or last_day(loaded)
    register = loaded.book.register
    found = (register.product_on(code, day) for code in sorted(register.products))
    products = [product for product in found if product is not None]
    if output == JSON:
        listed = [_json(product) for product in products]
        show_json({"as_of": day.isoformat(), "products": listed})
        return 0
    columns = (
        Column("product", Message(N_("Code"))),
        Column("name", Message(N_("Product's name"))),
        Column("since", Message(N_("Since")), Kind.DATE),
        Column("method", Message(N_("Way of repaying"))),
        Column("rate", Message(N_("Rate a year")), Kind.RATIO),
        Column("instalments", Message(N_("Instalments")), Kind.COUNT),
        Column("largest_principal", Message(N_("At most")), Kind.AMOUNT),
    )
    rows = []
    for product in products:
        terms = _terms(product, 1)
        method = method_words(terms)
        rate = terms.rate.per_year
        size = product.instalments, product.largest_principal
        rows.append((product.code, product.name, product.since, method, rate, *size))
    title = Message(N_("Loan products on {day:date}"), day=day)
    show_table(Table("products", title, columns, tuple(rows)))
    return 0


@command("show", N_("Show every term of a loan product."))
@club_argument
@code_argument
@as_of_option
@format_option
def product_show(*, club: Path, code: str, as_of: date | None, output: str) -> int:
    """Show a product."""
    from ledger_core.books.actions.errors import NoSuchProduct
    from ledger_core.books.literals import metadata_lines
    from ledger_core.books.loan_terms import term_metadata
    from ledger_core.books.session import open_club

    loaded = open_club(club)
    day = as_of or last_day(loaded)
    register = loaded.book.register
    product = register.product_on(code.strip().lower(), day)
    if product is None:
        known = [known for known in register.products if register.product_on(known, day)]
        raise NoSuchProduct(code, day, known)
    if output == JSON:
        show_json(_json(product))
        return 0
    lines = [
        _("Loan product {product}: {name}", product=product.code, name=product.name),
        _(
            "  offered so since {day:date}, minutes {minutes}",
            day=product.since,
            minutes=product.decided_by or "–",
        ),
        _("  usually {count} instalments", count=product.instalments),
    ]
    if product.largest_principal is not None:
        lines.append(_("  at most {amount:money} đồng", amount=product.largest_principal))
    if product.longest_term is not None:
        lines.append(_("  at most {count} months", count=product.longest_term))
    terms = _terms(product, product.largest_principal or _EXAMPLE)
    lines += ["", _("Terms that a loan copies:"), metadata_lines(term_metadata(terms)).rstrip()]
    show_text("\n".join([*lines, "", *_example(product, day)]))
    return 0


def _json(product: "LoanProduct") -> dict[str, Any]:
    """Return a product for programs; the terms as the format writes them."""
    from ledger_core.books.literals import metadata_lines
    from ledger_core.books.loan_terms import term_metadata

    written = metadata_lines(term_metadata(_terms(product, _EXAMPLE)), indent="").splitlines()
    terms = dict(line.split(": ", 1) for line in written)
    return {
        "product": product.code,
        "name": product.name,
        "since": product.since.isoformat(),
        "minutes": product.decided_by or None,
        "instalments": product.instalments,
        "largest_principal": product.largest_principal,
        "longest_term": product.longest_term,
        "terms": {key: text.strip('"') for key, text in terms.items()},
    }
