"""The one Blueprint of the API: its routes give views what they ask for and turn what they return into HTTP.

A view names what it needs as parameters, and gets just that:

    caller    who is asking; every route but the `public` ones checks the access token, asked for or not, and a
              public one gives the caller if there is a token, else None
    body      the JSON or form body, as the pydantic model of the parameter's annotation
    query     the query parameters, likewise
    uploads   the files of a form, or the raw body as one; with a `body` beside it, what did not come is None
    if_match  the version that the client has seen, from If-Match (RFC 9110, 13.1.1); None where it does not say
    if_none_match  the `ETag` of what the client has, from If-None-Match (13.1.2); empty where it does not say
    intended  the id of what the request makes; a repeat under its `Idempotency-Key` gets the same one. It comes last:
              what is refused intends nothing
    client    the client's address and languages, and ours as it knows it
    others    the path's parameters

Errors are mapped here and not in a middleware: Chalice makes a view's exception a 500 before any middleware sees it,
and only what a view returns gets CORS headers.
"""

import inspect
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, get_args
from uuid import uuid4

from chalice.app import Blueprint, Chalice, Request, Response

from chalicelib.accounts.callers import identify_caller
from chalicelib.accounts.rate_limits import MINUTE, Cost, charge_address, charge_caller
from chalicelib.api.http.cors import allowed_origin, cors_config
from chalicelib.api.http.problems import CONTENT_TYPE, INTERNAL, Problem, headers_of, internal_problem, problem_of
from chalicelib.api.http.requests import (
    JSON,
    Client,
    media_type,
    parse_body,
    parse_if_match,
    parse_query,
    parse_uploads,
    refuse_unaccepted,
)
from chalicelib.api.http.responses import Headers, Result, render
from chalicelib.authorization import Caller, Scope, check_scope
from chalicelib.errors import DomainError, NotAuthenticated, RateLimited
from chalicelib.ids import Intended
from chalicelib.logs import logger
from chalicelib.request_origin import RequestOrigin, begin, current

View = Callable[..., Result]

OK = "ok"
REFUSED = "refused"  # by a page
_FIRST_ERROR = 400

SECURITY_HEADERS = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What is known of a route: enough to serve it, and to describe it.

    `status` is its success's, and `headers` names those that its success carries. `answers` is a file's media type,
    where the route answers with one. An `idempotent` one, which is never public, honours the header `Idempotency-Key`.
    `scope` is what it does with the company's invoices, which keys and viewers need; one without a scope is for people.
    `cost` decides how many requests a minute are allowed. `resource` is the module of its routes, or the package of
    several. `raises` are the view's errors; those of reading the request and of knowing the caller follow from the
    rest.
    """

    method: str
    path: str
    view: View
    resource: str
    public: bool
    status: int
    answers: str | None = None
    idempotent: bool = False
    headers: tuple[str, ...] = ()
    cost: Cost = Cost.READ
    scope: Scope | None = None
    raises: tuple[type[DomainError], ...] = ()

    @property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """The view's parameters."""
        return inspect.signature(self.view).parameters


class Resource(Blueprint):
    """A blueprint whose views are plain functions from typed input to a model."""

    def __init__(self, name: str) -> None:
        """Be named as the module of the routes, or as the package of several."""
        super().__init__(name)
        self.name = name

    def route(
        self,
        path: str,
        *,
        method: str = "GET",
        public: bool = False,
        status: int = 200,
        answers: str | None = None,
        idempotent: bool = False,
        headers: tuple[str, ...] = (),
        heavy: bool = False,
        scope: Scope | None = None,
        raises: tuple[type[DomainError], ...] = (),
        **kwargs: Any,
    ) -> Callable[[View], View]:
        """Register a view for one method of a path.

        `status` and `headers` are those of its success, `answers` is the media type of a file. `idempotent` is for what
        creates or sends: a repeat under the same `Idempotency-Key` gets the first answer. `heavy` is for work on
        documents: fewer requests a minute are allowed. `scope` lets API keys in that have it, and keeps viewers out but
        for reading. `raises` declares the errors of what the view calls.
        """

        def register(view: View) -> View:
            cost = Cost.HEAVY if heavy else Cost.READ if method == "GET" else Cost.WRITE
            endpoint = Endpoint(
                method, path, view, self.name, public, status, answers, idempotent, headers, cost, scope, raises
            )

            @wraps(view)
            def serve(**path_parameters: str) -> Response:
                return _serve(endpoint, self.current_request, path_parameters)

            vars(serve)["endpoint"] = endpoint

            decorate = super(Resource, self).route(
                path, methods=[method], content_types=["*/*"], cors=cors_config(), name=_name(endpoint), **kwargs
            )
            decorate(serve)
            return view

        return register


def etag(version: int) -> dict[str, str]:
    """Return the header that tells which version an answer is (RFC 9110, 8.8.3)."""
    return {"ETag": f'"{version}"'}


def endpoints_of(app: Chalice) -> list[Endpoint]:
    """Return what is known of every route that an application serves, in the order in which they were registered."""
    return [vars(entry.view_function)["endpoint"] for methods in app.routes.values() for entry in methods.values()]


def _name(endpoint: Endpoint) -> str:
    return f"{endpoint.view.__module__.rpartition('.')[2]}_{endpoint.view.__name__}"


