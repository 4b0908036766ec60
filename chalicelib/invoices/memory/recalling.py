"""A new document is read with what the company's corrections taught about its supplier."""

from chalicelib.clock import now
from chalicelib.extraction.deriving import derive_again
from chalicelib.extraction.fields.completeness import with_warning
from chalicelib.extraction.memory.keys import printed_keys
from chalicelib.extraction.memory.recalling import recall
from chalicelib.extraction.result import Extracted
from chalicelib.invoices.memory.stored import SeveralSuppliers, find_supplier
from chalicelib.logs import logger
from chalicelib.storage.memory import suppliers as store

UNCLEAR = "supplier_unclear"


def recall_supplier(company_id: str, extracted: Extracted) -> Extracted:
    """Return a reading with what is remembered of its supplier in this company; as it is, where nothing is."""
    layout = extracted.layout
    if layout is None or not store.has_memories(company_id):
        return extracted
    values = {name: field.value for name, field in extracted.fields.items()}
    try:
        known = find_supplier(company_id, printed_keys(values, layout), values, layout)
    except SeveralSuppliers:
        return with_warning(extracted, UNCLEAR)
    if known is None:
        return extracted
    store.note_use(known.stored, now())
    logger().info("read with a supplier's memory", supplier_id=known.stored.supplier_id)
    return derive_again(recall(extracted, known.memory))
