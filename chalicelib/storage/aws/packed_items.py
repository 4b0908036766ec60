"""Items that keep most of their attributes packed in one: a write is paid by the kilobyte, in each index once more.

What DynamoDB itself looks at stays beside it: keys, and what conditions and filters ask for. The other attributes are
JSON by type, deflated with a dictionary of what such items have in common. A dictionary is never changed, since what
was packed with it could not be read any more; a better one gets a number of its own. Earlier items are not packed,
and are read as they are.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from chalicelib.json_data import JsonObject

PACKED = "packed"

_WINDOW = -15  # deflate without a header of zlib's
_MEMORY = 9


def pack(raw: JsonObject, stays: Callable[[str, Any], bool], dictionaries: Sequence[bytes]) -> JsonObject:
    """Return an item of raw attributes with all but those that `stays` names packed, by the last dictionary.

    >>> item = {"id": {"S": "1"}, "pages": {"N": "2"}, "language": {"S": "de"}, "tags": {"L": [{"S": "x"}]}}
    >>> packed = pack(item, lambda name, value: name == "id", [b"pages language"])
    >>> sorted(packed), unpack(packed, [b"pages language"]) == item
    (['id', 'packed'], True)
    """
    plain: JsonObject = {}
    rest: defaultdict[str, JsonObject] = defaultdict(dict)
    for name, typed in raw.items():
        ((kind, value),) = typed.items()
        if stays(name, value):
            plain[name] = typed
        else:
            rest[kind][name] = value
    return plain | ({PACKED: {"B": _deflate(rest, dictionaries)}} if rest else {})


def unpack(raw: JsonObject, dictionaries: Sequence[bytes]) -> JsonObject:
    """Return an item of raw attributes with all of them side by side, be it packed or not.

    >>> unpack({"id": {"S": "1"}}, [])
    {'id': {'S': '1'}}
    """
    if PACKED not in raw:
        return raw
    packed = raw[PACKED]["B"]
    inflater = zlib.decompressobj(_WINDOW, zdict=dictionaries[packed[0]])
    rest: dict[str, JsonObject] = json.loads(inflater.decompress(packed[1:]) + inflater.flush())
    found = {name: {kind: value} for kind, values in rest.items() for name, value in values.items()}
    return {name: typed for name, typed in raw.items() if name != PACKED} | found


def _deflate(rest: dict[str, JsonObject], dictionaries: Sequence[bytes]) -> bytes:
    text = json.dumps(rest, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    number = len(dictionaries) - 1
    deflater = zlib.compressobj(
        zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, dictionaries[number]
    )
    return bytes([number]) + deflater.compress(text) + deflater.flush()
