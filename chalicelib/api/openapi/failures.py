"""What a route answers when something is wrong: problem documents (RFC 9457), by status.

The codes of a status are those of the errors that can reach it: in reading the request and in identifying the caller,
as the route asks for them, and in what the view does, as the route declares (`raises=`). API Gateway's
own answers are the template's; only its throttling is a client's business.
"""

import inspect
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.api.http.blueprint import Endpoint
from chalicelib.api.http.file_types import HTML
from chalicelib.api.http.problems import CONTENT_TYPE, Problem, headers_of, internal_problem, problem_of, status_of
from chalicelib.api.openapi.answers import header_references, shows_pages
from chalicelib.api.openapi.example_values import REQUEST_ID
from chalicelib.api.openapi.examples import sample_argument
from chalicelib.authorization import Scope
from chalicelib.errors import (
    BodyTooLarge,
    DomainError,
    FactorNeeded,
    IdempotencyKeyReused,
    InvalidInput,
    MalformedBody,
    NoCompany,
    NotAcceptable,
    NotAuthenticated,
    RateLimited,
    RequestInProgress,
    RoleNeeded,
    ScopeMissing,
    SessionEnded,
    UnsupportedContentType,
    VersionMismatch,
)
from chalicelib.json_data import JsonObject

INTERNAL_STATUSES = "5XX"
TOO_MANY_REQUESTS = Problem(
    type="urn:invoice-system:problem:too_many_requests",
    title="Too many requests",
    status=429,
    detail="Too many requests at the moment. Please try again shortly.",
    code="too_many_requests",
    request_id=REQUEST_ID,
)
Errors = tuple[type[DomainError], ...]
_OF_BODIES: Errors = (UnsupportedContentType, BodyTooLarge, MalformedBody, InvalidInput)
_OF_PARAMETERS: Mapping[str, Errors] = {
    "body": _OF_BODIES,
    "uploads": _OF_BODIES,
    "query": (InvalidInput,),
    "if_match": (VersionMismatch,),
}
"""The errors of reading what a view asks for (`chalicelib.api.http.requests`)."""


@dataclass(frozen=True)
class Failure:
    """The ways in which a route can fail with one status, each as a problem with the sentence that explains it."""

    status: str
    problems: tuple[tuple[Problem, str], ...]
    has_page: bool

    @property
    def name(self) -> str:
        """The name of the response's component.

        >>> Failure("429", ((TOO_MANY_REQUESTS, ""),), has_page=True).name
        'TooManyRequestsPage'
        """
        codes = (problem.code.title().replace("_", "") for problem, _ in self.problems)
        return "Or".join(codes) + ("Page" if self.has_page else "")

    def response(self) -> JsonObject:
        """Return the response object."""
        title = self.problems[0][0].title
        content: JsonObject = {CONTENT_TYPE: {"schema": self._schema(), "examples": self._examples()}}
        if self.has_page:
            content[HTML] = {"schema": {"type": "string"}}
        told = "\n".join(f"- `{problem.code}`: {meaning}" for problem, meaning in self.problems)
        described: JsonObject = {"description": f"{title}\n\n{told}", "content": content}
        if headers := self._headers():
            described["headers"] = header_references(headers)
        return described

    def _headers(self) -> tuple[str, ...]:
        """Those that come with some of the problems; API Gateway says itself when to come again."""
        named = {name for problem, _ in self.problems for name in headers_of(problem)}
        return tuple(sorted(named | ({"Retry-After"} if self.status == "429" else set())))

    def _schema(self) -> JsonObject:
        codes = [problem.code for problem, _ in self.problems]
        properties: JsonObject = {"code": {"enum": codes}}
        if self.status != INTERNAL_STATUSES:
            properties["status"] = {"const": int(self.status)}
        return {"allOf": [{"$ref": "#/components/schemas/Problem"}, {"properties": properties}]}

    def _examples(self) -> JsonObject:
        return {problem.code: {"value": problem.model_dump(exclude_none=True)} for problem, _ in self.problems}


def failures_of(endpoint: Endpoint) -> list[Failure]:
    """Return how a route can fail."""
    by_status: dict[str, dict[str, tuple[Problem, str]]] = defaultdict(dict)
    for kind in sorted(set(errors_of(endpoint)), key=lambda kind: (len(kind.__mro__), kind.__name__)):
        by_status[str(status_of(kind)[0])].setdefault(kind.code, (_sample(kind), _meaning(kind)))
    has_pages = frozenset(by_status) if shows_pages(endpoint) else frozenset()
    by_status["429"]["too_many_requests"] = (TOO_MANY_REQUESTS, "The whole system takes no more at the moment.")
    failures = [Failure(status, tuple(told.values()), status in has_pages) for status, told in by_status.items()]
    fault = (internal_problem(REQUEST_ID), "A fault of ours, or of a service that we use.")
    return [*failures, Failure(INTERNAL_STATUSES, (fault,), has_page=False)]


def errors_of(endpoint: Endpoint) -> Iterator[type[DomainError]]:
    """Yield the errors that a route can answer with: those it declares, and those of the edge."""
    yield from endpoint.raises
    yield RateLimited
    for name in endpoint.parameters:
        yield from _OF_PARAMETERS.get(name, ())
    if endpoint.answers is not None:
        yield NotAcceptable
    if endpoint.idempotent:
        yield from (InvalidInput, IdempotencyKeyReused, RequestInProgress)
    if not endpoint.public or "caller" in endpoint.parameters:
        yield from (NotAuthenticated, SessionEnded, ScopeMissing)
    if NoCompany in endpoint.raises:
        yield FactorNeeded
    if endpoint.scope not in {None, Scope.READ}:
        yield RoleNeeded


def _sample(kind: type[DomainError]) -> Problem:
    """Return the problem of an error as it might be."""
    parameters = list(inspect.signature(kind).parameters.values())
    arguments: list[Any] = [sample_argument(each) for each in parameters if each.default is inspect.Parameter.empty]
    return problem_of(kind(*arguments), REQUEST_ID)


def _meaning(kind: type[DomainError]) -> str:
    return inspect.cleandoc(kind.__doc__ or "").partition("\n")[0]
