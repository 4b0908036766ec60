"""Passwords: hashed with argon2id, verified in the same time whether or not the account exists.

The parameters are OWASP's first recommendation for argon2id (19 MiB, two passes, one lane) and settings, so that they
can grow: a login with an older hash re-hashes it.
"""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.settings import settings

if TYPE_CHECKING:
    from passlib.context import CryptContext

MIN_LENGTH = 8
MAX_LENGTH = 128


def normalise_password(password: str) -> str:
    """Return the form that is hashed: NFKC, so that the same keys on another device give the same password."""
    return unicodedata.normalize("NFKC", password)


def hash_password(password: str) -> str:
    """Return a new salted hash."""
    return str(_context().hash(normalise_password(password)))


def verify_password(password: str, known_hash: str | None) -> tuple[bool, str | None]:
    """Tell whether the password is right, and give a new hash where the known one is outdated.

    Without a known hash the same work is done, and the answer is no.
    """
    normal = normalise_password(password)
    if known_hash is None:
        _context().dummy_verify()
        return False, None
    right, newer = _context().verify_and_update(normal, known_hash)
    return bool(right), newer


@cache
def _context() -> "CryptContext":
    from passlib.context import CryptContext

    return CryptContext(
        schemes=["argon2"],
        argon2__type="id",
        argon2__memory_cost=settings().argon2_memory_kib,
        argon2__time_cost=settings().argon2_rounds,
        argon2__parallelism=settings().argon2_parallelism,
    )
