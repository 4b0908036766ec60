"""API keys: a company's credentials for its programs."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.authorization import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key, without the secret, of which only a hash is kept.

    It acts for the admin who made or last rotated it (`created_by`), and is void while that person is not one of the
    company's admins. After a rotation the earlier secret is good until `previous_ends_at`.
    """

    company_id: str
    key_id: str
    name: str
    scopes: tuple[Scope, ...]
    secret_hash: str
    created_by: str
    created_at: datetime
    ends_at: datetime
    last_used_at: datetime | None = None
    previous_hash: str | None = None
    previous_ends_at: datetime | None = None
