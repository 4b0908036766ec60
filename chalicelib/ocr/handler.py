"""The function `Recognise`: a picture in, its words out.

It may only write its own log and traces, and keeps the models for the next call. It runs on another Python than
the other functions (`infra/layers/recognise`), so nothing is imported here but the standard library and its layer.
"""

import base64
from functools import cache

from chalicelib.json_data import JsonObject
from chalicelib.ocr.engine import Engine
from chalicelib.ocr.picture import NotAPicture
from chalicelib.ocr.recognition import to_json


def handle(event: JsonObject, _context: object) -> JsonObject:
    """`{"picture": base64 of a PNG}` → `{"recognition": …}`, or `{"refused": true}` for bytes that are no picture."""
    try:
        return {"recognition": to_json(_engine().recognise(base64.b64decode(event["picture"])))}
    except NotAPicture:
        return {"refused": True}


@cache
def _engine() -> Engine:
    return Engine()
