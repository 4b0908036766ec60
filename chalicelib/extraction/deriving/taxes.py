"""The tax breakdown (BG-23) and the tax categories of lines, charges and allowances (BT-151, BT-95, BT-102).

The printed rows count if they cover the net total and the tax. Otherwise the lines' rates do, or the one printed rate
that the tax is of the net total. A positive rate is category S. What bears no tax has the category that the page
names; a printed rate of 0 without a reason is zero rated (Z); a page without a word of tax, by a supplier without a
VAT identifier, is not subject to it (O). Where the page leaves it open, there is no category.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from chalicelib.documents.model.exemptions import REASON_CODES
from chalicelib.documents.model.money import rounded
from chalicelib.extraction.deriving.clues.notes import note_beside_taxed, zero_category
from chalicelib.extraction.deriving.draft import (
    CENT,
    HUNDRED,
    ZERO,
    Charge,
    Draft,
    DraftLine,
    Row,
    added,
    amount_of,
    cents,
)
from chalicelib.extraction.deriving.outside import base_of_tax, fitting, fitting_rates
from chalicelib.extraction.deriving.places.addresses import country_of_line
from chalicelib.extraction.deriving.sharing import share_lines
from chalicelib.extraction.facts import Note
from chalicelib.extraction.result import FieldName, Method
from chalicelib.extraction.values.rates import LEGAL_RATES

STANDARD, ZERO_RATED, EXEMPT, NOT_SUBJECT, INTRA_COMMUNITY = "S", "Z", "E", "O", "K"
MARKS = ("*", "#", "†")
NO_TAX = "No tax is charged"


def derive_taxes(draft: Draft) -> None:
    """Find the rows, then give each line and charge the rate and category of its row."""
    net, tax = draft.amount(FieldName.NET_TOTAL), draft.amount(FieldName.TAX_TOTAL)
    if net is not None:
        _find_rows(draft, net, tax)
    untaxed, note = _of_untaxed(draft)
    for row in draft.rows:
        row.category = STANDARD if row.rate else untaxed
    _put_rows(draft, note)
    if tax is None and _are_untaxed(draft.rows):
        draft.put("totals.tax_total", ZERO, "tax_breakdown", Method.ARITHMETIC)
    _put_lines(draft)
    _put_charges(draft)
    if any(row.category == INTRA_COMMUNITY for row in draft.rows):
        _derive_delivery(draft)


def _are_untaxed(rows: Sequence[Row]) -> bool:
    """Whether there are rows, all of them without a tax."""
    return bool(rows) and not any(row.tax for row in rows)


def _of_untaxed(draft: Draft) -> tuple[str | None, Note | None]:
    """The category of the rows without tax, and what the page says of them.

    What is not subject to tax stands as exempt beside what is taxed: O must be alone in a document (BR-O-11).
    """
    if not any(row.rate for row in draft.rows):
        note = zero_category(draft.facts.notes)
        return _category_of_zero(draft, note), note
    note = note_beside_taxed(draft.facts.notes)
    category = _category_of_zero(draft, note)
    return (EXEMPT if category == NOT_SUBJECT else category), note


def _find_rows(draft: Draft, net: Decimal, tax: Decimal | None) -> None:
    """Take the first rows that make the net total and the tax: printed ones, or what leads to them."""
    charged = tax or ZERO
    if covers(draft.rows, net, charged):
        return
    for rows, source in _rows_that_follow(draft, net, tax, charged):
        if rows:
            _set_rows(draft, rows, source)
            return


def _rows_that_follow(
    draft: Draft, net: Decimal, tax: Decimal | None, charged: Decimal
) -> Iterator[tuple[list[Row], str]]:
    """The rows of each way that leads to some, with what they follow from, the surest first."""
    rows = _rows_of_lines(draft)
    ways = (rows, _in_whole_units(rows, charged), _rounded_by_line(draft, rows, charged))
    fitting_rows = next((each for each in ways if covers(each, net, charged)), None)
    yield (fitting_rows, "lines") if fitting_rows else _one_row(draft, net, tax)
    yield _with_untaxed(draft, net, charged), "tax_breakdown, net_total"
    if charged:
        yield _beside_untaxed(draft, net, charged), "net_total, tax_total, page"
        yield _partly_taxed(draft, net, charged), "lines, tax_total"


def _set_rows(draft: Draft, rows: list[Row], source: str) -> None:
    draft.rows, draft.rows_are_read = rows, False
    for number, row in enumerate(rows):
        draft.put(f"tax_breakdown.{number}.taxable_amount", row.taxable, source, Method.ARITHMETIC)
        draft.put(f"tax_breakdown.{number}.tax_amount", row.tax, source, Method.ARITHMETIC)


def _with_untaxed(draft: Draft, net: Decimal, tax: Decimal) -> list[Row]:
    """Printed rows that make the whole tax, but less than the net total: what is left of it bears none."""
    taxed = [row for row in draft.rows if row.rate]
    taxable, charged = _sums(taxed)
    if charged != tax or taxable is None or (net - taxable) * net <= 0:
        return []
    return [*taxed, Row(ZERO, net - taxable, ZERO)]


def _sums(rows: Sequence[Row]) -> tuple[Decimal | None, Decimal | None]:
    """The taxable amount and the tax of all rows; None where there are none."""
    return added([row.taxable for row in rows]), added([row.tax for row in rows])


def _beside_untaxed(draft: Draft, net: Decimal, tax: Decimal) -> list[Row]:
    """The one rate that the tax is of the net total without what rows say is not taxed."""
    base = base_of_tax(draft, net)
    rates = fitting_rates(draft, base, tax) if base != net else []
    if len(rates) != 1:
        return []
    for charge in draft.charges:
        charge.rate = rates[0] if charge.rate is None else charge.rate
    return [Row(rates[0], base, tax), Row(ZERO, net - base, ZERO)]


def _partly_taxed(draft: Draft, net: Decimal, tax: Decimal) -> list[Row]:
    """One rate, printed or the country's only one, on lines that come to what the tax is of; the others bear none."""
    if draft.charges:
        return []
    possible = [rows for rate in _printed_or_only_rates(draft) if (rows := _taxed_and_not(net, tax, rate))]
    marked = [rows for rows in possible if _are_marked(draft, rows[0].taxable)]
    unrated = [replace(line, rate=None) for line in draft.lines]
    fitting = marked or [rows for rows in possible if share_lines(unrated, (), rows)]
    if len(fitting) != 1:
        return []
    for line in draft.lines if marked else ():
        line.rate = fitting[0][not _is_marked(line)].rate
    return fitting[0]


