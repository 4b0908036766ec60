"""Reading requests: bodies by content type, queries, the client's address. All parsing of input is here.

Chalice's own `json_body` yields floats; ours yields `Decimal`. Bodies are bytes until a parser has accepted them.
"""

from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import parse_qsl, urlsplit

from chalice.app import Request
from pydantic import BaseModel, ValidationError

from chalicelib.api.http.file_types import BODY_TYPES, HTML, MULTIPART
from chalicelib.documents.exact_json import parse_json
from chalicelib.errors import (
    BodyTooLarge,
    InvalidInput,
    MalformedBody,
    NotAcceptable,
    UnsupportedContentType,
    VersionMismatch,
)
from chalicelib.settings import settings

ANY = "*/*"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

MAX_JSON_BYTES = 1_000_000
MAX_FORM_FIELDS = 50
MAX_VERSION_DIGITS = 18  # a longer number is no version of anything, and Python refuses to read very long ones

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Upload:
    """One uploaded file; `filename` is what the client called it, for people to read and nothing else."""

    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Client:
    """Where a request comes from, and where it went.

    The addresses are API Gateway's word, never a header's, which a client can set. `base_url` is what links back to
    this API begin with, `base_path` what stands before its paths where it was called; `is_form` tells a browser's form
    from a program's JSON, and `wants_page` a browser's `Accept`.
    """

    source_ip: str
    agent: str
    languages: str
    base_url: str
    base_path: str
    is_form: bool
    wants_page: bool

    @classmethod
    def of(cls, request: Request) -> "Client":
        """Return the client of a request."""
        identity = request.context.get("identity") or {}
        return cls(
            source_ip=identity.get("sourceIp", ""),
            agent=identity.get("userAgent") or "",
            languages=request.headers.get("accept-language", ""),
            base_url=settings().public_url or _own_address(request),
            base_path=urlsplit(_own_address(request)).path,
            is_form=media_type(request) in {FORM, MULTIPART},
            wants_page=_first_of((JSON, HTML), request.headers.get("accept", "")) == HTML,
        )


def by_preference(accepted: str) -> list[str]:
    """Return what an Accept header names, the most wanted first; what is refused (q=0) is left out (RFC 9110, 12.4.2).

    >>> by_preference("de-CH, zh-CN; q=0.8, en;q=0.3, fr;q=0")
    ['de-ch', 'zh-cn', 'en']
    """
    weighted = sorted((_weighted(part) for part in accepted.split(",")), key=lambda pair: -pair[1])
    return [name for name, weight in weighted if weight > 0]


def media_type(request: Request) -> str:
    """Return the body's media type in lower case, without parameters.

    >>> media_type(Request({"headers": {"content-type": "Application/JSON; charset=utf-8"}, "body": None,
    ...     "multiValueQueryStringParameters": None, "pathParameters": {}, "stageVariables": None,
    ...     "requestContext": {"httpMethod": "POST", "resourcePath": "/"}}))
    'application/json'
    """
    return str(request.headers.get("content-type", "")).partition(";")[0].strip().lower()


def raw_body(request: Request) -> bytes:
    """Return the body as it came; Chalice has text where API Gateway does not know of bytes."""
    raw = request.raw_body
    return raw if isinstance(raw, bytes) else raw.encode()


def parse_query(request: Request, model: type[_Model]) -> _Model:
    """Return the query parameters as a model; unknown ones are refused, as a typing error must not go unseen."""
    return validate(model, _query(request))


def parse_body(request: Request, model: type[_Model]) -> _Model:
    """Return the JSON or form body as a model; forms come in either of their two media types.

    Raises:
        UnsupportedContentType: the body is neither.
        BodyTooLarge, MalformedBody: it can't be parsed.
        InvalidInput: it breaks the model's rules.

    """
    data = _limited(request, MAX_JSON_BYTES)
    kind = media_type(request)
    if kind == JSON:
        return validate(model, _parse_json(data))
    if kind == FORM:
        return validate(model, _parse_form(data))
    if kind == MULTIPART:
        from chalicelib.api.http.multipart import parse_fields

        return validate(model, parse_fields(str(request.headers["content-type"]), data))
    raise UnsupportedContentType(kind, (JSON, FORM, MULTIPART))


