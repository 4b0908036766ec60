"""One operation: a route as OpenAPI describes it."""

import inspect
import re
import sys

from chalicelib.api.http.blueprint import Endpoint
from chalicelib.api.openapi.answers import answers_of
from chalicelib.api.openapi.bodies import request_body
from chalicelib.api.openapi.failures import failures_of
from chalicelib.api.openapi.parameters import parameters_of
from chalicelib.api.openapi.schemas import Schemas
from chalicelib.authorization import Scope
from chalicelib.json_data import JsonObject

SECURITY_SCHEME = "accessToken"
KEY_SCHEME = "apiKey"
_RAISES = re.compile(r"\n*^Raises:\n(?:^[ \t]+.*\n?|\n)*", re.MULTILINE)


def operation_of(endpoint: Endpoint, schemas: Schemas) -> JsonObject:
    """Return an operation object."""
    summary, description = _told(endpoint)
    failures = {failure.status: {"$ref": f"#/components/responses/{failure.name}"} for failure in failures_of(endpoint)}
    answers = answers_of(endpoint, schemas) | failures
    described: JsonObject = {
        "operationId": endpoint.view.__name__,
        "tags": [tag_of(endpoint)],
        "summary": summary,
        "description": description,
        "security": _security(endpoint),
        "parameters": parameters_of(endpoint, schemas),
        "requestBody": request_body(endpoint, schemas),
        "responses": {status: answers[status] for status in sorted(answers)},
    }
    return {name: value for name, value in described.items() if value or name == "security"}


def tag_of(endpoint: Endpoint) -> str:
    """Return the tag of a route: the name of its resource."""
    return endpoint.resource.rpartition(".")[2]


def tag_description(endpoint: Endpoint) -> str:
    """Return what a route's resource says of itself."""
    return _without_line_breaks(inspect.cleandoc(sys.modules[endpoint.resource].__doc__ or ""))


def _told(endpoint: Endpoint) -> tuple[str, str]:
    """Return the first line of the view's docstring, without its full stop, and the rest."""
    text = _RAISES.sub("", inspect.getdoc(endpoint.view) or "")
    summary, _, rest = text.partition("\n")
    return summary.strip().removesuffix("."), _without_line_breaks(rest.strip())


def _without_line_breaks(text: str) -> str:
    r"""Join the lines of each paragraph.

    >>> _without_line_breaks("one\ntwo\n\nthree")
    'one two\n\nthree'
    """
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _security(endpoint: Endpoint) -> list[JsonObject]:
    """A public route needs nothing; one that knows its callers where they say who they are takes a token too.

    A route with a scope that keys can have takes a key with it as well.
    """
    needed: JsonObject = {SECURITY_SCHEME: []}
    if not endpoint.public:
        return [needed] if endpoint.scope in {None, Scope.DECIDE} else [needed, {KEY_SCHEME: [endpoint.scope]}]
    return [{}, needed] if "caller" in endpoint.parameters else []