def _taxed_and_not(net: Decimal, tax: Decimal, rate: Decimal) -> list[Row]:
    """The parts of a net total that a tax is of at a rate, and is not of; empty where it can't be."""
    taxable = cents(tax * HUNDRED / rate)
    if not 0 < taxable < net or abs(taxable * rate / HUNDRED - tax) >= CENT:
        return []
    return [Row(rate, taxable, tax), Row(ZERO, net - taxable, ZERO)]


def _are_marked(draft: Draft, taxable: Decimal) -> bool:
    """Whether the lines with a mark behind them come to what is taxed: "Sausage rolls *", and "* = GST applies"."""
    if any(line.rate is not None for line in draft.lines):
        return False
    return added([line.net for line in draft.lines if _is_marked(line)]) == taxable


def _is_marked(line: DraftLine) -> bool:
    return line.line.description.endswith(MARKS)


def _printed_or_only_rates(draft: Draft) -> set[Decimal]:
    """The rates that are printed, or else the country's where it has one alone."""
    printed = set(filter(None, draft.facts.rates))
    if printed:
        return printed
    legal = LEGAL_RATES.get(draft.countries.get("supplier", ""), ())
    return set(legal) if len(legal) == 1 else set()


def covers(rows: Sequence[Row], net: Decimal, tax: Decimal) -> bool:
    """Whether the rows make the net total and the tax."""
    return _sums(rows) == (net, tax)


