"""Reading the register: club, rules, products, members and offices from their directives."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from beancount.core import data

from ledger_core.books.calendar_reading import (
    read_days_off,
    read_meeting_moved,
    read_moratorium,
    read_moratorium_reversed,
)
from ledger_core.books.directives import FORMAT_VERSION, Directive
from ledger_core.books.loan_terms import read_term_words
from ledger_core.books.meeting_reading import read_meeting
from ledger_core.books.metadata import MetadataReader, enum_word, given
from ledger_core.books.seals.reading import read_month_sealed
from ledger_core.books.sources import Findings
from ledger_core.books.voucher_reading import read_voucher_series, read_voucher_void
from ledger_core.club import (
    Accounting,
    Club,
    ClubRules,
    InterestShares,
    LeavingReason,
    LoanProduct,
    Member,
    Office,
    OfficeHolder,
    Register,
)
from ledger_core.findings import Severity
from ledger_core.messages import DEFAULT_LANGUAGE, LANGUAGES, Message, N_

NO_VALUE = Message(N_("one name in quotation marks must follow it on the same line"))


def directive_value(entry: data.Custom) -> str | None:
    """Return the one text value of a custom directive, None when it has none."""
    values = entry.values or ()
    if len(values) == 1 and isinstance(values[0].value, str) and values[0].value.strip():
        return str(values[0].value)
    return None


def report_problems(
    entry: data.Custom,
    problems: list[Message],
    findings: Findings,
    *,
    rule: str = "register.directive-incomplete",
    loan: str | None = None,
) -> None:
    """Add one finding for each problem of a directive."""
    for problem in problems:
        findings.add(
            rule,
            Severity.ERROR,
            entry.meta,
            Message(
                N_("In the directive “{directive}”: {problem}."),
                directive=entry.type,
                problem=problem,
            ),
            remedy=Message(N_("Correct the line; docs/ledger-format.md shows every key.")),
            loan=loan,
        )


def _approvals(reader: MetadataReader, default: ClubRules) -> int:
    number = given(reader.whole("approvals-needed", highest=len(Office)), default.approvals_needed)
    if number < 1:
        reader.problems.append(Message(N_("“{key}:” must be above 0"), key="approvals-needed"))
    return max(1, number)


def _language(reader: MetadataReader) -> str:
    spoken = reader.text("language") or DEFAULT_LANGUAGE
    if spoken in LANGUAGES:
        return spoken
    words = ", ".join(f'"{word}"' for word in LANGUAGES)
    reader.problems.append(
        Message(
            N_("“{key}:” must be {expected}"),
            key="language",
            expected=Message(N_("one of {words}"), words=words),
        )
    )
    return DEFAULT_LANGUAGE


_T = TypeVar("_T")


class RegisterReader:
    """Takes the register's directives, in date order, into a `Register`."""

    def __init__(self, register: Register, findings: Findings) -> None:
        self._register = register
        self._findings = findings
        self._readers: dict[Directive, Callable[[data.Custom, str, MetadataReader], None]] = {
            Directive.CLUB: self._club,
            Directive.RULES: self._rules,
            Directive.PRODUCT: self._product,
            Directive.MEMBER: self._member,
            Directive.MEMBER_LEFT: self._member_left,
            Directive.OFFICE: self._office,
            Directive.DAYS_OFF: self._into(register.calendar, read_days_off),
            Directive.MEETING_MOVED: self._into(register.calendar, read_meeting_moved),
            Directive.MORATORIUM: self._into(register.calendar, read_moratorium),
            Directive.MORATORIUM_REVERSED: self._into(register.calendar, read_moratorium_reversed),
            Directive.VOUCHER_SERIES: self._into(register.voucher_book, read_voucher_series),
            Directive.VOUCHER_VOID: self._into(register.voucher_book, read_voucher_void),
            Directive.MONTH_SEALED: self._month_sealed,
            Directive.MEETING: self._meeting,
        }

    def _into(
        self, target: _T, read: Callable[[_T, date, str, MetadataReader], None]
    ) -> Callable[[data.Custom, str, MetadataReader], None]:
        return lambda entry, value, reader: read(target, entry.date, value, reader)

    def _month_sealed(self, entry: data.Custom, month: str, reader: MetadataReader) -> None:
        read_month_sealed(self._register.sealed, entry.date, month, reader)

    def _meeting(self, entry: data.Custom, minutes: str, reader: MetadataReader) -> None:
        read_meeting(self._register, entry.date, minutes, reader)

    def read(self, entry: data.Custom) -> None:
        """Read one directive of the register; problems become findings."""
        value = directive_value(entry)
        if value is None:
            report_problems(entry, [NO_VALUE], self._findings)
            return
        reader = MetadataReader(entry.meta)
        self._readers[Directive(entry.type)](entry, value, reader)
        report_problems(entry, reader.problems, self._findings)

    def _club(self, entry: data.Custom, code: str, reader: MetadataReader) -> None:
        if self._register.club is not None:
            self._error(
                entry,
                "register.club-twice",
                Message(N_("The club is entered twice.")),
                Message(N_("Keep one of the two entries.")),
            )
            return
        name = reader.text("name", required=True) or code
        version = reader.text("format", required=True)
        meeting_day = reader.whole("meeting-day", highest=31)
        club = Club(
            code=code,
            name=name,
            founded=entry.date,
            format=version or FORMAT_VERSION,
            language=_language(reader),
            meeting_day=meeting_day or 21,
            commune=reader.text("commune"),
            province=reader.text("province"),
        )
        self._register.club = club
        reader.finish()
        if club.format != FORMAT_VERSION:
            self._error(
                entry,
                "register.format-unknown",
                Message(
                    N_("These books are in format {format}; this program knows format {known}."),
                    format=club.format,
                    known=FORMAT_VERSION,
                ),
                Message(
                    N_("Use the version of the program that wrote these books, or a newer one.")
                ),
            )

    def _rules(self, entry: data.Custom, decided_by: str, reader: MetadataReader) -> None:
        default = ClubRules(since=entry.date, decided_by=decided_by)
        rules = ClubRules(
            since=entry.date,
            decided_by=decided_by,
            loans_per_member=given(reader.whole("loans-per-member"), default.loans_per_member),
            share_per_borrower=given(
                reader.number("share-per-borrower"), default.share_per_borrower
            ),
            membership_months=given(reader.whole("membership-months"), default.membership_months),
            guarantor=given(reader.flag("guarantor"), default.guarantor),
            longest_term=given(reader.whole("longest-term"), default.longest_term),
            membership_fee=given(reader.amount("membership-fee"), default.membership_fee),
            interest_shares=self._shares(reader),
            provision_table=given(reader.text("provision-table"), default.provision_table),
            accounting=given(reader.word("accounting", Accounting), default.accounting),
            approvals_needed=_approvals(reader, default),
        )
        reader.finish()
        total = rules.interest_shares.total
        if total != 1:
            reader.problems.append(
                Message(N_("the shares of interest add to {total}, not to 1"), total=total)
            )
        if rules.provision_table not in ("microfinance", "banks"):
            reader.problems.append(
                Message(
                    N_("“{key}:” must be {expected}"),
                    key="provision-table",
                    expected='"microfinance", "banks"',
                )
            )
        self._register.rules.append(rules)

    def _shares(self, reader: MetadataReader) -> InterestShares:
        parts = [
            reader.number(f"share-to-{name}")
            for name in ("activity", "risk-reserve", "capital", "management")
        ]
        if all(part is None for part in parts):
            return InterestShares()
        return InterestShares(*(part or Decimal(0) for part in parts))

    def _product(self, entry: data.Custom, code: str, reader: MetadataReader) -> None:
        product = LoanProduct(
            code=code,
            name=reader.text("name") or code,
            since=entry.date,
            terms=read_term_words(entry.meta, reader),
            instalments=reader.whole("instalments") or 12,
            largest_principal=reader.amount("largest-principal"),
            longest_term=reader.whole("longest-term"),
            decided_by=reader.text("minutes") or "",
        )
        reader.finish()
        self._register.products.setdefault(code, []).append(product)

    def _member(self, entry: data.Custom, code: str, reader: MetadataReader) -> None:
        name = reader.text("name", required=True) or code
        reader.finish()
        if code in self._register.members:
            self._error(
                entry,
                "register.member-twice",
                Message(N_("Member {member} is entered twice."), member=code),
                Message(N_("Keep one of the two; a second person needs a code of their own.")),
            )
            return
        self._register.members[code] = Member(code, name, joined=entry.date)

    def _member_left(self, entry: data.Custom, code: str, reader: MetadataReader) -> None:
        reason = reader.word("reason", LeavingReason, required=True)
        reader.finish()
        member = self._register.members.get(code)
        if member is None:
            self._member_unknown(entry, code)
            return
        if entry.date < member.joined:
            reader.problems.append(
                Message(
                    N_("{member} joined only on {joined:date}"), member=code, joined=member.joined
                )
            )
            return
        self._register.members[code] = replace(member, left=entry.date, reason=reason)

    def _office(self, entry: data.Custom, value: str, reader: MetadataReader) -> None:
        member = reader.text("member", required=True)
        reader.finish()
        office = enum_word(Office, value)
        if office is None:
            words = ", ".join(item.value for item in Office)
            reader.problems.append(
                Message(
                    N_("“{value}” is no office; the offices are {words}"), value=value, words=words
                )
            )
            return
        if member is None:
            return
        if member not in self._register.members:
            self._member_unknown(entry, member)
        self._register.offices.append(OfficeHolder(office, member, entry.date))

    def _member_unknown(self, entry: data.Custom, code: str) -> None:
        self._error(
            entry,
            "register.member-unknown",
            Message(N_("Member {member} is not in the register."), member=code),
            Message(N_("Check the code, or enter the member first: clubledger member add.")),
        )

    def _error(self, entry: data.Custom, rule: str, message: Message, remedy: Message) -> None:
        self._findings.add(rule, Severity.ERROR, entry.meta, message, remedy=remedy)
