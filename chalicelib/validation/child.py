"""The validating process: answers requests on its standard input until it ends.

A request is two frames, a JSON object and the document; the answer is one frame of JSON. Pipes and nothing else: Lambda
has no shared memory for semaphores.
"""

import json
import os
import sys
from pathlib import Path
from typing import IO, Any

from chalicelib.validation.errors import PackRefused, UnknownRuleset
from chalicelib.validation.frames import read_frame, write_frame

GROWN = 0.8
"""A process that has filled this part of its memory ends after its answer, and says so in it."""


def serve(requests: IO[bytes], answers: IO[bytes], memory_bytes: int) -> None:
    """Answer until the other side closes, or this process has grown too large."""
    from chalicelib.validation.engine import Engine

    engine = Engine()
    while (header := read_frame(requests)) is not None:
        xml = read_frame(requests)
        if xml is None:
            return
        answer = _answer(engine, json.loads(header), xml)
        answer["leaving"] = _peak_bytes() > GROWN * memory_bytes
        write_frame(answers, json.dumps(answer).encode())
        if answer["leaving"]:
            return


def _answer(engine: Any, request: dict[str, Any], xml: bytes) -> dict[str, Any]:
    packs = Path(request["packs"]) if request["packs"] else None
    try:
        if "check" in request:
            engine.check(Path(request["check"]))
            return {"sound": True}
        return {"report": engine.validate(xml, request["ruleset"], packs).to_json()}
    except UnknownRuleset as error:
        return {"unknown_ruleset": error.ruleset, "known": error.known}
    except PackRefused as error:
        return {"pack": error.pack, "refused": error.reason}


def _peak_bytes() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _limit_memory(memory_bytes: int) -> None:
    """Bound what this process may fill, so that a document ends its validation and not the whole machine's work.

    Not the address space: Saxon's runtime reserves 32 GB of that and uses a hundredth.
    """
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))


def _silence_the_runtime() -> None:
    """Saxon's runtime prints what rules break off at, with the document's own words; Python still says what it must."""
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


if __name__ == "__main__":
    _silence_the_runtime()
    _limit_memory(int(sys.argv[1]))
    serve(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[1]))
