"""An AWS in memory, the same for every test: made of the template once a process, and put back before each test.

Making it takes thirty calls, which is longer than most tests.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from moto import mock_aws
from moto.core import responses
from moto.core.base_backend import BaseBackend

from infra.local.cloud import make_resources
from tests.support.moment import Moment


@contextmanager
def fresh_cloud() -> Iterator[dict[str, str]]:
    """Yield the template's variables while everything that it describes exists, and nothing else."""
    variables, moment = _make()
    with mock_aws():
        moment.come_back()
        yield variables


def remember_routes() -> None:
    """Let moto work out once, not at every call, which addresses a service answers and which methods a class has."""
    kept: Any = BaseBackend
    kept.urls = property(cache(kept.urls.fget))
    classes: Any = responses
    classes.method_names_from_class = cache(classes.method_names_from_class)


@cache
def _make() -> tuple[dict[str, str], Moment]:
    """Return the variables of what was made, and the moment after the making."""
    with mock_aws():
        return make_resources().variables(), Moment()
