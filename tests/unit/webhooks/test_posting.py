"""An exchange with an endpoint ends in time, however the endpoint behaves."""

import socket
import threading
from collections.abc import Iterator

import pytest

from chalicelib.webhooks import posting
from chalicelib.webhooks.posting import new_secret, post

PAUSE_SECONDS = 0.02


@pytest.fixture
def dripping() -> Iterator[str]:
    """Yield the address of an endpoint that answers 200 at once, and then a header without end, byte by byte."""
    listening, over = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def drip() -> None:
        with listening.accept()[0] as connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            try:
                while not over.wait(PAUSE_SECONDS):
                    connection.sendall(b"x")
            except OSError:
                return

    answering = threading.Thread(target=drip, daemon=True)
    answering.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    over.set()
    listening.close()
    answering.join()


def test_an_endpoint_that_drips_its_answer_is_cut_off(dripping: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "MAX_SECONDS", 0.3)
    answer = post(dripping, new_secret(), "one", b"{}", allow_private=True)
    assert (answer.status, answer.error) == (None, "TimeoutError: no complete answer within 0.3 seconds")
