"""Tokens of mailed links: unguessable, kept only as a hash, void after their time.

A token is derived from the newest signing key and the job that mails it, not drawn at random, so that the queue never
carries one, and a job that is delivered twice mails the same link twice instead of voiding its first mail.
"""

import base64
import hashlib
import hmac

from chalicelib.accounts.tokens import signing_key

_PURPOSE = b"mailed link"


def derive_token(*parts: str) -> str:
    """Return the token of a job: 256 bits, URL-safe."""
    message = b"\0".join([_PURPOSE, *(part.encode() for part in parts)])
    digest = hmac.new(signing_key(), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_token(token: str) -> str:
    """Return what is kept of a token; it has 256 bits of its own, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
