"""Log-ins by an identity provider: into an account that there is, and into one that is made."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.settings import settings
from tests.faults.flows.invoices import Subject, expect
from tests.faults.harness import Flow
from tests.support.api import Api, Person
from tests.support.audit import audit
from tests.support.people.providers import (
    SECRET,
    CrookedProvider,
    challenge_of,
    come_back,
    crooked_provider,
    use_provider,
)

_MORE_OFTEN = {"session.started"}  # a log-in that is made twice is two, as it should be


@dataclass
class Known(Subject):
    """Somebody whom a provider knows."""

    provider: CrookedProvider | None = None


@contextmanager
def _known(subject: Known) -> Iterator[CrookedProvider]:
    """Have the API know the provider."""
    assert subject.provider
    with pytest.MonkeyPatch.context() as patch:
        use_provider(patch, subject.provider.issuer)
        yield subject.provider
    settings.cache_clear()


_RUNNING = ExitStack()


def _running() -> CrookedProvider:
    """Return a provider that runs for as long as this process."""
    return _RUNNING.enter_context(crooked_provider())


def _with_account(api: Api) -> Known:
    person = api.person()
    provider = _running()
    provider.claims = {"email": person.email}
    return Known(api, person, provider=provider)


def _without_account(api: Api) -> Known:
    return Known(api, provider=_running())


def _log_in(subject: Known) -> Person:
    """Log in from the beginning, as a person does who was told to begin anew."""
    with _known(subject) as provider:
        begun = expect(subject.api.call("POST", "/auth/oidc/begin", {"challenge": challenge_of(SECRET)}), 200)
        answer = provider.answer(begun.json["url"])
        made = expect(come_back(subject.api, answer), 200).json
    return Person(subject.api, made["user"]["email"], made["access"], made["refresh"], made["user"])


def _act(subject: Known) -> None:
    _log_in(subject)


def _account(subject: Known) -> Any:
    """Return whose account the next log-in leads to, its identities, and each event that must be there just once."""
    person = _log_in(subject)
    is_same = subject.person is None or person.user["id"] == subject.who.user["id"]
    told = Counter(event["kind"] for event in audit(person) if event["kind"] not in _MORE_OFTEN)
    identities = [each["subject"] for each in person.get("/me/identities").json["items"]]
    members = [each["email"] for each in person.get("/company/members").json["items"]]
    return is_same, identities, members, sorted(told.items())


FLOWS = (
    Flow("log in by an identity provider", _with_account, _act, _account),
    Flow("make an account by an identity provider", _without_account, _act, _account),
)
