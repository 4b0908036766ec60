"""Items that keep most of their attributes packed in one: a write is paid by the kilobyte, in each index once more.

What DynamoDB itself looks at stays beside it: keys, and what conditions and filters ask for. The other attributes are
JSON by type, deflated with a dictionary of what such items have in common and of what stands beside it in the item:
names, numbers and ids are there already. A dictionary is never changed, since what was packed with it could not be
read any more; a better one gets a number of its own. Earlier items are not packed, and are read as they are.

What a dictionary takes from beside it must not change alone: a packed item is replaced as a whole, never updated.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from chalicelib.json_data import JsonObject

PACKED = "packed"

_WINDOW = -15  # deflate without a header of zlib's
_MEMORY = 9


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What packed items have in common, the most frequent last, and the texts beside them that they repeat."""

    common: bytes
    repeated: tuple[str, ...] = ()

    def of(self, plain: JsonObject) -> bytes:
        """Return the dictionary of an item, by what stands beside its packed part."""
        return self.common + "".join(plain[name]["S"] for name in self.repeated if name in plain).encode()


def pack(raw: JsonObject, stays: Collection[str], dictionaries: Sequence[Dictionary]) -> JsonObject:
    """Return an item of raw attributes with all but those that `stays` names packed, by the last dictionary.

    >>> item = {"id": {"S": "1"}, "pages": {"N": "2"}, "language": {"S": "de"}, "tags": {"L": [{"S": "x"}]}}
    >>> packed = pack(item, {"id"}, [Dictionary(b"pages language", repeated=("id",))])
    >>> sorted(packed), unpack(packed, [Dictionary(b"pages language", repeated=("id",))]) == item
    (['id', 'packed'], True)
    """
    plain: JsonObject = {}
    rest: defaultdict[str, JsonObject] = defaultdict(dict)
    for name, typed in raw.items():
        ((kind, value),) = typed.items()
        if name in stays:
            plain[name] = typed
        else:
            rest[kind][name] = value
    if not rest:
        return plain
    number = len(dictionaries) - 1
    return plain | {PACKED: {"B": bytes([number]) + _deflate(rest, dictionaries[number].of(plain))}}


def unpack(raw: JsonObject, dictionaries: Sequence[Dictionary]) -> JsonObject:
    """Return an item of raw attributes with all of them side by side, be it packed or not.

    >>> unpack({"id": {"S": "1"}}, [])
    {'id': {'S': '1'}}
    """
    if PACKED not in raw:
        return raw
    packed = raw[PACKED]["B"]
    inflater = zlib.decompressobj(_WINDOW, zdict=dictionaries[packed[0]].of(raw))
    rest: dict[str, JsonObject] = json.loads(inflater.decompress(packed[1:]) + inflater.flush())
    found = {name: {kind: value} for kind, values in rest.items() for name, value in values.items()}
    return {name: typed for name, typed in raw.items() if name != PACKED} | found


def _deflate(rest: dict[str, JsonObject], dictionary: bytes) -> bytes:
    text = json.dumps(rest, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    deflater = zlib.compressobj(
        zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, dictionary
    )
    return deflater.compress(text) + deflater.flush()
