"""What the API takes a client's and its own address from: API Gateway's word alone."""

from dataclasses import fields
from typing import Any

import pytest
from chalice.app import Request

from chalicelib.api.http.requests import Client
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


@pytest.mark.parametrize("path", ["/dev", "/dev/"])
def test_the_start_has_the_same_base(path: str) -> None:
    assert Client.of(request(path, "/")).base_url == "https://abc.execute-api.eu-central-1.amazonaws.com/dev"


def test_a_domain_of_its_own_is_the_starts_base() -> None:
    assert Client.of(request("/", "/")).base_url == "https://abc.execute-api.eu-central-1.amazonaws.com"


@pytest.mark.parametrize(
    ("accepted", "page"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("text/HTML;level=1; q=0.4", True),
        ("application/json;q=0.5, text/html", True),
        ("application/json, text/html", False),
        ("application/json, text/html;q=0.9", False),
        ("text/html;q=0", False),
        ("text/html;q=much", False),
        ("*/*", False),
        ("", False),
    ],
)
def test_a_page_is_for_who_wants_one_more_than_json(accepted: str, *, page: bool) -> None:
    assert Client.of(request("/", "/", accept=accepted)).wants_page is page


def test_the_public_address_wins_where_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://api.example.com")
    settings.cache_clear()
    assert Client.of(request("/dev/x", "/x")).base_url == "https://api.example.com"


def test_the_clients_address_is_no_header() -> None:
    made = request("/dev/x", "/x", **{"x-forwarded-for": "10.0.0.1"})
    assert Client.of(made).source_ip == "192.0.2.7"
