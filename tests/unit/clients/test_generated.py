"""The generated half of the Python client is what the generator made of the present description of the API."""

import json
from typing import Any

from tests.support.contract import document
from tools.python_client import DIGESTS, described, digests


def test_it_is_made_of_this_description_and_not_edited() -> None:
    assert digests(document()) == json.loads(DIGESTS.read_text()), "run `make client`"


def test_its_description_has_the_routes_with_a_shape_and_no_more() -> None:
    paths = described(document())["paths"]
    assert "/invoices/{invoice_id}" in paths
    assert "/swagger" not in paths
    assert "/invoices/{invoice_id}/files/{kind}" not in paths


def test_a_shape_that_changes_changes_the_digest() -> None:
    before = digests(document())["source"]
    changed = json.loads(json.dumps(document()))
    changed["components"]["schemas"]["InvoiceOut"]["properties"]["filename"]["description"] = "What it is called"
    assert digests(changed)["source"] != before


def test_examples_go_and_properties_of_that_name_stay() -> None:
    shape: dict[str, Any] = {"title": "A", "example": {}, "properties": {"example": {"type": "string"}, "type": {}}}
    answer = {"200": {"description": "", "content": {"application/json": {"schema": shape}}}}
    paths = {"/a": {"get": {"tags": ["a"], "responses": answer}}}
    made = described({"openapi": "3.1.0", "info": {}, "paths": paths, "components": {"schemas": {}}})
    content = made["paths"]["/a"]["get"]["responses"]["200"]["content"]["application/json"]
    assert content["schema"] == {"title": "A", "properties": {"example": {"type": "string"}, "type": {}}}
