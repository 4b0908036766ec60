"""The API's description: complete, valid, and made of nothing but the routes."""

import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import ValidationError
from openapi_spec_validator import validate

from app import app
from chalicelib.api.http.blueprint import Endpoint, endpoints_of
from chalicelib.api.http.problems import CONTENT_TYPE, Problem, internal_problem
from chalicelib.api.http.responses import Content, Reply
from chalicelib.api.openapi.document import VERSION, build_document
from chalicelib.api.openapi.failures import TOO_MANY_REQUESTS
from chalicelib.api.openapi.meanings import _meanings
from chalicelib.api.openapi.types import Undescribable
from chalicelib.api.routes.documentation import documentation
from chalicelib.authorization import Caller
from chalicelib.errors import (
    Conflict,
    LastAdmin,
    LinkExpired,
    NoCompany,
    NotAuthenticated,
    RateLimited,
    RequestInProgress,
    RoleNeeded,
)
from infra import template_file
from tests.support.contract import check_answer, document, resolved, validator

OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, methods in document()["paths"].items()
    for method, operation in methods.items()
}
ROUTES = sorted(OPERATIONS)


def test_it_is_valid_openapi() -> None:
    validate(document())


def test_every_route_of_the_application_is_in_it() -> None:
    assert {f"{method} {path}" for path, methods in app.routes.items() for method in methods} == set(OPERATIONS)


@pytest.mark.slow
def test_a_cold_start_does_not_pay_for_it() -> None:
    unwanted = "('chalicelib.api.openapi', 'yaml', 'jinja2', 'webauthn')"
    loaded = f"import app, sys; print(*(name for name in sys.modules if name.startswith({unwanted})))"
    done = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True)  # noqa: S603
    assert done.stdout.split() == []


def test_components_have_names_that_people_read() -> None:
    assert [name for name in document()["components"]["schemas"] if "__" in name] == []


def test_operation_ids_are_unique() -> None:
    ids = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_says_what_it_does_and_what_success_is(route: str) -> None:
    operation = OPERATIONS[route]
    assert operation["summary"]
    assert operation["tags"][0] in {tag["name"] for tag in document()["tags"] if tag["description"]}
    successes = {status: answer for status, answer in operation["responses"].items() if status < "4"}
    assert successes
    for status, answer in successes.items():
        assert answer.get("content") or status in {"204", "304"} or "Location" in answer["headers"]


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_that_is_not_public_asks_for_a_token_and_may_answer_401(route: str) -> None:
    operation = OPERATIONS[route]
    takes_a_token = {"accessToken": []} in operation["security"]
    is_told = "not_authenticated" in resolved(operation["responses"].get("401", {})).get("description", "")
    assert is_told or not takes_a_token


@pytest.mark.parametrize("route", [route for route in ROUTES if "_id}" in route])
def test_a_route_with_an_id_may_answer_404(route: str) -> None:
    assert "404" in OPERATIONS[route]["responses"]


@pytest.mark.parametrize("route", [route for route in ROUTES if "requestBody" in OPERATIONS[route]])
def test_a_route_with_a_body_tells_how_a_body_is_refused(route: str) -> None:
    assert {"400", "413", "415", "422"} <= set(OPERATIONS[route]["responses"])


def examples(described: Any, place: str = "#") -> Iterator[tuple[str, dict[str, Any], Any]]:
    """Yield every example of the document with its place and its schema."""
    if isinstance(described, dict):
        if "schema" in described and "example" in described:
            yield place, described["schema"], described["example"]
        for name, named in described.get("examples", {}).items() if "schema" in described else ():
            yield f"{place}/{name}", described["schema"], named["value"]
        for name, part in described.items():
            yield from examples(part, f"{place}/{name}")
    elif isinstance(described, list):
        for number, part in enumerate(described):
            yield from examples(part, f"{place}/{number}")


EXAMPLES = {place: (schema, example) for place, schema, example in examples(document())}


@pytest.mark.parametrize("place", sorted(EXAMPLES))
def test_an_example_fits_its_schema(place: str) -> None:
    schema, example = EXAMPLES[place]
    validator(schema).validate(example)


