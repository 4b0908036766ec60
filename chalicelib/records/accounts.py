"""Users, their sessions, and the links that are mailed to them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.authorization import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person with an account.

    `company_id` is empty for one who was removed from a company and joined no other. Sessions that were started
    before `sessions_from` are over: moving it ends them all in the very write that is the reason for it. `proven_at` is
    when somebody opened a link that was mailed to `email`; until then the account may do nothing that reaches others.
    `factor_demanded` is the company's setting, `has_factor` whether there is a second factor of any kind, and
    `passkeys` how many passkeys there are. `factor_at` is when one was last added: a proof from before lacks it.
    """

    user_id: str
    email: str
    name: str
    password_hash: str
    company_id: str
    role: Role
    sees_company: bool
    language: str
    created_at: datetime
    sessions_from: datetime
    proven_at: datetime | None = None
    has_factor: bool = False
    factor_demanded: bool = False
    passkeys: int = 0
    factor_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """The accounts of an address: the one that holds it, and those that were registered with it and never proved it."""

    holder: User | None
    unproven: tuple[User, ...]

    @property
    def unproven_ids(self) -> tuple[str, ...]:
        """The ids of those that never proved it."""
        return tuple(user.user_id for user in self.unproven)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One login. `refresh_id` is the `jti` of the only refresh token that is still good.

    `previous_id` is the token's that was good before, `rotated_at` when it was spent, and `client` a hash of the
    client that spent it, which may ask again for a moment, because answers get lost.
    `ends_at` is when it ends whatever is done, `proof_at` when the password was last given; `source_ip` and `agent` are
    those of its last renewal. Sessions from before these were kept lack them.
    """

    session_id: str
    user_id: str
    refresh_id: str
    created_at: datetime
    expires_at: datetime
    previous_id: str | None = None
    rotated_at: datetime | None = None
    client: str | None = None
    started_at: datetime | None = None
    ends_at: datetime | None = None
    proof_at: datetime | None = None
    source_ip: str | None = None
    agent: str | None = None

    def last_proof(self, user: User) -> datetime | None:
        """Return when its person last gave all that a log-in asks for today; None if never."""
        is_old = self.proof_at and user.factor_at and self.proof_at < user.factor_at
        return None if is_old else self.proof_at


class Purpose(StrEnum):
    """What a link is for."""

    RESET = "reset"
    EMAIL = "email"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Link:
    """What is kept of a mailed link.

    `job_id` is that of the job which mails it: ids sort by time, which tells the newer of two links. `new_email` is
    the address that a link of purpose `email` confirms.
    """

    user_id: str
    purpose: Purpose
    token_hash: str
    job_id: str
    expires_at: datetime
    new_email: str | None = None


def hash_token(token: str) -> str:
    """Return what is kept of a mailed link's token; it has 256 bits of its own, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
