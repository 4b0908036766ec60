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
from tests.api import Api
from tests.contract import document

CDN = "https://cdn.jsdelivr.net/npm"


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
