"""The process that reads one file and ends: `python -m chalicelib.extraction.child`, started by `isolated.py`.

It limits itself before it sees the first byte, so that whatever a hostile file makes the libraries do ends with this
process. Standard input: one line of JSON (context, limits, whether a preview is wanted), then the file. Standard
output: one JSON object.
"""

import json
import resource
import sys
from collections.abc import Mapping
from typing import Any

from chalicelib.extraction.errors import ReadingUsedTooMuchMemory, UnreadableFile
from chalicelib.extraction.result import Context, Limits
from chalicelib.extraction.wire import encode, encode_bytes, encode_error


def main() -> int:
    """Read the request, answer it."""
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    _limit_self(limits)
    try:
        answer = _answer(sys.stdin.buffer.read(), request, limits)
    except UnreadableFile as error:
        answer = {"error": encode_error(error)}
    except MemoryError:
        answer = {"error": encode_error(ReadingUsedTooMuchMemory())}
    sys.stdout.write(json.dumps(answer))
    return 0


def _limit_self(limits: Limits) -> None:
    """Memory and processor time by the kernel; no core dumps: they would hold the customer's file."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(data: bytes, request: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    from chalicelib.extraction.reader import read

    context = Context(tuple(request["context"]["company_names"]), tuple(request["context"]["company_tax_ids"]))
    extracted = read(data, context, limits)
    return {"extracted": encode(extracted), "preview": encode_bytes(_preview(data)) if request["preview"] else None}


def _preview(data: bytes) -> bytes | None:
    from chalicelib.documents.preview import render_preview
    from chalicelib.extraction.sniff import sniff

    return render_preview(data, sniff(data))


if __name__ == "__main__":
    sys.exit(main())
