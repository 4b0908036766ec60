"""What the API takes a client's and its own address from: API Gateway's word alone."""

from dataclasses import fields
from typing import Any

import pytest
from chalice.app import Request

from chalicelib.api.requests import Client
from chalicelib.settings import Settings, settings

REQUIRED = [field.metadata["variable"] for field in fields(Settings) if field.default is None]


@pytest.fixture(autouse=True)
def _no_public_url(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in REQUIRED:
        monkeypatch.setenv(name, "x")
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    settings.cache_clear()


def request(path: str, route: str, **headers: str) -> Request:
    context: dict[str, Any] = {
        "httpMethod": "POST",
        "resourcePath": route,
        "path": path,
        "domainName": "abc.execute-api.eu-central-1.amazonaws.com",
        "identity": {"sourceIp": "192.0.2.7"},
    }
    event = {
        "headers": headers,
        "multiValueQueryStringParameters": None,
        "pathParameters": {},
        "stageVariables": None,
        "body": None,
        "requestContext": context,
    }
    return Request(event)


@pytest.mark.parametrize(
    ("path", "base"),
    [
        ("/dev/auth/password_reset", "https://abc.execute-api.eu-central-1.amazonaws.com/dev"),
        ("/dev/auth/password_reset/", "https://abc.execute-api.eu-central-1.amazonaws.com/dev"),
        ("/auth/password_reset", "https://abc.execute-api.eu-central-1.amazonaws.com"),
    ],
)
def test_links_begin_with_the_address_that_api_gateway_names(path: str, base: str) -> None:
    assert Client.of(request(path, "/auth/password_reset", host="evil.example.com")).base_url == base


def test_a_route_with_parameters_has_the_same_base() -> None:
    made = request("/dev/auth/password_reset_confirm/a/b", "/auth/password_reset_confirm/{uid}/{token}")
    assert Client.of(made).base_url == "https://abc.execute-api.eu-central-1.amazonaws.com/dev"


def test_the_public_address_wins_where_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://api.example.com")
    settings.cache_clear()
    assert Client.of(request("/dev/x", "/x")).base_url == "https://api.example.com"


def test_the_clients_address_is_no_header() -> None:
    made = request("/dev/x", "/x", **{"x-forwarded-for": "10.0.0.1"})
    assert Client.of(made).source_ip == "192.0.2.7"
