"""What every child may see and take, and what becomes of one that takes more."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from chalicelib.containers import isolated as containers
from chalicelib.documents.rendering import drawing
from chalicelib.extraction.isolation import isolated, page_views
from chalicelib.isolation.child_pool import ChildPool
from chalicelib.isolation.child_process import ChildEnded, ChildProcess
from chalicelib.isolation.processes import KEPT_VARIABLES
from chalicelib.isolation.resource_limits import MAX_WRITTEN_BYTES, ResourceLimits
from chalicelib.isolation.warm_children import warm_child
from chalicelib.ocr import local
from chalicelib.ocr.photos import isolated as photos
from chalicelib.validation import process as validating
from tests.unit.isolation import captive

pytestmark = pytest.mark.slow

CANARIES = {
    "AWS_ACCESS_KEY_ID": "canary-of-a-key",
    "AWS_SECRET_ACCESS_KEY": "canary-of-a-secret",
    "AWS_SESSION_TOKEN": "canary-of-a-session",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://canary.invalid",
    "AWS_LAMBDA_RUNTIME_API": "canary.invalid:9001",
    "DATABASE_PASSWORD": "canary-of-a-password",
}
CHILDREN = (
    *(isolated.CHILD, page_views.CHILD, local.CHILD, validating.CHILD, drawing.CHILD),
    *(containers.CHILD, photos.CHILD),
)
CAPTIVE = captive.__name__
PLENTY = ResourceLimits(60, address_bytes=1_000_000_000)
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture(autouse=True)
def _canaries(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in CANARIES.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(params=[ChildProcess.started, warm_child], ids=["started", "warm"])
def child(request: pytest.FixtureRequest) -> Iterator[ChildProcess]:
    with request.param(CAPTIVE, 60, PLENTY) as started:
        yield started


def ask(child: ChildProcess, what: str, **more: Any) -> dict[str, Any]:
    child.send({"do": what, **more})
    return child.receive(100)[0]


@on_linux
@pytest.mark.parametrize("module", CHILDREN)
def test_no_child_is_given_a_secret(module: str) -> None:
    given = ""
    with ChildProcess.started(module, 60, PLENTY) as child:
        while not given and child.is_running():  # the system fills it in a moment after the start
            given = Path(f"/proc/{child._process.pid}/environ").read_text()
    assert "PYTHONPATH=" in given
    assert "canary" not in given
    assert not set(CANARIES) & {variable.partition("=")[0] for variable in given.split("\0")}


def test_every_module_with_a_serve_is_one_of_those_children() -> None:
    package = Path(isolated.__file__).parents[2]
    serving = {path for path in package.rglob("*.py") if "\ndef serve(channel" in path.read_text()}
    named = {package.parent / f"{module.replace('.', '/')}.py" for module in CHILDREN}
    assert serving == named


def test_nothing_else_starts_a_process() -> None:
    package = Path(isolated.__file__).parents[2]
    starters = ("subprocess", "multiprocessing", "os.fork", "os.exec", "os.spawn", "os.system", "ProcessPool")
    found = {path.name for path in package.rglob("*.py") if any(name in path.read_text() for name in starters)}
    assert found == {"processes.py", "warm_children.py", "fork_server.py"}


def test_a_child_sees_paths_and_nothing_else(child: ChildProcess) -> None:
    seen = ask(child, "environment")
    assert set(seen) <= {*KEPT_VARIABLES, "PYTHONPATH", "LC_CTYPE"}  # Python itself sets the last


LOOKS = """
import ctypes, os
from chalicelib.isolation.privacy import hide_this_process

def look():
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    try:
        with open(f"/proc/{os.getppid()}/environ") as environ:
            print("canary" in environ.read(), flush=True)
    except PermissionError:
        print("denied", flush=True)
    os._exit(0)

if os.geteuid() == 0:  # root may read everything
    os.setgid(65534)
    os.setuid(65534)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # as a process is that has had this user from its start
look()
hide_this_process()
look()
"""


def run(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout  # noqa: S603


@on_linux
def test_the_environment_of_a_hidden_process_cannot_be_read_by_its_children() -> None:
    assert run(LOOKS).split() == ["True", "denied"]


STARTS = f"""
import ctypes
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.isolation.child_process import ChildProcess

with ChildProcess.started("{CAPTIVE}", 60, ResourceLimits(60)):
    print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@on_linux
def test_whatever_starts_a_child_is_hidden() -> None:
    assert run(STARTS).split() == ["0"]


def test_memory_files_and_dumps_are_limited(child: ChildProcess) -> None:
    limits = ask(child, "limits")
    assert (limits["RLIMIT_AS"], limits["RLIMIT_CORE"]) == (PLENTY.address_bytes, 0)
    assert limits["RLIMIT_FSIZE"] == MAX_WRITTEN_BYTES


def test_each_task_has_processor_time_of_its_own(child: ChildProcess) -> None:
    first = ask(child, "limits")["RLIMIT_CPU"]
    assert PLENTY.cpu_seconds < first <= PLENTY.cpu_seconds + 10
    assert ask(child, "limits")["RLIMIT_CPU"] >= first


@pytest.mark.slow
def test_a_child_that_uses_up_its_processor_time_is_ended() -> None:
    with warm_child(CAPTIVE, 60, ResourceLimits(0)) as child, pytest.raises(ChildEnded) as ended:
        ask(child, "spin")
    assert not ended.value.too_late


def test_a_child_that_uses_up_its_time_is_killed() -> None:
    with ChildProcess.started(CAPTIVE, 0.5, PLENTY) as child, pytest.raises(ChildEnded) as ended:
        ask(child, "spin")
    assert ended.value.too_late


def test_a_child_writes_no_large_file(child: ChildProcess, tmp_path: Path) -> None:
    with pytest.raises(ChildEnded):
        ask(child, "write", file=str(tmp_path / "large"))
    assert (tmp_path / "large").stat().st_size <= MAX_WRITTEN_BYTES


def test_what_a_library_prints_is_no_frame(child: ChildProcess) -> None:
    child.send({"do": "print"}, b"echo")
    answer, body = child.receive(4)
    assert (set(answer), body) == ({"pid"}, b"echo")


def test_a_module_that_cannot_serve_ends_with_its_reason() -> None:
    with ChildProcess.started("this", 60, PLENTY) as child, pytest.raises(ChildEnded) as ended:
        child.receive(0)
    assert "has no attribute 'serve'" in ended.value.stderr


def pid(pool: ChildPool) -> int:
    with pool.child(60) as child:
        return int(ask(child, "print")["pid"])


def test_a_pool_keeps_its_child_until_it_has_failed() -> None:
    with closing(ChildPool(CAPTIVE, PLENTY)) as pool:
        first = pid(pool)
        assert pid(pool) == first
        with pytest.raises(ChildEnded), pool.child(0.5) as child:
            ask(child, "spin")
        assert pid(pool) != first


@on_linux
def test_a_pool_ends_a_child_that_has_grown() -> None:
    with closing(ChildPool(CAPTIVE, ResourceLimits(60, data_bytes=100_000_000))) as pool:
        first = pid(pool)
        with pool.child(60) as child:
            assert ask(child, "grow") == {"bytes": 80_000_000}
        assert pid(pool) != first
