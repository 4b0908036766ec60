"""The function `Recognise`: a picture in, its words out; or a HEIC photo in, a JPEG out.

It may only write its own log and traces, and keeps the models for the next call. It runs on another Python than
the other functions (`infra/layers/recognise`), so nothing is imported here but the standard library and its layer.
"""

import base64
from functools import cache

from chalicelib.json_data import JsonObject
from chalicelib.ocr.engine import Engine
from chalicelib.ocr.photos.isolated import open_photo
from chalicelib.ocr.picture import NotAPicture
from chalicelib.ocr.recognition import PictureRefused, to_json


def handle(event: JsonObject, _context: object) -> JsonObject:
    """`{"picture": base64 of a PNG}` → `{"recognition": …}`; `{"photo": base64 of a HEIC}` → `{"jpeg": base64}`.

    Bytes that are neither are answered `{"refused": true}`.
    """
    try:
        if "photo" in event:
            return {"jpeg": base64.b64encode(open_photo(base64.b64decode(event["photo"]))).decode("ascii")}
        return {"recognition": to_json(_engine().recognise(base64.b64decode(event["picture"])))}
    except (NotAPicture, PictureRefused):
        return {"refused": True}


@cache
def _engine() -> Engine:
    return Engine()
