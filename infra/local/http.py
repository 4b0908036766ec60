"""The HTTP server: Chalice's own local one, made fit for a working day.

Threads, keep-alive without Nagle's delay, and no way for a fault to reach a client as a traceback or a torn connection.
`/_local/…` belongs to the local stack and does not exist anywhere else.
"""

import gzip
import json
import logging
import sys
from functools import partial
from http import HTTPStatus
from http.server import HTTPServer
from typing import Any, BinaryIO

from chalice.app import Chalice
from chalice.config import Config
from chalice.local import (
    ChaliceRequestHandler,
    CustomLocalChalice,
    ForbiddenError,
    LocalChalice,
    RouteMatcher,
    ThreadedHTTPServer,
)

from chalicelib.api.http.cors import allowed_origin
from infra.local import assets, aws
from infra.local.gateway import (
    MAX_BODY_BYTES,
    Answer,
    EventTooLarge,
    Gateway,
    GatewayResponses,
    exceeds_lambda,
    problem,
    too_large,
)
from infra.local.mail import incoming, pages

log = logging.getLogger(__name__)

_MAX_LINE = 4_096
_NO_BODY_STATUSES = frozenset({204, 304})


class PortTaken(OSError):
    """Another program listens on the port."""

    def __init__(self, port: int) -> None:
        """Name the port and the way out."""
        super().__init__(f"port {port} is taken; choose another: make run PORT={port + 1}")


class Server(ThreadedHTTPServer):
    """Takes many connections at once and does not print a traceback when a client goes away."""

    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - the base's signature
        """Say nothing of broken connections; log the rest."""
        fault = sys.exc_info()[1]
        if not isinstance(fault, ConnectionError | TimeoutError):
            log.error("a request of %s failed", client_address, exc_info=fault)


