"""The function `Recognise`: a picture in, its words out.

It has no permission but to write its own log, and keeps the models for the next call. It runs on another Python than
the other functions (`infra/layers/recognise`), so nothing is imported here but the standard library and its layer.
"""

import base64
import binascii
from collections.abc import Mapping
from functools import cache
from typing import Any

from chalicelib.ocr.engine import Engine
from chalicelib.ocr.recognition import to_json

NOT_A_PICTURE = (binascii.Error, OSError, ValueError, SyntaxError)  # what Pillow raises for bytes that are none


def handle(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """`{"picture": base64 of a PNG}` → `{"recognition": …}`, or `{"refused": …}` for bytes that are no picture."""
    try:
        picture = base64.b64decode(event["picture"], validate=True)
        return {"recognition": to_json(_engine().recognise(picture))}
    except NOT_A_PICTURE as error:
        return {"refused": type(error).__name__}


@cache
def _engine() -> Engine:
    import os

    return Engine(threads=os.cpu_count() or 1)
