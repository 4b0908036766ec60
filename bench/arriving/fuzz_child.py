"""The child of `fuzz.py`: opens mutated files one after the other, within production's limits of memory and time.

A line of JSON for each: its number, what came of it, and the processor's seconds. An empty line says that it is ready.
"""

import json
import logging
import sys
import time
import warnings
from collections.abc import Sequence

from bench.arriving.seeds import mutated
from chalicelib.containers.contents import Budget, ContainerRefused, FoundFile
from chalicelib.containers.isolated import MAX_MEMORY_BYTES, SECONDS
from chalicelib.containers.opening import open_container
from chalicelib.containers.signatures import may_hold_several
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.reading.reader import as_pages
from chalicelib.extraction.result import Limits
from chalicelib.extraction.sniff import sniff
from chalicelib.extraction.sources.picture import open_picture
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.ocr.photos.isolated import open_photo
from chalicelib.ocr.recognition import Recognition


class Blind:
    """Recognises nothing, and opens photos as production does: each in a process of its own."""

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """None, whatever the picture."""
        return [Recognition(()) for _ in pictures]

    def open_photo(self, photo: bytes) -> bytes:
        """Open a HEIC photo."""
        return open_photo(photo)


def main() -> None:
    """Open the files of the numbers from the first argument up to the second."""
    logging.disable()
    warnings.simplefilter("ignore")
    mutated(0)
    resources = ResourceLimits(SECONDS, MAX_MEMORY_BYTES)
    resources.enforce()
    print(flush=True)
    for number in range(int(sys.argv[1]), int(sys.argv[2])):
        kind, data = mutated(number)
        resources.begin_task()
        started = time.process_time()
        outcome = _outcome(data)
        print(
            json.dumps([number, kind.partition(":")[0], outcome, round(time.process_time() - started, 3)]), flush=True
        )


def _outcome(data: bytes) -> str:
    try:
        return _opened(data)
    except (UnreadableFile, ContainerRefused) as error:
        return error.code
    except MemoryError:
        return "out of memory"
    except Exception as error:  # noqa: BLE001 - whatever else it is, is a defect
        return f"DEFECT {type(error).__name__}: {error}"


def _opened(data: bytes) -> str:
    if may_hold_several(data):
        found = list(open_container("a", data, Budget(Limits().file_bytes)))
        return "opened" if any(isinstance(each, FoundFile) for each in found) else "nothing found"
    kind, pages = as_pages(sniff(data), data, Limits(), Blind())
    if kind.is_picture:
        open_picture(pages, Limits())
    return "read"


if __name__ == "__main__":
    main()
