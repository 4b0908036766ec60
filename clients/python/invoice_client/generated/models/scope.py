from typing import Literal

Scope = Literal["company", "mine"]

SCOPE_VALUES: set[Scope] = {
    "company",
    "mine",
}


def check_scope(value: str) -> Scope:
    if value in SCOPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SCOPE_VALUES!r}")
