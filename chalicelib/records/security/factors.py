"""Second factors: an authenticator app's secret, with codes for the day the telephone is gone; and passkeys."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MAX_PASSKEYS = 10  # of a user


@dataclass(frozen=True, slots=True, kw_only=True)
class Totp:
    """A time-based factor (RFC 6238). It counts once a first code was given (`confirmed_at`).

    `last_step` is the time step of the last code that was taken: none of it or of an earlier one is taken again.
    """

    user_id: str
    secret: str
    made_at: datetime
    confirmed_at: datetime | None = None
    last_step: int = 0
    recovery_hashes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A credential of an authenticator (WebAuthn): its public key, and how often the authenticator says it signed.

    `passkey_id` is a hash of the credential's own id, which may be longer than a key of a table. Ids and keys are
    base64url. Authenticators that share their passkeys between devices count nothing: their `sign_count` stays 0.
    """

    user_id: str
    passkey_id: str
    credential_id: str
    public_key: str
    sign_count: int
    name: str
    made_at: datetime
    used_at: datetime | None = None


class Ceremony(StrEnum):
    """What a challenge is for."""

    REGISTERING = "registering"
    PROVING = "proving"


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Who passkeys are made for: a name to show, a domain, and the origins whose pages may ask for them."""

    name: str
    domain: str
    origins: tuple[str, ...]
