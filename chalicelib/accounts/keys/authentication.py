"""Whom an API key stands for."""

import hmac
from datetime import datetime, timedelta

from chalicelib.accounts.callers import KEY_PREFIX
from chalicelib.authorization import Caller, Role
from chalicelib.clock import now
from chalicelib.errors import NotAuthenticated
from chalicelib.ids import is_id
from chalicelib.records.accounts import User, hash_token
from chalicelib.records.security.keys import ApiKey
from chalicelib.request_origin import identify
from chalicelib.storage.accounts.users import find_user
from chalicelib.storage.companies import api_keys as store

_PARTS = 3
_USE_NOTED_EVERY = timedelta(hours=1)


def authenticate_key(text: str) -> Caller:
    """Return the caller that a key stands for: the admin who made it, within the key's scopes.

    Raises:
        NotAuthenticated: it is no key, or no longer good; the error does not say which.

    """
    key = _find(text)
    maker = find_user(key.created_by) if key else None
    if key is None or maker is None or not still_runs(maker, key):
        raise NotAuthenticated
    identify(maker.user_id, key.company_id, key.key_id)
    instant = now()
    if key.last_used_at is None or instant - key.last_used_at >= _USE_NOTED_EVERY:
        store.note_use(key, instant)
    return Caller(
        user_id=maker.user_id,
        session_id="",
        company_id=key.company_id,
        role=Role.ACCOUNTANT,
        sees_company=True,
        proven=True,
        key_id=key.key_id,
        key_scopes=frozenset(key.scopes),
    )


def _find(text: str) -> ApiKey | None:
    """Return the key whose text this is, if it is good at present."""
    key_id, *rest = text.removeprefix(KEY_PREFIX).split("_", _PARTS - 1)
    if len(rest) != _PARTS - 1 or not is_id(key_id) or not is_id(rest[0]):
        return None
    key = store.find_key(rest[0], key_id)
    return key if key and _is_good(key, hash_token(rest[1]), now()) else None


def _is_good(key: ApiKey, given: str, instant: datetime) -> bool:
    if hmac.compare_digest(given, key.secret_hash):
        return instant < key.ends_at
    in_overlap = key.previous_ends_at is not None and instant < key.previous_ends_at
    return in_overlap and hmac.compare_digest(given, key.previous_hash or "")


def still_runs(maker: User, key: ApiKey) -> bool:
    """Tell whether who made a key still runs the company, with a proven address."""
    is_admin = maker.company_id == key.company_id and maker.role is Role.ADMIN
    return is_admin and maker.proven_at is not None
