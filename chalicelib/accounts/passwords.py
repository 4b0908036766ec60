"""Passwords: hashed with argon2id, verified in the same time whether or not the account exists.

The parameters are OWASP's first recommendation for argon2id (19 MiB, two passes, one lane) and settings, so that they
can grow. bcrypt and Django's pbkdf2_sha256 verify too, for accounts that come from elsewhere; a login with an outdated
hash re-hashes it. New passwords follow NIST SP 800-63B: length, no composition rules, nothing guessable.
"""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.errors import UnfitPassword
from chalicelib.settings import settings

if TYPE_CHECKING:
    from passlib.context import CryptContext

MIN_LENGTH = 8
MAX_LENGTH = 128

_MAX_GUESSABLE_SCORE = 1  # zxcvbn: at most a million guesses, which an online attack with some patience makes
_MAX_JUDGED_LENGTH = 72  # zxcvbn takes no more; 72 characters that are hard to guess are hard to guess with more behind
_PREFERRED = "argon2"
_BCRYPT_BYTES = 72  # bcrypt sees no more of a password
_MIN_NAME_LENGTH = 4  # "al" of al@example.com is in many a good password


def normalise_password(password: str) -> str:
    """Return the form that is hashed: NFKC, so that the same keys on another device give the same password."""
    return unicodedata.normalize("NFKC", password)


def check_new_password(password: str, email: str, *, company: str, field: str = "password") -> None:
    """Refuse a new password that is too short, too long, or easy to guess.

    Raises:
        UnfitPassword: with what is wrong, for this field.

    """
    normal = normalise_password(password)
    if not MIN_LENGTH <= len(normal) <= MAX_LENGTH:
        message = f"The password must have {MIN_LENGTH} to {MAX_LENGTH} characters."
        raise UnfitPassword(field, "password_length", message)
    local_part, _, _ = email.partition("@")
    folded = normal.casefold()
    if email in folded or (len(local_part) >= _MIN_NAME_LENGTH and local_part in folded):
        raise UnfitPassword(field, "password_email", "The password must not contain the e-mail address.")
    if _names(company) and _names(company) in _names(normal):
        raise UnfitPassword(field, "password_company", "The password must not contain the company's name.")
    if _is_guessable(normal, email):
        message = "This password is easy to guess. Several unrelated words make a good one."
        raise UnfitPassword(field, "password_guessable", message)


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


def _names(text: str) -> str:
    """Return a name as it is looked for: letters and digits in one case; empty where it is too short for that."""
    letters = "".join(letter for letter in text.casefold() if letter.isalnum())
    return letters if len(letters) >= _MIN_NAME_LENGTH else ""


def _is_guessable(password: str, email: str) -> bool:
    from zxcvbn import zxcvbn

    judged = zxcvbn(password[:_MAX_JUDGED_LENGTH], user_inputs=[*email.replace("@", ".").split(".")])
    return int(judged["score"]) <= _MAX_GUESSABLE_SCORE


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
