"""A module that a child serves in tests: it tells what it sees, and does what it is asked to."""

import os
import resource
from pathlib import Path

from chalicelib.isolation.channel import Channel


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
