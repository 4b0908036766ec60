"""API Gateway's part, as far as Chalice's local server leaves it out: the rest of the event, limits, its own answers.

The answers that API Gateway makes itself are the template's gateway responses, so that what is seen here is what is
deployed.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from chalice.app import Chalice
from chalice.config import Config
from chalice.local import ForbiddenError, LocalGateway

# API Gateway takes 10 MB, but hands it to Lambda in an event of at most 6 MB, as Base64.
MAX_BODY_BYTES = 10_485_760
MAX_EVENT_BYTES = 6_291_456
_BASE64_GROWTH = 4 / 3

_STATUSES = {"DEFAULT_4XX": 400, "DEFAULT_5XX": 500}


@dataclass(frozen=True)
class Answer:
    """An HTTP answer, ready to send."""

    status: int
    headers: dict[str, str]
    body: bytes


def problem(status: int, code: str, detail: str, **headers: str) -> Answer:
    """Return a problem document (RFC 9457) of the local stack's own, which any origin may read."""
    body = {
        "type": f"urn:invoice-system:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": str(uuid4()),
    }
    told = {"Content-Type": "application/problem+json", "Access-Control-Allow-Origin": "*", **headers}
    return Answer(status, told, json.dumps(body).encode())


class GatewayResponses:
    """The template's texts for what API Gateway refuses."""

    def __init__(self, template: Mapping[str, Any], cors_origin: str) -> None:
        """Read them from the template."""
        self._responses = template["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]
        self._cors_origin = cors_origin

    def make(self, kind: str) -> Answer:
        """Return the answer of a kind, such as `MISSING_AUTHENTICATION_TOKEN`."""
        response = self._responses[kind]
        status = int(response.get("StatusCode", _STATUSES.get(kind, 500)))
        body = response["ResponseTemplates"]["application/json"].replace("$context.requestId", str(uuid4()))
        return Answer(status, self._headers(response["ResponseParameters"]["Headers"]), body.encode())

    def _headers(self, declared: Mapping[str, Any]) -> dict[str, str]:
        texts = {name: value["Fn::Sub"] if isinstance(value, dict) else value for name, value in declared.items()}
        return {name: text.strip("'").replace("${CorsOrigin}", self._cors_origin) for name, text in texts.items()}


def too_large(body: bytes | None) -> bool:
    """Tell whether API Gateway or Lambda would refuse a body for its size; every body is Base64 on its way."""
    size = len(body or b"")
    return size > MAX_BODY_BYTES or size * _BASE64_GROWTH > MAX_EVENT_BYTES


class EventTooLarge(Exception):
    """A request comes to more than Lambda takes."""


def exceeds_lambda(message: Mapping[str, Any]) -> bool:
    """Tell whether Lambda would refuse what a function is given or returns, which is JSON; a file in it is Base64.

    >>> exceeds_lambda({"body": "x" * 6_291_000}), exceeds_lambda({"body": b"x" * 4_718_592})
    (False, True)
    """
    return len(json.dumps(message, default=_as_base64)) > MAX_EVENT_BYTES


def _as_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


class Gateway(LocalGateway):
    """Chalice's local gateway with the parts of the event that it leaves out, and the limits of Lambda."""

    def __init__(self, app: Chalice, config: Config, host: str) -> None:
        """`host` is what clients call this server, as in the `Host` header."""
        super().__init__(app, config)
        self._host = host

    def _generate_lambda_event(
        self, method: str, path: str, headers: dict[str, Any], body: bytes | None
    ) -> dict[str, Any]:
        event: dict[str, Any] = super()._generate_lambda_event(method, path, headers, body)
        event["requestContext"] |= {
            "requestId": str(uuid4()),
            "domainName": headers.get("Host", self._host),
            "stage": "local",
            "protocol": "HTTP/1.1",
        }
        event["requestContext"]["identity"]["userAgent"] = event["headers"].get("user-agent")
        event["headers"].setdefault("x-forwarded-proto", "http")
        if exceeds_lambda(event):
            raise EventTooLarge
        return event


__all__ = [
    "MAX_BODY_BYTES",
    "Answer",
    "EventTooLarge",
    "ForbiddenError",
    "Gateway",
    "GatewayResponses",
    "exceeds_lambda",
    "problem",
    "too_large",
]
