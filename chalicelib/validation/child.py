"""What the validating process does: it answers requests until its parent goes away, and keeps what it has compiled."""

import os
import sys
from pathlib import Path

from chalicelib.isolation.channel import Channel
from chalicelib.json_data import JsonObject
from chalicelib.validation.engine import Engine
from chalicelib.validation.errors import PackRefused, UnknownRuleset


def serve(channel: Channel) -> None:
    """Answer each request, a JSON object and the document, with a report."""
    _silence_the_runtime()
    engine = Engine()
    for request, xml in channel.tasks():
        channel.send(_answer(engine, request, xml))


def _answer(engine: Engine, request: JsonObject, xml: bytes) -> JsonObject:
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


def _silence_the_runtime() -> None:
    """Saxon's runtime prints what rules break off at, with the document's own words; Python still says what it must."""
    sys.stdout = sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
