"""A module that a child serves in tests: it tells what it sees, and does what it is asked to."""

import ctypes
import os
import resource
import signal
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from chalicelib.isolation.channel import Channel

loaded: list[int] = []  # by whom
seen: list[str] = []  # of files


def load() -> None:
    loaded.append(os.getpid())


def serve(channel: Channel) -> None:
    for task, body in channel.tasks():
        match task:
            case {"do": "environment"}:
                channel.send(dict(os.environ))
            case {"do": "limits"}:
                kinds = ("RLIMIT_AS", "RLIMIT_DATA", "RLIMIT_FSIZE", "RLIMIT_CORE", "RLIMIT_CPU")
                channel.send({kind: resource.getrlimit(getattr(resource, kind))[0] for kind in kinds})
            case {"do": "print"}:
                print("no frame")
                os.write(1, b"no frame either\n")
                channel.send({"pid": os.getpid()}, body)
            case {"do": "grow"}:
                ballast = b"x" * 80_000_000
                channel.send({"bytes": len(ballast)})
            case {"do": "spin"}:
                while True:
                    pass
            case {"do": "write"}:
                Path(task["file"]).write_bytes(bytes(2_000_000))
            case _:
                channel.send(BEHAVIOUR[task["do"]](task))


def _remember(task: dict[str, Any]) -> dict[str, Any]:
    """What this process and the one it was forked from have seen before, this task's word beside it."""
    before = list(seen)
    seen.append(task["word"])
    sys.intern(task["word"])
    return {"before": before, "loaded_by": loaded, "pid": os.getpid(), "parent": os.getppid()}


def _descriptors(_: dict[str, Any]) -> dict[str, Any]:
    """What is open here, by kind."""
    kinds = {}
    for number in range(resource.getrlimit(resource.RLIMIT_NOFILE)[0]):
        with suppress(OSError):
            kinds[str(number)] = "socket" if stat.S_ISSOCK(os.fstat(number).st_mode) else "file"
    return kinds


def _fill(task: dict[str, Any]) -> dict[str, Any]:
    return {"bytes": len(bytearray(task["bytes"]))}


def _end(task: dict[str, Any]) -> dict[str, Any]:
    os._exit(task["code"])


def _crash(_: dict[str, Any]) -> dict[str, Any]:
    ctypes.string_at(0)
    return {}


def _kill_parent(_: dict[str, Any]) -> dict[str, Any]:
    parent = os.getppid()
    os.kill(parent, signal.SIGKILL)
    return {"killed": parent}


def _look_at(task: dict[str, Any]) -> dict[str, Any]:
    """Try to read another process: its environment and its memory."""
    found = {}
    _become_somebody()
    for name in ("environ", "mem"):
        try:
            with Path(f"/proc/{task['pid']}/{name}").open("rb") as file:
                file.read(1)
            found[name] = "read"
        except OSError as error:
            found[name] = type(error).__name__
    return found


def _become_somebody() -> None:
    """Root may read everything, so that this is no longer root."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


def _linger(_: dict[str, Any]) -> dict[str, Any]:
    """Leave a process behind that would go on for long."""
    left = os.fork()
    if left == 0:
        signal.pause()
    return {"left": left}


BEHAVIOUR = {
    "remember": _remember,
    "descriptors": _descriptors,
    "fill": _fill,
    "end": _end,
    "crash": _crash,
    "kill_parent": _kill_parent,
    "look_at": _look_at,
    "linger": _linger,
}
