"""Who an identity provider says that somebody is (OpenID Connect), and what waits for it to say so."""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserted:
    """What an identity provider has signed of somebody.

    `subject` is the name that the provider never gives to another. `email` is empty unless the provider vouches for the
    address; `authenticated_at` is when the person last showed the provider who it is, if it says so.
    """

    issuer: str
    subject: str
    email: str
    name: str
    authenticated_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An account's identity at a provider; the account has one at each.

    One that was unlinked is kept with the time: no address links an identity of that provider to the account again
    until somebody gives the account's password.
    """

    user_id: str
    issuer: str
    subject: str
    linked_at: datetime
    unlinked_at: datetime | None = None

    @property
    def identity_id(self) -> str:
        """By which it is found: issuer and subject."""
        return identity_id(self.issuer, self.subject)


def identity_id(issuer: str, subject: str) -> str:
    r"""Return the id of an identity, which shows neither issuer nor subject.

    >>> identity_id("https://login.example.com", "4711")
    '1b224eaddba1ae93cc4a3d7039c32ea3'
    """
    return hashlib.sha256(f"{issuer}\n{subject}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogInFlow:
    """A log-in that waits for the identity provider's answer.

    The provider's answer names it by `state`, of which a hash is kept. `challenge` is the hash of a secret that the
    browser keeps, so that the answer is worth nothing in another one; `nonce` has to come back in the ID token, and
    `code_verifier` is shown where the code is redeemed (RFC 7636), which `redeemed` notes. `asserted` is what the
    provider has said, while a second factor is missing.
    """

    state_hash: str
    issuer: str
    challenge: str
    nonce: str
    code_verifier: str
    redirect_uri: str
    ends_at: datetime
    redeemed: bool = False
    asserted: Asserted | None = None
