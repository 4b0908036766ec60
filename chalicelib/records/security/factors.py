"""A second factor: an authenticator app's secret, and codes for the day the telephone is gone."""

from dataclasses import dataclass
from datetime import datetime


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
