"""The deployed recogniser, called as the worker calls it; its answers are those of the real engine."""

import base64
import io
import json
from collections.abc import Iterator
from dataclasses import fields

import pytest
from botocore.exceptions import ClientError
from botocore.response import StreamingBody
from botocore.stub import ANY, Stubber

from chalicelib.extraction.result import Context, FieldName, Limits
from chalicelib.ocr.handler import handle
from chalicelib.ocr.recognition import PictureRefused
from chalicelib.recognition.function import RecogniseFunction, RecognitionFailed
from chalicelib.recognition.reading import read_source
from chalicelib.settings import Settings, settings
from chalicelib.storage.aws.clients import lambda_client
from tests.unit.ocr.test_local import picture

CALL = {"FunctionName": "recognise-here", "Payload": ANY}


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in fields(Settings):
        if setting.default is None:
            monkeypatch.setenv(setting.metadata["variable"], "unused")
    monkeypatch.setenv("OCR", "function")
    monkeypatch.setenv("RECOGNISE_FUNCTION", "recognise-here")
    settings.cache_clear()


@pytest.fixture
def function() -> Iterator[Stubber]:
    with Stubber(lambda_client()) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def answered(said: object, **more: str) -> dict[str, object]:
    data = json.dumps(said).encode()
    return {"StatusCode": 200, "Payload": StreamingBody(io.BytesIO(data), len(data)), **more}


@pytest.mark.slow
def test_a_picture_is_read_through_the_function(function: Stubber) -> None:
    invoice = picture("INVOICE", "Invoice number: A-100", "Invoice date: 2024-05-03", "Total EUR 20.00")
    said = handle({"picture": base64.b64encode(invoice).decode()}, None)
    function.add_response("invoke", answered(said), CALL)
    extracted = read_source(invoice, Context(), Limits()).extracted
    assert extracted.fields[FieldName.INVOICE_NUMBER].value == "A-100"
    assert extracted.fields[FieldName.TOTAL].value == "20.00"


def test_a_refused_picture_is_a_reason_for_a_person(function: Stubber) -> None:
    function.add_response("invoke", answered({"refused": True}), CALL)
    with pytest.raises(PictureRefused):
        RecogniseFunction().recognise([b"no picture"])


def test_a_function_that_ends_early_is_tried_again_by_the_queue(function: Stubber) -> None:
    said = {"errorType": "Runtime.OutOfMemory", "errorMessage": "…"}
    function.add_response("invoke", answered(said, FunctionError="Unhandled"), CALL)
    with pytest.raises(RecognitionFailed, match=r"Runtime\.OutOfMemory"):
        RecogniseFunction().recognise([picture("Total")])


def test_throttling_is_raised(function: Stubber) -> None:
    function.add_client_error("invoke", "TooManyRequestsException", http_status_code=429)
    with pytest.raises(ClientError):
        RecogniseFunction().recognise([picture("Total")])
