"""Which requests are made again, and when: never one that might be done twice.

A request may be repeated after any failure if doing it twice is doing it once: all but POST and PATCH, and a POST under
an Idempotency-Key. Any other is repeated only where it surely was not done: a refused connection, too many requests.
"""

from uuid import uuid4

import httpx
from httpx_retries import Retry, RetryTransport

_TRIES = 4
_FIRST_PAUSE_SECONDS = 0.5  # doubled each time, less up to half by chance
_MAX_PAUSE_SECONDS = 60  # limits are by the minute
_MAX_PAUSES_SECONDS = 120
_TOO_MANY = httpx.codes.TOO_MANY_REQUESTS
_PASSING = (httpx.codes.INTERNAL_SERVER_ERROR, httpx.codes.BAD_GATEWAY, httpx.codes.SERVICE_UNAVAILABLE)
_METHODS = ("GET", "HEAD", "PUT", "DELETE", "POST", "PATCH")

ANY_FAILURE = Retry(
    total=_TRIES - 1,
    allowed_methods=_METHODS,
    status_forcelist=(_TOO_MANY, *_PASSING, httpx.codes.GATEWAY_TIMEOUT),
    backoff_factor=_FIRST_PAUSE_SECONDS / 2,
    backoff_jitter=0.5,
    max_backoff_wait=_MAX_PAUSE_SECONDS,
    total_timeout=_MAX_PAUSES_SECONDS,
)
_NOT_DONE = ANY_FAILURE.copy_with(status_forcelist=(_TOO_MANY,), retry_on_exceptions=(httpx.ConnectError,))


def new_key() -> str:
    """Return a key under which a request and its repeats are done once."""
    return str(uuid4())


def transport(inner: httpx.BaseTransport | None = None) -> RetryTransport:
    """Return a transport that makes requests again as `choose` says."""
    return RetryTransport(inner or httpx.HTTPTransport(), ANY_FAILURE)


def choose(request: httpx.Request) -> None:
    """Say of a request which failures it may be repeated after, unless that is said already."""
    may_be_done_twice = request.method in {"POST", "PATCH"} and "Idempotency-Key" not in request.headers
    request.extensions = {"retry": _NOT_DONE if may_be_done_twice else ANY_FAILURE, **request.extensions}
