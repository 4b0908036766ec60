"""The program that forks a child for each file: it has loaded what reads files, and has never seen one.

It has no secrets to lose: it is started with an environment of paths, like every child. It has one thread, and nothing
else in memory but code and the words and weights that come with it, so each child begins as the one before did. It does
not work for a child and reads nothing that one writes. Two children share no pipe: each closes whatever it was not
handed, before it is given its file; and since this process is hidden, its children are hidden from one another as well.
It ends with its parent, and its children with it.
"""

import gc
import json
import os
import resource
import selectors
import signal
import socket
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import NoReturn

from chalicelib.isolation.child import serve
from chalicelib.isolation.privacy import hide_this_process
from chalicelib.isolation.resource_limits import ResourceLimits

READY = b"ready"
MAX_REQUEST_BYTES = 1_000
HANDED = 4  # descriptors: the child's three, and the line on which its parent is told of it
FIRST_OTHER = 3  # descriptor that is neither input, output nor error


@dataclass(frozen=True, slots=True)
class _Child:
    """A child that its parent has not let go of."""

    pid: int
    process: int  # descriptor, readable when the child has ended
    line: socket.socket


class ForkServer:
    """Forks as it is asked to, reports how children end, and ends those that were let go of."""

    def __init__(self, control: socket.socket, module: str) -> None:
        self._control, self._module = control, module
        self._children: dict[int, _Child] = {}
        self._events = selectors.PollSelector()

    def serve(self) -> None:
        """Go on until the parent has gone."""
        self._events.register(self._control, selectors.EVENT_READ, self._listen)
        while self._events.get_map():
            events = [key for key, _ in self._events.select()]
            for key in sorted(events, key=lambda key: key.fileobj is self._control):  # ends first, then a beginning
                key.data()

    def _listen(self) -> None:
        request, handed, _, _ = socket.recv_fds(self._control, MAX_REQUEST_BYTES, HANDED)
        if not request:
            self._end()
        elif len(handed) == HANDED:
            self._fork(ResourceLimits(**json.loads(request)), handed)
        else:  # there was no room for them
            _close(handed)

    def _end(self) -> None:
        self._events.unregister(self._control)
        for child in list(self._children.values()):
            self._let_go(child)

    def _fork(self, limits: ResourceLimits, handed: list[int]) -> None:
        try:
            pid = os.fork()
        except OSError:  # the line closes unused, which says so
            _close(handed)
            return
        if pid == 0:
            _be_child(self._module, limits, handed)
        _put_into_own_group(pid)
        _close(handed[:-1])
        self._watch(_Child(pid, os.pidfd_open(pid), socket.socket(fileno=handed[-1])))

    def _watch(self, child: _Child) -> None:
        self._children[child.pid] = child
        self._events.register(child.process, selectors.EVENT_READ, partial(self._report, child))
        self._events.register(child.line, selectors.EVENT_READ, partial(self._let_go, child))
        _say(child, child.pid)

    def _report(self, child: _Child) -> None:
        """Say how a child ended. It stays a zombie until it is let go of, so that nothing else gets its number."""
        if child.pid in self._children:
            self._events.unregister(child.process)
            ended = os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
            assert ended is not None  # noqa: S101 - only with WNOHANG
            is_signal = ended.si_code != os.CLD_EXITED
            _say(child, -ended.si_status if is_signal else ended.si_status)

    def _let_go(self, child: _Child) -> None:
        """End what is left of a child, and forget it."""
        if self._children.pop(child.pid, None) is None:
            return
        self._events.unregister(child.line)
        with suppress(KeyError):
            self._events.unregister(child.process)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        os.waitpid(child.pid, 0)
        os.close(child.process)
        child.line.close()


def _say(child: _Child, number: int) -> None:
    with suppress(OSError):  # nobody listens any more: the line says so by itself
        child.line.send(str(number).encode())


def _close(descriptors: list[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)


def _put_into_own_group(pid: int) -> None:
    """Give a child a group to be killed with; both it and its parent do so, since either may come first."""
    with suppress(OSError):
        os.setpgid(pid, pid)


def _be_child(module: str, limits: ResourceLimits, handed: list[int]) -> NoReturn:
    """Serve one file and end, without return: the frames above hold descriptors that are closed here."""
    code = 1
    try:
        _put_into_own_group(os.getpid())
        for place, descriptor in enumerate(handed[:FIRST_OTHER]):
            os.dup2(descriptor, place)
        os.closerange(FIRST_OTHER, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        serve(module, limits)
        code = 0
    except BaseException:  # noqa: BLE001 - the end of the process, as it would be without a parent
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def main() -> int:
    """Load a module with all that it needs, say that this is done, and fork it."""
    hide_this_process()
    os.close(os.pidfd_open(os.getpid()))  # ends here where the system has none: Linux before 5.3, and others
    control = socket.socket(fileno=os.dup(0))
    os.dup2(1, 0)
    module = sys.argv[1]
    import_module(module).load()
    gc.collect()
    gc.freeze()  # what is there now stays: looking at it would only copy it into each child
    control.send(READY)
    ForkServer(control, module).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
