"""Passwords: hashed with argon2id, verified in the same time whether or not the account exists.

The parameters are OWASP's first recommendation for argon2id (19 MiB, two passes, one lane) and settings, so that they
can grow. bcrypt and Django's pbkdf2_sha256 verify too, for accounts that come from elsewhere; a login with an outdated
hash re-hashes it.
"""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.settings import settings

if TYPE_CHECKING:
    from passlib.context import CryptContext

MAX_LENGTH = 128
NO_PASSWORD = "!"
"""In the place of the hash of an account that logs in by an identity provider alone: no password has it."""

_PREFERRED = "argon2"
_BCRYPT_BYTES = 72  # bcrypt sees no more of a password


def normalise_password(password: str) -> str:
    """Return the form that is hashed: NFKC, so that the same keys on another device give the same password."""
    return unicodedata.normalize("NFKC", password)


def hash_password(password: str) -> str:
    """Return a new salted hash."""
    return str(_context().hash(normalise_password(password)))


def verify_password(password: str, known_hash: str | None) -> tuple[bool, str | None]:
    """Tell whether the password is right, and give a new hash where the known one is outdated.

    Without a hash that any scheme knows the same work is done, and the answer is no.
    """
    scheme = _context().identify(known_hash) if known_hash else None
    tried = normalise_password(password) if scheme == _PREFERRED else password  # older systems did not normalise
    too_long = len(tried) > MAX_LENGTH or (scheme == "bcrypt" and len(tried.encode()) > _BCRYPT_BYTES)
    if scheme is None or too_long or "\0" in tried:
        _context().verify("no password", _decoy())
        return False, None
    if not _context().verify(tried, known_hash):
        return False, None
    return True, hash_password(password) if _context().needs_update(known_hash) else None


@cache
def _context() -> "CryptContext":
    from passlib.context import CryptContext

    return CryptContext(
        schemes=[_PREFERRED, "bcrypt", "django_pbkdf2_sha256"],
        deprecated="auto",
        argon2__type="id",
        argon2__memory_cost=settings().argon2_memory_kib,
        argon2__time_cost=settings().argon2_rounds,
        argon2__parallelism=settings().argon2_parallelism,
    )


@cache
def _decoy() -> str:
    """Return a hash that no password has, at the cost of a real one."""
    return hash_password("a decoy of the usual cost")
