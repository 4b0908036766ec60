"""The examples of docs/api.md, run as they stand there."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from samples import generate
from tests.browser.conftest import LocalStack, opened_page

GUIDE = Path("docs/api.md").read_text(encoding="utf-8")
RUN = """([api, script]) => {
    globalThis.API = api;
    globalThis.sampleFile = async () => new Uint8Array(await fileBytes("small"));
    const padding = new Uint8Array(5_000_000).fill(32);  // what stands after a PDF's end is no part of it
    globalThis.largeFile = async () => new Blob([new Uint8Array(await fileBytes("large")), padding]);
    return new (async () => {}).constructor(script)();
}"""


def blocks(language: str, *, at_least: int = 6) -> str:
    found = re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    assert len(found) >= at_least
    return "\n".join(found)


def test_the_examples_work(stack: LocalStack, chromium: Any, tmp_path: Path) -> None:
    sample = tmp_path / "invoice.pdf"
    sample.write_bytes(generate()[2].pdf)
    run_shell(stack, sample, tmp_path)
    reset = stack.post("/auth/login", {"email": "bea@example.com", "password": "other words make more sense"})
    assert reset.status_code == 200
    run_scripts(stack, chromium)
    run_python(stack, sample)


def run_shell(stack: LocalStack, sample: Path, folder: Path) -> None:
    environment = {**os.environ, "API": stack.url, "FILE": str(sample)}
    done = subprocess.run(  # noqa: S603 - our own page
        ["/bin/bash", "-euo", "pipefail", "-c", blocks("sh")],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def run_python(stack: LocalStack, sample: Path) -> None:
    """Run the block of the Python client, after the shell has changed the password."""
    script = blocks("python", at_least=1).replace("four words make sense", "other words make more sense")
    environment = {**os.environ, "API": stack.url, "FILE": str(sample)}
    done = subprocess.run(  # noqa: S603 - our own page
        [sys.executable, "-c", script], env=environment, check=False, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert f"['{sample.name}']" in done.stdout


def run_scripts(stack: LocalStack, chromium: Any) -> None:
    """Run the JavaScript in a page of another origin, with files as a person would choose them."""
    script = blocks("js").replace("four words make sense", "other words make more sense")
    small, large = (generate()[number].pdf for number in (3, 4))
    said: list[tuple[str, str]] = []
    with opened_page(chromium) as page, front_end() as address:
        page.on("console", lambda message: said.append((message.type, message.text)))
        page.expose_function("fileBytes", lambda name: list(small if name == "small" else large))
        page.goto(address)
        page.evaluate(RUN, [stack.url, script])
    assert [text for kind, text in said if kind == "assert"] == []
    assert ("log", "100 %") in said


@contextmanager
def front_end() -> Iterator[str]:
    """Yield the address of an empty page, whose origin is not the API's."""
    with TemporaryDirectory() as folder:
        Path(folder, "index.html").write_text("<!doctype html><title>Front end</title>")
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_address[1]}/"
            server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""
