"""Invoice lines out of the table's records, checked by their own arithmetic: quantity x unit price = net amount."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import filterfalse

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, claims_named, make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.letters import has_letter, text_of_words, texts_of
from chalicelib.extraction.lexicon.currency_signs import CODES
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.lines.cells import TAX_RATE
from chalicelib.extraction.lines.columns import UNKNOWN, find_headers
from chalicelib.extraction.lines.counted_lines import counted_lines
from chalicelib.extraction.lines.headerless_lines import SUMS, headless_lines
from chalicelib.extraction.lines.key_value_lines import listed_records
from chalicelib.extraction.lines.line_arithmetic import assign_by_product
from chalicelib.extraction.lines.line_record import Record, description_rows, is_product
from chalicelib.extraction.lines.line_taxes import read_codes, settle_rates
from chalicelib.extraction.lines.prices import amounts_from_prices
from chalicelib.extraction.lines.table import PARTS, Table, read_table
from chalicelib.extraction.pages.geometry import overlap_y
from chalicelib.extraction.result import Line
from chalicelib.extraction.totals.amounts import claimed_amounts, money, near_any

MIN_PROVEN = 2  # rows that add up to a total: one that equals it is that total
MIN_COUNTED = 2  # lines
TOTALS = ("net_total", "total")
PRODUCT_FITS, COMPLETE, PARTIAL = (
    0.97,
    0.85,
    0.6,
)  # confidence of a line whose numbers agree, are there, are not all there


def read_lines(evidence: Evidence) -> tuple[list[Line], Table | None]:
    """The lines of the invoice, and the table they were read from."""
    table = read_table(evidence, find_headers(evidence))
    if table is None:
        return _or_counted(evidence, _lines(listed_records(evidence)) or headless_lines(evidence)), None
    assign_by_product(evidence, table.records)
    amounts_from_prices(evidence, table)
    read_codes(evidence, table)
    settle_rates(table.records)
    _drop_sums(table)
    _drop_taxes(table)
    lines = _lines(table.records)
    return _or_counted(evidence, _proven_elsewhere(evidence, lines) or _without_remarks(evidence, lines)), table


def _or_counted(evidence: Evidence, lines: list[Line]) -> list[Line]:
    """The lines that a till or a docket prints, where they are no fewer than those found otherwise."""
    counted = counted_lines(evidence)
    return counted if len(counted) >= len(lines) else lines


def _lines(records: Iterable[Record]) -> list[Line]:
    return list(filter(None, map(_line, records)))


def _proven_elsewhere(evidence: Evidence, lines: Sequence[Line]) -> list[Line]:
    """Rows without a header that add up to a total, where the table's don't: that is a list of calls or payments."""
    added = line_sum(lines)
    if added is None or near_any(added, claimed_amounts(evidence, *SUMS)):
        return []
    found = headless_lines(evidence)
    if len(found) < MIN_PROVEN:
        return []
    if len(found) > len(lines):
        return found
    return found if _place(found[0]) < _place(lines[0]) else []


def _without_remarks(evidence: Evidence, lines: list[Line]) -> list[Line]:
    """The lines that add up to a printed sum; the others are none.

    They have no amount, or say what is included: "Incl. levy 4.24". Sums by rate under the goods, as "Zero-rated
    supplies 2,760.00", have no quantity where goods have one.
    """
    sums = claimed_amounts(evidence, *SUMS)
    charged = [line for line in lines if line.net_amount is not None]
    for kept in (charged, list(filterfalse(_is_included, charged))):
        if _are_fewer_with_sum(kept, lines, sums):
            return kept
    added = line_sum(charged)
    if added is not None and near_any(added, sums):
        return lines
    return _over_their_sum(evidence, charged) or _without_sums_by_rate(evidence, lines)


def _over_their_sum(evidence: Evidence, lines: Sequence[Line]) -> list[Line]:
    """The lines that stand over a total that they add up to: what is listed behind it are the details of one.

    So parcel services do: "Consignments (see page 2) 125.00", and on page 2 each of them. "Ticket total" is a part's,
    and so is a total that a larger one follows behind further lines.
    """
    claims = list(claims_named(make_claims(evidence, Kind.NUMBER), *TOTALS))
    for claim in (claim for claim in claims if claim.label.start == 0):
        over = [line for line in lines if _place(line) < _place_of(claim)]
        if len(over) < MIN_PROVEN or not _are_fewer_with_sum(over, lines, [claim.value.amount]):
            continue
        if not _has_larger_behind(claim, claims, (line for line in lines if line not in over)):
            return over
    return []


def _has_larger_behind(total: Claim, claims: Iterable[Claim], lines: Iterable[Line]) -> bool:
    """Whether a larger total stands behind the first of the lines that follow a total."""
    first = min(map(_place, lines))
    return any(_place_of(later) > first and later.value.amount > total.value.amount for later in claims)


def _place_of(claim: Claim) -> tuple[int, float]:
    return claim.value.segment.page, claim.value.box.top


def _without_sums_by_rate(evidence: Evidence, lines: list[Line]) -> list[Line]:
    """The lines that have a quantity, where these alone come to an amount that is printed outside of all lines.

    It may also be the amount of the only other line, which is their sum then, or be called the net total.
    """
    counted = [line for line in lines if line.net_amount is not None and line.quantity is not None]
    others = [line for line in lines if line not in counted]
    within = rows_of(evidence, counted if len(others) == 1 else lines)
    numbers = [value for value in evidence.all_values(Kind.NUMBER) if value.segment.row not in within]
    printed = {value.amount for value in numbers if value.is_exact} | set(claimed_amounts(evidence, "net_total"))
    is_sum = len(counted) >= MIN_COUNTED and _are_fewer_with_sum(counted, lines, printed)
    return counted if is_sum else lines


def _are_fewer_with_sum(kept: Sequence[Line], lines: Sequence[Line], sums: Iterable[Decimal]) -> bool:
    if len(kept) == len(lines):
        return False
    added = line_sum(kept)
    if not added:
        return False
    return near_any(added, sums)


def _is_included(line: Line) -> bool:
    """Whether a line is about something that another line's amount includes: "incl. power cord"."""
    return vocabulary().means_any(line.description.split()[:1], "including")


