"""The deployed function `Recognise` as a recogniser: pictures as base64 in, words out (`chalicelib/ocr/handler.py`).

Throttling, outages and timeouts propagate after the client's own retries: the queue then tries the whole message again.
"""

import base64
import json
from collections.abc import Sequence

from chalicelib.json_data import JsonObject
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


def _recognise(picture: bytes) -> Recognition:
    if not settings().recognise_function:
        raise SettingMissing("RECOGNISE_FUNCTION")
    payload = json.dumps({"picture": base64.b64encode(picture).decode("ascii")})
    answer = lambda_client().invoke(FunctionName=settings().recognise_function, Payload=payload)
    said: JsonObject = json.loads(answer["Payload"].read())
    if answer.get("FunctionError"):
        raise RecognitionFailed(str(said.get("errorType")))
    if "refused" in said:
        raise PictureRefused
    return from_json(said["recognition"])
