from typing import Literal

Rhythm = Literal["daily", "monthly", "weekly", "yearly"]

RHYTHM_VALUES: set[Rhythm] = {
    "daily",
    "monthly",
    "weekly",
    "yearly",
}


def check_rhythm(value: str) -> Rhythm:
    if value in RHYTHM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RHYTHM_VALUES!r}")
