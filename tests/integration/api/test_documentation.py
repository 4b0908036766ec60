"""The API's description as it is served, and the pages that show it."""

import base64
import hashlib
import importlib.metadata
import json
import re

import pytest
import yaml

from chalicelib.api.openapi.pages import ASSETS, REDOC_SCRIPT, SWAGGER_SCRIPT, SWAGGER_STYLE, Asset
from infra.local import assets
from tests.conftest import ENVIRONMENT
from tests.support.api import Api
from tests.support.contract import document

CDN = "https://cdn.jsdelivr.net/npm"
BASE = ENVIRONMENT["PUBLIC_URL"]
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
DESCRIPTIONS = ["/swagger", "/redoc", "/openapi.json", "/openapi.yaml"]


def test_the_start_leads_a_browser_to_every_description(api: Api) -> None:
    answer = api.call("GET", "/", headers=BROWSER)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    links = re.findall(r'<a href="([^"]+)">', answer.body.decode())
    assert links == [BASE + path for path in DESCRIPTIONS]
    assert [api.call("GET", link.removeprefix(BASE)).status for link in links] == [200] * 4


def test_the_starts_policy_allows_its_own_style_and_nothing_else(api: Api) -> None:
    answer = api.call("GET", "/", headers=BROWSER)
    style = re.findall(r"<style>(.*?)</style>", answer.body.decode(), re.DOTALL)[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = [part.strip() for part in answer.headers["Content-Security-Policy"].split(";")]
    assert {"default-src 'none'", f"style-src 'sha256-{digest}'"} <= set(policy)
    assert not [part for part in policy if part.startswith("script-src")]


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Invoice system"), ("zh", "发票系统"), ("fr", "Système de facturation"), ("pt", "Invoice system")],
)
def test_the_start_speaks_the_clients_language(api: Api, language: str, title: str) -> None:
    answer = api.call("GET", "/", headers={**BROWSER, "Accept-Language": language})
    assert f"<h1>{title}</h1>" in answer.body.decode()
    assert answer.headers["Content-Language"] == ("en" if language == "pt" else language)


@pytest.mark.parametrize("headers", [{}, {"Accept": "*/*"}, {"Accept": "application/json"}])
def test_the_start_tells_programs_the_same(api: Api, headers: dict[str, str]) -> None:
    answer = api.call("GET", "/", headers=headers)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    told = answer.json
    assert [told.pop("title"), told.pop("version")] == ["Invoice system", document()["info"]["version"]]
    assert sorted(told.values()) == sorted(BASE + path for path in DESCRIPTIONS)


def test_both_answers_of_the_start_are_described() -> None:
    assert set(document()["paths"]["/"]["get"]["responses"]["200"]["content"]) == {"application/json", "text/html"}


@pytest.mark.parametrize("path", ["/openapi.json", "/swagger.json"])
def test_json_is_the_document(api: Api, path: str) -> None:
    answer = api.call("GET", path)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json == document()


@pytest.mark.parametrize("path", ["/openapi.yaml", "/swagger.yaml"])
def test_yaml_is_the_same_document(api: Api, path: str) -> None:
    answer = api.call("GET", path)
    assert answer.headers["Content-Type"] == "application/yaml"
    assert yaml.safe_load(answer.body) == document()


@pytest.mark.parametrize("path", ["/swagger", "/redoc"])
def test_a_page_is_of_no_origin_and_may_read_the_description_all_the_same(
    api: Api, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    policy = [part.strip() for part in api.call("GET", path).headers["Content-Security-Policy"].split(";")]
    (sandbox,) = [part for part in policy if part.startswith("sandbox")]
    assert "allow-same-origin" not in sandbox
    listed = {"Access-Control-Allow-Origin": "https://app.example.com"}
    monkeypatch.setattr("chalicelib.api.http.blueprint.allowed_origin", lambda _: listed)
    allowed = {
        each: api.call("GET", each).headers["Access-Control-Allow-Origin"] for each in ("/openapi.json", "/health")
    }
    assert allowed == {"/openapi.json": "*", "/health": "https://app.example.com"}


@pytest.mark.parametrize(("path", "library"), [("/swagger", SWAGGER_SCRIPT), ("/redoc", REDOC_SCRIPT)])
def test_a_page_runs_one_pinned_library_and_its_own_few_lines(api: Api, path: str, library: Asset) -> None:
    answer = api.call("GET", path)
    html, policy = answer.body.decode(), answer.headers["Content-Security-Policy"]
    assert f'<script src="{CDN}/{library.path}" integrity="{library.integrity}" crossorigin="anonymous">' in html
    own = hashlib.sha256(re.findall(r"<script>(.*?)</script>", html, re.DOTALL)[0].encode()).digest()
    scripts = f"script-src {CDN}/{library.path} 'sha256-{base64.b64encode(own).decode()}'"
    assert scripts in [part.strip() for part in policy.split(";")]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("asset", ASSETS)
def test_integrity_is_that_of_the_files_that_the_local_stack_serves(asset: Asset) -> None:
    digest = hashlib.sha384(assets.asset_file(asset.path).read_bytes()).digest()
    assert asset.integrity == f"sha384-{base64.b64encode(digest).decode()}"


def test_the_cdns_versions_are_those_of_the_local_files() -> None:
    told = str(importlib.metadata.metadata("drf-spectacular-sidecar").json["description"])
    versions = dict(re.findall(r"`(Swagger UI|Redoc)`_ version ``([\d.]+)``", told))
    assert SWAGGER_SCRIPT.path.startswith(f"swagger-ui-dist@{versions['Swagger UI']}/")
    assert SWAGGER_STYLE.path.startswith(f"swagger-ui-dist@{versions['Swagger UI']}/")
    assert REDOC_SCRIPT.path.startswith(f"redoc@{versions['Redoc']}/")


@pytest.mark.parametrize("wanted", ["../../etc/passwd", "swagger-ui-dist@5.33.1/../../__init__.py", ""])
def test_the_local_stack_serves_no_other_file(wanted: str) -> None:
    assert assets.answer(assets.PREFIX + wanted).status == 404


def test_the_documents_size_leaves_room_in_a_lambda_answer(api: Api) -> None:
    assert len(json.dumps(document())) < 1_000_000
