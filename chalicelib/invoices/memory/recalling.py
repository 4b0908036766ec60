"""A new document is read with what the company's corrections taught about its supplier."""

from chalicelib.clock import now
from chalicelib.extraction.fields.completeness import with_warning
from chalicelib.extraction.memory.keys import choose, printed_keys
from chalicelib.extraction.memory.recalling import recall
from chalicelib.extraction.result import Extracted
from chalicelib.invoices.memory.stored import memory_of
from chalicelib.logs import logger
from chalicelib.storage.memory import suppliers as store

UNCLEAR = "supplier_unclear"


def recall_supplier(company_id: str, extracted: Extracted) -> Extracted:
    """Return a reading with what is remembered of its supplier in this company; as it is, where nothing is."""
    layout = extracted.layout
    if layout is None or not store.has_memories(company_id):
        return extracted
    values = {name: field.value for name, field in extracted.fields.items()}
    stored = store.find_memories(company_id, printed_keys(values, layout))
    memories = [memory_of(each) for each in stored]
    known = choose(memories, values, layout)
    if known.unclear:
        return with_warning(extracted, UNCLEAR)
    if known.memory is None:
        return extracted
    used = stored[next(index for index, memory in enumerate(memories) if memory is known.memory)]
    store.note_use(used, now())
    logger().info("read with a supplier's memory", supplier_id=used.supplier_id)
    return recall(extracted, known.memory)
