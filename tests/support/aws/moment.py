"""The AWS in memory as it was at one moment, put back as often as it is wanted.

Making the template's resources, registering somebody, reading a file: each takes dozens of calls. With this they are
made once, and every run starts from the very same state, whatever the runs before have left. What moto keeps of a
service is plain data except for locks, so the state is pickled.
"""

import io
import pickle
import threading
from collections.abc import Iterator
from typing import Any

from moto.backends import get_backend

BackendName = tuple[str, str, str]
"""A service, an account and a region."""

_SERVICES = ("dynamodb", "s3", "secretsmanager", "ses", "sesv2", "sqs")
_LOCK = type(threading.RLock())


class Moment:
    """What the services held when this was made."""

    def __init__(self) -> None:
        """Keep it."""
        names = {id(_backend(name)): name for name in _names()}
        written = io.BytesIO()
        _Pickler(written, names).dump({name: vars(_backend(name)) for name in names.values()})
        self._kept = written.getvalue()

    def come_back(self) -> None:
        """Make the services hold it again, and nothing else."""
        kept = _Unpickler(io.BytesIO(self._kept)).load()
        for name in set(_names()) - kept.keys():
            _backend(name).reset()
        for name, state in kept.items():
            held = vars(_backend(name))
            held.clear()
            held.update(state)


def _names() -> Iterator[BackendName]:
    for service in _SERVICES:
        backends: Any = get_backend(service)  # type: ignore[call-overload]
        for account, regions in backends.items():
            yield from ((service, account, region) for region in list(regions))


def _backend(name: BackendName) -> Any:
    service, account, region = name
    backends: Any = get_backend(service)  # type: ignore[call-overload]
    return backends[account][region]


class _Pickler(pickle.Pickler):
    """A pickler that writes a backend's name for the backend, and a new lock for a lock."""

    def __init__(self, file: io.BytesIO, names: dict[int, BackendName]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._names = names

    def persistent_id(self, thing: object) -> BackendName | None:
        return self._names.get(id(thing))

    def reducer_override(self, thing: object) -> Any:
        return (threading.RLock, ()) if isinstance(thing, _LOCK) else NotImplemented


class _Unpickler(pickle.Unpickler):
    """A reader of what the pickler wrote, which is nothing but our own."""

    def persistent_load(self, name: BackendName) -> Any:
        return _backend(name)