def _rows_of_lines(draft: Draft) -> list[Row]:
    """What the lines and charges of each rate come to; none where one has no rate or no amount."""
    parts: list[DraftLine | Charge] = [*draft.lines, *draft.charges]
    taxable: defaultdict[Decimal, Decimal] = defaultdict(lambda: ZERO)
    for part in parts:
        amount = amount_of(part)
        if part.rate is None or amount is None:
            return []
        taxable[part.rate.normalize()] += amount
    return [Row(rate, amount, cents(amount * rate / 100)) for rate, amount in taxable.items()]


def _in_whole_units(rows: Sequence[Row], tax: Decimal) -> list[Row]:
    """The rows with whole taxes, as in forint; none where an amount is not whole."""
    if not _are_whole(tax, *[row.taxable for row in rows]):
        return []
    return [Row(row.rate, row.taxable, rounded(row.tax, 0)) for row in rows]


def _are_whole(*amounts: Decimal) -> bool:
    return all(amount == amount.to_integral_value() for amount in amounts)


def _rounded_by_line(draft: Draft, rows: Sequence[Row], tax: Decimal) -> list[Row]:
    """The only row with the printed tax, where that is another for it was rounded on each line (BR-S-09 lets it pass).

    A line's rounding makes half of the smallest coin at most: a cent, or a whole unit where all amounts are whole.
    """
    if len(rows) != 1 or not rows[0].tax:
        return []
    coin = Decimal(1) if _are_whole(tax, rows[0].taxable) else CENT
    most = min(Decimal(1) - CENT, len(draft.lines) * coin / 2)
    exact = rows[0].taxable * rows[0].rate / HUNDRED
    return [replace(rows[0], tax=tax)] if abs(exact - tax) <= most else []


def _one_row(draft: Draft, net: Decimal, tax: Decimal | None) -> tuple[list[Row], str]:
    """The whole net total at one rate: a printed one, or the only one of the country's that the tax can be."""
    if not tax:
        return _untaxed_row(draft, net, named=tax is not None), "net_total, total"
    printed = fitting(draft.facts.rates, net, tax)
    legal = fitting(LEGAL_RATES.get(draft.countries.get("supplier", ""), ()), net, tax)
    for rates, source in ((printed, "net_total, tax_total, printed rate"), (legal, "net_total, tax_total")):
        if len(rates) == 1:
            return [Row(rates[0], net, tax)], source
    return [], ""


def _untaxed_row(draft: Draft, net: Decimal, *, named: bool) -> list[Row]:
    """The net total without tax: where that is the total, and a tax of nothing is `named` or the page has none."""
    if draft.amount(FieldName.TOTAL) != net:
        return []
    return [Row(ZERO, net, ZERO)] if named or _bears_none(draft) else []


def _bears_none(draft: Draft) -> bool:
    """Whether the page says that there is no tax, or nothing of tax at all."""
    return zero_category(draft.facts.notes) is not None or _is_silent(draft)


def _is_silent(draft: Draft) -> bool:
    """Whether the pages say nothing of tax: no word, no rate, no number."""
    if draft.facts.speaks_of_tax or any(rate > 0 for rate in draft.facts.rates):
        return False
    return draft.fields.keys().isdisjoint((FieldName.SUPPLIER_TAX_ID, FieldName.CUSTOMER_TAX_ID))


def _category_of_zero(draft: Draft, note: Note | None) -> str | None:
    if note:
        return note.category
    if draft.facts.notes:
        return None
    if _prints_zero(draft):
        return ZERO_RATED
    return NOT_SUBJECT if _is_silent(draft) else None


def _prints_zero(draft: Draft) -> bool:
    """Whether a rate of zero is printed: in the breakdown, on the page, on a line."""
    if ZERO in draft.facts.rates or any(line.rate == ZERO for line in draft.lines):
        return True
    return draft.rows_are_read and not any(row.tax for row in draft.rows if not row.rate)


def _put_rows(draft: Draft, note: Note | None) -> None:
    for number, row in enumerate(draft.rows):
        if row.category is None:
            continue
        place, source = f"tax_breakdown.{number}", _source_of_category(row, note)
        draft.put(f"{place}.category", row.category, source)
        if row.category != NOT_SUBJECT and not draft.rows_are_read:
            draft.put(f"{place}.rate", row.rate, source)
        if not row.rate and row.category != ZERO_RATED:
            _put_exemption(draft, place, row.category, note.text if note else NO_TAX, source)