@pytest.mark.parametrize("route", [route for route in ROUTES if "requestBody" in OPERATIONS[route]])
def test_a_json_body_has_an_example_that_looks_real(route: str) -> None:
    body = OPERATIONS[route]["requestBody"]["content"].get("application/json")
    if body is not None:
        assert "text" not in body["example"].values()


def test_every_parameter_and_field_is_described() -> None:
    parameters = [
        f"{method} {path} {parameter['name']}"
        for path, operations in document()["paths"].items()
        for method, operation in operations.items()
        for parameter in operation.get("parameters", [])
        if not parameter.get("description")
    ]
    fields = [
        f"{model}.{name}"
        for model, schema in document()["components"]["schemas"].items()
        for name, field in schema.get("properties", {}).items()
        if not field.get("description")
    ]
    assert (parameters, fields) == ([], [])


def test_every_meaning_is_of_a_field_that_there_is() -> None:
    schemas = document()["components"]["schemas"]
    names = {name for schema in schemas.values() for name in schema.get("properties", {})}
    names |= {
        parameter["name"]
        for operations in document()["paths"].values()
        for operation in operations.values()
        for parameter in operation.get("parameters", [])
    }
    own = {name: words for name, words in _meanings().items() if isinstance(words, dict)}
    assert {*_meanings()} - {*own} <= names
    queries = {"ListQuery", "ExportQuery"}
    assert {model for model in own if model not in {*schemas, *queries}} == set()


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in an example."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(part)


EXAMPLE_OBJECTS = [
    found
    for operation in OPERATIONS.values()
    for message in (*operation["responses"].values(), operation.get("requestBody", {}))
    for content in message.get("content", {}).values()
    for found in _objects(content.get("example"))
]
# What each object of an example that has these fields must keep to.
AGREEMENTS: dict[tuple[str, ...], Callable[..., bool]] = {
    ("net_total", "tax_total", "total"): lambda net, tax, total: Decimal(net) + Decimal(tax) == Decimal(total),
    ("rate", "taxable_amount", "tax_amount"): lambda rate, of, tax: Decimal(of) * Decimal(rate) / 100 == Decimal(tax),
    ("next_cursor", "has_more"): lambda cursor, more: (cursor is not None) is more,
    ("status", "failure"): lambda status, failure: (status == "failed") is (failure is not None),
    ("state", "state_reason"): lambda state, reason: reason is None or state == "unvalidated",
    ("state", "wrong_findings"): lambda state, wrong: state != "passed" or wrong == 0,
    ("duplicate_of", "duplicate_reason"): lambda of, reason: (of is None) is (reason is None),
    ("credit_state", "credited_total"): lambda state, total: (state is None) is (total is None),
    ("direction", "approval"): lambda direction, approval: (direction == "payable") is (approval is not None),
    ("payment", "open_amount", "total"): lambda payment, left, total: payment != "unpaid" or left == total,
    ("created_at", "updated_at"): lambda created, updated: created <= updated,
    ("created_at", "expires_at"): lambda created, expires: created < expires,
    ("issue_date", "due_date"): lambda issued, due: issued <= due,
    ("progress", "status"): lambda progress, status: (progress == 100) is (status == "ready"),
    ("successful", "findings"): lambda successful, findings: (
        successful is not any(each["severity"] == "fatal" for each in findings)
    ),
    ("quantity", "left"): lambda quantity, left: Decimal(left) <= Decimal(quantity),
    ("country", "bsb"): lambda country, bsb: bsb is None or country == "AU",
    ("missing", "progress"): lambda missing, progress: bool(missing) is (progress < 100),
}


@pytest.mark.parametrize("names", AGREEMENTS, ids="-".join)
def test_no_example_contradicts_itself(names: tuple[str, ...]) -> None:
    found = [example for example in EXAMPLE_OBJECTS if set(names) <= example.keys()]
    assert found
    for example in found:
        assert AGREEMENTS[names](*(example[name] for name in names)), {name: example[name] for name in names}


def test_no_example_says_just_text() -> None:
    assert [name for example in EXAMPLE_OBJECTS for name, value in example.items() if value in ("text", ["text"])] == []


def test_servers_are_relative_so_that_it_works_behind_any_stage() -> None:
    assert document()["servers"][0]["url"] == "."


def test_the_version_is_the_projects() -> None:
    assert tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == VERSION


