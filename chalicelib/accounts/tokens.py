"""Access and refresh tokens: JSON Web Tokens (RFC 7519), HS256, signed with a ring of keys.

`kid` in the header names the key. Every key of the ring verifies; the newest signs, once it is old enough for every
process to have read it. So a key is added, and an old one removed when the last token it signed has expired, and no
user is logged out. Algorithm, issuer, audience and type are pinned (RFC 8725). A token proves only who asked; whether
the session still stands is asked of the database.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from threading import Lock

import jwt

from chalicelib.clock import now
from chalicelib.errors import NotAuthenticated
from chalicelib.json_data import JsonObject
from chalicelib.settings import settings
from chalicelib.storage.aws.secrets import read_token_keys

_ALGORITHM = "HS256"
_MIN_KEY_BYTES = 32  # RFC 7518, 3.2: a key of at least the hash's size
_REREAD_SECONDS = 30  # an unknown kid makes us look for new keys, but not more often than this
_CLAIMS = ["iss", "aud", "sub", "sid", "jti", "typ", "iat", "nbf", "exp"]


class TokenType(StrEnum):
    """What a token is good for."""

    ACCESS = "access"
    REFRESH = "refresh"


@dataclass(frozen=True, slots=True)
class Claims:
    """What a verified token says."""

    user_id: str
    session_id: str
    token_id: str


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys by `kid`, oldest first, and when each was made."""

    keys: dict[str, bytes]
    created: dict[str, datetime]

    @property
    def signing_kid(self) -> str:
        """The id of the newest key that every process knows by now; of the oldest, if all are too new."""
        known_to_all = now() - timedelta(seconds=settings().token_keys_cache_seconds)
        old_enough = [kid for kid in self.keys if self.created[kid] <= known_to_all]
        return old_enough[-1] if old_enough else next(iter(self.keys))


def issue_token(kind: TokenType, user_id: str, session_id: str, token_id: str, expires_at: datetime) -> str:
    """Return a signed token; `token_id` is its `jti`."""
    ring = _RING.current()
    instant = now()
    claims = {
        "iss": settings().token_issuer,
        "aud": settings().token_audience,
        "sub": user_id,
        "sid": session_id,
        "jti": token_id,
        "typ": kind.value,
        "iat": instant,
        "nbf": instant,
        "exp": expires_at,
    }
    kid = ring.signing_kid
    return jwt.encode(claims, ring.keys[kid], algorithm=_ALGORITHM, headers={"kid": kid})


def signing_key() -> bytes:
    """Return the newest key."""
    ring = _RING.current()
    return ring.keys[ring.signing_kid]


def verify_token(token: str, kind: TokenType) -> Claims:
    """Return what a genuine, current token of this type says.

    Raises:
        NotAuthenticated: something about it is not as it must be; the error does not say what.

    """
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        claims: JsonObject = jwt.decode(
            token,
            _key(kid),
            algorithms=[_ALGORITHM],
            issuer=settings().token_issuer,
            audience=settings().token_audience,
            leeway=timedelta(seconds=settings().token_leeway_seconds),
            options={"require": _CLAIMS},
        )
    except jwt.InvalidTokenError as error:
        raise NotAuthenticated from error
    if claims["typ"] != kind or not all(isinstance(claims[name], str) for name in ("sub", "sid", "jti")):
        raise NotAuthenticated
    return Claims(claims["sub"], claims["sid"], claims["jti"])


def _key(kid: object) -> bytes:
    if not isinstance(kid, str):
        raise NotAuthenticated
    key = _RING.current().keys.get(kid) or _RING.reread().keys.get(kid)
    if key is None:
        raise NotAuthenticated
    return key


def parse_key_ring(secret: JsonObject) -> KeyRing:
    """Return the keys of the secret: `{"keys": [{"kid", "secret", "created"}]}`, or `{"secret"}` as first deployed.

    `created` is an ISO 8601 date or instant.

    >>> list(parse_key_ring({"secret": "s" * 32}).keys)
    ['initial']

    Raises:
        ValueError: no key, or one that is too short to be safe.

    """
    listed = secret.get("keys") or [{"kid": "initial", "secret": secret.get("secret", "")}]
    created = {str(key["kid"]): _instant(key.get("created")) for key in listed}
    secrets = {str(key["kid"]): str(key["secret"]).encode() for key in listed}
    keys = {kid: secrets[kid] for kid in sorted(secrets, key=lambda kid: created[kid])}
    if any(len(key) < _MIN_KEY_BYTES for key in keys.values()):
        message = f"a token key has fewer than {_MIN_KEY_BYTES} bytes"
        raise ValueError(message)
    return KeyRing(keys, created)


def _instant(text: object) -> datetime:
    """Return when a key was made: ISO 8601, UTC unless it says otherwise; the first key, as deployed, does not say."""
    instant = datetime.fromisoformat(str(text)) if text else datetime.fromtimestamp(0, UTC)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


class _CachedRing:
    """The key ring, read again after some minutes, and sooner when a token names a key that is not in it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ring: KeyRing | None = None
        self._read_at = 0.0

    def current(self) -> KeyRing:
        """Return the ring, at most `token_keys_cache_seconds` old."""
        return self._younger_than(settings().token_keys_cache_seconds)

    def reread(self) -> KeyRing:
        """Return a ring that is quite fresh, for a key that the current one lacks."""
        return self._younger_than(_REREAD_SECONDS)

    def forget(self) -> None:
        """Drop what was read."""
        self._ring = None

    def _younger_than(self, seconds: float) -> KeyRing:
        with self._lock:
            age = time.monotonic() - self._read_at
            if self._ring is None or age > seconds:
                self._ring = parse_key_ring(read_token_keys())
                self._read_at = time.monotonic()
            return self._ring


_RING = _CachedRing()


def forget_keys() -> None:
    """Make the next use read the key ring again."""
    _RING.forget()
