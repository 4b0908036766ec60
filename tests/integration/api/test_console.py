"""The web console as it is served: one page, files that never change, and a policy that lets nothing else in."""

import gzip
import json
import re

import pytest

from chalicelib.api.pages import console as pages
from chalicelib.storage.files.presigned import files_origin
from tests.support.api import Api

MAX_BYTES = 300_000

pytestmark = pytest.mark.skipif(
    not (pages.BUILT / pages.MANIFEST).exists(), reason="the console is not built: Node.js is needed"
)


def addresses(html: str) -> list[str]:
    return re.findall(r'(?:href|src)="([^"]+)"', html)


def test_the_page_names_files_that_are_there(api: Api) -> None:
    page = api.call("GET", "/app")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    found = [address for address in addresses(page.body.decode()) if not address.startswith("data:")]
    assert [address.rpartition(".")[2] for address in found] == ["css", "js"]
    for address in found:
        file = api.call("GET", address[address.index("/app/") :])
        assert file.status == 200
        assert file.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_page_holds_no_code_and_allows_none_but_its_files(api: Api) -> None:
    page = api.call("GET", "/app")
    html = page.body.decode()
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", html)
    policy = dict(each.strip().split(" ", 1) for each in page.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["connect-src"] == f"'self' {files_origin()}"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"


@pytest.mark.parametrize("path", ["/app", "file"])
def test_what_the_browser_has_is_not_sent_again(api: Api, path: str) -> None:
    address = (
        path if path != "file" else f"/app/assets/{json.loads((pages.BUILT / pages.MANIFEST).read_text())['script']}"
    )
    etag = api.call("GET", address).headers["ETag"]
    for known in (etag, f'"other", W/{etag}', "*"):
        again = api.call("GET", address, headers={"If-None-Match": known})
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", etag)
    assert api.call("GET", address, headers={"If-None-Match": '"other"'}).status == 200


def test_the_files_are_small(api: Api) -> None:
    files = [file.read_bytes() for file in pages.BUILT.iterdir()]
    assert sum(map(len, files)) < MAX_BYTES
    assert sum(len(gzip.compress(file)) for file in files) < MAX_BYTES / 3


@pytest.mark.parametrize("name", ["nothing.js", "manifest.json", "..", "main.js", "%2e%2e%2fconsole.py"])
def test_nothing_else_is_served(api: Api, name: str) -> None:
    answer = api.call("GET", f"/app/assets/{name}")
    assert (answer.status, answer.json["code"]) == (404, "console_file_missing")


def test_a_stage_that_was_not_built_says_so(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "BUILT", pages.BUILT / "nowhere")
    answer = api.call("GET", "/app")
    assert (answer.status, answer.json["code"]) == (404, "console_file_missing")


def test_the_addresses_fit_the_stage_that_is_called(aws: None) -> None:
    from chalice.app import Request

    from chalicelib.api.http.requests import Client

    def base_path(path: str) -> str:
        context = {"httpMethod": "GET", "resourcePath": "/app", "path": path, "domainName": "abc.example.com"}
        return Client.of(Request({
            "headers": {}, "body": None, "multiValueQueryStringParameters": None, "pathParameters": {},
            "stageVariables": None, "requestContext": context,
        })).base_path  # fmt: skip

    assert [base_path(path) for path in ("/app", "/app/", "/prod/app", "/prod/app/", "/books/v1/app")] == [
        "", "", "/prod", "/prod", "/books/v1",
    ]  # fmt: skip