class RequestHandler(ChaliceRequestHandler):
    """One connection."""

    disable_nagle_algorithm = True
    timeout = 60
    server_version = "invoices-local"
    sys_version = ""

    def __init__(
        self,
        request: Any,
        client_address: Any,
        server: HTTPServer,
        *,
        app_object: Chalice,
        config: Config,
        responses: GatewayResponses,
    ) -> None:
        """Serve the connection until it ends (that is how `http.server` works)."""
        self._app, self._responses = app_object, responses
        self._compressed_from = config.minimum_compression_size
        self._host = f"127.0.0.1:{server.server_address[1]}"
        super().__init__(request, client_address, server, app_object, config)

    def _generic_handle(self) -> None:
        self.local_gateway = Gateway(self._app, self.local_gateway._config, self._host)  # noqa: SLF001
        self._send(self._answer())

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = do_PATCH = do_OPTIONS = _generic_handle  # noqa: N815 - the base's names

    def __getattr__(self, name: str) -> Any:
        """Handle methods of other names too: what they get is the gateway's answer, not Python's."""
        if name.startswith("do_"):
            return self._generic_handle
        raise AttributeError(name)

    def _answer(self) -> Answer:
        headers, body = self._parse_payload()
        if "transfer-encoding" in self.headers:
            try:
                body = read_chunks(self.rfile, MAX_BODY_BYTES)
            except ValueError:
                self.close_connection = True
                return self._responses.make("DEFAULT_4XX")
            self.close_connection |= len(body) > MAX_BODY_BYTES  # the rest of it is still on its way
        if self.path == aws.PATH:
            return aws.answer()
        if self.path.startswith(assets.PREFIX):
            return assets.answer(self.path)
        if self.path == incoming.PATH and self.command == "POST":
            return incoming.answer(self.headers.get("content-type", ""), body or b"")
        if self.path.startswith(pages.PREFIX):
            return pages.answer(self.path, self.headers.get("accept", ""))
        if too_large(body):
            return self._responses.make("REQUEST_TOO_LARGE")
        return self._invoke(headers, body)

    def _invoke(self, headers: dict[str, Any], body: bytes | None) -> Answer:
        try:
            response = self.local_gateway.handle_request(self.command, self.path, headers, body)
            if exceeds_lambda(response):
                log.error("%s %s: the answer is larger than Lambda's 6 MB", self.command, self.path)
                return self._responses.make("DEFAULT_5XX")
            if response["statusCode"] == HTTPStatus.METHOD_NOT_ALLOWED:
                return self._not_allowed()
            return _answer_of(self._handle_binary(response))
        except EventTooLarge:
            return self._responses.make("REQUEST_TOO_LARGE")
        except ForbiddenError:
            return self._responses.make("MISSING_AUTHENTICATION_TOKEN")
        except Exception:  # as in API Gateway: whatever the function does, the client gets an answer
            log.exception("%s %s failed", self.command, self.path)
            return self._responses.make("DEFAULT_5XX")

    def _not_allowed(self) -> Answer:
        """Return what Chalice answers as an error without CORS headers: the path has other methods."""
        matched = RouteMatcher([*self._app.routes]).match_route(self.path)
        allowed = ", ".join(sorted({*self._app.routes[matched.route], "OPTIONS"}))
        detail = f"This address takes {allowed}."
        return problem(HTTPStatus.METHOD_NOT_ALLOWED, "method_not_allowed", detail, Allow=allowed)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what `http.server` refuses by itself with a problem document, not with a page."""
        self.close_connection = True
        self._send(problem(code, "request_refused", explain or message or "The request was refused."))

    def _send(self, made: Answer) -> None:
        accepted = self.headers.get("accept-encoding", "") if hasattr(self, "headers") else ""
        answer = compressed(made, accepted, self._compressed_from)
        self.send_response(answer.status)
        origin = self.headers.get("origin", "") if hasattr(self, "headers") else ""
        for name, value in {**answer.headers, **allowed_origin(origin)}.items():
            self.send_header(name, value)
        if answer.status not in _NO_BODY_STATUSES:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if getattr(self, "command", "") != "HEAD" and answer.status not in _NO_BODY_STATUSES:
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's word
        """Log through `logging`, which the command line configures."""
        log.info(format, *args)


def compressed(answer: Answer, accepted: str, minimum: int | None) -> Answer:
    """Return an answer compressed, as API Gateway does from a size on where the client takes gzip (RFC 9110, 8.4.1).

    >>> compressed(Answer(200, {}, b"x" * 2_000), "gzip, br", 1_000).headers
    {'Content-Encoding': 'gzip'}
    """
    if minimum is None or len(answer.body) < minimum or "gzip" not in accepted:
        return answer
    return Answer(answer.status, {**answer.headers, "Content-Encoding": "gzip"}, gzip.compress(answer.body, 6))


def read_chunks(stream: BinaryIO, limit: int) -> bytes:
    r"""Return a body that comes in chunks (RFC 9112, 7.1); of one that is longer than the limit, a little more.

    >>> import io
    >>> read_chunks(io.BytesIO(b"4\r\nWiki\r\n6;x=y\r\npedia \r\n0\r\n\r\n"), 100)
    b'Wikipedia '
    """
    body = b""
    while len(body) <= limit:
        size = int(stream.readline(_MAX_LINE).partition(b";")[0], 16)
        body += stream.read(min(size, limit + 1))
        end = stream.readline(_MAX_LINE)
        if size == 0:
            while end.strip():  # trailers
                end = stream.readline(_MAX_LINE)
            break
    return body


def _answer_of(response: dict[str, Any]) -> Answer:
    headers = {**response["headers"]}
    for name, values in (response.get("multiValueHeaders") or {}).items():
        headers[name] = ", ".join(values)
    body = response["body"] or b""
    if isinstance(body, dict | list):
        body = json.dumps(body)
    return Answer(response["statusCode"], headers, body.encode() if isinstance(body, str) else body)


def make_server(app: Chalice, config: Config, responses: GatewayResponses, port: int) -> Server:
    """Return a server that is bound and not yet serving.

    Raises:
        PortTaken: another program listens there.

    """
    # Chalice keeps the current request on the application; its local classes keep one a thread.
    CustomLocalChalice.__bases__ = (LocalChalice, app.__class__)
    app.__class__ = CustomLocalChalice
    handler = partial(RequestHandler, app_object=app, config=config, responses=responses)
    try:
        return Server(("127.0.0.1", port), handler)
    except OSError as error:
        raise PortTaken(port) from error
