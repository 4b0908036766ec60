"""The document in the making: what was read as numbers, and what is derived from it, each with its source."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from chalicelib.extraction.facts import Facts
from chalicelib.extraction.lexicon.tax_notes import says_untaxed
from chalicelib.extraction.result import DocumentType, Extracted, Field, FieldName, Line, Method, TaxRow
from chalicelib.extraction.values.numbers import MAX_DIGITS

DERIVED, COMPUTED = 0.9, 0.95  # confidence of what follows from sure values; it is never surer than they are
ZERO = Decimal(0)
HUNDRED = Decimal(100)
CENT = Decimal("0.01")


@dataclass(slots=True)
class Row:
    """A row of the tax breakdown."""

    rate: Decimal
    taxable: Decimal
    tax: Decimal
    category: str | None = None


@dataclass(slots=True)
class DraftLine:
    """A line's numbers, printed or derived, and its row of the tax breakdown."""

    number: int
    line: Line
    quantity: Decimal | None = None
    price: Decimal | None = None
    net: Decimal | None = None
    rate: Decimal | None = None
    row: Row | None = None

    @property
    def place(self) -> str:
        """Where it stands in the document."""
        return f"lines.{self.number}"

    @property
    def worth(self) -> Decimal:
        """Its net amount, nothing where that is not known."""
        return self.net or ZERO


@dataclass(slots=True)
class Charge:
    """A charge or an allowance of the whole document; `amount` is negative for an allowance."""

    label: str
    amount: Decimal
    rate: Decimal | None = None
    row: Row | None = None


