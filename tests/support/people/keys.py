"""API keys in tests."""

from typing import Any

from tests.support.api import Person


def made_key(admin: Person, *scopes: str, **more: Any) -> Any:
    """Make a key and return what the answer says of it."""
    answer = admin.post("/company/keys", {"name": "a key", "scopes": list(scopes), **more})
    assert answer.status == 201, answer.body
    return answer.json


def as_key(admin: Person, *scopes: str) -> Person:
    """Return a caller with a new key of the admin's company."""
    return Person(admin.api, admin.email, made_key(admin, *scopes)["key"], "", admin.user)


def secret_of(key: str) -> str:
    """Return a key's secret, which may hold underscores itself: `inv_<id>_<company>_<secret>`."""
    return key.split("_", 3)[3]
