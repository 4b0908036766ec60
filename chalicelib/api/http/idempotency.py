"""`Idempotency-Key`: the same request again gets the first one's answer, and does nothing.

A key is good for one caller and one address, for a day. What comes with it must be the same, byte for byte, but for a
multipart form, whose boundary is another each time: there the files count. Only successes are kept.
"""

import hashlib
import re
from collections.abc import Callable

from chalice.app import Request, Response

from chalicelib.api.http.file_types import MULTIPART
from chalicelib.api.http.requests import media_type, parse_uploads, raw_body
from chalicelib.authorization import Caller
from chalicelib.errors import InvalidInput
from chalicelib.ids import Intended
from chalicelib.storage.idempotency import Kept, NotKept, intend, once

HEADER = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_REDIRECTION = 300


def answer_once(caller: Caller, request: Request, act: Callable[[Callable[[], Intended]], Response]) -> Response:
    """Return the answer of `act`, or the one that was given under the request's key before; without a key, just act.

    `act` is given a function that returns the id of what the request makes: under a key, the id of its earlier tries.

    Raises:
        InvalidInput: the key is not 1 to 255 visible ASCII characters.
        IdempotencyKeyReused: it came before with another request.
        RequestInProgress: the same request is being worked on.

    """
    key = request.headers.get(HEADER)
    if key is None:
        return act(Intended)
    if not _KEY.fullmatch(key):
        raise InvalidInput((HEADER, "A key has 1 to 255 visible ASCII characters."))
    scope, fingerprint = _scope(caller, request, key), _fingerprint(request)
    kept = once(scope, fingerprint, lambda: _keep(act(lambda: intend(scope, fingerprint))))
    return Response(kept.body, headers=kept.headers, status_code=kept.status)


def _scope(caller: Caller, request: Request, key: str) -> list[str]:
    """Return whose key it is, and where: the route and what stands in its braces, however the address is written."""
    route = str(request.context["resourcePath"])
    places = [f"{name}={value}" for name, value in sorted((request.uri_params or {}).items())]
    return [caller.user_id, caller.company_id, request.method, route, *places, key]


def _keep(response: Response) -> Kept:
    kept = Kept(response.status_code, dict(response.headers), str(response.body))
    if kept.status >= _REDIRECTION:
        raise NotKept(kept)
    return kept


def _fingerprint(request: Request) -> str:
    """Return a hash of all that a request says, without its sender."""
    parts = [media_type(request).encode(), *(part.encode() for part in _query(request))]
    if media_type(request) == MULTIPART:
        for upload in parse_uploads(request):
            parts += [upload.filename.encode(), upload.content_type.encode(), upload.data]
    else:
        parts.append(raw_body(request))
    digests = (hashlib.sha256(part).digest() for part in parts)  # one each, so that no part runs into the next
    return hashlib.sha256(b"".join(digests)).hexdigest()


def _query(request: Request) -> list[str]:
    return sorted(f"{name}={value}" for name, value in (request.query_params or {}).items())