@dataclass(slots=True)
class Draft:
    """What the steps work on.

    `outside` are charges and allowances that the printed net total leaves out, and the total includes.
    """

    extracted: Extracted
    facts: Facts
    fields: dict[FieldName, Field]
    lines: list[DraftLine]
    rows: list[Row]
    sign: int = 1
    rows_are_read: bool = True
    lines_are_read: bool = True
    derived: dict[str, Field] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    charges: list[Charge] = field(default_factory=list)
    outside: list[Charge] = field(default_factory=list)
    due_is_explained: bool = True
    is_retained: bool = False  # a part of what is due is kept back

    def text(self, name: FieldName) -> str | None:
        """A header field as text."""
        found = self.fields.get(name)
        return found.value if found else None

    def said(self, name: FieldName) -> str:
        """A header field as text, empty where there is none."""
        found = self.fields.get(name)
        return found.value if found else ""

    def amount(self, name: FieldName) -> Decimal | None:
        """A header field as an amount with the document's sign; the net total with what is printed outside of it."""
        number = decimal(self.text(name))
        beside = self.added_outside() if name is FieldName.NET_TOTAL else ZERO
        return None if number is None else number * self.sign + beside

    def added_outside(self) -> Decimal:
        """What is charged beside the printed net total."""
        return sum((charge.amount for charge in self.outside), ZERO)

    def totals(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """Net total, tax and total."""
        return self.amount(FieldName.NET_TOTAL), self.amount(FieldName.TAX_TOTAL), self.amount(FieldName.TOTAL)

    def sum_of_lines(self) -> Decimal | None:
        """What the lines add up to; None where one has no amount or there are none."""
        return added([line.net for line in self.lines])

    def rates_of_rows(self) -> frozenset[Decimal]:
        """The rates of the tax breakdown."""
        return frozenset([row.rate for row in self.rows])

    def put(self, place: str, value: object, source: str, method: Method = Method.DERIVED) -> None:
        """Note a derived value of the document; a number of more digits than can be printed is not noted."""
        if isinstance(value, Decimal) and not _is_sane(value):
            return
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        self.derived[place] = Field(text, self._confidence(source, method), method, derived_from=source)

    def put_amount(self, name: FieldName, value: Decimal, source: str) -> None:
        """Note a computed header field."""
        text = f"{(value * self.sign):f}"
        confidence = self._confidence(source, Method.ARITHMETIC)
        self.fields[name] = Field(text, confidence, Method.ARITHMETIC, derived_from=source)

    def _confidence(self, source: str, method: Method) -> float:
        least = COMPUTED if method is Method.ARITHMETIC else DERIVED
        parts = source.split(", ")
        for name, found in self.fields.items():
            if name.value in parts:
                least = min(least, found.confidence)
        return round(least, 4)


def make_draft(extracted: Extracted, facts: Facts) -> Draft:
    """The draft of a reading."""
    sign, line_sign = sign_of(extracted), sign_of_lines(extracted)
    return Draft(
        extracted=extracted,
        facts=facts,
        fields=dict(extracted.fields),
        lines=[_line(number, line, line_sign) for number, line in enumerate(extracted.lines)],
        rows=list(filter(None, [_row(row, sign) for row in extracted.tax_breakdown])),
        sign=sign,
    )


def _row(row: TaxRow, sign: int) -> Row | None:
    taxable, tax = decimal(row.taxable_amount), decimal(row.tax_amount)
    if taxable is None or tax is None:
        return None
    return Row(rate_of(row.rate) or ZERO, taxable * sign, tax * sign)


def sign_of(extracted: Extracted) -> int:
    """Credit notes carry positive amounts in EN 16931; on paper many print them negative."""
    total = extracted.fields.get(FieldName.TOTAL)
    printed = decimal(total.value) if total else None
    credit_note = extracted.document_type is DocumentType.CREDIT_NOTE
    return -1 if credit_note and printed is not None and printed < 0 else 1


def sign_of_lines(extracted: Extracted) -> int:
    """As `sign_of`, for lines: a credit note whose totals are negative may print its lines without their sign."""
    if extracted.document_type is not DocumentType.CREDIT_NOTE:
        return 1
    lines = sum((decimal(line.net_amount) or ZERO for line in extracted.lines), ZERO)
    return sign_of(extracted) if not lines else -1 if lines < 0 else 1


def decimal(text: str | None) -> Decimal | None:
    """A canonical number; None for text that is not one, or has more digits than an amount can have.

    >>> decimal("-12.50"), decimal("1" * 16), decimal("1e9999"), decimal("NaN"), decimal("a")
    (Decimal('-12.50'), None, None, None, None)
    """
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and _is_sane(number) else None


def _is_sane(number: Decimal) -> bool:
    """Whether neither the digits before the decimal point nor those behind it are more than a number can have."""
    exponent = number.as_tuple().exponent
    return number.adjusted() < MAX_DIGITS and isinstance(exponent, int) and -exponent <= MAX_DIGITS


def rate_of(text: str | None) -> Decimal | None:
    """A rate in percent; None for a number that can't be one.

    >>> rate_of("19"), rate_of("-100"), rate_of("1900")
    (Decimal('19'), None, None)
    """
    rate = decimal(text)
    return rate if rate is not None and 0 <= rate <= HUNDRED else None


def cents(amount: Decimal) -> Decimal:
    """An amount rounded half up, as EN 16931 rounds."""
    from chalicelib.documents.model.money import rounded

    return rounded(amount, 2)


def amount_of(part: DraftLine | Charge) -> Decimal | None:
    """What a line or a charge adds to the net total."""
    return part.amount if isinstance(part, Charge) else part.net


def taxed_at(rate: Decimal, lines: Iterable[DraftLine], charges: Iterable[Charge]) -> Decimal:
    """What the lines and charges of a rate come to."""
    own = [line.worth for line in lines if line.rate == rate]
    own += [charge.amount for charge in charges if charge.rate == rate]
    return sum(own, ZERO)


def added(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; None where one is missing or there are none."""
    found = list(amounts)
    known = [amount for amount in found if amount is not None]
    return sum(known, ZERO) if found and len(known) == len(found) else None


def _line(number: int, line: Line, sign: int) -> DraftLine:
    quantity, net = decimal(line.quantity), decimal(line.net_amount)
    return DraftLine(
        number,
        line,
        quantity=None if quantity is None else quantity * sign,
        price=decimal(line.unit_price),
        net=None if net is None else net * sign,
        rate=_rate_of_line(line),
    )


def _rate_of_line(line: Line) -> Decimal | None:
    """The printed rate; 0 where the description says that there is no tax on it: "Tourist tax (not subject to VAT)"."""
    if line.tax_rate is None and says_untaxed(line.description or ""):
        return ZERO
    return rate_of(line.tax_rate)
