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

MAX_RESIDENT_KILOBYTES = 900_000
"""A process that has grown beyond this ends after its answer: the next request gets a fresh one."""


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until the other side closes, or this process has grown too large."""
    from chalicelib.validation.engine import Engine

    engine = Engine()
    while (header := read_frame(requests)) is not None:
        xml = read_frame(requests)
        if xml is None:
            return
        write_frame(answers, json.dumps(_answer(engine, json.loads(header), xml)).encode())
        if _too_large():
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


def _too_large() -> bool:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > MAX_RESIDENT_KILOBYTES


def _silence_the_runtime() -> None:
    """Saxon's runtime prints what rules break off at, with the document's own words; Python still says what it must."""
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


if __name__ == "__main__":
    _silence_the_runtime()
    serve(sys.stdin.buffer, sys.stdout.buffer)
