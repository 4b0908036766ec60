"""What the edge does with requests, good and bad."""

import io
import json

import pytest

from chalicelib.logs import logger
from chalicelib.settings import settings
from tests.support.api import PASSWORD, Api


def test_a_body_that_is_no_json_is_a_problem_with_status_400(api: Api) -> None:
    answer = api.call("POST", "/auth/login", data=b"{nope")
    assert (answer.status, answer.json["code"]) == (400, "malformed_body")
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body", [b'{"email": NaN}', b"[" * 100_000, b'{"email": 1e999999999999999999999}', b"\xff\xfe\xff", b""]
)
def test_hostile_json_is_malformed(api: Api, body: bytes) -> None:
    assert api.call("POST", "/auth/login", data=body).status == 400


def test_each_wrong_field_is_named(api: Api) -> None:
    answer = api.call("POST", "/auth/register", {"email": "nobody", "password": "short", "nmae": "Ann"})
    assert answer.status == 422
    assert {error["field"] for error in answer.json["errors"]} == {"email", "password", "nmae"}


def test_an_unknown_query_parameter_is_refused(api: Api) -> None:
    answer = api.person().get("/invoices?stat=failed")
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "stat")


def test_a_json_body_of_more_than_a_megabyte_is_413(api: Api) -> None:
    answer = api.call("POST", "/auth/login", data=b'"' + b"x" * 1_000_001 + b'"')
    assert (answer.status, answer.json["code"]) == (413, "body_too_large")


def test_a_content_type_that_the_route_does_not_take_is_415(api: Api) -> None:
    answer = api.call("POST", "/auth/login", data=b"<a/>", content_type="application/xml")
    assert (answer.status, answer.json["code"]) == (415, "unsupported_content_type")


def test_a_form_post_is_as_good_as_json(api: Api) -> None:
    person = api.person()
    form = f"email={person.email.replace('@', '%40')}&password={PASSWORD.replace(' ', '+')}".encode()
    answer = api.call("POST", "/auth/login", data=form, content_type="application/x-www-form-urlencoded")
    assert answer.status == 200


def test_a_multipart_form_is_as_good_as_json(api: Api) -> None:
    person = api.person()
    form = b"".join(
        f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
        for name, text in {"email": person.email, "password": PASSWORD}.items()
    )
    kind = "multipart/form-data; boundary=B"
    assert api.call("POST", "/auth/login", data=form + b"--B--\r\n", content_type=kind).status == 200
    file = b'--B\r\nContent-Disposition: form-data; name="email"; filename="a.txt"\r\n\r\nx\r\n--B--\r\n'
    answer = api.call("POST", "/auth/login", data=file, content_type=kind)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "email")


def test_an_upload_that_is_refused_names_everything_that_works(api: Api) -> None:
    answer = api.call("POST", "/invoices", data=b"x", content_type="text/plain", token=api.person().access)
    assert answer.status == 415
    for name in ("multipart/form-data", "application/pdf", "application/json"):
        assert name in answer.json["detail"]


@pytest.mark.parametrize(
    "disposition",
    [
        'filename="=?utf-8?B?TcO8bGxlci5wZGY=?="',
        "filename*=utf-8''M%C3%BCller.pdf",
        "filename=\"=?utf-8?B?TcO8bGxlci5wZGY=?=\"; filename*=utf-8''M%C3%BCller.pdf",
    ],
)
def test_file_names_as_dotnet_writes_them_are_understood(api: Api, disposition: str) -> None:
    head = f'--B\r\nContent-Disposition: form-data; name="file"; {disposition}\r\n\r\n'.encode()
    form = head + b"%PDF-1.4 " + disposition.encode() + b"\r\n--B--\r\n"
    kind = "multipart/form-data; boundary=B"
    answer = api.call("POST", "/invoices", data=form, content_type=kind, token=api.person().access)
    assert (answer.status, answer.json["filename"]) == (202, "Müller.pdf")


def test_a_lone_surrogate_in_a_name_is_refused_and_no_fault(api: Api) -> None:
    body = b'{"email": "a@example.com", "password": "long enough indeed", "name": "\\ud800"}'
    assert api.call("POST", "/auth/register", data=body).status == 422


def test_errors_carry_cors_and_security_headers(api: Api) -> None:
    answer = api.call("GET", "/invoices")
    assert answer.status == 401
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Request-Id"] == answer.json["request_id"]


def test_a_fault_of_ours_is_a_problem_document_without_details(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    monkeypatch.setenv("INVOICES_TABLE", "no-such-table")
    settings.cache_clear()
    answer = person.get("/invoices")
    assert (answer.status, answer.json["code"]) == (500, "internal_error")
    assert "no-such-table" not in answer.body.decode()
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_logs_hold_neither_passwords_nor_addresses_nor_tokens(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    log = io.StringIO()
    monkeypatch.setattr(logger().registered_handler, "stream", log)
    person = api.person()
    person.get("/invoices")
    api.call("POST", "/auth/login", {"email": person.email, "password": "not the one at all"})
    written = log.getvalue()
    assert '"route":"/invoices"' in written
    for secret in (PASSWORD, person.email, person.access, "not the one at all"):
        assert secret not in written
    assert all(json.loads(line) for line in written.splitlines())


def test_trailing_slashes_are_accepted(api: Api) -> None:
    assert api.person().get("/invoices/").status == 200


def test_health_asks_nobody(api: Api) -> None:
    assert api.call("GET", "/health").json == {"status": "ok"}


def test_html_as_a_whole_body_is_415_for_it_would_not_come_byte_for_byte(api: Api) -> None:
    answer = api.person().upload("<p>Ä</p>".encode("latin-1"), "a.html", "text/html")
    assert (answer.status, answer.json["code"]) == (415, "unsupported_content_type")
    assert "multipart/form-data" in answer.json["detail"]