def _drop_sums(table: Table) -> None:
    """Take out rows that only add up the amounts of all lines above: "GBP 138.30" under two rates' rows.

    They say nothing else: a line whose amount happens to be such a sum has a description.
    """
    added, count = Decimal(0), 0
    for record in tuple(table.records):
        net = record.numbers.get("net_amount")
        if net is None:
            continue
        if count > 1 and net.amount == added != 0 and _is_bare_sum(record):
            _drop(table, record)
            added, count = Decimal(0), 0
        else:
            added, count = added + net.amount, count + 1


def _drop(table: Table, record: Record) -> None:
    table.records.remove(record)
    table.rows -= set(record.rows)


def _is_bare_sum(record: Record) -> bool:
    """Whether a row has an amount, no quantity or price, and no words but those of a sum."""
    return PARTS.isdisjoint(record.numbers) and not _says_more(record)


def _drop_taxes(table: Table) -> None:
    """Take out rows that name nothing but a tax: they are the tax breakdown, printed under the same columns."""
    for record in tuple(table.records):
        words = _description(record).split()
        if words and all(map(_may_name_tax, words)):
            _drop(table, record)


def _may_name_tax(word: str) -> bool:
    """Whether a word is a tax's name, or no more than a sign or a letter."""
    bare = word.strip("().:,")
    return len(bare) <= 1 or any(name.startswith("tax_total") for name in _names_of(bare))


def _names_of(word: str) -> set[str]:
    """What a word alone is a label of."""
    return {meaning.name for meaning in vocabulary().lookup(fold(word), "labels")}


def _says_more(record: Record) -> bool:
    """Whether the row of a line's amount has words other than a currency and "total"."""
    row = record.numbers["net_amount"].segment.row
    for segment in record.written:
        if segment.row == row and not all(map(_belongs_to_sum, texts_of(segment.words))):
            return True
    return False


def _belongs_to_sum(word: str) -> bool:
    """Whether a word is no more than a number, a currency, or what sums are called."""
    bare = word.strip(":.")
    if not has_letter(word) or bare in CODES:
        return True
    return not _names_of(bare).isdisjoint(("total", "subtotal"))


def _place(line: Line) -> tuple[int, float]:
    """Where a line stands in the document: its page, and how far down."""
    return line.page or 0, line.box.top if line.box else 0.0


def rows_of(evidence: Evidence, lines: Sequence[Line]) -> frozenset[int]:
    """The rows that lines stand in: what is in them is no party's name."""
    boxes = [(line.page, line.box) for line in lines if line.box]
    found: set[int] = set()
    for number, row in evidence.rows.items():
        if any(row[0].page == page and overlap_y(row[0].box, box) > 0 for page, box in boxes):
            found.add(number)
    return frozenset(found)


def _line(record: Record) -> Line | None:
    description, net = _description(record), record.amount
    if not description:
        return None
    if net is None and not record.numbers.keys() >= PARTS:
        return None
    return Line(
        description=description,
        quantity=_plain(record.numbers.get("quantity")),
        unit=record.unit or _text(record, "unit"),
        unit_price=_plain(record.numbers.get("unit_price")),
        net_amount=money(net.amount) if net else None,
        tax_rate=_rate(record),
        confidence=_confidence(record),
        page=record.page,
        box=record.box,
    )


def _description(record: Record) -> str:
    text = text_of_words(description_rows(record))
    return text or _text(record, "article") or _text(record, UNKNOWN) or ""


def _rate(record: Record) -> str | None:
    """The printed rate, or the one that its tax tells; nought where a word in its column says that there is none."""
    told = None if record.rate is None else f"{record.rate.normalize():f}"
    return _plain(record.numbers.get(TAX_RATE)) or told or ("0" if TAX_RATE in record.texts else None)


def _text(record: Record, name: str) -> str | None:
    return text_of_words(record.texts.get(name, [])) or None


def _plain(value: Value | None) -> str | None:
    return None if value is None else f"{value.amount:f}"


def _confidence(record: Record) -> float:
    if record.amount is None or not record.numbers.keys() >= PARTS:
        return PARTIAL
    return PRODUCT_FITS if is_product(record.numbers) else COMPLETE


def line_sum(lines: Sequence[Line]) -> Decimal | None:
    """What the lines add up to; None where there are none or one has no amount."""
    amounts = [Decimal(line.net_amount) for line in lines if line.net_amount is not None]
    return sum(amounts, Decimal(0)) if lines and len(amounts) == len(lines) else None
