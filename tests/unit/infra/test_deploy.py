"""What a deployment is given, and what is looked at afterwards."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from infra.deploy import is_healthy, kept_parameters


class Starting(BaseHTTPRequestHandler):
    """An API that is not there at once: the first answer is API Gateway's refusal."""

    answers: Iterator[tuple[int, bytes]]

    def do_GET(self) -> None:
        status, body = next(self.answers)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
        pass


@pytest.fixture
def url() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Starting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("answers", "healthy"),
    [
        ([(200, b'{"status": "ok"}')], True),
        ([(403, b"{}"), (200, b"<html>"), (200, b'{"status": "ok"}')], True),
        ([(200, b'{"status": "ok?"}')] * 3, False),
        ([(500, b"")] * 3, False),
    ],
)
def test_a_deployment_is_well_once_the_api_says_so(url: str, answers: list[tuple[int, bytes]], healthy: bool) -> None:
    Starting.answers = iter(answers)
    assert is_healthy(f"{url}/", tries=3, pause_seconds=0) is healthy


def test_nobody_at_the_address_is_not_well() -> None:
    assert not is_healthy("http://127.0.0.1:1", tries=2, pause_seconds=0)


def test_a_stage_keeps_its_parameters_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "prod.json").write_text('{"MailFrom": "invoices@example.com"}')
    assert kept_parameters("prod", tmp_path) == {"MailFrom": "invoices@example.com"}
    assert kept_parameters("dev", tmp_path) == {}
