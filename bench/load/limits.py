"""How many calls to AWS the rate limits add to a request: counted, so that a busy machine changes nothing.

The same requests are made twice in this process, with an AWS in memory: with the limits as they are, and with limits so
high that nothing is ever settled. Between them the process counts anew, as one does that has just started, and all
requests are of one minute and one person, company and address: so each row is what one busy process does.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from botocore.client import BaseClient

from bench.load.figures import table
from chalicelib.accounts import rate_limits
from chalicelib.logs import logger
from chalicelib.settings import settings
from tests.support.api import PASSWORD, Answer, Api, Person
from tests.support.aws.cloud import fresh_cloud
from tests.support.invoices.forms import document, sender

REQUESTS = 40  # of each kind, twice: fewer log-ins than one address may try
NEVER_SETTLED = "1000000"  # a factor of the limits
_ENVIRONMENT = {
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_ACCESS_KEY_ID": "x",
    "AWS_SECRET_ACCESS_KEY": "x",
    "METRICS_NAMESPACE": "",
    "PUBLIC_URL": "https://api.example.com/dev",
}


@dataclass(frozen=True)
class Kind:
    """A request, by its name, and how many calls it takes in the mean, without the limits and with them."""

    name: str
    without: float
    with_limits: float


def count_calls() -> list[Kind]:
    """Return the calls of each kind of request."""
    with _settings(NEVER_SETTLED), _counted() as calls, Api.started() as api:
        logger().setLevel("ERROR")  # the stage wants a line for each request
        person = sender(api)
        invoice = person.post("/invoices", document()).json["id"]
        requests = _requests(api, person, invoice)
        without = {name: _mean(calls, ask) for name, ask in requests.items()}
        with _factor("1"):
            limited = {name: _mean(calls, ask) for name, ask in requests.items()}
    return [Kind(name, calls_made, limited[name]) for name, calls_made in without.items()]


def as_table(kinds: list[Kind]) -> str:
    """Return the counts as a table."""
    head = ["AWS calls a request", "without limits", "with them", "more"]
    rows = [
        [each.name, f"{each.without:.2f}", f"{each.with_limits:.2f}", f"{each.with_limits - each.without:.2f}"]
        for each in kinds
    ]
    return table([head, *rows])


def _requests(api: Api, person: Person, invoice: str) -> dict[str, Callable[[], Answer]]:
    login = {"email": person.email, "password": PASSWORD}
    return {
        "GET /health": lambda: api.call("GET", "/health"),
        "POST /auth/login": lambda: api.call("POST", "/auth/login", login),
        "GET /invoices": lambda: person.get("/invoices"),
        "GET /invoices/{id}": lambda: person.get(f"/invoices/{invoice}"),
        "PATCH /me": lambda: api.call("PATCH", "/me", {"name": "Ann"}, token=person.access),
        "POST /drafts": lambda: person.post("/drafts", document()),
        "POST /invoices (form)": lambda: person.post("/invoices", document()),
    }


def _mean(calls: list[str], ask: Callable[[], Answer]) -> float:
    ask()  # makes what a process makes once
    rate_limits.forget_counts()
    calls.clear()
    for _ in range(REQUESTS):
        status = ask().status
        assert status < 400, status  # noqa: S101 - a refusal would count as cheap
    return len(calls) / REQUESTS


@contextmanager
def _settings(factor: str) -> Iterator[None]:
    """Have everything that the template describes, and one minute that does not end."""
    known = dict(os.environ)
    os.environ.update(_ENVIRONMENT)
    with fresh_cloud() as variables:
        os.environ.update(variables | _ENVIRONMENT)
        try:
            with _factor(factor), patch.object(rate_limits, "window_of", lambda seconds: (0, seconds)):
                yield
        finally:
            os.environ.clear()
            os.environ.update(known)
            settings.cache_clear()


@contextmanager
def _factor(factor: str) -> Iterator[None]:
    before = os.environ.get("THROTTLE_FACTOR", "1")
    os.environ["THROTTLE_FACTOR"] = factor
    settings.cache_clear()
    rate_limits.forget_counts()
    yield
    os.environ["THROTTLE_FACTOR"] = before
    settings.cache_clear()


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Yield the names of the calls that are made meanwhile."""
    calls: list[str] = []
    call: Any = BaseClient._make_api_call  # type: ignore[attr-defined]  # noqa: SLF001 - the one place all calls pass

    def counted(client: BaseClient, operation: str, parameters: Any) -> Any:
        calls.append(operation)
        return call(client, operation, parameters)

    with patch.object(BaseClient, "_make_api_call", counted):
        yield calls