def test_the_uploads_ways_are_all_there() -> None:
    content = OPERATIONS["POST /invoices"]["requestBody"]["content"]
    assert {"multipart/form-data", "application/pdf", "application/xml", "image/png", "image/jpeg"} <= set(content)
    assert content["multipart/form-data"]["schema"]["properties"]["file"]["items"]["format"] == "binary"


def test_an_upload_links_to_what_it_made() -> None:
    link = OPERATIONS["POST /invoices"]["responses"]["202"]["links"]["get_invoice"]
    assert link == {"operationId": "get_invoice", "parameters": {"invoice_id": "$response.body#/id"}}


def test_what_api_gateway_answers_by_itself_is_told_as_the_template_has_it() -> None:
    responses = template_file.load()["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]
    throttled = responses["THROTTLED"]["ResponseTemplates"]["application/json"]
    assert all(str(value) in throttled for value in (TOO_MANY_REQUESTS.code, TOO_MANY_REQUESTS.detail))
    assert internal_problem("").code in responses["DEFAULT_5XX"]["ResponseTemplates"]["application/json"]


def described(view: Any, **known: Any) -> dict[str, Any]:
    endpoint = Endpoint(
        **{"method": "GET", "path": "/things", "view": view, "resource": __name__, "public": False, "status": 200}
        | known
    )
    operation: dict[str, Any] = build_document([endpoint])["paths"]["/things"]["get"]
    return operation


@pytest.mark.parametrize("answer", [dict[str, str], Reply[Any], str, Any])
def test_a_view_that_does_not_say_what_it_answers_cannot_be_described(answer: Any) -> None:
    def view() -> None:
        """Do something."""

    view.__annotations__["return"] = answer
    with pytest.raises(Undescribable, match="GET /things"):
        described(view)


def test_a_file_is_told_by_its_media_type() -> None:
    from typing import Literal

    def view() -> Content[Literal["application/pdf", "text/csv"]]:
        """Fetch a file."""
        return Content("", "text/csv")

    assert set(described(view)["responses"]["200"]["content"]) == {"application/pdf", "text/csv"}


def lead(caller: Caller) -> None:
    """Lead the company.

    It is an honour.

    Raises:
        LinkExpired: too late.

    """
    raise LinkExpired if caller else LastAdmin


def test_a_routes_errors_are_those_that_it_declares() -> None:
    operation = described(lead, status=204, raises=(LinkExpired,))
    assert operation["summary"] == "Lead the company"
    assert operation["description"] == "It is an honour."
    assert {status for status in operation["responses"] if status < "5"} == {"204", "401", "403", "404", "429"}


def test_errors_of_one_status_are_told_together() -> None:
    answers = described(lead, status=204, raises=(Conflict, LastAdmin, NoCompany, RoleNeeded))["responses"]
    assert answers["403"]["$ref"].endswith("NoCompanyOrRoleNeededOrScopeMissing")
    assert answers["409"]["$ref"].endswith("ConflictOrLastAdmin")


def problem(status: int, code: str) -> bytes:
    told = Problem(type=f"urn:{code}", title="No", status=status, detail="No.", code=code, request_id="1")
    return told.model_dump_json(exclude_none=True).encode()


@pytest.mark.parametrize(("status", "code"), [(409, "conflict"), (404, "member_not_found")])
def test_an_answer_that_its_route_does_not_declare_fails_the_test_that_gets_it(status: int, code: str) -> None:
    headers = {"Content-Type": CONTENT_TYPE}
    check_answer("GET", "/invoices/1", 404, headers, problem(404, "invoice_not_found"))
    with pytest.raises((AssertionError, ValidationError)):
        check_answer("GET", "/invoices/1", status, headers, problem(status, code))


@pytest.mark.parametrize("endpoint", endpoints_of(app), ids=lambda endpoint: endpoint.view.__name__)
def test_a_route_declares_each_error_once_and_none_that_follows_from_the_rest(endpoint: Endpoint) -> None:
    assert len(set(endpoint.raises)) == len(endpoint.raises)
    assert not {RateLimited, NotAuthenticated, RequestInProgress} & set(endpoint.raises) or endpoint.public


def test_the_description_is_of_the_application_that_serves_it() -> None:
    assert documentation.current_app is app
    assert len(endpoints_of(app)) == len(OPERATIONS)