def _serve(endpoint: Endpoint, request: Request, path_parameters: dict[str, str]) -> Response:
    request_id = str(request.context.get("requestId") or uuid4())
    logger().set_correlation_id(request_id)
    client = Client.of(request)
    begin(RequestOrigin(client.source_ip, client.agent, request_id))
    started = time.perf_counter()
    response, problem = _answer(endpoint, request, path_parameters, request_id)
    allowed = allowed_origin(str(request.headers.get("origin", "")))
    response.headers = {**SECURITY_HEADERS, **allowed, "X-Request-Id": request_id, **response.headers}
    origin = current()
    logger().info(
        "request",
        method=endpoint.method,
        route=endpoint.path,
        status=response.status_code,
        outcome=problem or (OK if response.status_code < _FIRST_ERROR else REFUSED),
        user=origin.user_id or None,
        company=origin.company_id or None,
        key_id=origin.key_id or None,
        source_ip=origin.source_ip,
        milliseconds=round((time.perf_counter() - started) * 1000),
    )
    return response


def _answer(
    endpoint: Endpoint, request: Request, path_parameters: dict[str, str], request_id: str
) -> tuple[Response, str | None]:
    """Return the answer, and the code of the problem that it is, if it is one."""
    try:
        if endpoint.answers is not None:
            refuse_unaccepted(request, endpoint.answers)
        return _act(endpoint, request, path_parameters), None
    except RateLimited as error:
        refused = _problem(problem_of(error, request_id))
        refused.headers |= _limits(error.policy, error.limit, 0, error.retry_after)
        return refused, error.code
    except DomainError as error:
        return _problem(problem_of(error, request_id)), error.code
    except Exception:  # noqa: BLE001 - the outermost entry point: whatever it is, the client gets a problem document
        logger().exception("unexpected error", route=endpoint.path)
        return _problem(internal_problem(request_id)), INTERNAL


def _act(endpoint: Endpoint, request: Request, path_parameters: dict[str, str]) -> Response:
    standing = charge_address(endpoint.cost, Client.of(request).source_ip)
    known = not endpoint.public or ("caller" in endpoint.parameters and "authorization" in request.headers)
    caller = identify_caller(_bearer_token(request)) if known else None
    if caller:
        standing = min(standing, charge_caller(endpoint.cost, caller), key=lambda each: each.share_left)
        check_scope(caller, endpoint.scope)

    def act(intend: Callable[[], Intended]) -> Response:
        return render(endpoint.view(**_arguments(endpoint, request, path_parameters, caller, intend)), endpoint.status)

    if caller and endpoint.idempotent:
        from chalicelib.api.http.idempotency import answer_once

        response = answer_once(caller, request, act)
    else:
        response = act(Intended)
    response.headers = {**response.headers, **_limits(standing.policy, standing.limit, standing.left, standing.seconds)}
    return response


def _limits(policy: str, limit: int, left: int, seconds: int) -> Headers:
    """Return the headers that tell how many requests are left (draft-ietf-httpapi-ratelimit-headers-10).

    >>> _limits("person-read", 600, 599, 42)
    {'RateLimit-Policy': '"person-read";q=600;w=60', 'RateLimit': '"person-read";r=599;t=42'}
    """
    return {
        "RateLimit-Policy": f'"{policy}";q={limit};w={MINUTE}',
        "RateLimit": f'"{policy}";r={left};t={seconds}',
    }


def _arguments(
    endpoint: Endpoint,
    request: Request,
    path_parameters: dict[str, str],
    caller: Caller | None,
    intend: Callable[[], Intended],
) -> dict[str, object]:
    absent = _absent(endpoint, request)
    arguments = {
        name: caller
        if name == "caller"
        else None
        if name == absent
        else _argument(name, parameter.annotation, request, takes_body="body" in endpoint.parameters)
        for name, parameter in endpoint.parameters.items()
        if name not in path_parameters and name != "intended"
    }
    if "intended" in endpoint.parameters:
        arguments["intended"] = intend()
    return arguments | path_parameters


def _absent(endpoint: Endpoint, request: Request) -> str | None:
    """Return which of `uploads` and `body` did not come, for a view that takes either."""
    if not {"uploads", "body"} <= set(endpoint.parameters):
        return None
    return "uploads" if media_type(request) == JSON else "body"


def _argument(name: str, annotation: Any, request: Request, *, takes_body: bool) -> object:
    match name:
        case "if_match":
            return parse_if_match(request)
        case "if_none_match":
            return str(request.headers.get("if-none-match", ""))
        case "body":
            return parse_body(request, model_in(annotation))
        case "query":
            return parse_query(request, annotation)
        case "uploads":
            return parse_uploads(request, also=(JSON,) if takes_body else ())
        case "client":
            return Client.of(request)
        case _:
            message = f"no route gives a parameter {name!r}"
            raise TypeError(message)


def _bearer_token(request: Request) -> str:
    scheme, _, token = str(request.headers.get("authorization", "")).partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotAuthenticated
    return token.strip()


def model_in(annotation: Any) -> Any:
    """Return the model of a body's annotation, without the None of a view that takes an upload instead."""
    return next((part for part in get_args(annotation) if part is not type(None)), annotation)


def _problem(problem: Problem) -> Response:
    headers: Headers = {"Content-Type": CONTENT_TYPE, **headers_of(problem)}
    return Response(problem.model_dump_json(exclude_none=True), headers=headers, status_code=problem.status)
