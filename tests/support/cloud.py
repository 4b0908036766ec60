"""An AWS in memory, the same for every test: made of the template once a process, and put back before each test.

Making it takes thirty calls, which is longer than most tests. What moto keeps of a service is plain data, except for
locks, so its state is pickled after the first making and loaded again.
"""

import io
import pickle
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from moto import mock_aws
from moto.backends import get_backend
from moto.core import responses
from moto.core.base_backend import BaseBackend

from infra.local.cloud import make_resources

_SERVICES = ("dynamodb", "s3", "secretsmanager", "ses", "sesv2", "sqs")
BackendName = tuple[str, str, str]
"""A service, an account and a region."""

_LOCK = type(threading.RLock())


@contextmanager
def fresh_cloud() -> Iterator[dict[str, str]]:
    """Yield the template's variables while everything that it describes exists, and nothing else."""
    variables, states = _make()
    with mock_aws():
        for name, state in _Unpickler(io.BytesIO(states)).load().items():
            vars(_backend(name)).update(state)
        yield variables


def remember_routes() -> None:
    """Let moto work out once, not at every call, which addresses a service answers and which methods a class has."""
    kept: Any = BaseBackend
    kept.urls = property(cache(kept.urls.fget))
    classes: Any = responses
    classes.method_names_from_class = cache(classes.method_names_from_class)


@cache
def _make() -> tuple[dict[str, str], bytes]:
    """Return the variables of what was made, and the state of all backends."""
    with mock_aws():
        variables = make_resources().variables()
        names = {id(_backend(name)): name for name in _names()}
        written = io.BytesIO()
        _Pickler(written, names).dump({name: vars(_backend(name)) for name in names.values()})
        return variables, written.getvalue()


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
