"""Documents in our own JSON: the model of `chalicelib.documents` as its schema describes it."""

from pydantic import ValidationError

from chalicelib.documents.exact_json import parse_json
from chalicelib.documents.model.document import Document
from chalicelib.extraction.einvoices.from_document import read_own_document
from chalicelib.extraction.errors import CorruptFile, UnsupportedFormat
from chalicelib.extraction.result import Extracted

SHOWN_PROBLEMS = 3


def read_json(data: bytes) -> Extracted:
    """Read a JSON document; raise `CorruptFile` or `UnsupportedFormat`, which names the first fields that are wrong."""
    return read_own_document(parse_document(data))


def parse_document(data: bytes) -> Document:
    """Return the document in a file's bytes; raise as `read_json` does."""
    try:
        value = parse_json(data)
    except ValueError as error:
        raise CorruptFile(f"The JSON is damaged: {error}.") from error
    try:
        return Document.model_validate(value)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False, include_input=False)
        shown = "; ".join(
            f"{'.'.join(map(str, each['loc'])) or 'document'}: {each['msg']}" for each in problems[:SHOWN_PROBLEMS]
        )
        raise UnsupportedFormat(f"The JSON is not an invoice document: {shown}.") from error
