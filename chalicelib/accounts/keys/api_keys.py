"""API keys: made by admins, shown once, kept as a hash, good for their scopes until they end or are revoked.

A key is `inv_<key>_<company>_<secret>`. It begins with its id, by which people and secret scanners know it; the secret
has 256 bits, so that a plain hash of it is enough. A key is worth as much as who made it: it acts for that admin, and
is refused as soon as that person is no longer an admin of the company. Another admin takes it over by rotating it.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from chalicelib.accounts.callers import KEY_PREFIX
from chalicelib.accounts.factors.proof import require_recent_proof
from chalicelib.accounts.keys.authentication import still_runs
from chalicelib.authorization import Caller, Role, Scope, needs
from chalicelib.clock import now
from chalicelib.errors import Conflict, KeyNotFound, TooManyKeys
from chalicelib.ids import is_id, new_id
from chalicelib.json_data import JsonObject
from chalicelib.records.accounts import User, hash_token
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.records.security.keys import ApiKey
from chalicelib.storage.accounts.users import find_user
from chalicelib.storage.companies import api_keys as store

_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key with the text that a program sends, which is shown this once."""

    key: ApiKey
    text: str


@needs(Role.ADMIN)
def list_keys(caller: Caller) -> list[ApiKey]:
    """Return the company's keys, oldest first, with those that ended in the last month."""
    return store.list_keys(caller.company_id)


@needs(Role.ADMIN, proven=True)
def make_key(caller: Caller, *, name: str, scopes: Iterable[Scope], days: int) -> NewKey:
    """Make a key that ends after so many days.

    Raises:
        ProofNeeded: the caller has not proven recently who they are.
        TooManyKeys: the company has enough.
        Conflict: another was made at the same instant.

    """
    require_recent_proof(caller)
    additions = store.count_additions(caller.company_id)
    if len(store.list_keys(caller.company_id)) >= store.MAX_KEYS:
        raise TooManyKeys(store.MAX_KEYS)
    secret, instant = secrets.token_urlsafe(_SECRET_BYTES), now()
    key = ApiKey(
        company_id=caller.company_id,
        key_id=new_id(),
        name=name,
        scopes=tuple(sorted(set(scopes))),
        secret_hash=hash_token(secret),
        created_by=caller.user_id,
        created_at=instant,
        ends_at=instant + timedelta(days=days),
    )
    event = happened(caller, AuditKind.KEY_MADE, subject=key.key_id, after=_recorded(key))
    if not store.add_key(key, event, additions=additions):
        raise Conflict
    return NewKey(key, _text(key, secret))


@needs(Role.ADMIN, proven=True)
def rotate_key(caller: Caller, key_id: str, *, days: int, overlap_hours: int) -> NewKey:
    """Give a key another secret and another end; the earlier secret is good for some hours more.

    The key is the caller's from now on. A key that was void, since its admin runs the company no more, is not revived:
    its old secret ends at once.

    Raises:
        ProofNeeded: the caller has not proven recently who they are.
        KeyNotFound: the company has no key with this id.
        Conflict: it was rotated or revoked at the same instant.

    """
    require_recent_proof(caller)
    key, secret, instant = _fetch(caller, key_id), secrets.token_urlsafe(_SECRET_BYTES), now()
    maker = find_user(key.created_by)
    hours = overlap_hours if maker and still_runs(maker, key) else 0
    overlap_end = min(instant + timedelta(hours=hours), key.ends_at)
    changed = replace(
        key,
        secret_hash=hash_token(secret),
        created_by=caller.user_id,
        ends_at=instant + timedelta(days=days),
        previous_hash=key.secret_hash if overlap_end > instant else None,
        previous_ends_at=overlap_end if overlap_end > instant else None,
    )
    event = happened(caller, AuditKind.KEY_ROTATED, subject=key_id, before=_recorded(key), after=_recorded(changed))
    if not store.change_key(key, changed, event):
        raise Conflict
    return NewKey(changed, _text(changed, secret))


@needs(Role.ADMIN)
def revoke_key(caller: Caller, key_id: str) -> None:
    """End a key now.

    Raises:
        KeyNotFound: the company has no key with this id.

    """
    key = _fetch(caller, key_id)
    event = happened(caller, AuditKind.KEY_REVOKED, subject=key_id, before=_recorded(key))
    store.remove_key(caller.company_id, key_id, event)


def revoke_all(founder: User) -> None:
    """End all keys of the company of somebody who has just proven to be its founder."""
    for key in store.list_keys(founder.company_id):
        store.remove_key(founder.company_id, key.key_id, happened(founder, AuditKind.KEY_REVOKED, subject=key.key_id))


def _fetch(caller: Caller, key_id: str) -> ApiKey:
    key = store.find_key(caller.company_id, key_id) if is_id(key_id) else None
    if key is None:
        raise KeyNotFound
    return key


def _text(key: ApiKey, secret: str) -> str:
    return f"{KEY_PREFIX}{key.key_id}_{key.company_id}_{secret}"


def _recorded(key: ApiKey) -> JsonObject:
    return {"name": key.name, "scopes": list(key.scopes), "ends_at": key.ends_at.isoformat(), "by": key.created_by}