def _put_exemption(draft: Draft, place: str, category: str, reason: str, source: str) -> None:
    """Why a row bears no tax: the reason's code, where its category has one, and its text."""
    code = REASON_CODES.get(category)
    if code:
        draft.put(f"{place}.exemption_reason_code", code, "category")
    draft.put(f"{place}.exemption_reason", reason, source)


def _source_of_category(row: Row, note: Note | None) -> str:
    """What a row's category follows from."""
    if row.rate:
        return "rate"
    if note:
        return "tax note"
    return "printed rate" if row.category == ZERO_RATED else "page"


def _put_lines(draft: Draft) -> None:
    """Printed rates stand; the others have that of the only row, or of the only sharing that fills the rows."""
    only = draft.rows[0] if len(draft.rows) == 1 else None
    by_rate = {row.rate.normalize(): row for row in draft.rows}
    shared = share_lines(draft.lines, draft.charges, draft.rows) if only is None else {}
    for line in draft.lines:
        if line.rate is None:
            line.row = shared.get(line.number, only)
        else:
            line.row = by_rate.get(line.rate.normalize())
        if line.row is not None and line.row.category is not None:
            _put_tax_of_line(draft, line, line.row)


def _put_tax_of_line(draft: Draft, line: DraftLine, row: Row) -> None:
    is_printed = line.line.tax_rate is not None
    if not is_printed and row.category != NOT_SUBJECT:
        draft.put(f"{line.place}.tax_rate", row.rate, "tax_breakdown")
    draft.put(f"{line.place}.tax_category", row.category, "tax_rate" if is_printed else "tax_breakdown")


def _put_charges(draft: Draft) -> None:
    counts = {"charges": 0, "allowances": 0}
    for charge in draft.charges:
        name = "charges" if charge.amount > 0 else "allowances"
        place = f"{name}.{counts[name]}"
        counts[name] += 1
        charge.row = _row_of_charge(draft, charge)
        draft.put(f"{place}.amount", abs(charge.amount), "page, net_total")
        draft.put(f"{place}.reason", charge.label, "page")
        if charge.row and charge.row.category:
            draft.put(f"{place}.tax_category", charge.row.category, "tax_breakdown")
            if charge.row.category != NOT_SUBJECT:
                draft.put(f"{place}.tax_rate", charge.row.rate, "tax_breakdown")


def _row_of_charge(draft: Draft, charge: Charge) -> Row | None:
    """The row of its rate, or the only one."""
    only = draft.rows[0] if len(draft.rows) == 1 else None
    return next((row for row in draft.rows if row.rate == charge.rate), only)


def _derive_delivery(draft: Draft) -> None:
    """A supply to another country of the EU names its country (BR-IC-12) and its day or period (BR-IC-11).

    Goods go to the customer, unless an address for the delivery names a country of its own. An invoice must name the
    day of supply only where that is not its own (Directive 2006/112/EC, article 226, point 7): without one it is that.
    """
    country, source = _country_of_delivery(draft)
    if country and country != draft.countries.get("supplier"):
        draft.put("delivery.address.country", country, source)
    if draft.facts.delivered_on:
        draft.put("delivery.delivered_on", draft.facts.delivered_on, "page")
    if draft.facts.period:
        draft.put("period.start", draft.facts.period[0], "page")
        draft.put("period.end", draft.facts.period[1], "page")
    said = draft.facts.delivered_on or draft.facts.period or draft.facts.speaks_of_delivery
    if not said and draft.text(FieldName.ISSUE_DATE):
        draft.put("delivery.delivered_on", draft.text(FieldName.ISSUE_DATE), "issue_date")


def _country_of_delivery(draft: Draft) -> tuple[str | None, str]:
    """The country that goods go to, and what says so."""
    languages = draft.facts.languages
    named = set(filter(None, [country_of_line(line, languages) for line in draft.facts.delivery_lines]))
    if not named:
        return draft.countries.get("customer"), "customer_country"
    return named.pop() if len(named) == 1 else None, "page"
