"""The child of `hostile.py`: reads mutated files one after the other, within production's limits of memory and time.

Time is the processor's, so that a busy machine makes no file slow. An empty line says that the child is ready.
"""

import json
import logging
import sys
import time
from collections.abc import Sequence

from bench.reading.seeds import mutated
from chalicelib.documents.preview import render_preview
from chalicelib.extraction.einvoices.to_document import to_document
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.isolation.serialisation import decode, encode
from chalicelib.extraction.reading.reader import read_as
from chalicelib.extraction.result import Context, Limits, Reading
from chalicelib.extraction.sniff import sniff
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.ocr.recognition import Recognition


class Blind:
    """Recognises nothing: pictures are opened and prepared, but no seconds are spent on recognition."""

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """None, whatever the picture."""
        return [Recognition(()) for _ in pictures]


def main() -> None:
    """Read the files of the numbers from the first argument up to the second; a line of JSON each."""
    logging.disable()  # as in production's child
    mutated(0)  # makes the originals, before the limits
    limits = Limits()
    resources = ResourceLimits(limits.seconds, limits.memory_bytes)
    resources.enforce()
    print(flush=True)
    for seed in range(int(sys.argv[1]), int(sys.argv[2])):
        kind, data = mutated(seed)
        resources.begin_task()
        started = time.process_time()
        outcome = _outcome(data)
        if outcome.startswith("DEFECT"):
            outcome += f" ({kind})"
        print(json.dumps([outcome, round(time.process_time() - started, 3)]), flush=True)


def _outcome(data: bytes) -> str:
    try:
        kind = sniff(data)
        extracted = read_as(kind, data, Context(), Limits(), Blind())
        reading = Reading(extracted, to_document(extracted), kind)
        outcome = decode(json.loads(json.dumps(encode(reading))), None).extracted.document_type.value
        render_preview(data, kind)
    except UnreadableFile as error:
        outcome = error.code
    except MemoryError:
        outcome = "reading_used_too_much_memory"
    except Exception as error:  # noqa: BLE001 - the bench is there to count these
        outcome = f"DEFECT {type(error).__name__} {str(error)[:80]}"
    return outcome


if __name__ == "__main__":
    main()