def parse_uploads(request: Request, *, also: tuple[str, ...] = ()) -> tuple[Upload, ...]:
    """Return the files of a multipart form, or the raw body as one, with its name from `?filename=`.

    `also` are the media types that the route takes besides, for the refusal to name.

    Raises:
        UnsupportedContentType: the body is no form and no file type that is read.
        BodyTooLarge, MalformedBody: it can't be parsed.
        InvalidInput: the form has no file.

    """
    limit = settings().direct_upload_bytes
    data = _limited(request, limit, hint=" Larger files go straight to storage: POST /invoices/uploads.")
    kind = media_type(request)
    if kind == MULTIPART:
        from chalicelib.api.http.multipart import parse_multipart

        return parse_multipart(str(request.headers["content-type"]), data)
    if kind in BODY_TYPES:
        return (Upload(_query(request).get("filename", ""), kind, data),)
    raise UnsupportedContentType(kind, (MULTIPART, *BODY_TYPES, *also))


def parse_if_match(request: Request) -> int | None:
    """Return the version of an If-Match header; None without one, or for `*`, which any version matches.

    Raises:
        VersionMismatch: what it names is no version of anything here.

    """
    text = str(request.headers.get("if-match", "*")).strip()
    if text == "*":
        return None
    tag = text.removeprefix('"').removesuffix('"')
    if not tag.isascii() or not tag.isdecimal() or len(tag) > MAX_VERSION_DIGITS:
        raise VersionMismatch
    return int(tag)


def refuse_unaccepted(request: Request, content_type: str) -> None:
    """Refuse a client that does not accept a file's type: `Accept` names it, or `*/*`, as most clients do.

    Raises:
        NotAcceptable: it names others, or none; Chalice sends bytes only to clients that ask for them.

    """
    if not {content_type, ANY} & set(by_preference(str(request.headers.get("accept", "")))):
        raise NotAcceptable(content_type)


def validate(model: type[_Model], values: object) -> _Model:
    """Return a model of parsed input.

    Raises:
        InvalidInput: with the path of each field and what is wrong with it.

    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
        raise InvalidInput(*((_path(detail["loc"]), _sentence(detail["msg"])) for detail in details)) from error


def _first_of(kinds: tuple[str, ...], accepted: str) -> str:
    """Return which of these media types the client wants most; the first one where it names none of them."""
    return next((kind for kind in by_preference(accepted) if kind in kinds), kinds[0])


def _weighted(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    weight = next((text.removeprefix("q=") for text in parameters if text.startswith("q=")), "1")
    try:
        return name, float(weight)
    except ValueError:
        return name, 0.0


def _own_address(request: Request) -> str:
    """Return the address of the API as API Gateway knows it: its domain, and what stands before our paths."""
    context = request.context
    route = str(context.get("resourcePath", "")).strip("/")
    parts = str(context.get("path", "")).rstrip("/").split("/")
    prefix = "/".join(parts[: len(parts) - len(route.split("/"))] if route else parts)
    return f"https://{context.get('domainName', '')}{prefix}"


def _query(request: Request) -> dict[str, str]:
    return (
        {} if request.query_params is None else {str(name): str(value) for name, value in request.query_params.items()}
    )


def _limited(request: Request, limit: int, hint: str = "") -> bytes:
    data = raw_body(request)
    if len(data) > limit:
        raise BodyTooLarge(len(data), limit, hint)
    return data


def _parse_json(data: bytes) -> object:
    try:
        return parse_json(data)
    except ValueError as error:
        raise MalformedBody(f"The body is not valid JSON: {error}") from error


def _parse_form(data: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(data.decode(), keep_blank_values=True, max_num_fields=MAX_FORM_FIELDS, errors="strict")
    except ValueError as error:
        raise MalformedBody(f"The form can't be parsed: {error}") from error
    return dict(pairs)


def _path(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "body"


def _sentence(message: str) -> str:
    return message.removeprefix("Value error, ")
