"""What recovery codes are: drawn, and kept as hashes."""

import secrets
from collections.abc import Iterable

from chalicelib.records.accounts import hash_token

RECOVERY_CODES = 10
_RECOVERY_BYTES = 15  # 120 bits: a plain hash is enough (ASVS 6.5.2)


def new_codes() -> list[str]:
    """Return recovery codes: 30 digits of base 16 in groups of five."""
    drawn = [secrets.token_hex(_RECOVERY_BYTES) for _ in range(RECOVERY_CODES)]
    return ["-".join(text[at : at + 5] for at in range(0, len(text), 5)) for text in drawn]


def hash_codes(codes: Iterable[str]) -> list[str]:
    """Return what is kept of codes."""
    return [hash_code(code) for code in codes]


def hash_code(code: str) -> str:
    """Return what is kept of a recovery code, however it is typed."""
    return hash_token("".join(letter for letter in code.lower() if letter.isalnum()))
