"""What all tests share: an AWS that lives in memory, the application's own client, and files to upload."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.accounts import rate_limits, tokens
from chalicelib.accounts.oidc import provider
from chalicelib.accounts.passwords import hashing
from chalicelib.invoices.building import rule_packs
from chalicelib.settings import settings
from chalicelib.storage import idempotency
from infra.local.atomic import make_requests_atomic
from infra.local.cloud import REGION
from infra.local.moto_speed import work_out_once
from tests.support.api import Api, Recorder
from tests.support.aws.clients import share_clients
from tests.support.aws.cloud import fresh_cloud, note_changes
from tests.support.aws.permissions import enforced

ENVIRONMENT = {
    "AWS_DEFAULT_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "MAIL_FROM": "invoices@example.com",
    "MAIL_IN_DOMAIN": "in.example.com",
    "PUBLIC_URL": "https://api.example.com/dev",
    "METRICS_NAMESPACE": "",  # a line for each would drown what the tests print
    "PROMPT_FILES_A_MINUTE": "10000",  # what comes is read, unless a test is about turns
    "THROTTLE_FACTOR": "100",  # they all come from one address
    "ARGON2_MEMORY_KIB": "64",  # the tests log in hundreds of times
    "ARGON2_ROUNDS": "1",
}


make_requests_atomic()
share_clients()
work_out_once()
note_changes()


def _forget() -> None:
    """Forget what depends on the environment and on what is stored; clients depend on neither."""
    for cached in (
        settings,
        idempotency._store,
        hashing._context,
        hashing._decoy,
        rule_packs._unpacked,
    ):
        cached.cache_clear()
    tokens.forget_keys()
    rate_limits.forget_counts()
    provider.forget_provider()


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    _forget()
    yield
    _forget()


BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the AWS in memory or a browser as slow: such a test makes dozens of requests."""
    for item in items:
        if "aws" in getattr(item, "fixturenames", ()) or BROWSER in item.path.parents:
            item.add_marker("slow")


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Yield while everything that the template describes exists, and functions may do what their policies say."""
    with fresh_cloud() as variables:
        for name, value in variables.items():
            monkeypatch.setenv(name, ENVIRONMENT.get(name, value))
        with enforced():
            yield


@pytest.fixture
def api(aws: None) -> Iterator[Api]:
    """Yield a client of the application."""
    with Api.started() as started:
        yield started


@pytest.fixture
def calls(aws: None, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Return a recorder of the AWS operations that are called from now on."""
    return Recorder.installed(monkeypatch)
