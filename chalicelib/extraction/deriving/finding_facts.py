"""Finds on the pages what no field holds; `extraction.facts` says what that is."""

from collections.abc import Mapping, Sequence
from itertools import chain

from chalicelib.extraction.deriving.clues.debits import is_debited
from chalicelib.extraction.deriving.clues.extras import find_extras
from chalicelib.extraction.deriving.clues.neighbours import lines_beside
from chalicelib.extraction.deriving.clues.notes import find_notes, notes_in_cells
from chalicelib.extraction.deriving.clues.payments import find_payments, find_retained, find_withheld
from chalicelib.extraction.deriving.clues.periods import find_delivery, find_period, speaks_of_delivery
from chalicelib.extraction.deriving.clues.registers import find_register_numbers
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.facts import UNTAXED, Extra, Facts
from chalicelib.extraction.fields.terms_of_payment import find_terms
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lines.columns import Column, Header
from chalicelib.extraction.lines.line_record import Record
from chalicelib.extraction.lines.table import Table
from chalicelib.extraction.pages.geometry import overlap_x
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.parties.sections import CUSTOMERS, Sections
from chalicelib.extraction.result import Field, FieldName
from chalicelib.extraction.totals.rate_rows import HIGHEST_RATE
from chalicelib.extraction.totals.untaxed_rows import untaxed_rows

TAXED = ("tax_total", "tax_total_weak", "net_total", "tax_id")


def find_facts(evidence: Evidence, fields: Mapping[FieldName, Field], table: Table | None) -> Facts:
    """Look for them on the pages."""
    table_rows, header, records = _parts_of(table)
    supplier, customer = fields.get(FieldName.SUPPLIER_NAME), fields.get(FieldName.CUSTOMER_NAME)
    sections = Sections.of(evidence)
    numbers = evidence.all_values(Kind.NUMBER)
    untaxed = list(untaxed_rows(evidence, table_rows))
    other_rows = table_rows.union([value.segment.row for _, value in untaxed])
    return Facts(
        languages=tuple(evidence.languages[:2]),
        supplier_lines=tuple(lines_beside(evidence, supplier, customer, table_rows)),
        customer_lines=tuple(lines_beside(evidence, customer, supplier, table_rows)),
        contact_lines=tuple(s.text for s in evidence.segments if sections.role(s) not in CUSTOMERS),
        delivery_lines=tuple(s.text for s in evidence.segments if sections.role(s) == "delivery"),
        extras=(
            *find_extras(evidence, other_rows),
            *[Extra(UNTAXED, label, (value.amount,)) for label, value in untaxed],
        ),
        rates=frozenset([value.amount for value in numbers if _is_rate(evidence, value)]),
        payments=find_payments(evidence, fields),
        withheld=find_withheld(evidence),
        retained=tuple(find_retained(evidence, fields)),
        amounts=frozenset([abs(value.amount) for value in numbers if value.has_decimals]),
        notes=(*notes_in_cells(records), *find_notes(evidence)),
        speaks_of_tax=any(hit.is_named(*TAXED) for hit in evidence.labels),
        quantity_header=_quantity_header(evidence, header),
        terms=find_terms(evidence),
        lines_have_discounts=header is not None and header.has("discount"),
        debited=is_debited(evidence, fields.get(FieldName.IBAN)),
        register_numbers=tuple(find_register_numbers(evidence)),
        period=find_period(evidence),
        delivered_on=find_delivery(evidence),
        speaks_of_delivery=speaks_of_delivery(evidence),
    )


def _parts_of(table: Table | None) -> tuple[frozenset[int], Header | None, Sequence[Record]]:
    """The rows of the table of lines, its header and its lines."""
    return (frozenset(table.rows), table.header, table.records) if table else (frozenset(), None, ())


def _is_rate(evidence: Evidence, value: Value) -> bool:
    """Whether a value is a percentage; nought is one only where its row speaks of tax, for it may be a discount."""
    if not value.is_rate or not 0 <= value.amount <= HIGHEST_RATE:
        return False
    row = evidence.rows.get(value.segment.row, ())
    return bool(value.amount) or any(hit.is_named(*TAXED) for hit in evidence.labels_of(*row))


def _quantity_header(evidence: Evidence, header: Header | None) -> str:
    """What is written over the column of quantities."""
    for column in header.columns if header else ():
        if header and column.name == "quantity":
            rows = [evidence.rows.get(number, ()) for number in range(header.first_row, header.last_row + 1)]
            over = [segment for segment in chain.from_iterable(rows) if _is_over(segment, column)]
            return " ".join(texts_of(over))
    return ""


def _is_over(segment: Segment, column: Column) -> bool:
    return overlap_x(segment.box, column.box) > 0
