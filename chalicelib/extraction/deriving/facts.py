"""Where the facts are found on the pages: see `extraction.facts`."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from chalicelib.extraction.deriving.clues.debits import is_debited
from chalicelib.extraction.deriving.clues.extras import find_extras
from chalicelib.extraction.deriving.clues.neighbours import lines_beside
from chalicelib.extraction.deriving.clues.notes import find_notes
from chalicelib.extraction.deriving.clues.payments import find_payments, find_withheld
from chalicelib.extraction.deriving.clues.periods import find_delivery, find_period
from chalicelib.extraction.deriving.clues.registers import find_register_numbers
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.facts import UNTAXED, Extra, Facts
from chalicelib.extraction.fields.terms_of_payment import find_terms
from chalicelib.extraction.lines.columns import Header
from chalicelib.extraction.parties.sections import CUSTOMERS, Sections
from chalicelib.extraction.result import Field, FieldName
from chalicelib.extraction.totals.rate_rows import HIGHEST_RATE
from chalicelib.extraction.totals.untaxed_rows import untaxed_rows

TAXED = ("tax_total", "tax_total_weak", "net_total", "tax_id")


def find_facts(
    evidence: Evidence, fields: Mapping[FieldName, Field], table_rows: frozenset[int], header: Header | None
) -> Facts:
    """Look for them on the pages."""
    supplier, customer = fields.get(FieldName.SUPPLIER_NAME), fields.get(FieldName.CUSTOMER_NAME)
    sections = Sections.of(evidence)
    untaxed = list(untaxed_rows(evidence, table_rows))
    other_rows = table_rows | {value.segment.row for _, value in untaxed}
    roles = [(segment.text, sections.role(segment)) for page in evidence.pages for segment in page.segments]
    return Facts(
        languages=tuple(evidence.languages[:2]),
        supplier_lines=tuple(lines_beside(evidence, supplier, customer)),
        customer_lines=tuple(lines_beside(evidence, customer, supplier)),
        contact_lines=tuple(text for text, role in roles if role not in CUSTOMERS),
        delivery_lines=tuple(text for text, role in roles if role == "delivery"),
        extras=(
            *find_extras(evidence, other_rows),
            *(Extra(UNTAXED, label, (value.amount,)) for label, value in untaxed),
        ),
        rates=frozenset(_rates(evidence)),
        payments=find_payments(evidence, fields),
        withheld=find_withheld(evidence),
        amounts=frozenset(abs(v.amount) for v in _numbers(evidence) if v.number and v.number.decimals),
        notes=tuple(find_notes(evidence)),
        speaks_of_tax=_speaks_of_tax(evidence),
        quantity_header=_quantity_header(evidence, header),
        terms=find_terms(evidence),
        lines_have_discounts=header is not None and header.has("discount"),
        debited=is_debited(evidence, fields.get(FieldName.IBAN)),
        register_numbers=tuple(find_register_numbers(evidence)),
        period=find_period(evidence),
        delivered_on=find_delivery(evidence),
    )


def _rates(evidence: Evidence) -> Iterator[Decimal]:
    """The percentages on the pages; nought only where its row speaks of tax, for it may be a discount."""
    for value in _numbers(evidence):
        if value.number and value.number.percent and 0 <= value.amount <= HIGHEST_RATE:
            row = evidence.rows.get(value.segment.row, ())
            labels = (hit for segment in row for hit in evidence.labels_by_segment.get(segment, ()))
            if value.amount or any(set(hit.names()) & set(TAXED) for hit in labels):
                yield value.amount


def _numbers(evidence: Evidence) -> list[Value]:
    return evidence.all_values(Kind.NUMBER)


def _speaks_of_tax(evidence: Evidence) -> bool:
    return any(set(hit.names()) & set(TAXED) for hit in evidence.labels)


def _quantity_header(evidence: Evidence, header: Header | None) -> str:
    """What is written over the column of quantities."""
    column = next((c for c in header.columns if c.name == "quantity"), None) if header else None
    if header is None or column is None:
        return ""
    rows = (evidence.rows.get(number, ()) for number in range(header.first_row, header.last_row + 1))
    over = [s.text for row in rows for s in row if s.box.left < column.box.right and s.box.right > column.box.left]
    return " ".join(over)
