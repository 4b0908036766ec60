"""Documents as they are kept in an item: compressed, and no larger than an item can hold."""

import json
import zlib

from chalicelib.json_data import JsonObject

MAX_STORED_BYTES = 310_000  # of a compressed document; as a kept answer it grows by a quarter, and items end at 400 KB


class DocumentTooLarge(Exception):
    """The document does not fit into an item."""


def pack(document: JsonObject) -> bytes:
    """Return a document compressed; raise `DocumentTooLarge`.

    >>> unpack(pack({"name": "Jörg"}))
    {'name': 'Jörg'}
    """
    packed = zlib.compress(json.dumps(document, ensure_ascii=False).encode())
    if len(packed) > MAX_STORED_BYTES:
        raise DocumentTooLarge
    return packed


def unpack(packed: bytes) -> JsonObject:
    """Return the document that `pack` was given."""
    document: JsonObject = json.loads(zlib.decompress(packed))
    return document
