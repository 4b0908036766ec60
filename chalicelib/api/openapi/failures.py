"""What a route answers when something is wrong: problem documents (RFC 9457), by status.

The codes of a status are those of the errors that can reach it: in reading the request, in identifying the caller, and
in what the view does. API Gateway's own answers are the template's; only its throttling is a client's business.
"""

import inspect
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.accounts.rate_limits import charge_address
from chalicelib.accounts.sessions import authenticate
from chalicelib.api.http.blueprint import Endpoint
from chalicelib.api.http.idempotency import answer_once, repeatable
from chalicelib.api.http.problems import CONTENT_TYPE, Problem, headers_of, internal_problem, problem_of, status_of
from chalicelib.api.http.requests import HTML, parse_body, parse_if_match, parse_query, parse_upload, refuse_unaccepted
from chalicelib.api.openapi.answers import header_references, shows_pages
from chalicelib.api.openapi.examples import sample_argument
from chalicelib.api.openapi.raised import errors_raised
from chalicelib.api.openapi.schemas import Json
from chalicelib.api.openapi.words import REQUEST_ID
from chalicelib.errors import DomainError

INTERNAL_STATUSES = "5XX"
TOO_MANY_REQUESTS = Problem(
    type="urn:invoice-system:problem:too_many_requests",
    title="Too many requests",
    status=429,
    detail="Too many requests at the moment. Please try again shortly.",
    code="too_many_requests",
    request_id=REQUEST_ID,
)
_PARSERS: Mapping[str, Callable[..., Any]] = {
    "body": parse_body,
    "query": parse_query,
    "upload": parse_upload,
    "if_match": parse_if_match,
}


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

    def response(self) -> Json:
        """Return the response object."""
        title = self.problems[0][0].title
        content: Json = {CONTENT_TYPE: {"schema": self._schema(), "examples": self._examples()}}
        if self.has_page:
            content[HTML] = {"schema": {"type": "string"}}
        told = "\n".join(f"- `{problem.code}`: {meaning}" for problem, meaning in self.problems)
        described: Json = {"description": f"{title}\n\n{told}", "content": content}
        if headers := self._headers():
            described["headers"] = header_references(headers)
        return described

    def _headers(self) -> tuple[str, ...]:
        """Those that come with some of the problems; API Gateway says itself when to come again."""
        named = {name for problem, _ in self.problems for name in headers_of(problem)}
        return tuple(sorted(named | ({"Retry-After"} if self.status == "429" else set())))

    def _schema(self) -> Json:
        codes = [problem.code for problem, _ in self.problems]
        properties: Json = {"code": {"enum": codes}}
        if self.status != INTERNAL_STATUSES:
            properties["status"] = {"const": int(self.status)}
        return {"allOf": [{"$ref": "#/components/schemas/Problem"}, {"properties": properties}]}

    def _examples(self) -> Json:
        return {problem.code: {"value": problem.model_dump(exclude_none=True)} for problem, _ in self.problems}


def failures_of(endpoint: Endpoint) -> list[Failure]:
    """Return how a route can fail."""
    by_status: dict[str, dict[str, tuple[Problem, str]]] = defaultdict(dict)
    for kind in sorted(_errors(endpoint), key=lambda kind: (len(kind.__mro__), kind.__name__)):
        by_status[str(status_of(kind)[0])].setdefault(kind.code, (_sample(kind), _meaning(kind)))
    has_pages = frozenset(by_status) if shows_pages(endpoint) else frozenset()
    by_status["429"]["too_many_requests"] = (TOO_MANY_REQUESTS, "The whole system takes no more at the moment.")
    failures = [Failure(status, tuple(told.values()), status in has_pages) for status, told in by_status.items()]
    fault = (internal_problem(REQUEST_ID), "A fault of ours, or of a service that we use.")
    return [*failures, Failure(INTERNAL_STATUSES, (fault,), has_page=False)]


def _errors(endpoint: Endpoint) -> frozenset[type[DomainError]]:
    sources: list[Callable[..., Any]] = [endpoint.view, charge_address]
    sources += [parse for name, parse in _PARSERS.items() if name in endpoint.parameters]
    if endpoint.answers is not None:
        sources.append(refuse_unaccepted)
    if endpoint.idempotent:
        sources += [repeatable, answer_once]
    if not endpoint.public or "caller" in endpoint.parameters:
        sources.append(authenticate)
    return frozenset().union(*(errors_raised(source) for source in sources))


def _sample(kind: type[DomainError]) -> Problem:
    """Return the problem of an error as it might be."""
    parameters = list(inspect.signature(kind).parameters.values())
    arguments: list[Any] = [sample_argument(each) for each in parameters if each.default is inspect.Parameter.empty]
    return problem_of(kind(*arguments), REQUEST_ID)


def _meaning(kind: type[DomainError]) -> str:
    return inspect.cleandoc(kind.__doc__ or "").partition("\n")[0]
