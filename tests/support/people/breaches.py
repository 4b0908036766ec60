"""A service of breached passwords on this machine: it answers as Pwned Passwords does, or badly."""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Respond = Callable[[BaseHTTPRequestHandler, str], None]


@dataclass
class Service:
    """Where it is, and what it was asked: paths and headers."""

    url: str
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@contextmanager
def breaches_of(respond: Respond) -> Iterator[Service]:
    """Yield a service that answers each request by this function, which is given the prefix."""
    asked: list[tuple[str, dict[str, str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, dict(self.headers.items())))
            respond(self, self.path.rpartition("/")[2])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield Service(f"http://127.0.0.1:{server.server_address[1]}/range/", asked)
    finally:
        server.shutdown()
        server.server_close()


def listing(*passwords: str, padding: tuple[str, ...] = ()) -> Respond:
    """Answer like the service that knows these passwords; those of the padding come with a count of nought."""

    def respond(request: BaseHTTPRequestHandler, prefix: str) -> None:
        counted = [(digest(each), 7) for each in passwords] + [(digest(each), 0) for each in padding]
        lines = [f"{each[5:]}:{times}" for each, times in counted if each.startswith(prefix)]
        answer(request, 200, "\r\n".join(["0" * 35 + ":3", *lines]).encode())

    return respond


def answer(request: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    """Send an answer."""
    request.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(body)


def drip(request: BaseHTTPRequestHandler, prefix: str) -> None:
    """Send a byte now and then, as long as anybody listens."""
    request.send_response(200)
    request.send_header("Content-Length", "10000")
    request.end_headers()
    try:
        for _ in range(100):
            request.wfile.write(b"0")
            time.sleep(0.1)
    except OSError:
        return


def digest(password: str) -> str:
    """Return what the service knows a password by."""
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
