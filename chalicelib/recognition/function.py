"""The deployed function `Recognise` as a recogniser: pictures as base64 in, words out (`chalicelib/ocr/handler.py`).

Throttling, outages and timeouts propagate after the client's own retries: the queue then tries the whole message again.
"""

import base64
import json
from collections.abc import Sequence

from chalicelib.json_data import JsonObject
from chalicelib.ocr.picture import MAX_BYTES
from chalicelib.ocr.recognition import PictureRefused, Recognition, from_json
from chalicelib.ocr.side_by_side import side_by_side
from chalicelib.recognition import MAX_AT_ONCE
from chalicelib.settings import SettingMissing, settings
from chalicelib.storage.aws.clients import lambda_client


class RecognitionFailed(RuntimeError):
    """The function ended without an answer: out of memory or time, or a defect; the log of the function says which."""


class RecogniseFunction:
    """The function that the settings name."""

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        """The words of each picture; raise `PictureRefused` or `RecognitionFailed`."""
        return side_by_side(_recognise, pictures, MAX_AT_ONCE)

    def open_photo(self, photo: bytes) -> bytes:
        """A HEIC photo as JPEG; raise `PictureRefused` or `RecognitionFailed`."""
        if len(photo) > MAX_BYTES:
            raise PictureRefused
        return base64.b64decode(_ask("photo", photo)["jpeg"])


def _recognise(picture: bytes) -> Recognition:
    return from_json(_ask("picture", picture)["recognition"])


def _ask(what: str, picture: bytes) -> JsonObject:
    if not settings().recognise_function:
        raise SettingMissing("RECOGNISE_FUNCTION")
    payload = json.dumps({what: base64.b64encode(picture).decode("ascii")})
    answer = lambda_client().invoke(FunctionName=settings().recognise_function, Payload=payload)
    said: JsonObject = json.loads(answer["Payload"].read())
    if answer.get("FunctionError"):
        raise RecognitionFailed(str(said.get("errorType")))
    if "refused" in said:
        raise PictureRefused
    return said
