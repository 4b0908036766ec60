"""Children that are forked: each as if it were the first, whatever becomes of the others and of their server."""

import os
import select
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from chalicelib.isolation import forked_process, warm_children
from chalicelib.isolation.child_process import ChildEnded, ChildProcess
from chalicelib.isolation.processes import CODE_UNKNOWN
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.isolation.warm_children import WarmChildren
from tests.unit.isolation import captive

CAPTIVE = captive.__name__
PLENTY = ResourceLimits(60, address_bytes=1_000_000_000)
MEGABYTE = 1_000_000
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux alone")]


@pytest.fixture(scope="module")
def shared() -> Iterator[WarmChildren]:
    with closing(WarmChildren(CAPTIVE)) as children:
        yield children


@pytest.fixture
def own() -> Iterator[WarmChildren]:
    with closing(WarmChildren(CAPTIVE)) as children:
        yield children


def ask(child: ChildProcess, what: str, **more: Any) -> dict[str, Any]:
    child.send({"do": what, **more})
    return child.receive(100)[0]


def remember(children: WarmChildren, word: str = "x") -> dict[str, Any]:
    with children.child(60, PLENTY) as child:
        return ask(child, "remember", word=word)


def server_of(children: WarmChildren) -> int:
    parent: int = remember(children)["parent"]
    return parent


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - numbers


def children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_each_file_has_a_child_of_its_own_that_loads_nothing_again(shared: WarmChildren) -> None:
    first, second = remember(shared, "one"), remember(shared, "two")
    assert first["pid"] != second["pid"]
    assert first["loaded_by"] == second["loaded_by"] == [first["parent"]]
    assert first["parent"] == second["parent"] != os.getpid()


def test_nothing_of_one_file_is_there_for_the_next(shared: WarmChildren) -> None:
    assert [remember(shared, word)["before"] for word in ("one", "two", "three")] == [[], [], []]


def test_two_files_side_by_side_know_nothing_of_each_other(shared: WarmChildren) -> None:
    with shared.child(60, PLENTY) as first, shared.child(60, PLENTY) as second:
        assert ask(first, "remember", word="one")["before"] == []
        assert ask(second, "remember", word="two")["before"] == []
        assert ask(first, "remember", word="three")["before"] == ["one"]


def test_a_child_has_its_own_pipes_and_no_others(shared: WarmChildren) -> None:
    with shared.child(60, PLENTY) as first, shared.child(60, PLENTY) as second:
        for child in (first, second):
            opened = ask(child, "descriptors")
            assert sorted(opened) == ["0", "1", "2", "3"]  # the last is where frames go: 1 is what libraries print to
            assert set(opened.values()) == {"file"}


def test_a_child_reads_neither_its_server_nor_its_sibling(shared: WarmChildren) -> None:
    with shared.child(60, PLENTY) as first, shared.child(60, PLENTY) as second:
        about = ask(first, "remember", word="one")
        for pid in (about["parent"], about["pid"], os.getpid()):
            assert ask(second, "look_at", pid=pid) == {"environ": "PermissionError", "mem": "PermissionError"}


def test_a_server_has_one_thread(shared: WarmChildren) -> None:
    assert len(list(Path(f"/proc/{server_of(shared)}/task").iterdir())) == 1


@pytest.mark.parametrize(("what", "code"), [({"do": "end", "code": 7}, 7), ({"do": "crash"}, -signal.SIGSEGV)])
def test_a_child_that_ends_early_says_how_and_hurts_no_other(
    shared: WarmChildren, what: dict[str, Any], code: int
) -> None:
    with shared.child(60, PLENTY) as other, shared.child(60, PLENTY) as child:
        child.send(what)
        with pytest.raises(ChildEnded) as ended:
            child.receive(0)
        assert ask(other, "remember", word="one")["before"] == []
    assert (ended.value.code, ended.value.too_late) == (code, False)


def test_a_defect_is_told_with_its_traceback(shared: WarmChildren) -> None:
    with shared.child(60, PLENTY) as child, pytest.raises(ChildEnded) as ended:
        ask(child, "no such thing")
    assert "KeyError: 'no such thing'" in ended.value.stderr


def test_a_child_has_the_memory_it_is_allowed(shared: WarmChildren) -> None:
    with shared.child(60, ResourceLimits(60, address_bytes=300 * MEGABYTE)) as child:
        assert ask(child, "fill", bytes=100 * MEGABYTE) == {"bytes": 100 * MEGABYTE}
        with pytest.raises(ChildEnded) as ended:
            ask(child, "fill", bytes=400 * MEGABYTE)
    assert "MemoryError" in ended.value.stderr
    with shared.child(60, PLENTY) as child:
        assert ask(child, "fill", bytes=400 * MEGABYTE) == {"bytes": 400 * MEGABYTE}


