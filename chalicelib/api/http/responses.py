"""What views return, and how it becomes HTTP. The types say what a route may answer: the API's description reads them.

A model is an answer of the route's own status; None is an empty one. What needs more says so by its type:

    Reply[Model]    a model with headers, or another status
    Html            a page
    File            bytes to keep or to show, of the media type that the route names (`answers=`)
    Content["…"]    text of the media type that the literal names
    Found           a redirect to a file (302)
    SeeOther        a redirect to the page that a form's answer is (303)
    NotModified     nothing: the client has it already (304)
    Several[Model]  results of several files (207)
    Begun[Model]    a model that tells how far something is, and where to ask again (202)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Generic, TypeAlias, TypeVar
from urllib.parse import quote

from chalice.app import Response
from pydantic import BaseModel

from chalicelib.api.http.file_types import HTML
from chalicelib.api.http.requests import JSON

Headers = dict[str, str | list[str]]
MediaType_co = TypeVar("MediaType_co", bound=str, covariant=True)


@dataclass(frozen=True, slots=True)
class Html:
    """A page, for the few routes that people open in a browser."""

    text: str


@dataclass(frozen=True, slots=True)
class File:
    """A file as the answer itself. Clients must name its type in `Accept`: API Gateway sends bytes to no others."""

    data: bytes
    content_type: str
    filename: str


@dataclass(frozen=True, slots=True)
class Content(Generic[MediaType_co]):
    """Text of another media type, such as `Content[Literal["application/yaml"]]`.

    With a `filename`, which is ours and plain ASCII, browsers save it as a file.
    """

    text: str
    media_type: MediaType_co
    filename: str | None = None


Body_co = TypeVar("Body_co", bound=BaseModel | Html | File | Content[str] | None, covariant=True)


@dataclass(frozen=True, slots=True)
class Reply(Generic[Body_co]):
    """An answer that needs more than a body: another status, or headers."""

    body: Body_co
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


Model_co = TypeVar("Model_co", bound=BaseModel, covariant=True)


@dataclass(frozen=True, slots=True)
class Begun(Generic[Model_co]):
    """It is being worked on; the location tells how far it is (RFC 9110, 15.3.3)."""

    body: Model_co
    location: str
    status: ClassVar[int] = 202


@dataclass(frozen=True, slots=True)
class Several(Generic[Model_co]):
    """Several files came, each with its own result; what becomes of all of them is at the location (RFC 4918, 13)."""

    body: Model_co
    location: str
    status: ClassVar[int] = 207


@dataclass(frozen=True, slots=True)
class Redirect:
    """An answer that is somewhere else."""

    location: str
    status: ClassVar[int]


@dataclass(frozen=True, slots=True)
class Found(Redirect):
    """What was asked for is at another address for now (RFC 9110, 15.4.3)."""

    status: ClassVar[int] = 302


@dataclass(frozen=True, slots=True)
class SeeOther(Redirect):
    """It is done; look there, so that a reload sends nothing again (RFC 9110, 15.4.4)."""

    status: ClassVar[int] = 303


@dataclass(frozen=True, slots=True)
class NotModified:
    """The client has this version already (RFC 9110, 15.4.5)."""

    headers: Mapping[str, str]
    status: ClassVar[int] = 304


Result: TypeAlias = (
    Reply[BaseModel | Html | File | Content[str] | None]
    | Redirect
    | NotModified
    | Begun[BaseModel]
    | Several[BaseModel]
    | BaseModel
    | Html
    | File
    | Content[str]
    | None
)


def render(result: Result, status: int) -> Response:
    """Return the HTTP answer of a view's result; `status` is the route's own."""
    if isinstance(result, Redirect):
        return Response("", headers={"Location": result.location}, status_code=result.status)
    if isinstance(result, NotModified):
        return Response("", headers=dict(result.headers), status_code=result.status)
    if isinstance(result, Begun | Several):
        result = Reply(result.body, result.status, {"Location": result.location})
    reply = result if isinstance(result, Reply) else Reply(result)
    body, headers = _body(reply.body)
    return Response(body, headers=headers | dict(reply.headers), status_code=reply.status or status)


def unless_known(reply: Reply[Body_co], if_none_match: str) -> Reply[Body_co] | NotModified:
    """Return a reply with an `ETag`, or that the client has just this: `If-None-Match` names it (RFC 9110, 13.1.2).

    API Gateway and proxies may mark the tag weak when they compress.
    """
    known = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return NotModified(reply.headers) if known & {reply.headers["ETag"], "*"} else reply


def _body(body: BaseModel | Html | File | Content[str] | None) -> tuple[bytes | str, Headers]:
    """Return a body's bytes or text, and the headers that tell what it is."""
    match body:
        case None:
            return "", {}
        case Html(text):
            return text, {"Content-Type": f"{HTML}; charset=utf-8"}
        case File(data, content_type, filename):
            disposition = f"inline; filename*=UTF-8''{quote(filename, safe='')}"
            return data, {"Content-Type": content_type, "Content-Disposition": disposition}
        case Content(text, media_type, filename):
            saved: Headers = {"Content-Disposition": f'attachment; filename="{filename}"'} if filename else {}
            return text, {"Content-Type": media_type, **saved}
        case _:
            return body.model_dump_json(), {"Content-Type": JSON}
