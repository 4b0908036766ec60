"""The process that recognises text on this machine: the module is run as a program by `local.py`.

Loading the models costs half a second, so it is kept for many pictures. It has no credentials and limits its memory.
Standard input: a frame with a picture; standard output: a frame with its words.
"""

import resource
import sys
from typing import TYPE_CHECKING, Any

from chalicelib.isolation.frames import FrameBroken, read_frame, write_frame
from chalicelib.ocr.picture import MAX_BYTES, NotAPicture
from chalicelib.ocr.recognition import to_json

if TYPE_CHECKING:
    from chalicelib.ocr.engine import Engine

MAX_MEMORY_BYTES = 4_000_000_000  # of addresses: the models' arrays of a page take a quarter of it
MAX_STDERR_BYTES = 1_000_000


def main() -> int:
    """Answer pictures with words until the parent goes away."""
    source, out = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints is no frame
    _limit_self()
    from chalicelib.ocr.engine import Engine

    engine = Engine()
    while True:
        try:
            _, picture = read_frame(source, MAX_BYTES)
        except FrameBroken:
            return 0
        write_frame(out, _answer(engine, picture))


def _answer(engine: "Engine", picture: bytes) -> dict[str, Any]:
    try:
        return {"recognition": to_json(engine.recognise(picture))}
    except NotAPicture:
        return {"refused": True}


def _limit_self() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_STDERR_BYTES, MAX_STDERR_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