def test_a_child_that_takes_too_long_is_killed_alone(shared: WarmChildren) -> None:
    with shared.child(60, PLENTY) as other:
        with shared.child(0.2, PLENTY) as child, pytest.raises(ChildEnded) as ended:
            ask(child, "spin")
        assert ask(other, "remember", word="one")["before"] == []
    assert (ended.value.code, ended.value.too_late) == (-signal.SIGKILL, True)


def test_what_a_child_has_started_ends_with_it(shared: WarmChildren) -> None:
    with shared.child(60, PLENTY) as child:
        left = ask(child, "linger")["left"]
        pid = ask(child, "remember", word="one")["pid"]
        assert os.getpgid(left) == pid
        watched = os.pidfd_open(left)
    assert select.select([watched], [], [], 5)[0] == [watched]  # it has ended
    os.close(watched)


def test_no_zombie_and_no_descriptor_is_left(shared: WarmChildren) -> None:
    server, before = server_of(shared), descriptors()
    for code in (0, 1):
        with shared.child(60, PLENTY) as child, pytest.raises(ChildEnded):
            ask(child, "end", code=code)
    with shared.child(60, PLENTY) as child:
        assert children_of(server) == [str(ask(child, "remember", word="x")["pid"])]
        assert len(list(Path(f"/proc/{server}/fd").iterdir())) < 12
    assert descriptors() == before


def test_many_threads_at_once_have_a_child_each(own: WarmChildren) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda word: remember(own, str(word)), range(24)))
    assert len({answer["pid"] for answer in answers}) == 24
    assert len({answer["parent"] for answer in answers}) == 1
    assert all(answer["before"] == [] for answer in answers)


def test_a_server_that_died_is_replaced(own: WarmChildren) -> None:
    server = server_of(own)
    os.kill(server, signal.SIGKILL)
    assert server_of(own) != server
    assert not is_there(server)


def test_a_file_is_read_to_its_end_when_the_server_dies_in_between(own: WarmChildren) -> None:
    with own.child(60, PLENTY) as child:
        server = ask(child, "kill_parent")["killed"]
        assert ask(child, "remember", word="one")["before"] == []
        assert server_of(own) != server
        child.send({"do": "end", "code": 3})
        with pytest.raises(ChildEnded) as ended:
            child.receive(0)
    assert ended.value.code == CODE_UNKNOWN  # there was nobody left to say


def test_a_silent_server_is_replaced(own: WarmChildren, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forked_process, "MAX_ANSWER_SECONDS", 0.05)
    server = server_of(own)
    os.kill(server, signal.SIGSTOP)
    monkeypatch.setattr(warm_children, "TRIES", 1)
    with own.child(60, PLENTY) as child:
        assert ask(child, "remember", word="one")["loaded_by"] == []  # started from nothing
    assert not is_there(server)
    monkeypatch.undo()
    assert server_of(own) not in (server, os.getpid())


def test_a_server_that_was_frozen_and_thawed_goes_on(own: WarmChildren) -> None:
    server = server_of(own)
    os.kill(server, signal.SIGSTOP)
    os.kill(server, signal.SIGCONT)
    assert server_of(own) == server


@pytest.mark.parametrize("module", ["this", "no.such.module"])
def test_where_no_server_can_be_started_children_are_started_from_nothing(
    module: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(WarmChildren(module)) as children:
        monkeypatch.setattr(children, "_module", module)
        for _ in range(4):
            with children.child(60, PLENTY) as child, pytest.raises(ChildEnded):
                child.receive(0)
    assert len(caplog.records) == warm_children.MAX_FAILED_STARTS
    assert "Error" in caplog.text


def test_a_server_ends_with_its_user_and_so_do_its_children() -> None:
    children = WarmChildren(CAPTIVE)
    with children.child(60, PLENTY) as child:
        about = ask(child, "remember", word="one")
        server = children._server
        assert server is not None
        server.control.shutdown(2)  # as it is when this process ends
        server._process.wait(10)
        with pytest.raises(ChildEnded) as ended:
            child.receive(0)
    assert ended.value.code == -signal.SIGKILL
    assert not is_there(about["parent"])
    assert not is_there(about["pid"])
    children.close()


def test_preparing_does_not_wait(own: WarmChildren) -> None:
    own.prepare()
    server = own._server
    assert server is not None
    assert server._process.pid == server_of(own)


def test_closing_ends_the_server_and_another_begins_when_it_is_wanted() -> None:
    children = WarmChildren(CAPTIVE)
    others = set(threading.enumerate())  # an earlier test's may still be ending
    first = server_of(children)
    children.close()
    assert not is_there(first)
    assert server_of(children) != first
    children.close()
    for thread in set(threading.enumerate()) - others:
        thread.join(5)
        assert not thread.is_alive()
